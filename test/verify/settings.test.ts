import { expect, test } from 'vitest';
import type { Finding } from '../../src/domain/result.ts';
import type { Rule } from '../../src/domain/rule.ts';
import type { Settings, WorkflowRun } from '../../src/domain/settings.ts';
import { CONFIRMED, finding, rule, UNTOUCHED, verifyOne } from './asked.ts';

const NIGHTLY = 'on: { schedule: [{ cron: "0 3 * * *" }] }\njobs:\n  evaluate:\n    steps:\n      - run: acme eval\n';
const PUSH = NIGHTLY.replace('{ schedule: [{ cron: "0 3 * * *" }] }', 'push');
const run = (at: string, conclusion?: string): WorkflowRun => ({ event: 'push', at: `${at}T08:00:00.000Z`, ...(conclusion && { conclusion }) });
const runs = (...list: WorkflowRun[]): Partial<Settings> => ({ workflows: [{ path: '.github/workflows/ci.yml', state: 'active', since: '2025-01-01', runs: list }] });
const inState = (state: string): Partial<Settings> => ({ workflows: [{ path: '.github/workflows/ci.yml', state, since: '2025-01-01' }] });
const ten = (conclusion: string) => Array.from({ length: 10 }, (_, day) => run(`2026-06-0${Math.min(9, day + 1)}`, conclusion));

interface Asked {
  readonly workflow?: string;
  readonly strength?: Finding['strength'];
  readonly evidence?: readonly string[];
  readonly rule?: Partial<Rule>;
  readonly files?: Record<string, string>;
}

function ask(verifications: Rule['verify'], settings: Partial<Settings>, { workflow = PUSH, strength = 'automated', evidence = ['ci.yml:5'], rule: fields = {}, files = {} }: Asked = {}): Finding {
  return verifyOne({ files: { 'ci.yml': workflow, ...files }, rule: rule(verifications, fields), finding: finding(strength, evidence), settings });
}

const lowered = (says: string) => ({ strength: 'present', verified: 'no', hints: [says] });
const confirmed = { strength: 'automated', ...CONFIRMED };
const untouched = { strength: 'automated', ...UNTOUCHED };

test.each<[string, Partial<Settings>, object, Asked?]>([
  ['ran and succeeded', runs(run('2026-06-14', 'success')), confirmed],
  ['failed, and succeeded before', runs(run('2026-06-14', 'failure'), run('2026-06-13', 'success')), confirmed],
  ['nine failed, the tenth succeeded', runs(...ten('failure').slice(1), run('2026-05-30', 'success')), confirmed],
  ['ten failed', runs(...ten('failure'), run('2026-05-01', 'success')), lowered('none of the last ten runs of ci.yml succeeded')],
  ['ten failed since, whatever the order they are listed in', runs(run('2026-05-01', 'success'), ...ten('failure')), lowered('none of the last ten runs of ci.yml succeeded')],
  ['ten were skipped', runs(...ten('skipped')), lowered('none of the last ten runs of ci.yml succeeded')],
  ['ten were cancelled, which says nothing', runs(...ten('cancelled')), untouched],
  ['nine failed: too few to tell', runs(...ten('failure').slice(1)), untouched],
  ['runs now for the first time', runs(run('2026-06-15')), untouched],
  ['has never run', runs(), untouched],
  ['succeeded long ago, and nobody has pushed since', runs(run('2026-01-01', 'success')), untouched],
  ['has a schedule, and ran 90 days ago', runs(run('2026-03-17', 'success')), confirmed, { workflow: NIGHTLY }],
  ['has a schedule, and ran 91 days ago', runs(run('2026-03-16', 'success')), lowered('ci.yml has a schedule, but has not run for 90 days'), { workflow: NIGHTLY }],
  ['has a schedule, is a year old and never ran', runs(), lowered('ci.yml has a schedule, but has not run for 90 days'), { workflow: NIGHTLY }],
  ['has a schedule, is new and never ran', { workflows: [{ path: '.github/workflows/ci.yml', state: 'active', since: '2026-06-14', runs: [] }] }, untouched, { workflow: NIGHTLY }],
  ['is switched off by hand', inState('disabled_manually'), lowered('the workflow ci.yml is disabled on GitHub (disabled_manually)')],
  ['is switched off for want of activity', inState('disabled_inactivity'), lowered('the workflow ci.yml is disabled on GitHub (disabled_inactivity)')],
  ['its runs are refused', inState('active'), untouched],
  ['is not on the default branch yet', { workflows: [] }, untouched],
  ['all is refused', {}, untouched],
  ['another system runs it as well', inState('disabled_manually'), untouched, { evidence: ['ci.yml:5', '/.gitlab-ci.yml:2'], files: { '/.gitlab-ci.yml': 'evaluate:\n  script: acme eval\n' } }],
  ['a bot does it as well', inState('disabled_manually'), untouched, { evidence: ['/.github/bot.yml:1', 'ci.yml:5'], rule: { automated: { path: { files: '**/bot.yml' } } } }],
  ['another workflow does it as well', { workflows: [...(inState('disabled_manually').workflows ?? []), { path: '.github/workflows/b.yml', state: 'active', since: '2025-01-01', runs: [run('2026-06-14', 'success')] }] }, confirmed, { evidence: ['ci.yml:5', 'b.yml:5'], files: { 'b.yml': PUSH } }],
  ['another workflow may do it as well', { workflows: [...(inState('disabled_manually').workflows ?? []), { path: '.github/workflows/b.yml', state: 'active', since: '2025-01-01' }] }, untouched, { evidence: ['ci.yml:5', 'b.yml:5'], files: { 'b.yml': PUSH } }],
  ['it is only called by others, and has no runs of its own', inState('disabled_manually'), untouched, { workflow: PUSH.replace('push', 'workflow_call') }],
  ['what is enforced falls to automated', inState('disabled_manually'), { strength: 'automated', verified: 'no' }, { strength: 'enforced' }],
  ['what is present stays present', inState('disabled_manually'), { strength: 'present', ...UNTOUCHED }, { strength: 'present' }],
])('recent runs: %s', (_, settings, expected, asked = {}) => {
  expect(ask(['recent-run'], settings, asked)).toMatchObject(expected);
});

const OWNED = { strength: 'present', evidence: ['/.github/CODEOWNERS:2'], files: { '/.github/CODEOWNERS': '* @acme/all\n/prompts/ @acme/writers\n' } } as const;
test.each<[string, Partial<Settings>, object, Asked]>([
  ['required', { codeOwnerReview: true }, { strength: 'enforced', ...CONFIRMED }, OWNED],
  ['required, where the rule allows less', { codeOwnerReview: true }, { strength: 'automated', ...CONFIRMED }, { ...OWNED, rule: { max: 'automated' } }],
  ['not required', { codeOwnerReview: false }, { strength: 'present', verified: 'no', hints: ['review by code owners is not required on main'] }, OWNED],
  ['not required, where files promise more', { codeOwnerReview: false }, { strength: 'automated', verified: 'no' }, { ...OWNED, strength: 'enforced' }],
  ['refused', {}, { strength: 'present', ...UNTOUCHED }, OWNED],
  ['required, but GitHub does not read the file', { codeOwnerReview: true }, { strength: 'present', ...UNTOUCHED }, { ...OWNED, evidence: ['/prompts/OWNERS:1'] }],
  ['required, but GitHub reads another file', { codeOwnerReview: true }, { strength: 'present', ...UNTOUCHED }, { ...OWNED, evidence: ['/docs/CODEOWNERS:1'], files: { ...OWNED.files, '/docs/CODEOWNERS': '' } }],
  ['required, the only file is in docs/', { codeOwnerReview: true }, { strength: 'enforced', ...CONFIRMED }, { strength: 'present', evidence: ['/docs/CODEOWNERS:1'], files: { '/docs/CODEOWNERS': '' } }],
])('review by code owners: %s', (_, settings, expected, asked) => {
  expect(ask(['code-owner-review'], settings, asked)).toMatchObject(expected);
});

const DEPLOY = 'on: push\njobs:\n  deploy:\n    environment: production\n    steps: [{ run: acme deploy }]\n';
const ORDERED = 'on: push\njobs:\n  staging:\n    environment: staging\n    steps: [{ run: acme deploy }]\n  deploy:\n    needs: staging\n    environment: production\n    steps: [{ run: acme deploy }]\n';
const environment = (name: string, fields: object = {}) => ({ name, reviewers: 0, waitMinutes: 0, branchPolicy: false, otherRules: 0, ...fields });
const known = (...environments: ReturnType<typeof environment>[]): Partial<Settings> => ({ environments });
test.each<[string, Partial<Settings>, object, Asked?]>([
  ['reviewers', known(environment('Production', { reviewers: 1 })), { strength: 'enforced', ...CONFIRMED }],
  ['reviewers, of a name that is written in another way', known(environment('production', { reviewers: 1 })), { strength: 'enforced', ...CONFIRMED }, { workflow: DEPLOY.replace('production', 'Production') }],
  ['a wait', known(environment('production', { waitMinutes: 5 })), { strength: 'enforced', ...CONFIRMED }],
  ['a branch policy', known(environment('production', { branchPolicy: true })), { strength: 'enforced', ...CONFIRMED }],
  ['a rule of an app', known(environment('production', { otherRules: 1 })), { strength: 'enforced', ...CONFIRMED }],
  ['reviewers of another environment', known(environment('production'), environment('staging', { reviewers: 1 })), { strength: 'automated', verified: 'no', hints: ['nothing guards the environments of its jobs: production (ci.yml:4)'] }],
  ['an environment that GitHub does not have', known(), { strength: 'automated', verified: 'no' }],
  ['refused', {}, { strength: 'enforced', ...UNTOUCHED }],
  ['what is automated is confirmed', known(environment('production', { reviewers: 1 })), { strength: 'automated', ...CONFIRMED }, { strength: 'automated' }],
  ['what is automated promises no guard', known(), { strength: 'automated', ...UNTOUCHED }, { strength: 'automated' }],
  ['what is present promises nothing', known(environment('production', { reviewers: 1 })), { strength: 'present', ...UNTOUCHED }, { strength: 'present' }],
  ['no guard, but an order of jobs', known(environment('production')), { strength: 'enforced', ...UNTOUCHED }, { workflow: ORDERED, evidence: ['ci.yml:8'] }],
  ['no guard, but an order of jobs that has deployed', { ...known(), deployments: [{ environment: 'production', day: '2026-01-01' }] }, { strength: 'enforced', ...CONFIRMED }, { workflow: ORDERED, evidence: ['ci.yml:8'] }],
  ['an order of jobs that has deployed elsewhere', { ...known(), deployments: [{ environment: 'pages', day: '2026-01-01' }] }, { strength: 'enforced', ...UNTOUCHED }, { workflow: ORDERED, evidence: ['ci.yml:8'] }],
  ['of a matrix, guarded', known(environment('eu', { reviewers: 1 })), { strength: 'enforced', ...CONFIRMED }, { workflow: DEPLOY.replace('environment: production', 'environment: "${{ matrix.region }}"\n    strategy: { matrix: { region: [us, eu] } }') }],
  ['of a matrix, not guarded', known(environment('eu')), { strength: 'automated', hints: ['nothing guards the environments of its jobs: eu, us (ci.yml:4)'] }, { workflow: DEPLOY.replace('environment: production', 'environment: "${{ matrix.region }}"\n    strategy: { matrix: { region: [us, eu] } }') }],
  ['that an input names', known(), { strength: 'enforced', ...UNTOUCHED }, { workflow: DEPLOY.replace('production', '"${{ inputs.target }}"') }],
  ['a job without one', known(), { strength: 'enforced', ...UNTOUCHED }, { workflow: PUSH }],
  ['an approval in another system', known(), { strength: 'enforced', ...UNTOUCHED }, { evidence: ['ci.yml:4', '/.gitlab-ci.yml:2'], files: { '/.gitlab-ci.yml': 'deploy:\n  script: acme deploy\n' } }],
])('guards of environments: %s', (_, settings, expected, asked = {}) => {
  expect(ask(['environment-reviewers'], settings, { workflow: DEPLOY, strength: 'enforced', evidence: ['ci.yml:4'], ...asked })).toMatchObject(expected);
});

const RELEASED: Partial<Settings> = { releases: [{ tag: 'v1', day: '2020-01-01' }] };
test.each<[string, Rule['verify'], Partial<Settings>, object, Asked?]>([
  ['releases', ['releases'], RELEASED, confirmed],
  ['releases, for a change log', ['releases'], RELEASED, { strength: 'present', ...CONFIRMED }, { strength: 'present', evidence: ['/CHANGELOG.md:1'] }],
  ['no releases', ['releases'], { releases: [] }, lowered('there is no release on GitHub')],
  ['no releases, which a change log does not promise', ['releases'], { releases: [] }, { strength: 'present', ...UNTOUCHED }, { strength: 'present', evidence: ['/CHANGELOG.md:1'] }],
  ['no releases, where another system makes them', ['releases'], { releases: [] }, untouched, { evidence: ['/.gitlab-ci.yml:2'], files: { '/.gitlab-ci.yml': 'release:\n  script: acme release\n' } }],
  ['no releases, where no workflow is said to make them', ['releases'], { releases: [] }, untouched, { evidence: ['/release.toml:1'] }],
  ['releases refused', ['releases'], {}, untouched],
  ['no releases, but the workflow runs well', ['releases', 'recent-run'], { releases: [], ...runs(run('2026-06-01', 'success')) }, confirmed],
  ['no releases, and the runs are refused', ['recent-run', 'releases'], { releases: [] }, lowered('there is no release on GitHub')],
  ['releases, but the workflow is switched off', ['releases', 'recent-run'], { ...RELEASED, ...inState('disabled_manually') }, { strength: 'present', verified: 'no' }],
  ['deployments', ['deployments'], { deployments: [{ environment: 'production', day: '2026-01-01' }] }, confirmed],
  ['deployments of web pages alone', ['deployments'], { deployments: [{ environment: 'github-pages', day: '2026-01-01' }] }, untouched],
  ['deployments to the environment of the job', ['deployments'], { deployments: [{ environment: 'Production', day: '2026-01-01' }] }, confirmed, { workflow: DEPLOY, evidence: ['ci.yml:5'] }],
  ['deployments to other environments', ['deployments'], { deployments: [{ environment: 'Preview', day: '2026-01-01' }] }, untouched, { workflow: DEPLOY, evidence: ['ci.yml:5'] }],
  ['no deployments, of a job with an environment', ['deployments'], { deployments: [] }, lowered('GitHub knows of no deployment'), { workflow: DEPLOY, evidence: ['ci.yml:5'] }],
  ['no deployments, of a job that leaves none', ['deployments'], { deployments: [] }, untouched],
  ['deployments refused', ['deployments'], {}, untouched, { workflow: DEPLOY, evidence: ['ci.yml:5'] }],
])('history: %s', (_, verifications, settings, expected, asked = {}) => {
  expect(ask(verifications, settings, asked)).toMatchObject(expected);
});
