import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { memorySnapshot, openCommit, openSnapshot } from '../../src/snapshot/index.ts';
import { git, repository, tree } from './support.ts';

// The bounds themselves are too large to be reached in a test.
vi.mock('../../src/snapshot/limits.ts', async (original) => ({ ...(await original<object>()), MAX_FILES: 3, MAX_PATTERN_LINES: 2 }));

const says = { code: 'too-many-files', says: 'The tree has more than 3 files: only the first 3 in the order of their paths were read.' };

test('of too many files the first are read, with a note', async () => {
  const root = tree({ 'd.py': '', 'c.py': '', 'b.py': '', 'a.py': '' });
  const folder = await openSnapshot(root);
  git(root, 'init', '-q');
  const worktree = await openSnapshot(root);
  for (const { files, notes } of [folder, worktree]) {
    expect(files.map(({ path }) => path)).toEqual(['a.py', 'b.py', 'c.py']);
    expect(notes).toEqual([says]);
  }
});

test('of too many files the same are read of a commit, links counted as in its working tree', async () => {
  const root = repository({ 'd.py': '', 'c.py': '', 'b.py': '' });
  symlinkSync('b.py', join(root, 'a-link.py'));
  git(root, 'add', '.');
  git(root, 'commit', '-qm', 'second');
  const [worktree, commit] = [await openSnapshot(root), await openCommit(root, git(root, 'rev-parse', 'HEAD'))];
  expect(commit?.files.map(({ path }) => path)).toEqual(['b.py', 'c.py']);
  expect(worktree.files.map(({ path }) => path)).toEqual(['b.py', 'c.py']);
  expect(commit?.notes).toEqual([says]);
});

test('of too many patterns the first are used, with a note', async () => {
  const patterns = ['# a comment is no pattern', 'a.py linguist-vendored', '', 'b.py linguist-vendored', 'c.py linguist-vendored'].join('\n');
  const { files, notes } = memorySnapshot({ 'a.py': '', 'b.py': '', 'c.py': '', '.gitattributes': patterns });
  expect(files.map(({ firstParty }) => firstParty)).toEqual([true, false, false, true]);
  expect(notes).toEqual([{ code: 'patterns-left-out', path: '.gitattributes', says: 'Only the first 2 patterns of at most 500 characters were used.' }]);
  const root = tree({ '.gitignore': '*.a\n*.b\n*.c\n', 'x.a': '', 'x.c': '' });
  const folder = await openSnapshot(root);
  expect(folder.files.map(({ path }) => path)).toEqual(['.gitignore', 'x.c']);
  expect(folder.notes.map(({ code, path }) => [code, path])).toEqual([['patterns-left-out', '.gitignore']]);
});

test('a pattern that is too long is left out, with a note', () => {
  const { files, notes } = memorySnapshot({ 'a.py': '', '.gitattributes': `${' '.repeat(1_000_000)}a.py linguist-vendored\n` });
  expect(files.map(({ firstParty }) => firstParty)).toEqual([true, true]);
  expect(notes.map(({ code }) => code)).toEqual(['patterns-left-out']);
});
