import { context } from '@actions/github';
import type { BaseQuestion } from '../../domain/base.ts';
import type { PullRequest } from './comment.ts';

/** Where the run stands: facts of the runner's environment and of the event that started it. */
export interface RunContext {
  readonly apiUrl: string;
  readonly serverUrl: string;
  /** `owner/name`; absent outside of a workflow. */
  readonly repository?: string;
  /** The page of this run. The same for every attempt, so that a second attempt does not rewrite the comment. */
  readonly runUrl?: string;
  /** The pull request, where the event is one. */
  readonly pullRequest?: PullRequest;
  /** What the event compares with; absent where it compares with nothing. */
  readonly base?: BaseQuestion;
  /** Whether what is lower than at the base can still be stopped: before a merge, not after a push. */
  readonly beforeMerge: boolean;
  /** The branch whose settings say what a merge needs: that of the pull request's base, or the repository's default. */
  readonly branch?: string;
  /** Under pull_request_target: the commit of the base that GitHub checks out by itself. Whatever else is checked out is the head's. */
  readonly trustedCheckout?: string;
  /** Under workflow_run: where the run that ended came from. */
  readonly origin?: { readonly owner: string; readonly branch: string; readonly sha: string };
}

/** The two parts of the repository's name; undefined outside of a workflow. */
export function ownRepository({ repository }: Pick<RunContext, 'repository'>): { readonly owner: string; readonly repo: string } | undefined {
  const [owner, repo] = repository?.split('/') ?? [];
  return owner && repo ? { owner, repo } : undefined;
}

type Payload = typeof context.payload;

/** Reads GITHUB_REPOSITORY, GITHUB_RUN_ID and their like, and the event's payload. */
export function readRunContext(): RunContext {
  const { apiUrl, serverUrl, runId, eventName, payload } = context;
  const repository = process.env.GITHUB_REPOSITORY;
  const number = payload.pull_request?.number;
  const base = baseOf(eventName, payload);
  const branch = textAt(payload, 'pull_request', 'base', 'ref') ?? textAt(payload, 'merge_group', 'base_ref')?.replace(/^refs\/heads\//, '') ?? textAt(payload, 'repository', 'default_branch');
  return {
    apiUrl, serverUrl,
    ...(repository && { repository }),
    ...(repository && runId && { runUrl: `${serverUrl}/${repository}/actions/runs/${runId}` }),
    ...(repository && number && /^pull_request(?:_target)?$/.test(eventName) && { pullRequest: { ...context.repo, number } }),
    ...(base && { base }),
    beforeMerge: base?.for === 'pull-request' || base?.for === 'merge-group',
    ...(branch !== undefined && { branch }),
    ...(eventName === 'pull_request_target' && process.env.GITHUB_SHA && { trustedCheckout: process.env.GITHUB_SHA }),
    ...(eventName === 'workflow_run' && originOf(payload)),
  };
}

/** An event of GitHub is data of the outside: ids are taken only where they look like ids. */
function baseOf(eventName: string, payload: Payload): BaseQuestion | undefined {
  if (/^pull_request(?:_target)?$/.test(eventName)) {
    const [head, base] = [idAt(payload, 'pull_request', 'head', 'sha'), idAt(payload, 'pull_request', 'base', 'sha')];
    return head && base ? { for: 'pull-request', head, base } : undefined;
  }
  if (eventName === 'merge_group') {
    const base = idAt(payload, 'merge_group', 'base_sha');
    return base ? { for: 'merge-group', base } : undefined;
  }
  if (eventName !== 'push') return undefined;
  const before = idAt(payload, 'before');
  return before && textAt(payload, 'ref') === `refs/heads/${textAt(payload, 'repository', 'default_branch')}` ? { for: 'push', before } : undefined;
}

function originOf(payload: Payload): Pick<RunContext, 'origin'> {
  const [owner, branch, sha] = [textAt(payload, 'workflow_run', 'head_repository', 'owner', 'login'), textAt(payload, 'workflow_run', 'head_branch'), idAt(payload, 'workflow_run', 'head_sha')];
  return owner !== undefined && branch !== undefined && sha !== undefined ? { origin: { owner, branch, sha } } : {};
}

function idAt(payload: Payload, ...keys: readonly string[]): string | undefined {
  const text = textAt(payload, ...keys);
  return text !== undefined && /^[0-9a-f]{40,64}$/.test(text) ? text : undefined;
}

function textAt(payload: Payload, ...keys: readonly string[]): string | undefined {
  let value: unknown = payload;
  for (const key of keys) value = typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
  return typeof value === 'string' ? value : undefined;
}
