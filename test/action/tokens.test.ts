/** A comment that cannot be written costs the comment and nothing else. */
import { afterAll, describe, expect, vi } from 'vitest';
import { CHANGES, pullRequestOf, shared } from './application.ts';
import { test } from './fixtures.ts';
import type { ActionEnd } from './run-action.ts';
import { cleanUp, runAction } from './run-action.ts';

afterAll(cleanUp);
// Waiting for a GitHub that does not answer takes its time.
vi.setConfig({ testTimeout: 40_000 });

const deleted = shared(() => pullRequestOf(CHANGES['evaluation deleted']));
const COMMENTS = /\/issues\//;
const STANDS = ' The result of the audit stands without it.';

/** Everything that does not need GitHub: the gate's exit code, its reason, the summary, the outputs and the file. */
async function expectTheRest(end: ActionEnd, file: string): Promise<void> {
  expect(end).toMatchObject({ code: 1, stderr: '', outputs: { passed: 'false', regressed: 'true', level: '1', 'comment-url': '' } });
  expect(end.log.match(/^::error::.+$/gm)).toEqual([expect.stringMatching(/^::error::This change weakens what was there: .*CI runs the evaluation \(\w+ → absent\)/)]);
  expect(end.summary).toContain('**❌ The gate fails.** This change weakens what was there:');
  expect(JSON.parse(await end.written(file))).toMatchObject({ schemaVersion: 1, comparison: { regressed: true }, verdict: { passed: false } });
}

const warningsOf = ({ log }: ActionEnd): string[] => (log.match(/^::warning::.+$/gm) ?? []).map((line) => line.slice('::warning::'.length));

describe.concurrent('summary, outputs, files and exit code stand', () => {
  test.for([
    ['a read-only token, as forks have it', 'ghs_fork', 'the token may not write comments here (403). Allow it in the workflow with "permissions: pull-requests: write" (and "contents: read"); for a pull request from a fork the token is read-only whatever the workflow says.'],
    ['a token that GitHub does not know', 'ghs_stranger', 'GitHub does not know the token of the input github-token (401).'],
  ] as const)('%s', async ([name, token, says], { openGitHub }) => {
    const github = await openGitHub();
    const file = `out/${token}.json`;
    const end = await github.run(await deleted(), { 'github-token': token, 'json-file': file });
    expect(warningsOf(end)).toEqual([`The comment could not be written: ${says}${STANDS}`]);
    await expectTheRest(end, file);
    expect(github.comments(7), name).toEqual([]);
    expect(end.log).not.toContain(token);
  });

  test.for([
    [500, 'GitHub answered 500: Server Error - https://docs.github.com/rest.'],
    ['secondary limit', "GitHub's rate limit is used up (403)."],
    ['used up', "GitHub's rate limit is used up (403)."],
  ] as const)('GitHub answers for long with: %s', async ([how, says], { openGitHub }) => {
    const github = await openGitHub();
    github.failNext(20, how, COMMENTS);
    const file = `out/${how}.json`;
    const end = await github.run(await deleted(), { 'json-file': file });
    expect(warningsOf(end)).toEqual([`The comment could not be written: ${says}${STANDS}`]);
    await expectTheRest(end, file);
    // Once more where waiting could help, twice where asking again could.
    expect(github.requests.filter((request) => COMMENTS.test(request))).toHaveLength({ 500: 3, 'secondary limit': 2, 'used up': 1 }[how]);
  });

  test('GitHub cannot be reached', async () => {
    const { workspace, event } = await deleted();
    const end = await runAction({ workspace, event, apiUrl: 'http://127.0.0.1:9', inputs: { 'github-token': 'ghs_workflow', 'json-file': 'out/unreachable.json' } });
    expect(warningsOf(end)).toEqual([expect.stringMatching(/^The comment could not be written: GitHub could not be reached \(.+\)\. The result of the audit stands without it\.$/)]);
    await expectTheRest(end, 'out/unreachable.json');
    expect(end.summary).toMatch(/- GitHub's settings could not be read: GitHub could not be reached \(.+\)\.$/m);
  });

  test('no token at all is a notice, and GitHub is asked nothing', async ({ openGitHub }) => {
    const github = await openGitHub();
    const end = await github.run(await deleted(), { 'github-token': '', 'json-file': 'out/none.json' });
    expect(warningsOf(end)).toEqual([]);
    expect(end.log).toMatch(/^::notice::No comment was written, because the input github-token is empty\.$/m);
    await expectTheRest(end, 'out/none.json');
    expect(github.requests).toEqual([]);
  });
});

describe.concurrent('a weak moment of GitHub is waited for', () => {
  test.for([
    [500, /^GET .+\/rules\//], [429, COMMENTS], ['secondary limit', /^POST /],
  ] as const)('%s', async ([how, only], { openGitHub }) => {
    const github = await openGitHub();
    github.failNext(1, how, only);
    const end = await github.run(await deleted());
    expect(end).toMatchObject({ code: 1, outputs: { passed: 'false', 'comment-url': expect.stringContaining('#issuecomment-1001') } });
    expect(warningsOf(end)).toEqual([]);
    expect(github.requests.filter((request) => / (?:500|429|403)$/.test(request))).toHaveLength(1);
    expect(github.comments(7)).toMatchObject([{ body: expect.stringContaining('❌ The gate fails.') }]);
    for (const report of [github.comments(7)[0]?.body, end.summary]) expect(report).not.toContain('could not be read');
  });
});
