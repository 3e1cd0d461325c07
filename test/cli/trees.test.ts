import { rename } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { audit } from '../../src/audit.ts';
import { configure } from '../../src/configure.ts';
import { render } from '../../src/report/index.ts';
import { openSnapshot } from '../../src/snapshot/index.ts';
import { rules, TODAY } from '../helpers/audit.ts';
import type { CliEnd } from './run-cli.ts';
import { APP, cleanUp, cli, git, repository, tree, write } from './run-cli.ts';
import { resultOf } from './schema.ts';

afterAll(cleanUp);
vi.setConfig({ testTimeout: 60_000 });

const json = (cwd: string): Promise<CliEnd> => cli(['--format', 'json'], { cwd });

describe.concurrent('every kind of repository gives a valid document', () => {
  test('an empty folder', async () => {
    const { code, stdout, stderr } = await json(await tree());
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(resultOf(stdout)).toMatchObject({ subject: { path: '.' }, kind: 'none', notes: [] });
  });

  test('a repository without commits', async () => {
    const root = await tree(APP);
    git(root, 'init', '-q');
    const { code, stdout } = await json(root);
    const { subject, kind } = resultOf(stdout);
    expect({ code, subject, kind }).toEqual({ code: 0, subject: { path: '.' }, kind: 'application' });
  });

  test('an empty repository', async () => {
    const root = await tree();
    git(root, 'init', '-q');
    const { code, stdout } = await json(root);
    expect({ code, kind: resultOf(stdout).kind }).toEqual({ code: 0, kind: 'none' });
  });

  test('a folder of a repository, whose links lead to the file in the repository', async () => {
    const root = await repository({ 'README.md': '# All\n', ...Object.fromEntries(Object.entries(APP).map(([path, text]) => [`apps/chat bot/${path}`, text])) });
    git(root, 'remote', 'add', 'origin', 'https://user:secret@github.test/acme/mono.git');
    const folder = join(root, 'apps', 'chat bot');
    const { stdout } = await json(folder);
    const result = resultOf(stdout);
    const commit = git(root, 'rev-parse', 'HEAD');
    expect(result.subject).toEqual({ repository: 'acme/mono', commit, prefix: 'apps/chat bot', path: '.' });
    expect(result.findings.flatMap(({ evidence }) => evidence.map(({ path }) => path))).toContain('app.py');
    expect(render('markdown', result, { serverUrl: 'https://github.test' })).toContain(`](https://github.test/acme/mono/blob/${commit}/apps/chat%20bot/app.py#L7)`);
    expect(resultOf((await json(root)).stdout).subject).toEqual({ repository: 'acme/mono', commit, path: '.' });
  });

  test('code that has nothing to do with generative AI', async () => {
    const { code, stdout } = await json(await tree({ 'main.py': 'print(1)\n', 'package.json': '{ "name": "a" }' }));
    const { kind, maturity } = resultOf(stdout);
    expect({ code, kind, levels: new Set(maturity.map(({ level }) => level)) }).toEqual({ code: 0, kind: 'none', levels: new Set([null]) });
  });
});

describe('broken files', () => {
  const BROKEN = {
    'pyproject.toml': '[project]\nname = "a"\nversion = = 1\n',
    'package.json': '{\n  "name": "a",\n  "scripts": {\n',
    'pom.xml': '<project>\n  <dependencies>\n</project>\n',
    'promptfooconfig.yaml': 'prompts: [a\nproviders: {\n',
    'broken.py': 'import openai\ndef (((:\n  ]]]] x = {{{{\n',
    'broken.ipynb': '{\n "cells": [\n  {"cell_type": "code", "source": ["import openai"',
    '.github/workflows/broken.yml': 'on: push\njobs:\n  a: [\n',
    '.github/workflows/scalar.yml': 'jobs\n',
    'bad.json': '{{{',
    'tabs.yaml': '\t\t- a\n\t b: :\n',
    'not-text.py': new Uint8Array([0xff, 0xfe, 0x00, 0x01, 0xc3, 0x28]),
    'evals/cases.jsonl': '{"a": 1}\n{{{\n',
    'compose.yaml': 'services:\n  a: *nowhere\n',
  };
  let end: CliEnd;
  let whole: CliEnd;
  beforeAll(async () => {
    [end, whole] = await Promise.all([json(await tree({ ...APP, ...BROKEN })), json(await tree(APP))]);
  });

  test('are noted once each, with their line, and never crash the audit', () => {
    expect({ code: end.code, stderr: end.stderr }).toEqual({ code: 0, stderr: '' });
    const notes = resultOf(end.stdout).notes.map(({ code, path, line }) => `${path}${line ? `:${line}` : ''} ${code}`);
    expect(notes).toEqual(expect.arrayContaining([
      '.github/workflows/broken.yml:4 unreadable-yaml', 'broken.ipynb:3 unreadable-json', 'package.json:4 unreadable-json', 'pom.xml:3 unreadable-xml', 'promptfooconfig.yaml:2 unreadable-yaml',
      'pyproject.toml:3 unreadable-toml', expect.stringMatching(/^broken\.py(:\d+)? syntax-errors$/),
    ]));
    expect(notes).toEqual([...new Set(notes)]);
    for (const { says } of resultOf(end.stdout).notes) expect(says).toMatch(/^\S.{10,300}$/);
  });

  test('take nothing from the rest', () => {
    const evidenceOf = ({ stdout }: CliEnd) => resultOf(stdout).findings.filter(({ practice }) => practice === 'llm-usage').map(({ strength, evidence }) => ({ strength, first: evidence[0]?.path }));
    expect(evidenceOf(end)).toEqual([{ strength: 'present', first: 'app.py' }]);
    expect(evidenceOf(end)).toEqual(evidenceOf(whole));
  });
});

describe('the same tree gives the same bytes', () => {
  /** Enough files for worker threads, with everything that is joined across files. */
  const MANY: Record<string, string> = { ...APP, 'evals/cases.jsonl': '{"q": "a", "a": "b"}\n'.repeat(30), '.github/workflows/ci.yml': 'on: pull_request\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: pip install -r requirements.txt\n      - run: pytest tests\n' };
  for (let index = 0; index < 320; index += 1) {
    MANY[`chat/m${index}.py`] = `from app import answer\nfrom chat.m${(index + 1) % 320} import ask${(index + 1) % 320}\n\nMODEL = "gpt-4o-mini"\n\n\ndef ask${index}(question):\n    return answer(question, model=MODEL)\n`;
    if (index % 10 === 0) MANY[`tests/test_m${index}.py`] = `from chat.m${index} import ask${index}\n\n\ndef test_ask(mocker):\n    mocker.patch("app.client")\n    assert ask${index}("q")\n`;
    if (index % 40 === 0) MANY[`broken/b${index}.yaml`] = 'a: [\n';
  }
  let root: string;
  let first: CliEnd;
  beforeAll(async () => {
    root = await repository(MANY);
    first = await json(root);
  });

  test('twice', async () => {
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(resultOf(first.stdout).kind).toBe('application');
    expect((await json(root)).stdout).toBe(first.stdout);
  });

  test('elsewhere, written in another order, after files have come and gone', async () => {
    const other = await tree({ 'zzz.py': 'import openai\n' });
    git(other, 'init', '-q');
    await write(join(other, 'away'), Object.fromEntries(Object.entries(MANY).reverse()));
    for (const name of ['chat', 'tests', 'broken', 'evals', '.github', ...Object.keys(APP)]) await rename(join(other, 'away', name), join(other, name));
    git(other, 'rm', '-q', '--cached', '--ignore-unmatch', 'zzz.py');
    await rename(join(other, 'zzz.py'), join(other, '.git', 'zzz.py'));
    git(other, 'add', '--all', '--force');
    git(other, 'commit', '-q', '-m', 'first');
    expect((await json(other)).stdout).toBe(first.stdout);
  });

  test.skipIf(availableParallelism() < 2)('by one thread and by several', async () => {
    const snapshot = await openSnapshot(root);
    expect(snapshot.files.length).toBeGreaterThan(320);
    // The sources read in one thread; the bundle takes one for each processor.
    expect(render('json', await audit(snapshot, await configure(snapshot, await rules(), { gate: {}, day: TODAY }), { path: '.' }))).toBe(first.stdout);
  });
});
