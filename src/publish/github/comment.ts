import type { Octokit } from '@octokit/rest';
import { shorten } from '../shorten.ts';

/** GitHub refuses a longer one. */
const COMMENT_LIMIT = 65_536;
/** Who a workflow's own token writes as, where even that cannot be asked. */
const WORKFLOW_BOT = 'github-actions[bot]';

export interface PullRequest {
  readonly owner: string;
  readonly repo: string;
  readonly number: number;
}

interface Comment {
  /** Which audit it is of, as several of one repository must not overwrite one another: path, configuration and model, as they were given. */
  readonly audit: readonly string[];
  readonly markdown: string;
  /** Whether a comment is written where none is yet. One that is there is brought up to date in any case. */
  readonly create: boolean;
  /** The line that stands at the end of a report that had to be shortened. */
  readonly ending: string;
}

/** Writes the comment, or brings the one that an earlier run wrote up to date; an unchanged one is left alone. Gives its address, where there is one. */
export async function publishComment(client: Octokit, { owner, repo, number }: PullRequest, comment: Comment): Promise<string | undefined> {
  const marker = markerOf(comment.audit);
  const body = `${marker}\n${shorten(comment.markdown, { limit: COMMENT_LIMIT - marker.length - 1, measure: (text) => text.length, ending: comment.ending })}`;
  const own = await findOwn(client, { owner, repo, number }, marker);
  if (!own && !comment.create) return undefined;
  if (!own) return (await client.rest.issues.createComment({ owner, repo, issue_number: number, body })).data.html_url;
  if (normal(own.body) === normal(body)) return own.url;
  return (await client.rest.issues.updateComment({ owner, repo, comment_id: own.id, body })).data.html_url;
}

/** Invisible in the rendered comment. Its words are spelled so that they cannot end the HTML comment. */
export function markerOf(audit: readonly string[]): string {
  return `<!-- genaiops-audit: ${audit.map((word) => encodeURIComponent(word).replaceAll('--', '%2D%2D')).join(' ').trimEnd()} -->`;
}

/** The marker alone proves nothing, since anybody can copy it; and it must open the comment, since bots quote what others wrote. */
async function findOwn(client: Octokit, { owner, repo, number }: PullRequest, marker: string) {
  const all = await client.paginate(client.rest.issues.listComments, { owner, repo, issue_number: number, per_page: 100 });
  const marked = all.filter(({ body }) => body?.startsWith(marker));
  if (marked.length === 0) return undefined;
  const author = await whoAmI(client);
  const own = marked.find(({ user }) => user?.login === author);
  return own && { id: own.id, body: own.body ?? '', url: own.html_url };
}

/** GitHub tells the holder of a personal token over REST, and an app only over GraphQL. */
async function whoAmI(client: Octokit): Promise<string> {
  try {
    return (await client.rest.users.getAuthenticated()).data.login;
  } catch (error) {
    if ((error as { status?: number }).status !== 403) throw error;
  }
  try {
    return (await client.graphql<{ viewer: { login: string } }>('{ viewer { login } }')).viewer.login;
  } catch {
    return WORKFLOW_BOT;
  }
}

/** GitHub keeps line ends and trailing space as it likes. */
const normal = (body: string): string => body.replaceAll('\r\n', '\n').trimEnd();
