/** Which commit a run is compared with, and how that is had where the checkout lacks it. */
import { execFileSync } from 'node:child_process';
import { afterAll, describe, expect, vi } from 'vitest';
import { basic, gitServer } from '../snapshot/git-server.ts';
import { APP, CHANGES, shared } from './application.ts';
import { requiring, test } from './fixtures.ts';
import { mergeGroup, pullRequest, push } from './github-events.ts';
import { git, history, shallowCheckout } from './repositories.ts';
import type { ActionEnd } from './run-action.ts';
import { cleanUp } from './run-action.ts';

afterAll(cleanUp);
vi.setConfig({ testTimeout: 30_000 });

const DOCS = { 'README.md': '# Chat\n\nAsk it anything.\n' };
/** What others have done meanwhile: the model is no longer pinned. Taken for the pull request's doing, it would fail it. */
const OTHERS = { 'app.py': APP['app.py'].replace('gpt-4o-2024-08-06', 'gpt-4o') };

/** A pull request that parted from the base branch before others weakened something there, and three ways to go on. */
const repository = shared(() => history({
  parted: { files: APP },
  main: { files: { ...APP, ...OTHERS }, parents: ['parted'] },
  topic: { files: { ...APP, ...DOCS }, parents: ['parted'] },
  merge: { files: { ...APP, ...OTHERS, ...DOCS }, parents: ['main', 'topic'] },
  weaker: { files: { ...CHANGES['evaluation deleted'], ...OTHERS }, parents: ['main'] },
  strict: { files: { ...APP, '.github/genaiops.yml': 'gate: { fail-on: regression }\n' } },
  strictWeaker: { files: { ...CHANGES['evaluation deleted'], '.github/genaiops.yml': 'gate: { fail-on: regression }\n' }, parents: ['strict'] },
}));
type Name = keyof Awaited<ReturnType<typeof repository>>['ids'];

/** The whole history, with one commit checked out. */
async function checkout(name: Name): Promise<{ workspace: string; ids: { readonly [N in Name]: string } }> {
  const made = await repository();
  const workspace = await shallowCheckout(made, name);
  git(workspace, ['-c', 'protocol.file.allow=always', 'fetch', '-q', '--unshallow', `file://${made.folder}`, '+refs/heads/*:refs/remotes/origin/*']);
  return { workspace, ids: made.ids };
}

const short = (id: string): string => id.slice(0, 7);
const unchanged = { code: 0, stderr: '', outputs: { passed: 'true', regressed: 'false' } };

function expectUnchanged(end: ActionEnd, comment: string | undefined, compared: string): void {
  expect(end).toMatchObject(unchanged);
  expect(end.outputs['comment-url']).toContain('#issuecomment-');
  expect(end.log).not.toMatch(/^::(?:error|warning)/m);
  for (const report of [comment, end.summary]) {
    expect(report).toContain('No practice is stronger or weaker than before this change.');
    expect(report).toContain(compared);
  }
}

function expectNoBase(end: ActionEnd, report: string | undefined, why: string | RegExp): void {
  expect(end).toMatchObject({ code: 0, outputs: { passed: 'true', regressed: '' } });
  expect(report).toMatch(why);
  expect(report).not.toMatch(/stronger or weaker|Compared with/);
}

describe('a checkout of one commit', () => {
  test('of the merge: the base is fetched with the token, and shown to nobody', async ({ openGitHub }) => {
    const { root, ids } = await repository();
    const server = await gitServer(root, { token: 'ghs_workflow' });
    const github = await openGitHub();
    const workspace = await shallowCheckout(await repository(), 'merge');
    // The event knows an older state of the base branch.
    const end = await github.run({ workspace, event: pullRequest({ base: ids.parted, head: ids.topic, merge: ids.merge }) }, {}, { GITHUB_SERVER_URL: server.url });
    expectUnchanged(end, github.comments(7)[0]?.body, `Compared with ${short(ids.main)}, the first parent of the merge that is checked out.`);
    expect(server.requests.map(({ authorization }) => authorization)).toContain(basic('ghs_workflow'));
    for (const text of [end.log, end.summary, github.comments(7)[0]?.body]) expect(text).not.toMatch(new RegExp(`ghs_workflow|${basic('ghs_workflow').slice(6)}`));
    expect(git(workspace, ['rev-parse', '--is-shallow-repository'])).toBe('true');
  });

  test('of the head: where it parted from the base branch is found', async ({ openGitHub }) => {
    const { root, ids } = await repository();
    const server = await gitServer(root, { token: 'ghs_workflow' });
    const github = await openGitHub();
    const end = await github.run({ workspace: await shallowCheckout(await repository(), 'topic'), event: pullRequest({ base: ids.main, head: ids.topic, merge: ids.merge }) }, {}, { GITHUB_SERVER_URL: server.url });
    expectUnchanged(end, github.comments(7)[0]?.body, `Compared with ${short(ids.parted)}, where HEAD parted from the pull request's base branch.`);
  });

  test('without a token: a public repository gives its base, another one does not, and says what is missing', async ({ openGitHub }) => {
    const { root, ids } = await repository();
    const github = await openGitHub();
    const started = { workspace: await shallowCheckout(await repository(), 'merge'), event: pullRequest({ base: ids.main, head: ids.topic, merge: ids.merge }) };
    const open = await gitServer(root);
    const public_ = await github.run(started, { 'github-token': '' }, { GITHUB_SERVER_URL: open.url });
    expect(public_).toMatchObject({ ...unchanged, summary: expect.stringContaining(`Compared with ${short(ids.main)}`) });
    const closed = await gitServer(root, { token: 'ghs_workflow' });
    const end = await github.run(started, { 'github-token': '' }, { GITHUB_SERVER_URL: closed.url });
    expectNoBase(end, end.summary, new RegExp(`There is nothing to compare with: The base ${short(ids.main)}, the first parent of the merge that is checked out, could not be fetched \\(the server asks for a token that may read the repository\\): fetch all of the history first`));
    expect(github.requests).toEqual([]);
  });

  test('of a merge into a branch that is deleted by now', async ({ openGitHub }) => {
    const made = await history({ release: { files: APP }, topic: { files: { ...APP, ...DOCS }, parents: ['release'] }, merge: { files: { ...APP, ...DOCS }, parents: ['release', 'topic'] } });
    const workspace = await shallowCheckout(made, 'merge');
    git(made.folder, ['symbolic-ref', 'HEAD', 'refs/heads/merge']);
    git(made.folder, ['branch', '-q', '-D', 'release']);
    const server = await gitServer(made.root, { token: 'ghs_workflow' });
    const github = await openGitHub();
    const event = pullRequest({ base: made.ids.release, head: made.ids.topic, merge: made.ids.merge, baseBranch: 'release' });
    const end = await github.run({ workspace, event }, {}, { GITHUB_SERVER_URL: server.url });
    expectUnchanged(end, github.comments(7)[0]?.body, `Compared with ${short(made.ids.release)}, the first parent of the merge that is checked out.`);
  });

  test('by GitHub\'s archive, where git cannot reach the server; and without a base where there is none either', async ({ openGitHub }) => {
    const { folder, ids } = await repository();
    const archive = execFileSync('git', ['archive', '--format=tar.gz', `--prefix=acme-app-${short(ids.main)}/`, ids.main], { cwd: folder });
    const github = await openGitHub({ archive: (commit) => (commit === ids.main ? archive : undefined) });
    const started = { workspace: await shallowCheckout(await repository(), 'merge'), event: pullRequest({ base: ids.main, head: ids.topic, merge: ids.merge }) };
    const end = await github.run(started, {}, { GITHUB_SERVER_URL: 'http://127.0.0.1:9' });
    expectUnchanged(end, github.comments(7)[0]?.body, `Compared with ${short(ids.main)}, by GitHub's archive of it.`);
    const other = await openGitHub();
    const without = await other.run(started, { 'fail-on': 'regression', 'min-level': '1' }, { GITHUB_SERVER_URL: 'http://127.0.0.1:9' });
    for (const report of [other.comments(7)[0]?.body, without.summary]) expectNoBase(without, report, new RegExp(`There is nothing to compare with: The base ${short(ids.main)}, .+ could not be fetched`));
  });

  test('on an Enterprise Server: base, API and links are its own', async ({ openGitHub }) => {
    const { root, ids } = await repository();
    const server = await gitServer(root, { token: 'ghs_auditor' });
    const github = await openGitHub({ prefix: '/api/v3' });
    const { id } = github.addComment(7, 'acme-auditor[bot]', '<!-- genaiops-audit: . -->\nan old report');
    const workspace = await shallowCheckout(await repository(), 'merge');
    const end = await github.run({ workspace, event: pullRequest({ base: ids.parted, head: ids.topic, merge: ids.merge }) }, { 'github-token': 'ghs_auditor' }, { GITHUB_SERVER_URL: server.url });
    expectUnchanged(end, github.comments(7)[0]?.body, `Compared with ${short(ids.main)}, the first parent of the merge`);
    expect(github.requests).toContain('POST /api/v3/graphql 200');
    expect(github.writes()).toEqual([`PATCH /api/v3/repos/acme/app/issues/comments/${id} 200`]);
    for (const report of [github.comments(7)[0]?.body, end.summary]) expect(report).toContain(`${server.url}/acme/app/blob/${ids.merge}/app.py#L8`);
    expect(github.comments(7)[0]?.body).toContain(`${server.url}/acme/app/actions/runs/77`);
  });
});

describe.concurrent('a checkout with its history', () => {
  test('of the head is compared with where it parted from the base branch', async ({ openGitHub }) => {
    const { workspace, ids } = await checkout('topic');
    const github = await openGitHub();
    const end = await github.run({ workspace, event: pullRequest({ base: ids.main, head: ids.topic, merge: ids.merge }) });
    expectUnchanged(end, github.comments(7)[0]?.body, `Compared with ${short(ids.parted)}, where HEAD parted from the pull request's base branch.`);
  });

  test('of a merge group is compared with what the group is built on, and can still be stopped', async ({ openGitHub }) => {
    const { workspace, ids } = await checkout('weaker');
    const github = await openGitHub();
    const end = await github.run({ workspace, event: mergeGroup(ids.main, ids.weaker) });
    expect(end).toMatchObject({ code: 1, outputs: { passed: 'false', regressed: 'true', 'comment-url': '' } });
    expect(end.summary).toContain(`Compared with ${short(ids.main)}, which the merge group is built on.`);
    expect(end.summary).toContain('▼ **CI runs the evaluation** enforced → absent.');
    expect(end.log).toMatch(/^::error::This change weakens what was there: /m);
    expect(github.requests.filter((request) => request.includes('/issues/'))).toEqual([]);
  });

  test('of a push to the default branch shows what it did, and stops nothing that is done', async ({ openGitHub }) => {
    const { workspace, ids } = await checkout('weaker');
    const github = await openGitHub();
    const end = await github.run({ workspace, event: push(ids.main, ids.weaker) });
    expect(end).toMatchObject({ code: 0, outputs: { passed: 'true', regressed: 'true', 'comment-url': '' } });
    expect(end.summary).toContain(`Compared with ${short(ids.main)}, the commit before the push.`);
    expect(end.summary).toContain('▼ **CI runs the evaluation** enforced → absent.');
    expect(end.summary).not.toContain('The gate');
    expect(end.log).not.toMatch(/^::error/m);
    expect(end.log).toMatch(/^::warning title=Weaker than before,file=\.github\/workflows\/ci\.yml::CI runs the evaluation: enforced → absent\./m);
    expect(github.requests.filter((request) => request.includes('/issues/'))).toEqual([]);
  });

  test('of a push to the default branch fails where the configuration asks for it', async ({ openGitHub }) => {
    const { workspace, ids } = await checkout('strictWeaker');
    const github = await openGitHub({ settings: requiring() });
    const end = await github.run({ workspace, event: push(ids.strict, ids.strictWeaker) });
    expect(end).toMatchObject({ code: 1, outputs: { passed: 'false', regressed: 'true', 'comment-url': '' } });
    expect(end.summary).toContain('❌ The gate fails.');
  });

  test('of a push to another branch is compared with nothing', async ({ openGitHub }) => {
    const { workspace, ids } = await checkout('weaker');
    const github = await openGitHub();
    const end = await github.run({ workspace, event: push(ids.main, ids.weaker, 'topic') });
    expect(end).toMatchObject({ code: 0, outputs: { passed: 'true', regressed: '', 'comment-url': '' } });
    expect(end.summary).not.toMatch(/Compared with|▼|nothing to compare/);
    expect(end.log).not.toMatch(/^::(?:error|warning)/m);
  });
});
