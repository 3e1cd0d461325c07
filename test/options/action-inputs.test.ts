import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { ConfigError } from '../../src/domain/errors.ts';
import { ACTION_INPUTS, readActionInputs } from '../../src/options/index.ts';

let folder: string;
let workspace: string;
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'inputs-')));
  workspace = join(folder, 'workspace');
  mkdirSync(join(workspace, 'services/chat'), { recursive: true });
  mkdirSync(join(folder, 'workspace-2'));
  writeFileSync(join(workspace, 'file.txt'), '');
  symlinkSync(folder, join(workspace, 'out'));
  symlinkSync('services', join(workspace, 'in'));
  symlinkSync(join(folder, 'nowhere'), join(workspace, 'dangling'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const read = (inputs: Record<string, string>) => readActionInputs((name) => inputs[name] ?? '', workspace);
function problems(inputs: Record<string, string>): string[] {
  try {
    read(inputs);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as ConfigError).message.split('\n');
  }
  return [];
}

test('nothing given: the defaults', () => {
  expect(read({})).toEqual({ folder: workspace, path: '.', gate: {}, comment: 'always', summary: true, allowHeadCheckout: false });
});

test('everything given', () => {
  expect(read({
    path: './services//chat/', config: 'ops/audit.yml', 'github-token': 'ghs_abc', model: 'acme-model', 'fail-on': 'never', 'min-level': '2', 'min-score': '59.5', 'require-genai': 'true', comment: 'never', summary: 'FALSE',
    'from-result': 'file.txt', 'allow-head-checkout': 'True', 'json-file': 'new/result.json',
  })).toEqual({
    folder: join(workspace, 'services/chat'), path: 'services/chat', config: 'ops/audit.yml', token: 'ghs_abc', gate: { model: 'acme-model', failOn: 'never', minLevel: 2, minScore: 59.5, requireGenai: true }, comment: 'never', summary: false,
    fromResult: join(workspace, 'file.txt'), allowHeadCheckout: true, jsonFile: join(workspace, 'new/result.json'),
  });
});

test('a minimum of zero is a minimum', () => {
  expect(read({ 'min-level': '0', 'min-score': '0' }).gate).toEqual({ minLevel: 0, minScore: 0 });
});

describe('a path stays inside the workspace', () => {
  test.each(['..', '../workspace-2', 'services/../../workspace-2', '/', 'out', 'out/workspace-2', 'dangling', 'services/none', 'file.txt'])('%s is refused', (path) => {
    expect(problems({ path })).toEqual([`The input path is "${path}", but a folder inside the workspace was expected.`]);
  });
  test('a link that stays inside may be used, and so may an absolute path', () => {
    expect(read({ path: 'in/chat' })).toMatchObject({ folder: join(workspace, 'in/chat'), path: 'in/chat' });
    expect(read({ path: join(workspace, 'services') })).toMatchObject({ folder: join(workspace, 'services'), path: 'services' });
  });
  test.each(['../result.json', '/etc/result.json', 'out/result.json', 'dangling', 'dangling/result.json', 'services', '.'])('so does json-file: %s', (path) => {
    expect(problems({ 'json-file': path })).toEqual([`The input json-file is "${path}", but a file inside the workspace was expected.`]);
  });
});

describe('what makes no sense is named', () => {
  test.each([
    ['min-level', ['-1', '10', '1.5', '1e0', '+1', 'two', '٣', '1 2', 'NaN'], 'a whole number from 0 to 9'],
    ['min-score', ['-1', '100.5', '101', '1e1', 'Infinity', '50%', '0x10', '.5', '5.'], 'a number from 0 to 100'],
    ['comment', ['change', 'failures', 'Always', 'true'], 'always, changes, failure or never'],
    ['fail-on', ['Regression', 'true', 'regressions'], 'regression or never'],
    ['config', ['/etc/x.yml', '../x.yml', 'a/../../x.yml', 'a\\\\b'], 'a file below the path, such as .github/genaiops.yml'],
    ['from-result', ['none.json', 'services', '../result.json', 'dangling'], 'a file inside the workspace'],
    ['require-genai', ['yes', '1'], 'true or false'],
    ['summary', ['yes', '1', 'on', 'truee'], 'true or false'],
    ['model', ['Acme', '../x', 'a b', '__proto__'], 'the id of a maturity model (lower-case letters, digits and hyphens)'],
  ])('%s', (name, values, expected) => {
    for (const value of values) expect(problems({ [name]: value })).toEqual([`The input ${name} is "${value}", but ${expected} was expected.`]);
  });

  test('all at once, in the order of action.yml', () => {
    expect(problems({ 'min-score': 'x', path: '..', comment: 'x', 'min-level': 'x' }).map((line) => line.split(' ')[2])).toEqual(['path', 'min-level', 'min-score', 'comment']);
  });

  test('a long value is cut and control characters are left out', () => {
    expect(problems({ comment: `a\r\n\u001b[31mb\u202e${'c'.repeat(200)}` })).toEqual([`The input comment is "a [31mb ${'c'.repeat(71)}…", but always, changes, failure or never was expected.`]);
  });

  test('a token is never shown', () => {
    expect(problems({ 'github-token': 'ghs_secret\nghs_other' })).toEqual(['The input github-token is not usable, but a token without spaces or line breaks was expected.']);
  });
});

test('action.yml and the code name the same inputs with the same defaults', () => {
  const action = parse(readFileSync(new URL('../../action.yml', import.meta.url), 'utf8')) as { inputs: Record<string, { default: string; description: string }> };
  const defaults = Object.fromEntries(Object.entries(action.inputs).map(([name, input]) => [name, input.default]));
  // Only the runner can fill in a token.
  expect(defaults).toEqual({ ...ACTION_INPUTS, 'github-token': '${{ github.token }}' });
  expect(Object.keys(defaults)).toEqual(Object.keys(ACTION_INPUTS));
});
