import { describe, expect, test } from 'vitest';
import type { FileSignals } from '../../src/domain/signals.ts';
import type { Snapshot } from '../../src/domain/snapshot.ts';
import { readSignals } from '../../src/signals/index.ts';
import { createPool } from '../../src/signals/pool.ts';
import { memorySnapshot } from '../../src/snapshot/index.ts';
import { CATALOGUE } from './code/read.ts';

const read = async (files: Record<string, string | Uint8Array>) => (await readSignals(memorySnapshot(files), CATALOGUE)).signals;

/** Path → `parsed`, `scanned` or what else there is. */
const depth = (signals: readonly FileSignals[]) => Object.fromEntries(signals.map(({ file, code }) => [file.path, code === undefined ? 'none' : code.parsed ? 'parsed' : 'scanned']));

test('every file, in the order of the snapshot', async () => {
  const snapshot = memorySnapshot({ 'b.py': 'import acme_llm', 'a.md': '# Title\n\ntext', 'Z.txt': 'x', 'logo.png': 'x', 'node_modules/x/y.py': 'import acme_llm' });
  const { signals } = await readSignals(snapshot, CATALOGUE);
  expect(signals.map(({ file }) => file)).toEqual(snapshot.files);
  expect(signals.find(({ file }) => file.path === 'a.md')?.sections).toEqual([{ line: 1, depth: 1, title: 'Title', words: 1 }]);
  expect(signals.filter(({ file }) => /png|node_modules|txt/.test(file.path)).map((one) => Object.keys(one))).toEqual([['file'], ['file'], ['file']]);
});

test('manifests, scripts and pipelines of one file come together', async () => {
  const [manifest] = await read({ 'package.json': '{\n "name": "a",\n "dependencies": { "acme": "1" },\n "scripts": { "test": "run" }\n}' });
  expect(manifest?.dependencies?.map(({ name, line }) => [name, line])).toEqual([['acme', 3]]);
  expect(manifest?.package?.name).toBe('a');
  expect(manifest?.scripts?.scripts.map(({ name }) => name)).toEqual(['test']);
  const [pipeline] = await read({ '.github/workflows/a.yml': 'on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: make\n' });
  expect(pipeline?.pipeline?.jobs.map(({ id }) => id)).toEqual(['a']);
});

test('a fault that several readers find in a file is one note', async () => {
  const [broken] = await read({ 'package.json': '{\n "scripts": {' });
  expect(broken?.notes).toEqual([{ code: 'unreadable-json', path: 'package.json', line: 2, says: 'package.json is not valid JSON: close brace expected' }]);
});

test.each([
  ['{\n "cells": [\n  {"cell_type": "code"', 3],
  ['not a notebook', 1],
])('a notebook that is no JSON is noted: %j', async (text, line) => {
  const [notebook] = await read({ 'a.ipynb': text });
  expect(notebook?.notes).toMatchObject([{ code: 'unreadable-json', path: 'a.ipynb' }]);
  expect(notebook?.notes?.[0]?.line).toBe(line);
});

test.each(['{"cells": []}', '\uFEFF{"cells": []}', ''])('a notebook without a fault has no note: %j', async (text) => {
  expect((await read({ 'a.ipynb': text }))[0]?.notes).toBeUndefined();
});

describe('what is parsed', () => {
  test('candidates, those that they import, and those that import them', async () => {
    const signals = await read({
      'app/llm.py': 'from acme_llm import Client\nfrom .config import MODEL\nfrom app.util import x\n',
      'app/config.py': 'MODEL = "m"\n',
      'app/util/__init__.py': 'x = 1\n',
      'app/other.py': 'y = 1\n',
      'app/service.py': 'from app.llm import ask\n',
      'app/far.py': 'from app.service import z\n',
      'app/pkg.py': 'from . import llm\n',
      'lib/llm/config.py': 'MODEL = "another"\n',
    });
    expect(depth(signals)).toEqual({
      'app/llm.py': 'parsed', 'app/config.py': 'parsed', 'app/util/__init__.py': 'parsed', 'app/other.py': 'scanned',
      'app/service.py': 'parsed', 'app/far.py': 'scanned', 'app/pkg.py': 'parsed', 'lib/llm/config.py': 'scanned',
    });
    expect(signals.find(({ file }) => file.path === 'app/config.py')?.code?.constants).toEqual([{ line: 1, name: 'MODEL', value: 'm' }]);
  });

  test('in JavaScript: by relative path, file ending, index and alias', async () => {
    expect(depth(await read({
      'src/llm/index.ts': "import { a } from '@acme/sdk/chat';\nimport { b } from '../config.js';\n",
      'src/config.ts': 'export const b = 1;\n',
      'src/config/index.test.ts': '',
      'src/one.ts': "import { ask } from './llm';\n",
      'src/two.tsx': "import { ask } from '@/llm/index';\n",
      'src/three.js': "const x = require('./one');\n",
      'src/four.ts': "import 'llm';\n",
    }))).toEqual({
      'src/llm/index.ts': 'parsed', 'src/config.ts': 'parsed', 'src/config/index.test.ts': 'scanned', 'src/one.ts': 'parsed', 'src/two.tsx': 'parsed', 'src/three.js': 'scanned', 'src/four.ts': 'scanned',
    });
  });

  test('a candidate that imports no tool of a model has no neighbours', async () => {
    expect(depth(await read({ 'a.py': 'import b\ncompletion = 1', 'b.py': 'x = 1' }))).toEqual({ 'a.py': 'parsed', 'b.py': 'scanned' });
  });
});

test('a file that cannot be read any more is a note; binary content is nothing', async () => {
  const snapshot = memorySnapshot({ 'a.py': 'import acme_llm', 'b.md': new Uint8Array([35, 32, 0, 97]), 'c.py': 'import acme_llm' });
  const broken: Snapshot = { ...snapshot, read: (path) => (path === 'a.py' ? Promise.reject(new Error('gone')) : snapshot.read(path)) };
  const { signals: [a, b, c] } = await readSignals(broken, CATALOGUE);
  expect(a).toEqual({ file: snapshot.files[0], notes: [{ code: 'unreadable-file', path: 'a.py', says: 'The file changed or went away while it was read.' }] });
  expect(Object.keys(b!)).toEqual(['file']);
  expect(c?.code?.parsed).toBe(true);
});

test('progress counts every file once, and each is read once or, where it is parsed, twice', async () => {
  const files: Record<string, string> = { 'llm.py': 'import acme_llm\nimport user' };
  for (let index = 0; index < 400; index++) files[`f${index}.py`] = 'import os';
  files['user.py'] = 'x = 1';
  const snapshot = memorySnapshot(files);
  const reads: string[] = [];
  const counted: Snapshot = { ...snapshot, origin: { kind: 'folder' }, read: (path) => (reads.push(path), snapshot.read(path)) };
  const seen: number[] = [];
  const { signals } = await readSignals(counted, CATALOGUE, { progress: (done, total) => void seen.push(done, total) });
  expect(signals.length).toBe(402);
  expect([Math.max(...seen.filter((_, index) => index % 2 === 0)), seen[1]]).toEqual([402, 402]);
  expect(reads.length).toBe(404);
  expect(reads.slice(402).sort()).toEqual(['llm.py', 'user.py']);
});

describe('workers', () => {
  const job = (path: string, source = '') => ({ path, bytes: new TextEncoder().encode(source) });
  /** Answers like a worker, and dies of a file named `poison`. */
  const fragile = `import { parentPort, workerData } from 'node:worker_threads';
    parentPort.on('message', ({ jobs, bytes }) => {
      if (jobs.some(({ path }) => path === 'poison')) process.exit(1);
      parentPort.postMessage(jobs.map(({ path, start, end }) => ({ prompt: [path, workerData.hash + Buffer.from(bytes.subarray(start, end))] })));
    });`;
  const start = (code: string, size = 2) => createPool(new URL(`data:text/javascript,${encodeURIComponent(code)}`), CATALOGUE, size);

  test('answer in order, with the bytes of each file, and are used again', async () => {
    const pool = start(fragile);
    const batches = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((name) => pool.run('parse', [job(name, `1${name}`), job('x', 'é')])));
    expect(batches.map((batch) => batch.map((one) => (one as { prompt?: unknown }).prompt))).toEqual(['a', 'b', 'c', 'd', 'e'].map((name) => [[name, `01${name}`], ['x', '0é']]));
    await pool.close();
  });

  test('a file that kills its worker becomes a note; those around it are read', async () => {
    const pool = start(fragile, 1);
    const found = await pool.run('parse', [job('a', 'x'), job('poison'), job('b', 'y')]);
    expect(found.map((one) => (one as { prompt?: unknown }).prompt ?? [one.notes?.[0]?.path, one.notes?.[0]?.code])).toEqual([['a', '0x'], ['poison', 'unreadable-file'], ['b', '0y']]);
    await pool.close();
  });

  test('a worker that fails otherwise is a bug', async () => {
    const pool = start("throw new Error('broken')", 1);
    await expect(pool.run('scan', [job('a')])).rejects.toThrow('broken');
    await pool.close();
  });

  test('a closed pool starts no worker again, not even for what was waiting', async () => {
    const pool = start("import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => {});", 1);
    const running = Promise.all(['a', 'b', 'c'].map((name) => expect(pool.run('scan', [job(name)])).rejects.toThrow('the pool is closed')));
    await pool.close();
    await running;
  });
});
