import { expect, test } from 'vitest';
import { memorySnapshot } from '../src/snapshot/index.ts';
import { readSignals } from '../src/signals/index.ts';
import { link } from '../src/links/index.ts';
import { stackOf } from '../src/survey.ts';
import { rules } from './helpers/audit.ts';

async function stackIn(files: Readonly<Record<string, string>>) {
  const { signals } = await readSignals(memorySnapshot(files), await rules());
  return stackOf(signals, link(signals, await rules()).modelCallers);
}

const caller = { 'server/ask.py': 'from openai import OpenAI\nreply = OpenAI().chat.completions.create(model="gpt-4o", messages=[])\n' };
const interfaceFiles = { 'web/a.tsx': 'export const A = 1;\n', 'web/b.ts': 'export const B = 2;\n', 'tools/c.go': 'package main\n' };

test('advice speaks the language that calls the model, whatever most files are in', async () => {
  expect((await stackIn({ ...interfaceFiles, ...caller })).languages).toEqual(['python', 'typescript', 'go']);
  expect((await stackIn(interfaceFiles)).languages).toEqual(['typescript', 'go']);
});

test.each<[string, Record<string, string>, string | undefined]>([
  ['none', {}, undefined],
  ['the one in use', { '.gitlab-ci.yml': 'test:\n  script: [pytest]\n' }, 'gitlab'],
  ['the one with most files', { '.gitlab-ci.yml': 'test:\n  script: [pytest]\n', '.github/workflows/a.yml': 'on: push\njobs: { a: { runs-on: ubuntu-latest, steps: [{ run: pytest }] } }\n', '.github/workflows/b.yml': 'on: push\njobs: { b: { runs-on: ubuntu-latest, steps: [{ run: pytest }] } }\n' }, 'github'],
  ['not that of examples', { 'examples/shop/.gitlab-ci.yml': 'test:\n  script: [pytest]\n' }, undefined],
])('the CI system: %s', async (_, files, expected) => {
  expect((await stackIn(files)).pipelines).toBe(expected);
});
