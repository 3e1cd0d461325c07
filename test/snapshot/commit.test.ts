import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { ConfigError } from '../../src/domain/errors.ts';
import type { Snapshot } from '../../src/domain/snapshot.ts';
import { openCommit, openSnapshot } from '../../src/snapshot/index.ts';
import { filesOf, git, repository, tempFolder, textOf, tree, write } from './support.ts';

const open: Snapshot[] = [];
afterEach(async () => {
  for (const snapshot of open.splice(0)) await snapshot.close?.();
});

/** The snapshot of a commit, closed after the test. */
async function commitOf(folder: string, commit = git(folder, 'rev-parse', 'HEAD')): Promise<Snapshot> {
  const snapshot = await openCommit(folder, commit);
  if (!snapshot) throw new Error('there is no such commit');
  open.push(snapshot);
  return snapshot;
}

const paths = (snapshot: Snapshot): string[] => snapshot.files.map((file) => file.path);
const contents = async (snapshot: Snapshot): Promise<string[]> => Promise.all(snapshot.files.map(async ({ path }) => Buffer.from(await snapshot.read(path)).toString('base64')));

const FILES = {
  'app.py': 'print(1)\n', 'empty.py': '', 'no-line-feed': 'x', 'binary.bin': new Uint8Array([0, 10, 13, 255, 10]), 'large.csv': 'x'.repeat(300_000), 'tests/test_a.py': 'a\n', 'evals/run.py': 'b\n',
  'gen/a.py': 'g\n', 'web/.gitattributes': 'own.py linguist-vendored\n', 'web/own.py': 'o\n', 'dist/i.js': 'd\n', '.gitattributes': 'gen/** linguist-generated\n', '.gitignore': '*.log\n', 'kept.log': 'l\n',
  'ä/ö.py': 'u\n', 'quote".py': 'q\n', 'new\nline.py': 'n\n', 'tab\t.py': 't\n', '-n.py': '-\n', 'a b.py': 's\n',
};

describe('a commit', () => {
  test('that is checked out cleanly has the files, roles and bytes of the working tree, and blob ids', async () => {
    const root = repository(FILES);
    git(root, 'remote', 'add', 'origin', 'https://git.example.test/acme/chat.git');
    const [worktree, commit] = [await openSnapshot(root), await commitOf(root)];
    expect(filesOf(commit)).toEqual(worktree.files);
    expect(commit.files).toHaveLength(Object.keys(FILES).length);
    expect(await contents(commit)).toEqual(await contents(worktree));
    expect(commit.files.map(({ path, blob }) => [path, blob])).toEqual(commit.files.map(({ path }) => [path, git(root, 'rev-parse', `HEAD:${path}`)]));
    expect(commit.origin).toEqual({ kind: 'commit', repository: 'acme/chat', commit: git(root, 'rev-parse', 'HEAD') });
    expect(commit.notes).toEqual([]);
  });

  test('is the same whatever the working tree and the index hold, and reads its own attributes', async () => {
    const root = repository({ 'a.py': 'old\n', 'b.py': 'b\n', '.gitattributes': 'a.py linguist-vendored\n' });
    const commit = git(root, 'rev-parse', 'HEAD');
    const before = await commitOf(root, commit);
    write(root, { 'a.py': 'new\n', 'c.py': 'c\n', '.gitattributes': 'b.py linguist-vendored\n', '.git/info/attributes': '* linguist-generated\n' });
    git(root, 'rm', '-q', '--cached', 'b.py');
    git(root, 'commit', '-qam', 'second');
    const after = await commitOf(root, commit);
    expect(JSON.stringify(after)).toBe(JSON.stringify(before));
    expect(after.files.map(({ path, firstParty }) => [path, firstParty])).toEqual([['.gitattributes', true], ['a.py', false], ['b.py', true]]);
    expect(await textOf(after, 'a.py')).toBe('old\n');
  });

  test('has neither links nor submodules, and notes the latter', async () => {
    const inner = repository({ 'inner.py': 'x' });
    const root = repository({ 'a.py': 'x', 'sub/b.py': 'y' });
    symlinkSync('a.py', join(root, 'link.py'));
    symlinkSync('/etc/passwd', join(root, 'out'));
    git(root, 'submodule', 'add', '-q', inner, 'sub/module');
    git(root, 'add', '.');
    git(root, 'commit', '-qm', 'second');
    const submodule = 'A submodule belongs to another repository and was not read.';
    const whole = await commitOf(root);
    expect([paths(whole), whole.notes]).toEqual([['.gitmodules', 'a.py', 'sub/b.py'], [{ code: 'submodule', path: 'sub/module', says: submodule }]]);
    const below = await commitOf(join(root, 'sub'));
    expect([paths(below), below.notes]).toEqual([['b.py'], [{ code: 'submodule', path: 'module', says: submodule }]]);
  });

  test.each(['services/chat', ':(top)odd [x]*', '-r'])('read from the subfolder %j has that folder only, paths relative to it', async (folder) => {
    const root = repository({ 'a.py': 'x', [`${folder}/app.py`]: 'y', [`${folder}/.gitattributes`]: 'gen.py linguist-generated', [`${folder}/gen.py`]: 'z', [`${folder}-2/app.py`]: 'other', '.gitattributes': 'app.py linguist-vendored' });
    const [worktree, commit] = [await openSnapshot(join(root, folder)), await commitOf(join(root, folder))];
    expect(commit.files.map(({ path, firstParty }) => [path, firstParty])).toEqual([['.gitattributes', true], ['app.py', true], ['gen.py', false]]);
    expect(filesOf(commit)).toEqual(worktree.files);
    expect(commit.origin).toEqual({ kind: 'commit', commit: git(root, 'rev-parse', 'HEAD'), prefix: folder });
    expect(await textOf(commit, 'app.py')).toBe('y');
  });

  test('in which the folder is not there yet, or is something else, has no files', async () => {
    const root = repository({ 'a.py': 'x' });
    const first = git(root, 'rev-parse', 'HEAD');
    write(root, { 'a.d/new.py': 'y', 'b': 'a file' });
    git(root, 'add', '.');
    git(root, 'commit', '-qm', 'second');
    const second = git(root, 'rev-parse', 'HEAD');
    expect((await commitOf(join(root, 'a.d'), first)).files).toEqual([]);
    git(root, 'rm', '-q', 'b');
    mkdirSync(join(root, 'b'));
    expect((await commitOf(join(root, 'b'), second)).files).toEqual([]);
  });

  test('of a linked work tree is found', async () => {
    const root = repository({ 'a.py': 'x' });
    const linked = join(tempFolder(), 'linked');
    git(root, 'worktree', 'add', '-q', linked);
    expect(paths(await commitOf(linked))).toEqual(['a.py']);
  });

  test('of a repository with longer ids is read alike', async () => {
    const root = tree({ 'a.py': 'x\n' });
    git(root, 'init', '-q', '--object-format=sha256');
    git(root, 'add', '.');
    git(root, 'commit', '-qm', 'first');
    const commit = await commitOf(root);
    expect(commit.origin.commit).toHaveLength(64);
    expect(commit.files).toEqual([{ path: 'a.py', size: 2, role: 'main', firstParty: true, blob: git(root, 'rev-parse', 'HEAD:a.py') }]);
    expect(await textOf(commit, 'a.py')).toBe('x\n');
  });

  test('leaves out what is too large, with a note where it looks like text', async () => {
    const root = repository({ 'cases.jsonl': 'x'.repeat(5 * 1024 * 1024 + 1), 'model.bin': 'x'.repeat(5 * 1024 * 1024 + 1), 'exact.csv': 'x'.repeat(5 * 1024 * 1024) });
    const commit = await commitOf(root);
    expect(paths(commit)).toEqual(['exact.csv']);
    expect(commit.notes).toEqual([{ code: 'file-too-large', path: 'cases.jsonl', says: 'The file is larger than 5 MiB and was not read.' }]);
    expect((await commit.read('exact.csv')).byteLength).toBe(5 * 1024 * 1024);
  });

  test.skipIf(process.platform !== 'linux')('skips names that are not UTF-8, with a note', async () => {
    const root = repository({ 'sub/good-\uFFFD.py': 'a real replacement character' });
    writeFileSync(Buffer.concat([Buffer.from(`${root}/sub/bad-`), Buffer.from([0xff]), Buffer.from('.py')]), 'x');
    git(root, 'add', '.');
    git(root, 'commit', '-qm', 'second');
    const commit = await commitOf(join(root, 'sub'));
    expect(paths(commit)).toEqual(['good-\uFFFD.py']);
    expect(commit.notes).toEqual([{ code: 'name-not-utf8', path: 'bad-\uFFFD.py', says: 'The name of the file is not valid UTF-8, and the file was not read.' }]);
  });

  test('whose tree was crafted has only paths that could be checked out', async () => {
    const root = repository({ 'a.py': 'x' });
    const entry = (kind: string, id: string, name: string): string => `${kind} ${id}\t${name}\n`;
    const makeTree = (input: string): string => execFileSync('git', ['mktree'], { cwd: root, input, encoding: 'utf8' }).trim();
    const blob = git(root, 'rev-parse', 'HEAD:a.py');
    const inner = makeTree(entry('100644 blob', blob, 'config'));
    const crafted = makeTree(entry('100644 blob', blob, 'ok.py') + entry('100755 blob', blob, 'run.sh') + ['..', '.', '.git', '.GIT'].map((name) => entry('040000 tree', inner, name)).join(''));
    expect(git(root, 'ls-tree', '-r', '--name-only', crafted).split('\n')).toContain('../config');
    expect(paths(await commitOf(root, git(root, 'commit-tree', '-m', 'crafted', crafted)))).toEqual(['ok.py', 'run.sh']);
  });
});

describe('there is no snapshot', () => {
  test('of a commit that the repository lacks, and of what is no commit', async () => {
    const root = repository({ 'a.py': 'x' });
    git(root, 'tag', '-a', 'v1', '-m', 'v1');
    const others = ['0'.repeat(40), git(root, 'rev-parse', 'HEAD^{tree}'), git(root, 'rev-parse', 'v1'), git(root, 'rev-parse', 'HEAD').slice(0, 10), 'HEAD', 'main', '', '--all', '-h', 'a\0b', '$(touch x)'];
    for (const other of others) expect(await openCommit(root, other)).toBeUndefined();
  });

  test('of a folder that is in no repository', async () => {
    expect(await openCommit(tree({ 'a.py': 'x' }), '0'.repeat(40))).toBeUndefined();
    await expect(openCommit(join(tempFolder(), 'nowhere'), '0'.repeat(40))).rejects.toThrow(ConfigError);
  });

  test.each(['blob:none', 'tree:0'])('where a clone without all objects (%s) lacks some, and git fetches none', async (filter) => {
    const origin = repository({ 'a.py': 'old', 'b.py': 'same', 'c/d.py': 'deep' });
    const first = git(origin, 'rev-parse', 'HEAD');
    write(origin, { 'a.py': 'new' });
    git(origin, 'commit', '-qam', 'second');
    git(origin, 'config', 'uploadpack.allowFilter', 'true');
    git(origin, 'config', 'uploadpack.allowAnySHA1InWant', 'true');
    const clone = join(tempFolder(), 'clone');
    git(origin, 'clone', '-q', `--filter=${filter}`, `file://${origin}`, clone);
    const missing = (): string[] => git(clone, 'rev-list', '--objects', '--all', '--missing=print').split('\n').filter((line) => line.startsWith('?'));
    const before = missing();
    expect(before).not.toEqual([]);
    expect(await openCommit(clone, first)).toBeUndefined();
    expect(missing()).toEqual(before);
    expect(paths(await commitOf(clone))).toEqual(['a.py', 'b.py', 'c/d.py']);
  });
});

describe('reading', () => {
  test('hundreds at once gives each its own bytes, in memory of its own', async () => {
    const files = Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`f${at}.txt`, `${at}\n`.repeat(at * 7)]));
    const commit = await commitOf(repository(files));
    const read = await Promise.all(commit.files.map(async ({ path }) => [path, await textOf(commit, path)]));
    expect(Object.fromEntries(read)).toEqual(files);
    const [one, two] = [await commit.read('f1.txt'), await commit.read('f1.txt')];
    one.fill(0);
    expect(Buffer.from(two).toString()).toBe(files['f1.txt']);
    expect(one.buffer).not.toBe(two.buffer);
  });

  test('refuses what is not in the snapshot', async () => {
    const commit = await commitOf(repository({ 'a.py': 'x' }));
    for (const path of ['b.py', './a.py', '../a.py', '']) await expect(commit.read(path)).rejects.toThrow('not in this snapshot');
  });

  test('is over after closing, which can be done twice', async () => {
    const commit = await commitOf(repository({ 'a.py': 'x', 'b.py': 'y'.repeat(1_000_000) }));
    await commit.read('a.py');
    const pending = expect(commit.read('b.py')).rejects.toThrow('closed');
    await commit.close?.();
    await commit.close?.();
    await pending;
    await expect(commit.read('a.py')).rejects.toThrow('closed');
    const unread = await commitOf(repository({ 'a.py': 'x' }));
    await unread.close?.();
    await expect(unread.read('a.py')).rejects.toThrow('closed');
  });

  test('rejects for a blob that went away', async () => {
    const root = repository({ 'a.py': 'x', 'b.py': 'y' });
    const commit = await commitOf(root);
    const id = git(root, 'rev-parse', 'HEAD:a.py');
    execFileSync('rm', ['-f', join(root, '.git/objects', id.slice(0, 2), id.slice(2))]);
    await expect(commit.read('a.py')).rejects.toThrow('git does not have this file');
    expect(await textOf(commit, 'b.py')).toBe('y');
  });

  test('does not keep the process alive when nobody closes the snapshot', () => {
    const root = repository({ 'a.py': 'x\n' });
    const script = `import { openCommit } from ${JSON.stringify(pathToFileURL('src/snapshot/index.ts').href)};
      const snapshot = await openCommit(${JSON.stringify(root)}, ${JSON.stringify(git(root, 'rev-parse', 'HEAD'))});
      process.stdout.write(await snapshot.read('a.py'));`;
    expect(execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })).toBe('x\n');
  });
});
