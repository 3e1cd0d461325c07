import type { Octokit } from '@octokit/rest';
import type { PullRequest } from './comment.ts';
import type { RunContext } from './event.ts';
import { ownRepository } from './event.ts';

/** The open pull request that a run belonged to: by its head, since GitHub names none for pull requests from forks. */
export async function findPullRequest(client: Octokit, run: Pick<RunContext, 'repository' | 'origin'>): Promise<PullRequest | undefined> {
  const { origin } = run;
  const own = ownRepository(run);
  if (!own || !origin) return undefined;
  const { data } = await client.rest.pulls.list({ ...own, state: 'open', head: `${origin.owner}:${origin.branch}`, per_page: 100 });
  // The branch may have moved on: a result of an older commit would be told as that of the newest.
  const found = data.find(({ head }) => head.sha === origin.sha);
  return found && { ...own, number: found.number };
}
