import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { APP, cleanUp, cli, tree } from './run-cli.ts';
import { resultOf } from './schema.ts';

afterAll(cleanUp);
vi.setConfig({ testTimeout: 30_000 });

const ESCAPE = String.fromCharCode(27);
const app = await tree(APP);

describe.concurrent('what is printed', () => {
  test('the text report, without colour and progress in a pipe', async () => {
    const { code, stdout, stderr } = await cli([app]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^Level 1 of 4, \w+ · score \d+\nIts own code calls a generative model \(app\.py:7\)\n\n/);
    expect(stdout).toContain('Next steps\n  1 ');
    expect(stdout).not.toContain(ESCAPE);
    expect(stdout).not.toContain('\r');
  });

  test('in colour where that is asked for', async () => {
    const { stdout } = await cli([app, '--color']);
    expect(stdout.startsWith(`${ESCAPE}[1mLevel 1 of 4`)).toBe(true);
  });

  test('the current folder, where no path is given', async () => {
    const [there, here] = [await cli([app]), await cli([], { cwd: app })];
    expect(here).toEqual(there);
  });

  test('the document', async () => {
    const { code, stdout, stderr } = await cli([app, '--format', 'json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(resultOf(stdout)).toMatchObject({ subject: { path: app }, kind: 'application', verdict: { model: 'microsoft-genaiops', passed: true, reasons: [] } });
    expect(stdout.endsWith('}\n')).toBe(true);
  });

  test.each([
    ['markdown', '## GenAIOps audit: Level 1 of 4'],
    ['comment', '### GenAIOps audit: Level 1 of 4'],
  ])('%s', async (format, begins) => {
    const { code, stdout, stderr } = await cli([app, `--format=${format}`]);
    expect({ code, stderr, begins: stdout.slice(0, begins.length) }).toEqual({ code: 0, stderr: '', begins });
    expect(stdout).toContain('`app.py:7`');
    expect(stdout).not.toContain(ESCAPE);
  });

  test('the help, with every format and flag', async () => {
    const { code, stdout, stderr } = await cli(['--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const word of ['text, json, markdown, comment', '--format', '--model', '--min-level', '--min-score', '--no-color', '--version']) expect(stdout).toContain(word);
  });

  test('the version of package.json', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };
    expect(await cli(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });
});

describe.concurrent('the gate', () => {
  test.each([
    [['--min-level', '1'], 0, 'The gate passes. Level 1 meets the required level 1'],
    [['--min-level', '2'], 1, 'The gate fails. Level 1 is below the required level 2'],
    [['--min-score', '100'], 1, 'The gate fails. The score of'],
    [['--min-level', '1', '--min-score', '100'], 1, 'The gate fails. The score of'],
  ])('%j ends with %d', async (flags, code, says) => {
    const end = await cli([app, ...flags]);
    expect({ code: end.code, stderr: end.stderr }).toEqual({ code, stderr: '' });
    expect(end.stdout.replace(/\s+/g, ' ')).toContain(says);
  });

  test('a failing gate leaves a whole document', async () => {
    const { code, stdout } = await cli([app, '--min-level', '4', '--format', 'json']);
    expect(code).toBe(1);
    expect(resultOf(stdout).verdict).toMatchObject({ passed: false, reasons: [expect.stringContaining('Level 1 is below the required level 4')] });
  });

  test('a profile decides by its score, and a model with levels leads the report', async () => {
    const { code, stdout } = await cli([app, '--model', 'considerations', '--min-score', '100']);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^Level 1 of 4/);
  });
});

// The other arguments that make no sense are in test/options, without a process for each.
describe.concurrent('what makes no sense is a sentence and 2, before anything is audited', () => {
  test.each([
    [['--minlevel', '2'], /^genaiops-audit: unknown option '--minlevel' \(Did you mean --min-level\?\)\. See genaiops-audit --help\.\n$/],
    [['--format', 'yaml'], /^genaiops-audit: --format "yaml" is not known; expected one of text, json, markdown, comment\.\n$/],
    [['--min-level', 'two'], /^genaiops-audit: --min-level "two" makes no sense; expected a whole number from 0 to 9\.\n$/],
    [['--min-level', '5'], /^genaiops-audit: A minimum level of 5 is asked for, but the highest level of .+ is 4\.\n$/],
    [['--min-score', '101'], /^genaiops-audit: --min-score "101" makes no sense; expected a whole number from 0 to 100\.\n$/],
    [['--model', 'acme'], /^genaiops-audit: There is no maturity model "acme"; known are .*microsoft-genaiops.*\.\n$/],
  ])('%j', async (flags, says) => {
    const { code, stdout, stderr } = await cli([app, ...flags]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(says);
  });

  test('a path that does not exist', async () => {
    const path = join(app, 'nowhere');
    expect(await cli([path])).toEqual({ code: 2, stdout: '', stderr: `genaiops-audit: There is no folder ${path}: give the path of a checked-out repository.\n` });
  });

  test('a file instead of a folder', async () => {
    const path = join(app, 'app.py');
    expect(await cli([path])).toEqual({ code: 2, stdout: '', stderr: `genaiops-audit: ${path} is not a folder: give the path of a checked-out repository.\n` });
  });
});
