import { context } from '@actions/github';
import type { PullRequest } from './comment.ts';

/** Where the run stands: facts of the runner's environment and of the event that started it. */
export interface RunContext {
  readonly apiUrl: string;
  readonly serverUrl: string;
  /** The page of this run. The same for every attempt, so that a second attempt does not rewrite the comment. */
  readonly runUrl?: string;
  /** The pull request, where the event is one. */
  readonly pullRequest?: PullRequest;
}

/** Reads GITHUB_REPOSITORY, GITHUB_RUN_ID and their like, and the event's payload. */
export function readRunContext(): RunContext {
  const { apiUrl, serverUrl, runId, eventName, payload } = context;
  const repository = process.env.GITHUB_REPOSITORY;
  const number = eventName === 'pull_request' || eventName === 'pull_request_target' ? payload.pull_request?.number : undefined;
  return {
    apiUrl, serverUrl,
    ...(repository && runId && { runUrl: `${serverUrl}/${repository}/actions/runs/${runId}` }),
    ...(repository && number && { pullRequest: { ...context.repo, number } }),
  };
}
