import { expect, test } from 'vitest';
import { ConfigError } from '../../src/domain/errors.ts';
import { readCommandLine } from '../../src/options/command-line.ts';

const read = (...args: readonly string[]) => readCommandLine(args, ['text', 'json']);

test('nothing given: the current folder as text, and no gate', () => {
  expect(read()).toEqual({ command: 'audit', path: '.', format: 'text', gate: {} });
});

test('everything given, in any order', () => {
  expect(read('--min-score', '0', 'some/path', '--format=json', '--model', 'acme', '--min-level', '9', '--no-color')).toEqual({
    command: 'audit', path: 'some/path', format: 'json', gate: { model: 'acme', minLevel: 9, minScore: 0 }, color: false,
  });
  expect(read('--color')).toMatchObject({ color: true });
});

test('explain, with and without a repository', () => {
  expect(read('explain', 'rollback')).toEqual({ command: 'explain', practice: 'rollback' });
  expect(read('explain', 'rollback', 'some/path')).toEqual({ command: 'explain', practice: 'rollback', path: 'some/path' });
  expect(() => read('explain')).toThrow(/^missing required argument 'practice'/);
});

test('rules test, with and without a folder', () => {
  expect(read('rules', 'test')).toEqual({ command: 'rules test' });
  expect(read('rules', 'test', 'house', '--config', 'ops/audit.yml', '--no-color')).toEqual({ command: 'rules test', folder: 'house', config: 'ops/audit.yml', color: false });
  expect(() => read('rules')).toThrow(/^missing required argument 'task'/);
  expect(() => read('rules', 'check')).toThrow(/'check' is invalid for argument 'task'\. Allowed choices are test\. See/);
});

test.each([
  [['--format'], "option '--format <name>' argument missing. See genaiops-audit --help."],
  [['--format', 'yaml'], '--format "yaml" is not known; expected one of text, json.'],
  [['--format', ''], '--format "" is not known; expected one of text, json.'],
  [['--format', '__proto__'], '--format "__proto__" is not known; expected one of text, json.'],
  [['--min-level', 'two'], '--min-level "two" makes no sense; expected a whole number from 0 to 9.'],
  [['--min-level', '1.5'], '--min-level "1.5" makes no sense; expected a whole number from 0 to 9.'],
  [['--min-level', '-1'], '--min-level "-1" makes no sense; expected a whole number from 0 to 9.'],
  [['--min-level', ''], '--min-level "" makes no sense; expected a whole number from 0 to 9.'],
  [['--min-level', '10'], '--min-level "10" makes no sense; expected a whole number from 0 to 9.'],
  [['--min-score', '101'], '--min-score "101" makes no sense; expected a whole number from 0 to 100.'],
  [['--min-score', '1e1'], '--min-score "1e1" makes no sense; expected a whole number from 0 to 100.'],
  [['--min-score', 'NaN'], '--min-score "NaN" makes no sense; expected a whole number from 0 to 100.'],
  [['--frail'], "unknown option '--frail'. See genaiops-audit --help."],
  [['one', 'two'], 'too many arguments. Expected 1 argument but got 2. See genaiops-audit --help.'],
])('%j', (args, says) => {
  expect(() => read(...args)).toThrow(new ConfigError(says));
});

test('a flag that is nearly right is named', () => {
  expect(() => read('--minlevel', '2')).toThrow(/^unknown option '--minlevel' \(Did you mean --min-level\?\)\. See/);
});
