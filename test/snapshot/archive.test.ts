import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { Snapshot } from '../../src/domain/snapshot.ts';
import { openArchive, openCommit } from '../../src/snapshot/index.ts';
import { filesOf, git, repository, textOf } from './support.ts';
import { paxRecord, tar, type Written } from './tar-writer.ts';

// The bounds themselves are too large to be reached in a test.
vi.mock('../../src/snapshot/limits.ts', async (original) => ({ ...(await original<object>()), ARCHIVE_BYTES: 8 * 1024 * 1024, MAX_FILES: 30 }));

/** As GitHub makes them: of one commit, everything in a folder. */
function archiveOf(root: string): Buffer {
  return execFileSync('git', ['archive', '--format=tar.gz', '--prefix=acme-chat-1234567/', 'HEAD'], { cwd: root, maxBuffer: 1e8 });
}

async function opened(bytes: Uint8Array, prefix?: string): Promise<Snapshot> {
  const snapshot = await openArchive(bytes, prefix);
  if ('missing' in snapshot) throw new Error(snapshot.missing);
  return snapshot;
}

const packed = (entries: readonly Written[]): Buffer => gzipSync(tar(entries));
const paths = (snapshot: Snapshot): string[] => snapshot.files.map(({ path }) => path);

const FILES = {
  'app.py': 'print(1)\n', 'empty.py': '', 'binary.bin': new Uint8Array([0, 255, 10]), 'tests/test_a.py': 'a\n', 'gen/a.py': 'g\n', '.gitattributes': 'gen/** linguist-generated\n', 'web/.gitattributes': 'own.py linguist-vendored\n',
  'web/own.py': 'o\n', 'ä/ö.py': 'u\n', [`${'deep/'.repeat(40)}a.py`]: 'd\n', [`${'x'.repeat(150)}.py`]: 'l\n', 'a b.py': 's\n',
};

test.each([undefined, 'web'])('has the files, roles and bytes of its commit (folder %s)', async (prefix) => {
  const root = repository(FILES);
  symlinkSync('app.py', join(root, 'link.py'));
  git(root, 'add', '.');
  git(root, 'commit', '-qm', 'second');
  const archive = await opened(archiveOf(root), prefix);
  const commit = (await openCommit(prefix ? join(root, prefix) : root, git(root, 'rev-parse', 'HEAD')))!;
  expect(archive.files).toEqual(filesOf(commit));
  expect(archive.files).toHaveLength(prefix ? 2 : Object.keys(FILES).length);
  for (const { path } of archive.files) expect(Buffer.from(await archive.read(path))).toEqual(Buffer.from(await commit.read(path)));
  expect(archive.origin).toEqual({ ...commit.origin, kind: 'archive' });
  expect(archive.notes).toEqual([]);
  await commit.close?.();
});

test('lacks what the commit keeps out of archives, and says so where it can be seen', async () => {
  const root = repository({ 'app.py': 'x', 'tests/a.py': 'y', '.gitattributes': 'tests/ export-ignore\n' });
  const archive = await opened(archiveOf(root));
  expect(paths(archive)).toEqual(['.gitattributes', 'app.py']);
  expect(archive.notes).toEqual([{ code: 'archive-incomplete', path: '.gitattributes', says: 'The commit was read from an archive, which lacks the files that are marked export-ignore here.' }]);
  const all = repository({ 'app.py': 'x', '.gitattributes': '*.py -export-ignore\n' });
  expect((await opened(archiveOf(all))).notes).toEqual([]);
});

test('takes regular files that could be checked out, and nothing else', async () => {
  const archive = await opened(packed([
    { path: 'top/', type: '5' }, { path: 'top/a.py', bytes: 'first' }, { path: 'top/a.py', bytes: 'a' },
    { path: 'top/../up.py' }, { path: 'top/b/../../up.py' }, { path: '/etc/passwd' }, { path: '../up.py' }, { path: 'top/./dot.py' }, { path: 'top//double.py' }, { path: 'top/.git/config' }, { path: 'top/b/.GIT/config' }, { path: 'alone' },
    { path: 'top/hard', type: '1' }, { path: 'top/soft', type: '2' }, { path: 'top/device', type: '3' }, { path: 'top/block', type: '4' }, { path: 'top/pipe', type: '6' }, { path: 'top/sparse', type: 'S' }, { path: 'top/folder', type: '5' },
    { path: Buffer.from([...Buffer.from('top/bad-'), 0xff]) }, { path: 'top/__proto__', bytes: 'p' },
  ]));
  expect(paths(archive)).toEqual(['__proto__', 'a.py']);
  expect(await textOf(archive, 'a.py')).toBe('a');
  expect(archive.origin).toEqual({ kind: 'archive' });
  expect(archive.notes).toEqual([{ code: 'name-not-utf8', path: 'bad-\uFFFD', says: 'The name of the file is not valid UTF-8, and the file was not read.' }]);
  await expect(archive.read('../up.py')).rejects.toThrow('not in this snapshot');
});

test('a comment that is no commit is none', async () => {
  expect((await opened(packed([{ path: 'g', type: 'g', bytes: paxRecord('comment', 'by hand') }]))).origin).toEqual({ kind: 'archive' });
});

test('leaves out files that are too large, and the last of too many', async () => {
  const large = 'x'.repeat(5 * 1024 * 1024 + 1);
  const archive = await opened(packed([{ path: 'top/cases.csv', bytes: large }, ...Array.from({ length: 40 }, (_, at) => ({ path: `top/f${at + 10}.py` }))]));
  expect(paths(archive)).toEqual(Array.from({ length: 29 }, (_, at) => `f${at + 10}.py`));
  expect(archive.notes.map(({ code }) => code)).toEqual(['file-too-large', 'too-many-files']);
});

test.each<[string, () => Uint8Array, string]>([
  ['nothing', () => new Uint8Array(), 'The archive of the commit cannot be read: it is no gzip file, or cut off.'],
  ['a page of an error', () => Buffer.from('<html>Not found</html>'), 'The archive of the commit cannot be read: it is no gzip file, or cut off.'],
  ['half of an archive', () => packed([{ path: 'top/a', bytes: 'x'.repeat(5000) }]).subarray(0, 60), 'The archive of the commit cannot be read: it is no gzip file, or cut off.'],
  ['a packed text', () => gzipSync('x'.repeat(2000)), 'The archive of the commit cannot be read: a header is damaged.'],
  ['a bomb', () => gzipSync(Buffer.alloc(9 * 1024 * 1024)), 'The archive of the commit is larger than 8 MiB and was not read.'],
  ['endless entries', () => packed(Array.from({ length: 121 }, () => ({ path: 'top/a' }))), 'The archive of the commit cannot be read: it has more than 120 entries.'],
])('%s is refused with a sentence', async (_, bytes, missing) => {
  expect(await openArchive(bytes())).toEqual({ missing });
});

test('any bytes are taken', async () => {
  await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), fc.boolean(), async (bytes, isPacked) => {
    const result = await openArchive(isPacked ? gzipSync(bytes) : bytes);
    return 'missing' in result || result.files.length === 0;
  }));
});
