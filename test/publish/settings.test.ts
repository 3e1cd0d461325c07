import { Octokit } from '@octokit/rest';
import { afterEach, expect, test } from 'vitest';
import type { Settings } from '../../src/domain/settings.ts';
import { createClient, readSettings } from '../../src/publish/index.ts';
import type { FakeSettings } from '../fake-github/settings.ts';
import type { FakeGitHub } from '../fake-github/index.ts';
import { startFakeGitHub } from '../fake-github/index.ts';

const MAIN = { owner: 'acme', repo: 'app', branch: 'main' };
const CI = '.github/workflows/ci.yml';
const NIGHTLY = '.github/workflows/nightly.yml';
let github: FakeGitHub | undefined;
afterEach(async () => {
  const violations = github?.violations ?? [];
  await github?.close();
  github = undefined;
  expect(violations).toEqual([]);
});

async function start(settings: FakeSettings, prefix = ''): Promise<FakeGitHub> {
  github = await startFakeGitHub({ repository: 'acme/app', pulls: [], tokens: { reader: { login: 'bot', kind: 'installation', may: 'read-only' } }, settings, prefix });
  return github;
}

async function read(settings: FakeSettings, workflows: readonly string[] = [], branch = 'main'): Promise<Settings> {
  const { url } = await start(settings);
  return readSettings(createClient('reader', url), { ...MAIN, branch }, { workflows });
}

const ruleset = { ruleset_source_type: 'Repository', ruleset_source: 'acme/app', ruleset_id: 1 };
const checksRule = (...names: string[]) => ({ type: 'required_status_checks', ...ruleset, parameters: { required_status_checks: names.map((context) => ({ context })), strict_required_status_checks_policy: false } });
const reviewRule = (fields: object) => ({ type: 'pull_request', ...ruleset, parameters: { dismiss_stale_reviews_on_push: false, require_code_owner_review: false, require_last_push_approval: false, required_approving_review_count: 1, required_review_thread_resolution: false, ...fields } });
const FORBIDDEN = [403, 'Resource not accessible by integration'] as const;
const UPGRADE = [403, 'Upgrade to GitHub Pro or make this repository public to enable this feature.'] as const;

test('a repository without any settings: all is known, and none is there', async () => {
  expect(await read({}, [CI])).toEqual({
    branch: 'main', requiredChecks: { names: [], complete: true }, codeOwnerReview: false, approvals: 0, environments: [], workflows: [], releases: [], deployments: [], refused: [],
  });
  expect(github?.requests).toHaveLength(6);
});

test('everything that a repository may have', async () => {
  const settings = await read({
    rules: [checksRule('evaluate', 'build'), reviewRule({ require_code_owner_review: true, required_approving_review_count: 2 }), { type: 'deletion', ...ruleset }, { type: 'workflows', ...ruleset, parameters: { workflows: [{ path: '.github/workflows/gate.yml', repository_id: 7 }] } }],
    protection: { contexts: ['build', 'lint'] },
    environments: [
      { name: 'production', protection_rules: [{ id: 1, node_id: 'a', type: 'required_reviewers', reviewers: [{ type: 'User' }, { type: 'Team' }] }, { id: 2, node_id: 'b', type: 'wait_timer', wait_timer: 30 }] },
      { name: 'staging', protection_rules: [{ id: 3, node_id: 'c', type: 'branch_policy' }], deployment_branch_policy: { protected_branches: true, custom_branch_policies: false } },
      { name: 'preview', protection_rules: [{ id: 4, node_id: 'd', type: 'custom' }] },
      { name: 'dev' },
    ],
    workflows: [
      { path: CI, created_at: '2026-01-01T23:30:00.000-08:00', runs: [{ event: 'push', status: 'in_progress', conclusion: null, created_at: '2026-06-02T08:00:00Z' }, { event: 'pull_request', conclusion: 'success', created_at: '2026-06-01T08:00:00Z' }] },
      { path: NIGHTLY, state: 'disabled_inactivity', created_at: '2025-01-01T00:00:00Z', runs: [{ conclusion: 'success' }] },
      { path: '.github/workflows/other.yml', created_at: '2025-01-01T00:00:00Z', runs: [{ conclusion: 'success' }] },
    ],
    releases: [{ tag_name: 'v3', draft: true, published_at: null }, { tag_name: 'v2', published_at: '2026-05-01T10:00:00Z' }],
    deployments: [{ environment: 'production', created_at: '2026-05-02T10:00:00Z' }],
  }, [CI, NIGHTLY, '.github/workflows/not-merged-yet.yml']);
  expect(settings).toEqual({
    branch: 'main',
    requiredChecks: { names: ['build', 'evaluate', 'lint'], complete: true },
    requiredWorkflows: ['.github/workflows/gate.yml'],
    codeOwnerReview: true,
    environments: [
      { name: 'production', reviewers: 2, waitMinutes: 30, branchPolicy: false, otherRules: 0 },
      { name: 'staging', reviewers: 0, waitMinutes: 0, branchPolicy: true, otherRules: 0 },
      { name: 'preview', reviewers: 0, waitMinutes: 0, branchPolicy: false, otherRules: 1 },
      { name: 'dev', reviewers: 0, waitMinutes: 0, branchPolicy: false, otherRules: 0 },
    ],
    workflows: [
      { path: CI, state: 'active', since: '2026-01-02', runs: [{ event: 'push', at: '2026-06-02T08:00:00.000Z' }, { event: 'pull_request', at: '2026-06-01T08:00:00.000Z', conclusion: 'success' }] },
      { path: NIGHTLY, state: 'disabled_inactivity', since: '2025-01-01' },
      { path: '.github/workflows/other.yml', state: 'active', since: '2025-01-01' },
    ],
    releases: [{ tag: 'v2', day: '2026-05-01' }],
    deployments: [{ environment: 'production', day: '2026-05-02' }],
    refused: [],
  });
  // Neither the runs of what is disabled or not there, nor reviews that a ruleset has already told of.
  expect([...(github?.requests ?? [])].sort()).toEqual([
    'GET /repos/acme/app/actions/workflows 200', 'GET /repos/acme/app/actions/workflows/ci.yml/runs 200', 'GET /repos/acme/app/branches/main 200', 'GET /repos/acme/app/deployments 200',
    'GET /repos/acme/app/environments 200', 'GET /repos/acme/app/releases 200', 'GET /repos/acme/app/rules/branches/main 200',
  ]);
});

test.each<[string, FakeSettings, Partial<Settings>]>([
  ['an administrator sees what branch protection asks of reviews', { protection: { contexts: [], reviews: { require_code_owner_reviews: true, required_approving_review_count: 2 } } }, { codeOwnerReview: true, approvals: 2 }],
  ['branch protection without reviews', { protection: { contexts: [] } }, { codeOwnerReview: false, approvals: 0 }],
  ['a ruleset asks for more approvals than branch protection', { rules: [reviewRule({ required_approving_review_count: 3 })], protection: { contexts: [], reviews: { require_code_owner_reviews: false, required_approving_review_count: 1 } } }, { codeOwnerReview: false, approvals: 3 }],
])('%s', async (_, settings, expected) => {
  expect(await read(settings)).toMatchObject({ ...expected, refused: [] });
  expect(github?.requests.length).toBeLessThanOrEqual(7);
});

test('an ordinary token sees the checks of branch protection, not its reviews: whether owners must approve is not known', async () => {
  const settings = await read({ protection: { contexts: ['build'], reviews: { require_code_owner_reviews: true } }, refuse: { 'repos/get-branch-protection': FORBIDDEN } });
  expect(settings.requiredChecks).toEqual({ names: ['build'], complete: true });
  expect(settings).not.toHaveProperty('codeOwnerReview');
  expect(settings).not.toHaveProperty('approvals');
  expect(settings.refused).toEqual([{ what: 'the reviews that the protection of main asks for', permission: 'administration: read' }]);
});

test('a list of checks that is empty for an ordinary token may be hidden from it', async () => {
  const settings = await read({ protection: { contexts: [] }, refuse: { 'repos/get-branch-protection': FORBIDDEN } });
  expect(settings.requiredChecks).toEqual({ names: [], complete: false });
  expect(settings).not.toHaveProperty('codeOwnerReview');
});

test('that a ruleset asks for owners tells nothing of hidden checks', async () => {
  const settings = await read({ rules: [reviewRule({ require_code_owner_review: true })], protection: { contexts: [] }, refuse: { 'repos/get-branch-protection': FORBIDDEN } });
  expect(settings).toMatchObject({ requiredChecks: { names: [], complete: false }, codeOwnerReview: true });
});

test('a branch that is protected by nothing that can be seen is not taken for open', async () => {
  expect((await read({ isProtected: true })).requiredChecks).toEqual({ names: [], complete: false });
  await github?.close();
  expect((await read({ isProtected: true, rules: [{ type: 'deletion', ...ruleset }] })).requiredChecks).toEqual({ names: [], complete: true });
});

const PARTS: readonly [operation: string, part: string, what: string, permission: string][] = [
  ['repos/get-all-environments', 'environments', 'environments', 'actions: read'],
  ['actions/list-repo-workflows', 'workflows', 'workflows and their runs', 'actions: read'],
  ['repos/list-releases', 'releases', 'releases', 'contents: read'],
  ['repos/list-deployments', 'deployments', 'deployments', 'deployments: read'],
];
test.each(PARTS.flatMap((part) => ([FORBIDDEN, [404, 'Not Found']] as const).map((refusal) => [...part, ...refusal] as const)))('%s refused: %s are not known', async (operation, part, what, permission, status, message) => {
  const settings = await read({ refuse: { [operation]: [status, message] } }, [CI]);
  expect(settings).not.toHaveProperty(part);
  expect(settings.refused).toEqual([{ what, permission }]);
  for (const [, other] of PARTS) if (other !== part) expect(settings).toHaveProperty(other, []);
});

test.each([
  ['of the private repository of a free plan', UPGRADE, {}],
  ['that an old server does not have', [404, 'Not Found'], { permission: 'metadata: read' }],
  ['that are gone', [410, 'Gone'], {}],
  ['that may not be shown', [451, 'Unavailable'], {}],
] as const)('rulesets %s: what branch protection requires is required, what it does not is not known', async (_, refusal, permission) => {
  const settings = await read({ protection: { contexts: ['build'], reviews: { require_code_owner_reviews: false } }, refuse: { 'repos/get-branch-rules': refusal } });
  expect(settings.requiredChecks).toEqual({ names: ['build'], complete: false });
  expect(settings).not.toHaveProperty('codeOwnerReview');
  expect(settings.refused).toEqual([{ what: 'the rulesets of main', ...permission }]);
});

test('neither rulesets nor protection: no word of checks', async () => {
  const settings = await read({ refuse: { 'repos/get-branch-rules': UPGRADE, 'repos/get-branch': FORBIDDEN } });
  expect(settings).not.toHaveProperty('requiredChecks');
  expect(settings.refused).toEqual([{ what: 'the protection of main', permission: 'contents: read' }, { what: 'the rulesets of main' }]);
});

test('runs that are refused leave the state of the workflow', async () => {
  const settings = await read({ workflows: [{ path: CI, created_at: '2026-01-01T00:00:00Z' }], refuse: { 'actions/list-workflow-runs': FORBIDDEN } }, [CI]);
  expect(settings.workflows).toEqual([{ path: CI, state: 'active', since: '2026-01-01' }]);
  expect(settings.refused).toEqual([{ what: 'workflows and their runs', permission: 'actions: read' }]);
});

test('workflows are not asked for where no finding rests on one', async () => {
  expect(await read({ workflows: [{ path: CI }] })).not.toHaveProperty('workflows');
  expect(github?.requests.filter((request) => request.includes('/actions/'))).toEqual([]);
});

test('runs of ten workflows at most, the first ones', async () => {
  const paths = Array.from({ length: 12 }, (_, number) => `.github/workflows/w${number}.yml`);
  const settings = await read({ workflows: paths.toReversed().map((path) => ({ path })) }, paths);
  expect(settings.workflows?.filter(({ runs }) => runs).map(({ path }) => path).toSorted()).toEqual(paths.slice(0, 10).toSorted());
  expect(github?.requests).toHaveLength(16);
});

test('lists are read over all their pages', async () => {
  const settings = await read({ environments: Array.from({ length: 230 }, (_, number) => ({ name: `preview-${number}` })), rules: Array.from({ length: 101 }, (_, number) => checksRule(`check-${number}`)) });
  expect(settings.environments?.at(-1)?.name).toBe('preview-229');
  expect(settings.requiredChecks?.names).toHaveLength(101);
  expect(github?.requests.filter((request) => request.includes('/environments'))).toHaveLength(3);
});

test('half a list would mislead: one without end is not known', async () => {
  const settings = await read({ environments: Array.from({ length: 600 }, (_, number) => ({ name: `preview-${number}` })) });
  expect(settings).not.toHaveProperty('environments');
  expect(github?.requests.filter((request) => request.includes('/environments'))).toHaveLength(5);
});

test('the branch of a name with a slash that does not exist: rulesets would hold for it', async () => {
  const settings = await read({ rules: [checksRule('evaluate')] }, [], 'release/1.x');
  expect(settings).toMatchObject({ branch: 'release/1.x', requiredChecks: { names: ['evaluate'], complete: false } });
});

test('GitHub Enterprise Server: the same paths under its own address', async () => {
  const { url } = await start({ rules: [checksRule('evaluate')] }, '/api/v3');
  expect(url).toMatch(/\/api\/v3$/);
  expect(await readSettings(createClient('reader', url), MAIN, { workflows: [CI] })).toMatchObject({ requiredChecks: { names: ['evaluate'], complete: true }, refused: [] });
  expect(github?.requests.every((request) => request.startsWith('GET /api/v3/repos/acme/app/'))).toBe(true);
});

const NOTHING = { branch: 'main', refused: [] };
test.each<[string, string, FakeSettings['refuse'], string]>([
  ['a token that GitHub does not know', 'stranger', {}, 'GitHub does not know the token (401).'],
  ['a rate limit', 'reader', { 'repos/get-branch-rules': [403, 'API rate limit exceeded', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '2147000000' }] }, "GitHub's rate limit is used up (403)."],
])('%s: nothing is known, and nothing more is asked', async (_, token, refuse, says) => {
  const { url } = await start({ refuse: refuse ?? {} });
  expect(await readSettings(createClient(token, url), MAIN, { workflows: [CI] })).toEqual({ ...NOTHING, trouble: `GitHub's settings could not be read: ${says}` });
  expect(github?.requests).toHaveLength(1);
});

test('a server that fails midway: what was read counts', async () => {
  const { url } = await start({ rules: [checksRule('evaluate')], refuse: { 'repos/get-branch': [500, 'Server Error'] } });
  const settings = await readSettings(new Octokit({ auth: 'reader', baseUrl: url }), MAIN, { workflows: [] });
  expect(settings).toMatchObject({ requiredChecks: { names: ['evaluate'], complete: false }, trouble: "GitHub's settings could not be read: GitHub answered 500." });
});

test('a network without GitHub: nothing is known, in one sentence', async () => {
  const { url } = await start({});
  await github?.close();
  github = undefined;
  const settings = await readSettings(new Octokit({ baseUrl: url }), MAIN, { workflows: [CI] });
  expect(settings).toEqual({ ...NOTHING, trouble: expect.stringMatching(/^GitHub's settings could not be read: GitHub could not be reached \(.+\)\.$/) });
});

test('a mistake of ours is no refusal', async () => {
  const broken = { rest: { repos: { getBranchRules: () => Promise.reject(new TypeError('x is undefined')) } } } as unknown as Octokit;
  await expect(readSettings(broken, MAIN, { workflows: [] })).rejects.toThrow('x is undefined');
});
