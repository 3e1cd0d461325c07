import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConfigError } from '../../src/domain/errors.ts';
import type { Snapshot } from '../../src/domain/snapshot.ts';
import { regularFiles } from '../../src/snapshot/disk.ts';
import { openSnapshot } from '../../src/snapshot/index.ts';
import { noteBook } from '../../src/snapshot/notes.ts';
import { git, repository, tempFolder, tree, write } from './support.ts';

const paths = (snapshot: Snapshot): string[] => snapshot.files.map((file) => file.path);

describe('a plain folder', () => {
  test('lists regular files in code-unit order, dot files too, and not .git or node_modules', async () => {
    const root = tree({ 'b.py': 'bb', 'B.py': 'x', 'a/z.py': '', 'a.py': '', '.github/workflows/ci.yml': 'on: push', 'node_modules/x/i.js': '', 'a/node_modules/y.js': '' });
    const snapshot = await openSnapshot(root);
    expect(paths(snapshot)).toEqual(['.github/workflows/ci.yml', 'B.py', 'a.py', 'a/z.py', 'b.py']);
    expect(snapshot.origin).toEqual({ kind: 'folder', path: root });
    expect(Buffer.from(await snapshot.read('b.py')).toString()).toBe('bb');
    expect((await snapshot.read('a.py')).byteLength).toBe(0);
    expect(snapshot.notes).toEqual([]);
  });

  test('without files is empty', async () => {
    expect((await openSnapshot(tempFolder())).files).toEqual([]);
  });

  test('that holds several repositories is read whole', async () => {
    const root = tempFolder();
    for (const name of ['one', 'two']) renameSync(repository({ 'app.py': name }), join(root, name));
    expect(paths(await openSnapshot(root))).toEqual(['one/app.py', 'two/app.py']);
  });

  test('leaves out what its .gitignore files name, exactly as git does', async () => {
    const root = tree({
      '.gitignore': '# comment\n*.log\n!keep.log\n/root.txt\nbuild/\nsrc/*.tmp\n**/cache\ndeep/**/x.py\nlogs/**\n!logs/in.py\n[ab].c\n\\#odd\nspace\\ \ntrail   \nfoo/**\n\n',
      'a.log': '', 'keep.log': '', 'root.txt': '', 'sub/root.txt': '', 'build/out.js': '', 'sub/build/out.js': '', 'sub/build.js': '', 'src/a.tmp': '', 'src/deep/a.tmp': '',
      'x/cache/y': '', 'cache': '', 'deep/x.py': '', 'deep/a/b/x.py': '', 'deep/a/y.py': '', 'logs/in.py': '', 'logs/a/in.py': '', 'a.c': '', 'c.c': '', '#odd': '', 'space ': '', 'trail': '',
      'sub/.gitignore': '!a.log\n*.py\n/only.js\n', 'sub/a.log': '', 'sub/m.py': '', 'sub/only.js': '', 'sub/n/only.js': '', 'foo/x': '', 'bar/foo/x': '',
      'build/.gitignore': '!out.js\n', 'crlf/.gitignore': '*.dat\r\n', 'crlf/a.dat': '',
    });
    const asFolder = paths(await openSnapshot(root));
    git(root, 'init', '-q');
    const asWorktree = paths(await openSnapshot(root));
    expect(asFolder).toEqual(asWorktree);
    expect(asFolder).toEqual([
      '.gitignore', 'bar/foo/x', 'c.c', 'crlf/.gitignore', 'deep/a/y.py', 'keep.log', 'logs/in.py', 'src/deep/a.tmp', 'sub/.gitignore', 'sub/a.log', 'sub/build.js', 'sub/n/only.js', 'sub/root.txt',
    ]);
  });
});

describe('a path that is no folder', () => {
  test.each([
    ['missing', () => join(tempFolder(), 'nowhere'), /There is no folder .*nowhere/],
    ['a file', () => join(tree({ 'a.py': '' }), 'a.py'), /a\.py is not a folder/],
    ['below a file', () => join(tree({ 'a.py': '' }), 'a.py/b'), /There is no folder/],
    ['unusable', () => 'a\0b', /cannot be opened/],
  ])('%s is the user\'s mistake', async (_, path, says) => {
    const failure = await openSnapshot(path()).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ConfigError);
    expect((failure as Error).message).toMatch(says);
  });
});

describe.skipIf(process.platform === 'win32')('links', () => {
  test('inside the tree are dropped silently, out of it with a note, in both kinds of tree', async () => {
    const outside = tree({ 'secret.txt': 's', 'folder/x.py': 'x' });
    const root = tree({ 'real/a.py': 'x' });
    const links: Readonly<Record<string, string>> = {
      'in-file': 'real/a.py', 'in-folder': 'real', 'in-broken': 'real/none.py', 'circle-a': 'circle-b', 'circle-b': 'circle-a',
      'out-file': join(outside, 'secret.txt'), 'out-folder': join(outside, 'folder'), 'out-broken': '../../../nowhere-at-all', 'real/up': '../..', 'through': 'real/up',
    };
    for (const [path, target] of Object.entries(links)) symlinkSync(target, join(root, path));
    const notes = ['out-broken', 'out-file', 'out-folder', 'real/up', 'through'].map((path) => ({ code: 'link-outside-tree', path, says: 'The link leads out of the tree and was not followed.' }));

    const folder = await openSnapshot(root);
    git(root, 'init', '-q');
    const worktree = await openSnapshot(root);

    expect([paths(folder), folder.notes]).toEqual([['real/a.py'], notes]);
    expect([paths(worktree), worktree.notes]).toEqual([['real/a.py'], notes]);
  });

  test('by the hundred are noted twenty times and then counted', async () => {
    const root = tempFolder();
    for (let at = 0; at < 120; at++) symlinkSync('/', join(root, `link-${String(at).padStart(3, '0')}`));
    const { notes } = await openSnapshot(root);
    expect(notes).toHaveLength(21);
    expect(notes[19]).toMatchObject({ code: 'link-outside-tree', path: 'link-019' });
    expect(notes[20]).toEqual({ code: 'link-outside-tree', says: 'And 100 more of the same kind.' });
  });

  test('do not lead to .gitignore or .gitattributes files elsewhere', async () => {
    const outside = tree({ ignore: '*.py\n', attributes: '*.py linguist-generated\n' });
    const root = tree({ 'a.py': '' });
    symlinkSync(join(outside, 'ignore'), join(root, '.gitignore'));
    symlinkSync(join(outside, 'attributes'), join(root, '.gitattributes'));
    expect((await openSnapshot(root)).files).toEqual([{ path: 'a.py', size: 0, role: 'main', firstParty: true }]);
  });

  test('and pipes are not read', async () => {
    const root = tree({ 'a.py': '' });
    execFileSync('mkfifo', [join(root, 'pipe')]);
    const snapshot = await openSnapshot(root);
    expect(paths(snapshot)).toEqual(['a.py']);
    expect(snapshot.notes).toEqual([{ code: 'not-a-regular-file', path: 'pipe', says: 'A device, pipe or socket is not read.' }]);
  });
});

describe('large files', () => {
  test('are left out, with a note where they look like text', async () => {
    const root = tree({ 'cases.jsonl': '', 'model.bin': '', 'exact.csv': '' });
    truncateSync(join(root, 'cases.jsonl'), 5 * 1024 * 1024 + 1);
    truncateSync(join(root, 'model.bin'), 5 * 1024 * 1024 + 1);
    truncateSync(join(root, 'exact.csv'), 5 * 1024 * 1024);
    const snapshot = await openSnapshot(root);
    expect(paths(snapshot)).toEqual(['exact.csv']);
    expect(snapshot.notes).toEqual([{ code: 'file-too-large', path: 'cases.jsonl', says: 'The file is larger than 5 MiB and was not read.' }]);
  });
});

test('listed paths that lead out of the tree, as a crafted index could hold, are no files', () => {
  const root = tree({ 'in/a.py': '', 'b.py': '', '.git/config': '' });
  const notes = noteBook();
  const listed = ['../b.py', 'in/../b.py', './b.py', 'in//a.py', '/etc/passwd', '', 'b.py\0', '.git/config', 'in/.GIT/x', 'in', 'in/a.py', 'none.py', 'b.py/x'];
  expect(regularFiles(join(root, 'in'), ['../b.py', 'a.py'], notes).map(({ path }) => path)).toEqual(['a.py']);
  expect(regularFiles(root, listed, notes).map(({ path }) => path)).toEqual(['in/a.py']);
  expect(notes.list()).toEqual([]);
});

describe('reading', () => {
  test('refuses paths that are not in the snapshot', async () => {
    const root = tree({ 'a.py': '' });
    const snapshot = await openSnapshot(root);
    await expect(snapshot.read('../a.py')).rejects.toThrow('not in this snapshot');
    await expect(snapshot.read('./a.py')).rejects.toThrow('not in this snapshot');
  });

  test.each([
    ['grew', (root: string) => writeFileSync(join(root, 'a.py'), 'longer than before')],
    ['vanished', (root: string) => rmSync(join(root, 'a.py'))],
    ['became a folder', (root: string) => { rmSync(join(root, 'a.py')); mkdirSync(join(root, 'a.py')); }],
  ])('rejects when a file %s', async (_, change) => {
    const root = tree({ 'a.py': 'short' });
    const snapshot = await openSnapshot(root);
    change(root);
    await expect(snapshot.read('a.py')).rejects.toThrow();
  });

  test.skipIf(process.platform === 'win32')('rejects when another file took the place, be it through a link, a linked folder or a pipe', async () => {
    const outside = tree({ 'a.py': 'taken', 'lib/b.py': 'taken' });
    const root = tree({ 'a.py': 'short', 'lib/b.py': 'short', 'c.py': '' });
    const snapshot = await openSnapshot(root);
    rmSync(join(root, 'a.py'));
    symlinkSync(join(outside, 'a.py'), join(root, 'a.py'));
    renameSync(join(root, 'lib'), join(root, 'moved'));
    symlinkSync(join(outside, 'lib'), join(root, 'lib'));
    rmSync(join(root, 'c.py'));
    execFileSync('mkfifo', [join(root, 'c.py')]);
    await expect(snapshot.read('a.py')).rejects.toThrow();
    await expect(snapshot.read('lib/b.py')).rejects.toThrow('changed while it was read');
    await expect(snapshot.read('c.py')).rejects.toThrow('changed while it was read');
  });

  test('hands out memory of its own', async () => {
    const root = tree({ 'a.py': 'x', 'b.py': 'y' });
    const snapshot = await openSnapshot(root);
    const bytes = await snapshot.read('a.py');
    expect(bytes.buffer.byteLength).toBe(1);
  });
});

test('the same tree gives the same snapshot', async () => {
  const root = repository({ 'a.py': 'x', 'b/c.py': 'y' });
  write(root, { 'new.py': 'z' });
  const [first, second] = [await openSnapshot(root), await openSnapshot(root)];
  expect(JSON.stringify(first)).toBe(JSON.stringify(second));
});
