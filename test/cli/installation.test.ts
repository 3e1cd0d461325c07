import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rm, truncate, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { APP, cleanUp, cli, copyOfDist, tree } from './run-cli.ts';

afterAll(cleanUp);
vi.setConfig({ testTimeout: 60_000 });

const ARGUMENTS = ['--format', 'json'];
const app = await tree(APP);
const expected = cli(ARGUMENTS, { cwd: app });

/** Node 24 comes with the project; Node 20 is the machine's own, where it has that. */
const NODE_24 = join(dirname(createRequire(import.meta.url).resolve('node/package.json')), 'bin', 'node');
const NODE_20 = [...(process.env['PATH'] ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules')).map((folder) => join(folder, 'node')), '/usr/bin/node']
  .find((path) => existsSync(path) && versionOf(path).startsWith('v20.'));

function versionOf(node: string): string {
  return spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout ?? '';
}

describe.concurrent('dist/ runs', () => {
  test('on Node 24', async () => {
    expect(versionOf(NODE_24)).toMatch(/^v24\./);
    expect(await cli(ARGUMENTS, { cwd: app, node: NODE_24 })).toEqual(await expected);
  });

  test('on Node 20', async ({ skip }) => {
    if (NODE_20 === undefined) skip('This machine has no Node 20 of its own, so that the bundle was not tried on it.');
    expect(await cli(ARGUMENTS, { cwd: app, node: NODE_20! })).toEqual(await expected);
  });

  test('alone, from a folder that holds nothing else', async () => {
    expect(await cli(ARGUMENTS, { cwd: app, dist: await copyOfDist() })).toEqual(await expected);
    expect((await expected).code).toBe(0);
  });

  test('where the reader goes away, without a word, and ends as the gate says', async () => {
    expect(await cli([app, ...ARGUMENTS], { deaf: true })).toMatchObject({ code: 0, stderr: '' });
    expect(await cli([app, ...ARGUMENTS, '--min-level', '4'], { deaf: true })).toMatchObject({ code: 1, stderr: '' });
  });
});

describe.concurrent('a broken installation is a bug, 3 and a stack, and never a result', () => {
  test.each<[string, (dist: string) => Promise<void>, RegExp]>([
    ['without the catalogue', (dist) => rm(join(dist, 'catalogue.json')), /catalogue\.json/],
    ['without a grammar', (dist) => rm(join(dist, 'grammars', 'python.wasm.br')), /the grammar of python of this installation cannot be loaded: .*python\.wasm\.br/],
    ['with half a grammar', (dist) => truncate(join(dist, 'grammars', 'python.wasm.br'), 1_000), /the grammar of python of this installation cannot be loaded/],
    ['with a parser that is none', (dist) => writeFile(join(dist, 'grammars', 'runtime.wasm.br'), ''), /the parser of this installation cannot be loaded/],
  ])('%s', async (_, spoil, says) => {
    const dist = await copyOfDist();
    await spoil(dist);
    const { code, stdout, stderr } = await cli([app], { dist });
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toMatch(says);
    expect(stderr).toMatch(/^ {4}at .+\.js:\d+:\d+/m);
  });

  test('in a worker thread, too', async () => {
    const dist = await copyOfDist();
    await rm(join(dist, 'grammars', 'python.wasm.br'));
    const many = await tree({ ...APP, ...Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`m${index}.txt`, 'x'])) });
    const { code, stdout, stderr } = await cli([many], { dist });
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toMatch(/the grammar of python of this installation cannot be loaded[\s\S]*\n {4}at /);
  });
});
