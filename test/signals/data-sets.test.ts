import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDataSet } from '../../src/signals/data-sets.ts';

describe('readDataSet', () => {
  it.each([
    ['lines of JSON anywhere', 'src/anything.jsonl', '{"question":"a","answer":"b"}\n\nnot json\n{"question":"c"}\n[1]\n', { line: 1, cases: 2, fields: ['question', 'answer'] }],
    ['lines after a broken one', 'a.ndjson', '{"a":\n{"b":1}', { line: 2, cases: 1, fields: ['b'] }],
    ['a table', 'evals/cases.csv', 'question,"expected, answer"\nwhat,"a\nb ""c"""\r\nwhy,d\n\n', { line: 1, cases: 2, fields: ['question', 'expected, answer'] }],
    ['a table of numbers', 'data/x.csv', 'a,b\n1,2\n', { line: 1, cases: 1, fields: ['a', 'b'] }],
    ['a table with semicolons', 'test_data/x.csv', 'a;b\n1;2\n3;4', { line: 1, cases: 2, fields: ['a', 'b'] }],
    ['a table with tabs', 'golden/x.tsv', 'a\tb\n1\t2\n', { line: 1, cases: 1, fields: ['a', 'b'] }],
    ['an array of records', 'evals/set.json', '[{"input":"a","output":"b"},{"input":"c"}]', { line: 1, cases: 2, fields: ['input', 'output'] }],
    ['records under a key', 'examples/eval-dataset.json', '{\n"name": "x",\n"questions": [{"question":"a"},{"question":"b"}]}', { line: 3, cases: 2, fields: ['question'] }],
    ['records in YAML', 'tests/eval/cases.yaml', 'suite: x\ncases:\n  - input: a\n    expect: b\n  - input: c\n', { line: 2, cases: 2, fields: ['input', 'expect'] }],
    ['a list in YAML', 'golden.yml', '- q: a\n- q: b\n- q: c\n', { line: 1, cases: 3, fields: ['q'] }],
    ['a key that would be a prototype', 'evals/p.json', '[{"__proto__": 1, "a": 2}]', { line: 1, cases: 1, fields: ['__proto__', 'a'] }],
  ])('reads %s', (_says, path, text, expected) => {
    expect(readDataSet(path, text)).toEqual(expected);
  });

  it.each([
    ['a table elsewhere', 'assets/prices.csv', 'a,b\n1,2\n'],
    ['a table without rows', 'data/empty.csv', 'a,b\n'],
    ['a package file', 'tests/package.json', '{"items": [{"a":1},{"a":2}]}'],
    ['a compiler configuration', 'tests/tsconfig.test.json', '[{"a":1}]'],
    ['a lock file', 'tests/package-lock.json', '[{"a":1}]'],
    ['translations', 'test/locales/en.json', '[{"a":1}]'],
    ['one record under a key', 'evals/config-x.json', '{"tests": [{"a":1}]}'],
    ['names rather than records', 'evals/names.json', '["a","b","c"]'],
    ['mostly other things', 'evals/mixed.json', '[{"a":1}, 2, 3]'],
    ['a manifest of tests', 'tests/pod.yaml', 'apiVersion: v1\nitems:\n- a: 1\n- a: 2\n'],
    ['a place whose word only contains test', 'src/latest/list.json', '[{"a":1}]'],
    ['a database', 'database/rows.json', '[{"a":1}]'],
    ['broken JSON', 'evals/broken.json', '[{"a":1}'],
    ['code', 'tests/test_cases.py', 'cases = [1]'],
  ])('does not take %s for a data set', (_says, path, text) => {
    expect(readDataSet(path, text)).toBeUndefined();
  });

  it('survives hostile files', () => {
    expect(readDataSet('evals/a.json', '['.repeat(100_000))).toBeUndefined();
    expect(readDataSet('evals/a.yaml', '- '.repeat(100_000))).toBeUndefined();
    expect(readDataSet('evals/a.jsonl', `{"a":${'['.repeat(100_000)}`)).toBeUndefined();
    expect(readDataSet('evals/a.csv', `a,b\n${'"'.repeat(100_001)}`)).toEqual({ line: 1, cases: 1, fields: ['a', 'b'] });
    expect(readDataSet('evals/a.json', `[{"a":"${'x'.repeat(6_000_000)}"}]`)).toBeUndefined();
  });

  it('counts the rows of any table of quoted cells', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', ' ', ';') });
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 10 }), (rows) => {
        const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
        const text = ['x,y', ...rows.map((row) => row.map(quoted).join(','))].join('\n');
        expect(readDataSet('data/t.csv', text)).toEqual({ line: 1, cases: rows.length, fields: ['x', 'y'] });
      }),
    );
  });

  it('never throws', () => {
    const paths = ['evals/a.json', 'evals/a.yaml', 'evals/a.csv', 'evals/a.tsv', 'a.jsonl'];
    const piece = fc.constantFrom('{', '}', '[', ']', '"', ',', ': ', '\n', '- ', '{"a":1}\n', 'tests:\n', '\uFEFF');
    const texts = fc.array(fc.oneof(piece, fc.string({ maxLength: 5 })), { maxLength: 40 }).map((parts) => parts.join(''));
    fc.assert(fc.property(fc.constantFrom(...paths), texts, (path, text) => {
      expect(readDataSet(path, text)).toEqual(readDataSet(path, text));
    }), { numRuns: 300 });
  });
});
