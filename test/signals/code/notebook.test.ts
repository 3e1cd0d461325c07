import { expect, test } from 'vitest';
import { extractNotebook } from '../../../src/signals/code/languages/notebook.ts';
import { parse, read } from './read.ts';

const cell = (type: string, source: unknown) => ({ cell_type: type, metadata: {}, source });
const notebook = (cells: unknown[], metadata: unknown = { kernelspec: { language: 'python', name: 'x' } }) => JSON.stringify({ cells, metadata, nbformat: 4 }, undefined, 1);

test('signals carry the lines of the file', async () => {
  const text = notebook([cell('markdown', ['import not_code\n']), cell('code', ['%pip install acme\n', 'import acme\n', 'for a in b:\n', '  c = acme.run()\n']), cell('code', ['try:\n  d()\nexcept E:\n  pass'])]);
  const lineOf = (part: string) => text.split('\n').findIndex((line) => line.includes(part)) + 1;
  const { code, notes } = await parse('a.ipynb', text);
  expect(code.language).toBe('python');
  expect(code.imports).toEqual([{ line: lineOf('import acme'), module: 'acme', names: [{ name: '*', as: 'acme' }] }]);
  expect(code.calls).toEqual([
    { line: lineOf('acme.run'), callee: 'acme.run', args: [], loop: lineOf('for a'), assigned: 'c' },
    { line: lineOf('d()'), callee: 'd', args: [], rescued: lineOf('except E') },
  ]);
  expect(code.loops).toEqual([{ line: lineOf('for a'), endLine: lineOf('acme.run'), form: 'for', over: 'b' }]);
  expect(notes).toEqual([]);
});

test('lines for the notebook and cells of another language are left out', () => {
  const text = notebook([cell('code', ['%%bash\n', 'run()']), cell('code', ['%%time\n', 'a = 1']), cell('code', ['!ls\n', '  %cd x\n', '?help\n', 'b'])]);
  expect(extractNotebook(text)?.text.split('\n').filter((line) => line !== '')).toEqual(['a = 1', 'b']);
});

test.each([
  ['not JSON', 'x = 1'],
  ['other JSON', '{"cells": 1}'],
  ['another language', notebook([cell('code', ['x <- 1'])], { language_info: { name: 'R' } })],
  ['JSON without end', '['.repeat(100_000)],
])('%s is no notebook', async (_, text) => {
  expect(extractNotebook(text)).toBeUndefined();
  expect(await read('calls', 'a.ipynb', text)).toEqual([]);
});

test('one line and no metadata', () => {
  expect(extractNotebook(JSON.stringify({ cells: [cell('code', 'a\nb')] }))).toEqual({ text: 'a\nb\n', lines: [1, 1, 1] });
});
