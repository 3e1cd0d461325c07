import { chmodSync, chownSync, existsSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openSnapshot } from '../../src/snapshot/index.ts';
import type { Snapshot } from '../../src/domain/snapshot.ts';
import { git, repository, tempFolder, tree, write } from './support.ts';

const paths = (snapshot: Snapshot): string[] => snapshot.files.map((file) => file.path);
const text = async (snapshot: Snapshot, path: string): Promise<string> => Buffer.from(await snapshot.read(path)).toString();

describe('a git working tree', () => {
  test('is read as it is on disk: tracked, changed and new files, without ignored and deleted ones', async () => {
    const root = repository({ 'app.py': 'old\n', 'gone.py': 'x\n', 'src/a.py': 'a\n', '.gitignore': 'ignored/\n*.log\n' });
    write(root, { 'app.py': 'new text\n', 'fresh.py': 'y\n', 'ignored/b.py': 'b\n', 'x.log': 'x\n' });
    rmSync(join(root, 'gone.py'));

    const snapshot = await openSnapshot(root);

    expect(snapshot.files).toEqual([
      { path: '.gitignore', size: 15, role: 'main', firstParty: true },
      { path: 'app.py', size: 9, role: 'main', firstParty: true },
      { path: 'fresh.py', size: 2, role: 'main', firstParty: true },
      { path: 'src/a.py', size: 2, role: 'main', firstParty: true },
    ]);
    expect(await text(snapshot, 'app.py')).toBe('new text\n');
    expect(snapshot.origin).toEqual({ kind: 'worktree', path: root, commit: git(root, 'rev-parse', 'HEAD') });
    expect(snapshot.notes).toEqual([]);
  });

  test('keeps a tracked file that is also ignored', async () => {
    const root = repository({ 'a.log': 'x', '.gitignore': '*.log' });
    expect(paths(await openSnapshot(root))).toEqual(['.gitignore', 'a.log']);
  });

  test('without commits has no commit, and lists what is there', async () => {
    const root = tree({ 'a.py': 'x' });
    git(root, 'init', '-q');
    const snapshot = await openSnapshot(root);
    expect(paths(snapshot)).toEqual(['a.py']);
    expect(snapshot.origin).toEqual({ kind: 'worktree', path: root });
  });

  test('without files is empty', async () => {
    const root = repository({});
    const snapshot = await openSnapshot(root);
    expect(snapshot.files).toEqual([]);
    expect(snapshot.origin.kind).toBe('worktree');
  });

  test('names its repository after the remote, without credentials', async () => {
    const root = repository({ 'a.py': 'x' });
    git(root, 'remote', 'add', 'origin', 'https://user:secret@git.example.test/acme/chat.git');
    expect((await openSnapshot(root)).origin.repository).toBe('acme/chat');
  });

  test('read from a subfolder has that folder only, paths relative to it', async () => {
    const root = repository({ 'a.py': 'x', 'services/chat/app.py': 'y', 'services/chat/.gitattributes': 'gen.py linguist-generated' });
    write(root, { 'services/chat/gen.py': 'z', 'services/other.py': 'o' });
    const snapshot = await openSnapshot(join(root, 'services/chat'));
    expect(snapshot.files.map(({ path, firstParty }) => [path, firstParty])).toEqual([['.gitattributes', true], ['app.py', true], ['gen.py', false]]);
    expect(snapshot.origin).toEqual({ kind: 'worktree', path: join(root, 'services/chat'), commit: git(root, 'rev-parse', 'HEAD'), prefix: 'services/chat' });
    expect((await openSnapshot(root)).origin.prefix).toBeUndefined();
  });

  test('ignores a subfolder, which is then read as a plain folder when asked for', async () => {
    const root = repository({ 'a.py': 'x', '.gitignore': 'checkouts/' });
    write(root, { 'checkouts/chat/app.py': 'y' });
    const snapshot = await openSnapshot(join(root, 'checkouts/chat'));
    expect(paths(snapshot)).toEqual(['app.py']);
    expect(snapshot.origin.kind).toBe('folder');
  });

  test('reached through a link that the user names is read where the link leads', async () => {
    const root = repository({ 'a.py': 'x' });
    const elsewhere = tempFolder();
    symlinkSync(root, join(elsewhere, 'link'));
    const snapshot = await openSnapshot(join(elsewhere, 'link'));
    expect(paths(snapshot)).toEqual(['a.py']);
    expect(snapshot.origin.path).toBe(root);
  });

  test('that is a linked work tree is read by its own index', async () => {
    const root = repository({ 'a.py': 'x' });
    const linked = join(tempFolder(), 'linked');
    git(root, 'worktree', 'add', '-q', linked);
    write(linked, { 'b.py': 'y' });
    const snapshot = await openSnapshot(linked);
    expect(paths(snapshot)).toEqual(['a.py', 'b.py']);
    expect(snapshot.origin.commit).toBe(git(root, 'rev-parse', 'HEAD'));
  });

  test('lists a file in conflict once', async () => {
    const root = repository({ 'a.py': 'one\n' });
    git(root, 'checkout', '-q', '-b', 'other');
    write(root, { 'a.py': 'two\n' });
    git(root, 'commit', '-qam', 'two');
    git(root, 'checkout', '-q', 'main');
    write(root, { 'a.py': 'three\n' });
    git(root, 'commit', '-qam', 'three');
    expect(() => git(root, 'merge', 'other')).toThrow();
    expect(git(root, 'ls-files', '--stage').split('\n')).toHaveLength(3);
    expect(paths(await openSnapshot(root))).toEqual(['a.py']);
  });

  test('does not enter submodules and repositories within, and notes each', async () => {
    const inner = repository({ 'inner.py': 'x' });
    const root = repository({ 'a.py': 'x' });
    git(root, 'submodule', 'add', '-q', inner, 'sub');
    mkdirSync(join(root, 'nested'));
    git(join(root, 'nested'), 'init', '-q');
    write(root, { 'nested/n.py': 'n' });
    git(join(root, 'nested'), 'add', '.');
    git(join(root, 'nested'), 'commit', '-qm', 'n');

    const snapshot = await openSnapshot(root);

    expect(paths(snapshot)).toEqual(['.gitmodules', 'a.py']);
    expect(snapshot.notes).toEqual([
      { code: 'nested-repository', path: 'nested', says: 'A repository within the repository was not read.' },
      { code: 'submodule', path: 'sub', says: 'A submodule belongs to another repository and was not read.' },
    ]);
  });

  test('with names that need quoting lists them as they are', async () => {
    const odd = ['a b.py', 'ä/ö.py', 'quote".py', 'new\nline.py', 'tab\t.py', '-n.py'];
    const root = repository(Object.fromEntries(odd.map((path) => [path, 'x'])));
    expect(paths(await openSnapshot(root))).toEqual([...odd].sort());
  });

  test.skipIf(process.platform !== 'linux')('skips names that are not UTF-8, with a note', async () => {
    const root = repository({ 'good-\uFFFD.py': 'a real replacement character' });
    writeFileSync(Buffer.concat([Buffer.from(`${root}/bad-`), Buffer.from([0xff]), Buffer.from('.py')]), 'x');
    const snapshot = await openSnapshot(root);
    expect(paths(snapshot)).toEqual(['good-\uFFFD.py']);
    expect(snapshot.notes).toEqual([{ code: 'name-not-utf8', path: 'bad-\uFFFD.py', says: 'The name of the file is not valid UTF-8, and the file was not read.' }]);
  });
});

describe('a repository that git cannot read', () => {
  test('with an empty .git is a plain folder', async () => {
    const root = tree({ 'a.py': 'x' });
    mkdirSync(join(root, '.git'));
    const snapshot = await openSnapshot(root);
    expect(paths(snapshot)).toEqual(['a.py']);
    expect(snapshot.origin).toEqual({ kind: 'folder', path: root });
    expect(snapshot.notes).toMatchObject([{ code: 'git-unreadable', says: expect.stringContaining('read as a plain folder') }]);
  });

  test('with a damaged index is a plain folder', async () => {
    const root = repository({ 'a.py': 'x' });
    writeFileSync(join(root, '.git/index'), 'not an index');
    const snapshot = await openSnapshot(root);
    expect(paths(snapshot)).toEqual(['a.py']);
    expect(snapshot.notes.map((note) => note.code)).toEqual(['git-unreadable']);
  });

  test('because there is no git is a plain folder', async () => {
    const root = repository({ 'a.py': 'x' });
    const path = process.env['PATH'];
    process.env['PATH'] = tempFolder();
    try {
      const snapshot = await openSnapshot(root);
      expect(paths(snapshot)).toEqual(['a.py']);
      expect(snapshot.notes).toEqual([{ code: 'git-missing', says: 'Git is not installed: the tree was read as a plain folder.' }]);
    } finally {
      process.env['PATH'] = path;
    }
  });
});

describe('a hostile repository', () => {
  /** A repository whose configuration starts a program wherever git would allow one. */
  function trapped(): { root: string; fired: string } {
    const root = repository({ 'a.py': 'x\n', 'b.bin': 'y\n', '.gitattributes': '* filter=trap diff=trap merge=trap text=auto\n' });
    const fired = join(tempFolder(), 'fired');
    const trap = join(tempFolder(), 'trap.sh');
    writeFileSync(trap, `#!/bin/sh\necho "$0 $*" >> '${fired}'\ncat\n`);
    chmodSync(trap, 0o755);
    const settings: Readonly<Record<string, string>> = {
      'core.fsmonitor': trap, 'core.sshCommand': trap, 'core.pager': trap, 'core.editor': trap, 'core.askPass': trap, 'core.gitProxy': trap,
      'core.alternateRefsCommand': trap, 'credential.helper': `!${trap}`, 'diff.external': trap, 'diff.trap.textconv': trap, 'diff.trap.command': trap,
      'filter.trap.clean': trap, 'filter.trap.smudge': trap, 'filter.trap.process': trap, 'filter.trap.required': 'true', 'merge.trap.driver': trap,
      'gpg.program': trap, 'alias.ls-files': `!${trap}`, 'alias.rev-parse': `!${trap}`, 'alias.config': `!${trap}`, 'pager.ls-files': trap, 'pager.config': trap,
      'remote.origin.url': `ext::${trap}`, 'remote.origin.promisor': 'true', 'remote.origin.uploadpack': trap, 'protocol.ext.allow': 'always',
      'extensions.partialClone': 'origin', 'uploadpack.packObjectsHook': trap, 'submodule.recurse': 'true', 'trace2.eventTarget': fired,
    };
    for (const [name, value] of Object.entries(settings)) git(root, 'config', '--add', name, value);
    mkdirSync(join(root, '.git/hooks'), { recursive: true });
    for (const hook of ['post-index-change', 'pre-auto-gc', 'fsmonitor-watchman', 'query-watchman', 'reference-transaction', 'post-checkout']) {
      writeFileSync(join(root, '.git/hooks', hook), `#!/bin/sh\necho hook >> '${fired}'\n`);
      chmodSync(join(root, '.git/hooks', hook), 0o755);
    }
    // A racy index entry, which careless commands would hash through the filters.
    write(root, { 'a.py': 'z\n', 'new.py': 'n' });
    rmSync(fired, { force: true });
    return { root, fired };
  }

  test.skipIf(process.platform === 'win32')('starts none of its programs', async () => {
    const { root, fired } = trapped();
    const snapshot = await openSnapshot(root);
    expect(paths(snapshot)).toEqual(['.gitattributes', 'a.py', 'b.bin', 'new.py']);
    expect(snapshot.origin.kind).toBe('worktree');
    expect(existsSync(fired)).toBe(false);
  });

  test.skipIf(process.platform === 'win32')('would have started them for a careless reader', () => {
    const { root, fired } = trapped();
    git(root, 'ls-files', '--others', '--exclude-standard');
    expect(existsSync(fired)).toBe(true);
  });

  test('cannot point the work tree elsewhere', async () => {
    const outside = tree({ 'secret.txt': 's' });
    const root = repository({ 'a.py': 'x' });
    git(root, 'config', 'core.worktree', outside);
    git(root, 'config', 'core.bare', 'false');
    expect(paths(await openSnapshot(root))).toEqual(['a.py']);
  });

  test('cannot slip in settings through an included file', async () => {
    const { root, fired } = trapped();
    const outside = tree({ 'secret.txt': 's' });
    const included = tree({ config: `[core]\n\tworktree = ${outside}\n\tfsmonitor = touch ${fired}\n` });
    git(root, 'config', 'include.path', join(included, 'config'));
    expect(paths(await openSnapshot(root))).toEqual(['.gitattributes', 'a.py', 'b.bin', 'new.py']);
    expect(existsSync(fired)).toBe(false);
  });

  test('cannot use the environment of the caller', async () => {
    const outside = repository({ 'secret.txt': 's' });
    const root = repository({ 'a.py': 'x' });
    process.env['GIT_DIR'] = join(outside, '.git');
    process.env['GIT_WORK_TREE'] = outside;
    try {
      expect(paths(await openSnapshot(root))).toEqual(['a.py']);
    } finally {
      delete process.env['GIT_DIR'];
      delete process.env['GIT_WORK_TREE'];
    }
  });

  test.skipIf(process.platform === 'win32')('cannot provide the git program itself', async () => {
    const root = repository({ 'a.py': 'x' });
    const fired = join(tempFolder(), 'fired');
    write(root, { 'node_modules/.bin/git': `#!/bin/sh\ntouch '${fired}'\n`, git: `#!/bin/sh\ntouch '${fired}'\n` });
    chmodSync(join(root, 'node_modules/.bin/git'), 0o755);
    chmodSync(join(root, 'git'), 0o755);
    const path = process.env['PATH'];
    process.env['PATH'] = `${join(root, 'node_modules/.bin')}:.:${path}`;
    try {
      expect((await openSnapshot(root)).origin.kind).toBe('worktree');
      expect(existsSync(fired)).toBe(false);
    } finally {
      process.env['PATH'] = path;
    }
  });

  test.skipIf(process.platform === 'win32')('does not get a folder followed that became a link', async () => {
    const outside = tree({ 'a.py': 'secret' });
    const root = repository({ 'lib/a.py': 'x', 'b.py': 'y' });
    renameSync(join(root, 'lib'), join(root, 'old'));
    symlinkSync(outside, join(root, 'lib'));
    const snapshot = await openSnapshot(root);
    expect(paths(snapshot)).toEqual(['b.py', 'old/a.py']);
    expect(snapshot.notes).toEqual([{ code: 'link-outside-tree', path: 'lib', says: 'The link leads out of the tree and was not followed.' }]);
  });
});

test.skipIf(process.getuid?.() !== 0)('a checkout that belongs to another user is read', async () => {
  const root = repository({ 'a.py': 'x' });
  for (const path of [root, join(root, '.git'), join(root, 'a.py')]) chownSync(path, 12345, 12345);
  expect(() => git(root, 'status')).toThrow();
  const snapshot = await openSnapshot(root);
  expect(snapshot.origin.kind).toBe('worktree');
  expect(snapshot.origin.commit).toMatch(/^[0-9a-f]{40}$/);
});
