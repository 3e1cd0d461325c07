/** What starts a run: events with the payloads that GitHub sends, as far as they matter to anybody. */
import type { RunnerEvent } from './run-action.ts';
import { REPOSITORY } from './repositories.ts';

const OWNER = user('acme', 'Organization');
const ADA = user('ada', 'User');
const repository = (name: string, fork = false) => ({
  id: fork ? 502 : 501, name: name.split('/')[1], full_name: name, private: false, fork, owner: fork ? ADA : OWNER,
  html_url: `https://github.test/${name}`, clone_url: `https://github.test/${name}.git`, default_branch: 'main',
});
const BASE = repository(REPOSITORY);

function user(login: string, type: 'User' | 'Organization') {
  return { login, id: login.length, type, site_admin: false, html_url: `https://github.test/${login}` };
}

interface PullRequestFacts {
  readonly base: string;
  readonly head: string;
  readonly merge?: string;
  readonly baseBranch?: string;
  readonly number?: number;
}

export function pullRequest({ base, head, merge, baseBranch = 'main', number = 7 }: PullRequestFacts, name: 'pull_request' | 'pull_request_target' = 'pull_request'): RunnerEvent {
  const side = (ref: string, sha: string) => ({ label: `acme:${ref}`, ref, sha, user: OWNER, repo: BASE });
  return {
    name,
    // Under pull_request_target the run belongs to the base branch.
    sha: name === 'pull_request' ? (merge ?? head) : base,
    payload: {
      action: 'synchronize', number, before: '0'.repeat(40), after: head,
      pull_request: {
        number, state: 'open', locked: false, draft: false, title: 'A change', body: null, user: ADA, merged: false, mergeable: null, merge_commit_sha: merge ?? null,
        html_url: `https://github.test/${REPOSITORY}/pull/${number}`, head: side('topic', head), base: side(baseBranch, base),
      },
      repository: BASE, organization: OWNER, sender: ADA,
    },
  };
}

export function mergeGroup(base: string, head: string): RunnerEvent {
  return {
    name: 'merge_group', sha: head,
    payload: {
      action: 'checks_requested', repository: BASE, organization: OWNER, sender: ADA,
      merge_group: { head_sha: head, head_ref: `refs/heads/gh-readonly-queue/main/pr-7-${base}`, base_sha: base, base_ref: 'refs/heads/main', head_commit: { id: head, message: 'Merge' } },
    },
  };
}

export function push(before: string, after: string, branch = 'main'): RunnerEvent {
  return {
    name: 'push', sha: after,
    payload: { ref: `refs/heads/${branch}`, before, after, created: /^0+$/.test(before), deleted: false, forced: false, base_ref: null, commits: [], head_commit: { id: after }, repository: BASE, organization: OWNER, pusher: { name: 'ada' }, sender: ADA },
  };
}

export function schedule(sha: string): RunnerEvent {
  return { name: 'schedule', sha, payload: { schedule: '0 6 * * 1', repository: BASE, organization: OWNER, workflow: '.github/workflows/genaiops.yml' } };
}

export function dispatch(sha: string): RunnerEvent {
  return { name: 'workflow_dispatch', sha, payload: { inputs: {}, ref: 'refs/heads/main', repository: BASE, organization: OWNER, sender: ADA, workflow: '.github/workflows/genaiops.yml' } };
}

/** A run for a fork's pull request has ended. GitHub names no pull request for it. */
export function workflowRun({ owner, branch, sha }: { readonly owner: string; readonly branch: string; readonly sha: string }): RunnerEvent {
  return {
    name: 'workflow_run', sha: 'b'.repeat(40),
    payload: {
      action: 'completed', repository: BASE, organization: OWNER, sender: ADA,
      workflow: { id: 3, name: 'GenAIOps audit', path: '.github/workflows/genaiops.yml', state: 'active' },
      workflow_run: {
        id: 76, name: 'GenAIOps audit', event: 'pull_request', status: 'completed', conclusion: 'success', head_branch: branch, head_sha: sha, pull_requests: [], run_attempt: 1,
        actor: ADA, repository: BASE, head_repository: { ...repository(`${owner}/app`, true), owner: user(owner, 'User') },
      },
    },
  };
}
