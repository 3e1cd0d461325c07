import type { Octokit } from '@octokit/rest';
import type { PullRequest } from './comment.ts';
import type { RunContext } from './event.ts';

/** The open pull request that a run belonged to: by its head, since GitHub names none for pull requests from forks. */
export async function findPullRequest(client: Octokit, { repository, origin }: Pick<RunContext, 'repository' | 'origin'>): Promise<PullRequest | undefined> {
  const [owner, repo] = repository?.split('/') ?? [];
  if (!owner || !repo || !origin) return undefined;
  const { data } = await client.rest.pulls.list({ owner, repo, state: 'open', head: `${origin.owner}:${origin.branch}`, per_page: 100 });
  // The branch may have moved on: a result of an older commit would be told as that of the newest.
  const found = data.find(({ head }) => head.sha === origin.sha);
  return found && { owner, repo, number: found.number };
}
