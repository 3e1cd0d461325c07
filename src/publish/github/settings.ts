/** Reads the settings and the history of a repository that can confirm what its files show: at most seven requests, and one a workflow. */
import type { Octokit } from '@octokit/rest';
import type { EnvironmentSetting, Settings, WorkflowRun, WorkflowSetting } from '../../domain/settings.ts';
import type { Ask } from './ask.ts';
import { createAsk, everything } from './ask.ts';

/** Workflows whose runs are asked for. */
const MOST_WORKFLOWS = 10;
/** More than the ten that count, since runs that were cancelled or wait for somebody do not. */
const RUNS = 30;
const RELEASES = 10;
const DEPLOYMENTS = 30;

type Branch = { readonly owner: string; readonly repo: string; readonly branch: string };

/**
 * What the token may read of the branch's rules, and of the repository's environments, workflows, releases and deployments. `workflows`:
 * paths of those whose runs matter, the most important first. What is refused is left out and listed; never throws for what GitHub answers,
 * or where it cannot be reached.
 */
export async function readSettings(client: Octokit, place: Branch, { workflows }: { readonly workflows: readonly string[] }): Promise<Settings> {
  const { ask, refused, trouble } = createAsk();
  // Alone and first: where GitHub cannot be reached, nothing else is tried.
  const rules = await readRules(client, ask, place);
  const [protection, environments, known, releases, deployments] = await Promise.all([
    readProtection(client, ask, place, rules),
    readEnvironments(client, ask, place),
    readWorkflows(client, ask, place, workflows),
    readReleases(client, ask, place),
    readDeployments(client, ask, place),
  ]);
  const why = trouble();
  return {
    branch: place.branch,
    ...combined(rules, protection),
    ...(environments && { environments }),
    ...(known && { workflows: known }),
    ...(releases && { releases }),
    ...(deployments && { deployments }),
    refused: refused(),
    ...(why !== undefined && { trouble: why }),
  };
}

interface BranchRules {
  readonly checks: readonly string[];
  readonly workflows: readonly string[];
  /** Undefined: not known. */
  readonly codeOwnerReview?: boolean;
  readonly approvals?: number;
  /** How many rules there are, of all kinds. */
  readonly count?: number;
}

/** Rulesets, of the repository and of all above it. */
async function readRules(client: Octokit, ask: Ask, place: Branch): Promise<BranchRules | undefined> {
  const rules = await ask(`the rulesets of ${place.branch}`, 'metadata: read', () => everything((page) => client.rest.repos.getBranchRules({ ...place, ...page }).then(({ data }) => data)));
  if (!rules) return undefined;
  const reviews = rules.flatMap((rule) => (rule.type === 'pull_request' && rule.parameters ? [rule.parameters] : []));
  return {
    checks: rules.flatMap((rule) => (rule.type === 'required_status_checks' ? (rule.parameters?.required_status_checks ?? []) : [])).map(({ context }) => context),
    workflows: rules.flatMap((rule) => (rule.type === 'workflows' ? (rule.parameters?.workflows ?? []) : [])).map(({ path }) => path),
    codeOwnerReview: reviews.some((one) => one.require_code_owner_review),
    approvals: Math.max(0, ...reviews.map((one) => one.required_approving_review_count)),
    count: rules.length,
  };
}

const UNPROTECTED: BranchRules = { checks: [], workflows: [], codeOwnerReview: false, approvals: 0 };

/**
 * Branch protection of the older kind. Everybody who may read the repository sees its checks, an administrator alone what it asks of
 * reviews: that is asked for only where it can make a difference.
 */
async function readProtection(client: Octokit, ask: Ask, place: Branch, rules: BranchRules | undefined): Promise<BranchRules | undefined> {
  const branch = await ask(`the protection of ${place.branch}`, 'contents: read', () => client.rest.repos.getBranch(place).then(({ data }) => data));
  if (!branch) return undefined;
  if (branch.protection?.enabled !== true) {
    // Protected by nothing that this token may see.
    const isHidden = branch.protected && (branch.protection === undefined || rules?.count === 0);
    return isHidden ? undefined : UNPROTECTED;
  }
  const seen = checksIn(branch.protection.required_status_checks);
  if (seen.length > 0 && rules?.codeOwnerReview) return { checks: seen, workflows: [] };
  const whole = await ask(`the reviews that the protection of ${place.branch} asks for`, 'administration: read', () => client.rest.repos.getBranchProtection(place).then(({ data }) => data));
  // An empty list may be one that this token does not see.
  if (!whole) return seen.length > 0 ? { checks: seen, workflows: [] } : undefined;
  const { require_code_owner_reviews: codeOwnerReview = false, required_approving_review_count: approvals = 0 } = whole.required_pull_request_reviews ?? {};
  return { checks: [...seen, ...checksIn(whole.required_status_checks)], workflows: [], codeOwnerReview, approvals };
}

function checksIn({ contexts = [], checks = [] }: { readonly contexts?: readonly string[]; readonly checks?: readonly { readonly context: string }[] } = {}): string[] {
  return [...contexts, ...checks.map(({ context }) => context)];
}

/** Both kinds hold at the same time. One of them suffices for what is required; that something is not takes the knowledge of both. */
function combined(rules: BranchRules | undefined, protection: BranchRules | undefined): Pick<Settings, 'requiredChecks' | 'requiredWorkflows' | 'codeOwnerReview' | 'approvals'> {
  const known = [rules, protection].filter((one) => one !== undefined);
  if (known.length === 0) return {};
  const names = [...new Set(known.flatMap(({ checks }) => checks))].sort();
  const workflows = [...new Set(known.flatMap((one) => one.workflows))].sort();
  const isRequired = known.some(({ codeOwnerReview }) => codeOwnerReview === true);
  const isKnown = known.length === 2 && known.every(({ codeOwnerReview }) => codeOwnerReview !== undefined);
  return {
    requiredChecks: { names, complete: known.length === 2 },
    ...(workflows.length > 0 && { requiredWorkflows: workflows }),
    ...((isRequired || isKnown) && { codeOwnerReview: isRequired }),
    ...(isKnown && { approvals: Math.max(...known.map(({ approvals = 0 }) => approvals)) }),
  };
}

async function readEnvironments(client: Octokit, ask: Ask, { owner, repo }: Branch): Promise<EnvironmentSetting[] | undefined> {
  const all = await ask('environments', 'actions: read', () => everything((page) => client.rest.repos.getAllEnvironments({ owner, repo, ...page }).then(({ data }) => data.environments ?? [])));
  return all?.map(({ name, protection_rules: rules = [], deployment_branch_policy: policy }) => {
    const kinds = rules.map(({ type }) => type);
    return {
      name,
      reviewers: rules.flatMap((rule) => ('reviewers' in rule ? (rule.reviewers ?? []) : [])).length,
      waitMinutes: Math.max(0, ...rules.map((rule) => ('wait_timer' in rule ? (rule.wait_timer ?? 0) : 0))),
      branchPolicy: Boolean(policy) || kinds.includes('branch_policy'),
      otherRules: kinds.filter((kind) => !['required_reviewers', 'wait_timer', 'branch_policy'].includes(kind)).length,
    };
  });
}

/** All workflows with their state, and the runs of those that matter. */
async function readWorkflows(client: Octokit, ask: Ask, { owner, repo }: Branch, paths: readonly string[]): Promise<WorkflowSetting[] | undefined> {
  if (paths.length === 0) return undefined;
  const all = await ask('workflows and their runs', 'actions: read', () => everything((page) => client.rest.actions.listRepoWorkflows({ owner, repo, ...page }).then(({ data }) => data.workflows)));
  const asked = new Set(paths.slice(0, MOST_WORKFLOWS));
  return all && Promise.all(all.map(async ({ path, state, created_at }) => {
    const setting = { path, state, since: dayOf(created_at) };
    // What is switched off needs no runs to be judged by.
    const runs = asked.has(path) && state === 'active' ? await readRuns(client, ask, { owner, repo }, path) : undefined;
    return { ...setting, ...(runs && { runs }) };
  }));
}

async function readRuns(client: Octokit, ask: Ask, place: { readonly owner: string; readonly repo: string }, path: string): Promise<WorkflowRun[] | undefined> {
  const file = path.slice(path.lastIndexOf('/') + 1);
  const runs = await ask('workflows and their runs', 'actions: read', () =>
    client.rest.actions.listWorkflowRuns({ ...place, workflow_id: file, per_page: RUNS, exclude_pull_requests: true }).then(({ data }) => data.workflow_runs));
  return runs?.map(({ event, created_at, conclusion }) => ({ event, at: new Date(created_at).toISOString(), ...(conclusion && { conclusion }) }));
}

async function readReleases(client: Octokit, ask: Ask, { owner, repo }: Branch): Promise<Settings['releases']> {
  const all = await ask('releases', 'contents: read', () => client.rest.repos.listReleases({ owner, repo, per_page: RELEASES }).then(({ data }) => data));
  return all?.filter(({ draft }) => !draft).map(({ tag_name: tag, published_at, created_at }) => ({ tag, day: dayOf(published_at ?? created_at) }));
}

async function readDeployments(client: Octokit, ask: Ask, { owner, repo }: Branch): Promise<Settings['deployments']> {
  const all = await ask('deployments', 'deployments: read', () => client.rest.repos.listDeployments({ owner, repo, per_page: DEPLOYMENTS }).then(({ data }) => data));
  return all?.map(({ environment, created_at }) => ({ environment, day: dayOf(created_at) }));
}

const dayOf = (moment: string): string => new Date(moment).toISOString().slice(0, 10);
