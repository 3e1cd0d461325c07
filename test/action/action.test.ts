import { afterAll, describe, expect, test as base, vi } from 'vitest';
import type { FakeGitHub } from '../fake-github/index.ts';
import { startFakeGitHub } from '../fake-github/index.ts';
import type { ActionEnd } from './run-action.ts';
import { cleanUp, pullRequest, runAction } from './run-action.ts';

/** A small application that calls a model, and so lacks nearly everything. */
const FILES = {
  'README.md': '# Chat\n',
  'requirements.txt': 'openai==1.50.0\n',
  'app.py': 'from openai import OpenAI\n\nclient = OpenAI()\n\n\ndef answer(question):\n    return client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": question}])\n',
};
const MARKER = '<!-- genaiops-audit: . -->';
const BOT = 'github-actions[bot]';

interface Fixtures {
  readonly github: FakeGitHub & { readonly writes: () => string[] };
  readonly onPullRequest: (inputs?: Record<string, string>, files?: Record<string, string>) => Promise<ActionEnd>;
}

/** Every test has a GitHub of its own, and fails when a request or an answer broke GitHub's description. */
const test = base.extend<Fixtures>({
  // oxlint-disable-next-line no-empty-pattern -- vitest reads the names of the fixtures that one needs from here
  github: async ({}, use) => {
    const github = await startFakeGitHub({
      repository: 'acme/app',
      pulls: [7],
      tokens: {
        ghs_workflow: { login: BOT, kind: 'installation', may: 'write' },
        ghs_fork: { login: BOT, kind: 'installation', may: 'read-only' },
        ghs_auditor: { login: 'acme-auditor[bot]', kind: 'installation', may: 'write' },
        ghp_person: { login: 'ada', kind: 'user', may: 'write' },
      },
    });
    await use({ ...github, writes: () => github.requests.filter((request) => /^(?:POST|PATCH) \/repos\//.test(request)) });
    await github.close();
    expect(github.violations).toEqual([]);
  },
  onPullRequest: async ({ github }, use) => {
    await use((inputs = {}, files = FILES) => runAction({ files, event: pullRequest(7), apiUrl: github.url, inputs: { 'github-token': 'ghs_workflow', ...inputs } }));
  },
});
afterAll(cleanUp);
// Waiting for a GitHub that does not answer takes its time.
vi.setConfig({ testTimeout: 30_000 });

describe.concurrent('a run on a pull request', () => {
  test('writes summary, outputs and one comment, and passes where nothing is asked', async ({ github, onPullRequest }) => {
    const end = await onPullRequest();
    expect(end).toMatchObject({ code: 0, stderr: '' });
    expect(end.outputs).toEqual({
      level: expect.stringMatching(/^\d$/), 'level-name': expect.stringMatching(/\w/), score: expect.stringMatching(/^\d+(\.\d+)?$/), kind: 'application', passed: 'true', regressed: '',
      'comment-url': expect.stringMatching(/^https:\/\/github\.test\/acme\/app\/pull\/7#issuecomment-\d+$/),
    });
    expect(end.summary).toContain('app.py');
    expect(github.comments(7)).toMatchObject([{ author: BOT, body: expect.stringContaining(`${MARKER}\n`) }]);
    expect(github.comments(7)[0]?.body).toContain('https://github.test/acme/app/actions/runs/77');
  });

  test('fails the gate only after everything is published', async ({ github, onPullRequest }) => {
    const end = await onPullRequest({ 'min-level': '4', 'json-file': 'out/result.json' });
    expect(end.code).toBe(1);
    expect(end.log).toMatch(/^::error::Level \d is below the required level 4 of .+; it lacks: .+/m);
    expect(end.outputs).toMatchObject({ passed: 'false', 'comment-url': expect.stringContaining('#issuecomment-') });
    expect(end.summary).toContain('app.py');
    expect(github.comments(7)).toHaveLength(1);
    expect(JSON.parse(await end.written('out/result.json'))).toMatchObject({ schemaVersion: 1, kind: 'application', verdict: { passed: false } });
  });

  test('brings its own comment up to date, and leaves an unchanged one alone', async ({ github, onPullRequest }) => {
    await onPullRequest();
    await onPullRequest();
    expect(github.writes()).toEqual(['POST /repos/acme/app/issues/7/comments 201']);
    await onPullRequest({}, { ...FILES, 'prompts/chat.txt': 'You answer questions about {topic} in one sentence.\n', 'app.py': `${FILES['app.py']}\nTOPIC = open("prompts/chat.txt").read().format(topic="tea")\n` });
    expect(github.writes().at(-1)).toMatch(/^PATCH \/repos\/acme\/app\/issues\/comments\/\d+ 200$/);
    expect(github.comments(7)).toHaveLength(1);
  });

  test('finds its comment behind a hundred others', async ({ github, onPullRequest }) => {
    for (let number = 0; number < 130; number++) github.addComment(7, 'ada', `comment ${number}`);
    const { id } = github.addComment(7, BOT, `${MARKER}\nan old report`);
    const end = await onPullRequest();
    expect(github.writes()).toEqual([`PATCH /repos/acme/app/issues/comments/${id} 200`]);
    expect(end.outputs['comment-url']).toBe(`https://github.test/acme/app/pull/7#issuecomment-${id}`);
  });

  test('leaves alone what only looks like its comment', async ({ github, onPullRequest }) => {
    const byAnother = github.addComment(7, 'mallory', `${MARKER}\nlook-alike`);
    const quoted = github.addComment(7, BOT, `> ${MARKER}\nanother bot step quotes mallory`);
    const ofAnotherFolder = github.addComment(7, BOT, '<!-- genaiops-audit: services/chat -->\nanother audit');
    await onPullRequest();
    expect(github.comments(7).slice(0, 3).map(({ body }) => body)).toEqual([byAnother.body, quoted.body, ofAnotherFolder.body]);
    expect(github.comments(7)).toHaveLength(4);
  });

  test.for([['ghs_auditor', 'acme-auditor[bot]'], ['ghp_person', 'ada']] as const)('knows its own comment when the token is that of %s', async ([token, login], { github, onPullRequest }) => {
    const { id } = github.addComment(7, login, `${MARKER}\nan old report`);
    await onPullRequest({ 'github-token': token });
    expect(github.writes()).toEqual([`PATCH /repos/acme/app/issues/comments/${id} 200`]);
  });

  test('audits a folder, with a comment of its own', async ({ github, onPullRequest }) => {
    const files = Object.fromEntries(Object.entries(FILES).map(([path, text]) => [`services/chat/${path}`, text]));
    const end = await onPullRequest({ path: './services/chat/' }, files);
    expect(end.outputs.kind).toBe('application');
    expect(github.comments(7)[0]?.body).toMatch(/^<!-- genaiops-audit: services%2Fchat -->\n/);
  });
});

describe.concurrent('a comment that cannot be written is a warning', () => {
  test.for<[string, string, RegExp]>([
    ['a read-only token', 'ghs_fork', /^::warning::The comment could not be written: the token may not write comments here \(403\)\. Allow it in the workflow with "permissions: pull-requests: write" .*from a fork/m],
    ['an unknown token', 'ghs_stranger', /^::warning::The comment could not be written: GitHub does not know the token of the input github-token \(401\)\./m],
  ])('%s', async ([, token, warning], { onPullRequest }) => {
    const end = await onPullRequest({ 'github-token': token });
    expect(end.code).toBe(0);
    expect(end.log).toMatch(warning);
    expect(end.log).not.toContain('::error');
    expect(end.outputs).toMatchObject({ passed: 'true', 'comment-url': '' });
    expect(end.summary).toContain('app.py');
  });

  test('the exit code is still that of the gate', async ({ onPullRequest }) => {
    expect(await onPullRequest({ 'github-token': 'ghs_fork', 'min-level': '4' })).toMatchObject({ code: 1, outputs: { passed: 'false' } });
  });

  test.for([[500, 'GitHub answered 500: Server Error'], [429, "GitHub's rate limit is used up (429)."]] as const)('GitHub answers with %i for long', async ([status, says], { github, onPullRequest }) => {
    github.failNext(20, status);
    const end = await onPullRequest();
    expect(end).toMatchObject({ code: 0, outputs: { passed: 'true', 'comment-url': '' } });
    expect(end.log).toContain(`::warning::The comment could not be written: ${says}`);
  });

  test('GitHub cannot be reached', async () => {
    const end = await runAction({ files: FILES, event: pullRequest(7), apiUrl: 'http://127.0.0.1:9', inputs: { 'github-token': 'ghs_workflow' } });
    expect(end.code).toBe(0);
    expect(end.log).toMatch(/^::warning::The comment could not be written: GitHub could not be reached \(.+\)\./m);
  });

  test('no token at all is a notice', async ({ github, onPullRequest }) => {
    const end = await onPullRequest({ 'github-token': '' });
    expect(end).toMatchObject({ code: 0, outputs: { 'comment-url': '' } });
    expect(end.log).toMatch(/^::notice::No comment was written, because the input github-token is empty\.$/m);
    expect(github.requests).toEqual([]);
  });
});

describe.concurrent('a weak moment of GitHub is waited for', () => {
  test.for([500, 429] as const)('%i', async (status, { github, onPullRequest }) => {
    github.failNext(1, status);
    const end = await onPullRequest();
    expect(end.log).not.toContain('::warning');
    expect(github.comments(7)).toHaveLength(1);
  });
});

describe.concurrent('whatever the event', () => {
  test('no comment where none is wanted, and none for a push', async ({ github, onPullRequest }) => {
    await onPullRequest({ comment: 'never' });
    const push = await runAction({ files: FILES, apiUrl: github.url, inputs: { 'github-token': 'ghs_workflow' } });
    expect(push).toMatchObject({ code: 0, outputs: { passed: 'true', 'comment-url': '' } });
    expect(push.summary).toContain('app.py');
    expect(github.requests).toEqual([]);
  });

  test('a repository without generative AI is not asked for a level', async ({ github, onPullRequest }) => {
    const end = await onPullRequest({ 'min-level': '4' }, { 'README.md': '# Sums\n', 'app.py': 'print(1 + 1)\n' });
    expect(end).toMatchObject({ code: 0, outputs: { level: '', 'level-name': '', score: '', kind: 'none', passed: 'true' } });
    expect(github.comments(7)).toHaveLength(1);
  });

  test('inputs that make no sense end with 2 and one sentence each, before anything is written', async ({ github, onPullRequest }) => {
    const end = await onPullRequest({ path: '../elsewhere', 'min-level': 'high', comment: 'sometimes\r\n::add-path::/evil' });
    expect(end).toMatchObject({ code: 2, summary: '', outputs: {} });
    expect(end.log.trimEnd().split('%0A')).toEqual([
      '::error::The input path is "../elsewhere", but a folder inside the workspace was expected.',
      'The input min-level is "high", but a whole number from 0 to 9 was expected.',
      'The input comment is "sometimes ::add-path::/evil", but always, changes, failure or never was expected.',
    ]);
    expect(github.requests).toEqual([]);
  });

  test('a maturity model that does not exist ends with 2 and names those that do', async ({ onPullRequest }) => {
    const end = await onPullRequest({ model: 'acme-model' });
    expect(end.code).toBe(2);
    expect(end.log).toMatch(/^::error::There is no maturity model "acme-model"; known are .*\bmicrosoft-genaiops\b.*\.$/m);
  });

  test('a runner without a place for summaries loses the summary and nothing else', async () => {
    const end = await runAction({ files: FILES, environment: { GITHUB_STEP_SUMMARY: undefined } });
    expect(end).toMatchObject({ code: 0, outputs: { passed: 'true' } });
    expect(end.log).toContain('::warning::The job summary could not be written');
  });

  test('what nobody foresaw ends with 3 and its stack', async () => {
    const end = await runAction({ files: FILES, environment: { GITHUB_OUTPUT: '/nowhere/output' } });
    expect(end.code).toBe(3);
    expect(end.log).toMatch(/^::error::This is a bug in genaiops-audit\. Error: Missing file at path: \/nowhere\/output%0A +at /m);
  });

  test('neither the token nor a command from the tree gets into the log', async ({ onPullRequest }) => {
    const end = await onPullRequest({}, { ...FILES, '::add-path::evil/app.py': FILES['app.py'], 'prompts/::set-env name=X::y.txt': '::set-env name=X::y {topic}\n' });
    const word = /^::stop-commands::(.+)$/m.exec(end.log)?.[1] ?? '';
    const [before, quoted, after] = end.log.split(new RegExp(`^::(?:stop-commands::)?${word}(?:::)?$`, 'm'));
    expect(quoted).toContain('app.py:7');
    expect(`${before}${after}`).not.toMatch(/add-path|set-env/);
    expect(end.log).not.toContain('ghs_workflow');
  });
});
