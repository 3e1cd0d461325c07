/** What GitHub's settings say of what files show. */
import { afterAll, describe, expect, vi } from 'vitest';
import { APP, CHANGES, pullRequestOf, shared, WORKFLOW } from './application.ts';
import { requiring, test } from './fixtures.ts';
import type { ActionEnd } from './run-action.ts';
import { cleanUp } from './run-action.ts';

afterAll(cleanUp);
vi.setConfig({ testTimeout: 30_000 });

const documentation = shared(() => pullRequestOf(CHANGES.documentation));

async function found(end: ActionEnd, file: string, practice = 'eval-in-ci') {
  const { findings } = JSON.parse(await end.written(file)) as { findings: { practice: string; strength: string; verified: string; hints: string[] }[] };
  return findings.find((one) => one.practice === practice);
}
const rowOf = (report: string | undefined, title: string) => report?.split('\n').find((line) => line.startsWith(`| ${title} |`));

describe.concurrent('the check of the evaluation', () => {
  test('is required: confirmed', async ({ openGitHub }) => {
    const github = await openGitHub({ settings: requiring('evaluate', 'test') });
    const end = await github.run(await documentation(), { 'json-file': 'out/required.json' });
    expect(end).toMatchObject({ code: 0, outputs: { passed: 'true', regressed: 'false' } });
    expect(await found(end, 'out/required.json')).toMatchObject({ strength: 'enforced', verified: 'yes', hints: [] });
    for (const report of [github.comments(7)[0]?.body, end.summary]) {
      expect(rowOf(report, 'CI runs the evaluation')).toContain('enforced');
      expect(report).not.toMatch(/is not required|does not let this token/);
    }
  });

  test('is not required: lowered, with the reason', async ({ openGitHub }) => {
    const github = await openGitHub({ settings: requiring('test') });
    const end = await github.run(await documentation(), { 'json-file': 'out/not-required.json' });
    expect(end).toMatchObject({ code: 0, outputs: { passed: 'true', regressed: 'false' } });
    const hint = 'the check "evaluate" is not required on main (ci.yml:11)';
    expect(await found(end, 'out/not-required.json')).toMatchObject({ strength: 'automated', shown: 'enforced', verified: 'no', hints: [hint] });
    for (const report of [github.comments(7)[0]?.body, end.summary]) {
      expect(rowOf(report, 'CI runs the evaluation')).toContain('automated');
      expect(rowOf(report, 'CI runs the evaluation')).toContain('is not required on main (ci.yml:11)');
    }
  });

  test('is renamed by the pull request, so that no merge waits for it any more', async ({ openGitHub }) => {
    const github = await openGitHub();
    const end = await github.run(await pullRequestOf({ ...APP, [WORKFLOW]: APP[WORKFLOW].replace('  evaluate:\n', '  evaluate:\n    name: Evaluate answers\n') }));
    expect(end).toMatchObject({ code: 1, outputs: { passed: 'false', regressed: 'true' } });
    for (const report of [github.comments(7)[0]?.body, end.summary]) expect(report).toContain('▼ **CI runs the evaluation** enforced → automated. The check "Evaluate answers" is not required on main (ci.yml:11).');
  });

  test('cannot be known: files decide, and one note names the permissions', async ({ openGitHub }) => {
    const no = [403, 'Resource not accessible by integration'] as const;
    const refuse = Object.fromEntries(['repos/get-branch-rules', 'repos/get-branch', 'repos/get-all-environments', 'actions/list-repo-workflows', 'repos/list-deployments'].map((id) => [id, no]));
    const github = await openGitHub({ settings: { refuse } });
    const end = await github.run(await documentation(), { 'json-file': 'out/refused.json' });
    expect(end).toMatchObject({ code: 0, outputs: { passed: 'true', regressed: 'false' } });
    expect(await found(end, 'out/refused.json')).toMatchObject({ strength: 'enforced', verified: 'unknown' });
    const notes = (permission: string, what: string) => `GitHub does not let this token read: ${what}. With the permission ${permission} the audit could confirm more; without it nothing is held against the repository.`;
    for (const report of [github.comments(7)[0]?.body, end.summary]) {
      expect(report?.match(/GitHub does not let this token read: .+/g)).toEqual([
        notes('deployments: read', 'deployments'), notes('actions: read', 'environments, workflows and their runs'), notes('contents: read', 'the protection of main'), notes('metadata: read', 'the rulesets of main'),
      ]);
    }
    expect(end.log).not.toMatch(/^::(?:error|warning)/m);
  });
});

test('a run asks GitHub few questions, however much there is to know', async ({ openGitHub }) => {
  const workflow = (name: string) => APP[WORKFLOW].replace('name: CI', `name: ${name}`);
  const names = Array.from({ length: 14 }, (_, index) => `eval-${index}`);
  const files = { ...CHANGES.documentation, ...Object.fromEntries(names.map((name) => [`.github/workflows/${name}.yml`, workflow(name)])), '.github/CODEOWNERS': '/prompts/ @acme/chat\n' };
  const started = await pullRequestOf({ ...files, '.github/genaiops.yml': 'gate: { min-level: 1 }\n' }, files);
  const github = await openGitHub({
    settings: {
      ...requiring('evaluate'), protection: { contexts: ['test'] }, environments: [{ name: 'production' }], releases: [{ tag_name: 'v1' }], deployments: [{ environment: 'production' }],
      workflows: ['ci', ...names].map((name) => ({ path: `.github/workflows/${name}.yml`, runs: [{ event: 'pull_request', conclusion: 'success', created_at: new Date().toISOString() }] })),
    },
  });
  github.addComment(7, 'github-actions[bot]', '<!-- genaiops-audit: . -->\nan old report');
  const end = await github.run(started);
  expect(end).toMatchObject({ code: 0, outputs: { passed: 'true', 'comment-url': expect.stringContaining('#issuecomment-1001') } });
  for (const report of [github.comments(7)[0]?.body, end.summary]) expect(report).toContain('**The configuration changes.**');
  expect(github.requests.length).toBeGreaterThan(15);
  expect(github.requests.length).toBeLessThanOrEqual(21);
  expect(new Set(github.requests).size).toBe(github.requests.length);
});
