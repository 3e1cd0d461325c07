import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Catalogue } from '../../src/domain/catalogue.ts';
import type { Snapshot } from '../../src/domain/snapshot.ts';
import { openSignalCache, readSignals } from '../../src/signals/index.ts';
import { openSnapshot } from '../../src/snapshot/index.ts';
import { CATALOGUE } from './code/read.ts';

const FILES = {
  'app/chat.py': 'import acme_llm\nfrom app.words import SYSTEM\nacme_llm.ask(SYSTEM)\n', 'app/words.py': 'SYSTEM = "x"\n', 'README.md': '# A\n\nwords\n', 'package.json': '{"name": "a"}\n',
};
const folder = mkdtempSync(join(tmpdir(), 'cache-'));
const [tree, cacheDir] = [join(folder, 'tree'), join(folder, 'cache')];
/** Long after the files were written, so that they are no longer taken for ones that may still change. */
const LATER = Date.now() + 3_600_000;

beforeEach(() => {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, text] of Object.entries(FILES)) put(path, text);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function put(path: string, text: string): void {
  mkdirSync(dirname(join(tree, path)), { recursive: true });
  writeFileSync(join(tree, path), text);
}

/** Audits the tree with the cache; gives the signals, the files that were read, and what saving came to. */
async function run({ catalogue = CATALOGUE, dir = cacheDir, now = LATER }: { catalogue?: Catalogue; dir?: string; now?: number } = {}) {
  const snapshot = await openSnapshot(tree);
  const read: string[] = [];
  const counted: Snapshot = { ...snapshot, read: (path) => (read.push(path), snapshot.read(path)) };
  const memory = await openSignalCache(dir, catalogue, now);
  const { signals } = await readSignals(counted, catalogue, { memory });
  const trouble = await memory.save();
  expect(signals).toEqual((await readSignals(snapshot, catalogue)).signals);
  return { read: [...new Set(read)].sort(), trouble };
}

const ALL = Object.keys(FILES).sort();
const stored = () => readdirSync(cacheDir).map((name) => join(cacheDir, name));

test('a second run reads nothing, and one after a change what changed', async () => {
  expect(await run()).toEqual({ read: ALL, trouble: undefined });
  expect((await run()).read).toEqual([]);
  put('README.md', '# B\n');
  expect((await run()).read).toEqual(['README.md']);
  expect((await run()).read).toEqual([]);
  expect(stored().length).toBe(1);
});

test('the same contents under another time are known by their id, once they are read', async () => {
  await run();
  utimesSync(join(tree, 'README.md'), new Date(1), new Date(1));
  expect((await run()).read).toEqual(['README.md']);
  expect((await run()).read).toEqual([]);
});

test('a file that is moved is read anew: a path says what a file is for', async () => {
  await run();
  rmSync(join(tree, 'README.md'));
  put('docs/README.md', FILES['README.md']);
  expect((await run()).read).toEqual(['docs/README.md']);
});

test('what was written a moment ago may be written again unnoticed, and is looked at', async () => {
  await run({ now: Date.now() });
  expect((await run({ now: Date.now() })).read).toEqual(ALL);
});

test('what only another branch has is dropped', async () => {
  await run();
  const size = readFileSync(stored()[0]!).length;
  rmSync(join(tree, 'app'), { recursive: true });
  await run();
  expect(readFileSync(stored()[0]!).length).toBeLessThan(size);
});

test('another catalogue finds nothing of it', async () => {
  await run();
  expect((await run({ catalogue: { ...CATALOGUE, models: { ...CATALOGUE.models, words: ['other'] } } })).read).toEqual(ALL);
});

describe('a cache that is not what was written', () => {
  const text = () => readFileSync(stored()[0]!, 'latin1');
  test.each<[string, () => string]>([
    ['empty', () => ''],
    ['cut off', () => text().slice(0, -5)],
    ['cut off in its first line', () => text().slice(0, 50)],
    ['longer', () => `${text()}{}`],
    ['altered in an entry', () => text().replace('"title":"A"', '"title":"B"')],
    ['altered in a path', () => text().replace('app/words.py', 'app/xords.py')],
    ['of another format', () => text().replace('"format":1', '"format":0')],
    ['no JSON', () => `{${text()}`],
    ['null', () => 'null\n'],
    ['another kind of value', () => '{"format":1,"entries":3}\n'],
    ['binary', () => '\0\x01\x02\n\xff'],
  ])('%s', async (_, broken) => {
    await run();
    writeFileSync(stored()[0]!, broken(), 'latin1');
    expect(await run()).toEqual({ read: ALL, trouble: undefined });
    expect((await run()).read).toEqual([]);
  });

  test('a folder in its place', async () => {
    mkdirSync(join(cacheDir, 'signals.cache'), { recursive: true });
    const { read, trouble } = await run();
    expect(read).toEqual(ALL);
    expect(trouble).toMatch(/^The cache in .*cache could not be written: .*\.$/);
    expect(readdirSync(cacheDir)).toEqual(['signals.cache']);
  });
});

test('a folder that cannot be made costs the cache and nothing else', async () => {
  writeFileSync(join(folder, 'file'), '');
  expect((await run({ dir: join(folder, 'file', 'cache') })).trouble).toMatch(/^The cache in .* could not be written/);
});

test('runs side by side leave a whole cache, and no drafts', async () => {
  await Promise.all(Array.from({ length: 6 }, () => run()));
  expect(stored().length).toBe(1);
  expect((await run()).read).toEqual([]);
});

test('a commit is read from what the working tree left', async () => {
  const git = (...args: string[]) => execFileSync('git', ['-C', tree, '-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], { stdio: 'pipe' }).toString().trim();
  git('init', '-q');
  git('add', '-A');
  git('commit', '-qm', 'one');
  await run();
  const { openCommit } = await import('../../src/snapshot/index.ts');
  const commit = (await openCommit(tree, git('rev-parse', 'HEAD')))!;
  const read: string[] = [];
  const { signals } = await readSignals({ ...commit, read: (path) => (read.push(path), commit.read(path)) }, CATALOGUE, { memory: await openSignalCache(cacheDir, CATALOGUE, LATER) });
  await commit.close?.();
  expect([read, signals.filter(({ code }) => code?.parsed).length]).toEqual([[], 2]);
});
