/** Runs of the Action that no pull request is needed for. The other files of this folder go through pull requests and other events. */
import { afterAll, describe, expect, test, vi } from 'vitest';
import { APP } from './application.ts';
import { cleanUp, runAction } from './run-action.ts';

afterAll(cleanUp);
vi.setConfig({ testTimeout: 30_000 });

describe.concurrent('a run', () => {
  test('outside of any repository audits what is there', async () => {
    const end = await runAction({ files: APP, inputs: { 'json-file': 'out/result.json' } });
    expect(end).toMatchObject({ code: 0, stderr: '', outputs: { level: '1', kind: 'application', passed: 'true', regressed: '', 'comment-url': '' } });
    expect(end.summary).toContain('`app.py:8`');
    expect(JSON.parse(await end.written('out/result.json'))).toMatchObject({ schemaVersion: 1, kind: 'application', verdict: { passed: true } });
  });

  test('over a repository without generative AI asks for no level', async () => {
    const end = await runAction({ files: { 'README.md': '# Sums\n', 'app.py': 'print(1 + 1)\n' }, inputs: { 'min-level': '4' } });
    expect(end).toMatchObject({ code: 0, outputs: { level: '', 'level-name': '', score: '', kind: 'none', passed: 'true' }, summary: expect.stringContaining('No generative AI was found, so no level is asked for.') });
  });

  test('by inputs that make no sense ends with 2 and one sentence each, before anything is written', async () => {
    const end = await runAction({ files: APP, inputs: { path: '../elsewhere', 'min-level': 'high', comment: 'sometimes\r\n::add-path::/evil' } });
    expect(end).toMatchObject({ code: 2, summary: '', outputs: {} });
    expect(end.log.trimEnd().split('%0A')).toEqual([
      '::error::The input path is "../elsewhere", but a folder inside the workspace was expected.',
      'The input min-level is "high", but a whole number from 0 to 9 was expected.',
      'The input comment is "sometimes ::add-path::/evil", but always, changes, failure or never was expected.',
    ]);
  });

  test('by a maturity model that does not exist ends with 2 and names those that do', async () => {
    const end = await runAction({ files: APP, inputs: { model: 'acme-model' } });
    expect(end).toMatchObject({ code: 2, summary: '', outputs: {} });
    expect(end.log).toMatch(/^::error::There is no maturity model "acme-model"; known are .*\bmicrosoft-genaiops\b.*\.$/m);
  });

  test('by a configuration that is wrong ends with 2 and its line', async () => {
    const end = await runAction({ files: { ...APP, '.github/genaiops.yml': 'gate:\n  min-levle: 2\n' } });
    expect(end).toMatchObject({ code: 2, summary: '', outputs: {} });
    expect(end.log).toMatch(/^::error::\.github\/genaiops\.yml:2: unknown key `min-levle`; did you mean `min-level`\?$/m);
  });

  test('on a runner without a place for summaries loses the summary and nothing else', async () => {
    const end = await runAction({ files: APP, environment: { GITHUB_STEP_SUMMARY: undefined } });
    expect(end).toMatchObject({ code: 0, outputs: { passed: 'true' } });
    expect(end.log).toContain('::warning::The job summary could not be written');
  });

  test('into what nobody foresaw ends with 3 and its stack', async () => {
    const end = await runAction({ files: APP, environment: { GITHUB_OUTPUT: '/nowhere/output' } });
    expect(end.code).toBe(3);
    expect(end.log).toMatch(/^::error::This is a bug in genaiops-audit\. Error: Missing file at path: \/nowhere\/output%0A +at /m);
  });

  test('lets neither the token nor a command from the tree into the log', async () => {
    const files = { ...APP, '::add-path::evil/app.py': APP['app.py'], 'prompts/::set-env name=X::y.txt': '::set-env name=X::y {topic}\n' };
    const end = await runAction({ files, inputs: { 'github-token': 'ghs_workflow' } });
    expect(end).toMatchObject({ code: 0, outputs: { passed: 'true' } });
    const word = /^::stop-commands::(.+)$/m.exec(end.log)?.[1] ?? '';
    const [before, quoted, after] = end.log.split(new RegExp(`^::(?:stop-commands::)?${word}(?:::)?$`, 'm'));
    expect(quoted).toContain('app.py:8');
    expect(`${before}${after}`).not.toMatch(/add-path|set-env/);
    expect(`${end.log}${end.summary}`).not.toContain('ghs_workflow');
  });
});
