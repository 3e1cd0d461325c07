/** Finding the commit that a folder is to be compared with, and opening it. */
import type { Base, BaseQuestion, Remote } from '../domain/base.ts';
import { commitNamed, isCommitId, mergeBase, parentsOf } from './ancestry.ts';
import type { Known } from './commit.ts';
import { commitSnapshot } from './commit.ts';
import { fetchMergeBase, fetchSnapshot } from './fetch.ts';
import type { Git } from './git.ts';
import { gitIn } from './git.ts';
import { repositoryIn } from './origin.ts';
import { prefixIn, rootOf, topOf } from './root.ts';

type Missing = Extract<Base, { missing: string }>;

interface Checkout {
  readonly top: string;
  readonly git: Git;
  readonly head: string;
  readonly known: Known;
  readonly remote?: Remote;
}

/**
 * The base of a folder's comparison, opened: to be closed. What the clone lacks is fetched from the remote, where there is one. Throws
 * ConfigError when there is no such folder; whatever else goes wrong is a sentence.
 */
export async function findBase(folder: string, question: BaseQuestion, remote?: Remote): Promise<Base> {
  const checkout = await checkoutOf(folder, remote);
  if ('missing' in checkout) return checkout;
  switch (question.for) {
    case 'ref':
      return baseOfRef(checkout, question.ref);
    case 'pull-request':
      return baseOfPullRequest(checkout, question.head, question.base);
    case 'merge-group':
      return open(checkout, question.base, 'which the merge group is built on');
    case 'push':
      return baseOfPush(checkout, question.before);
  }
}

async function checkoutOf(folder: string, remote: Remote | undefined): Promise<Checkout | Missing> {
  const root = rootOf(folder);
  const top = topOf(root);
  if (top === undefined) return { missing: 'The folder is in no git repository, so that there is no other commit to compare it with.' };
  const git = gitIn(top, top);
  const answer = await git.run(['rev-parse', '--verify', 'HEAD^{commit}']);
  if (!answer.ok) return { missing: answer.reason === 'missing' ? 'Git is not installed: without it, no other commit can be read.' : `The commit that is checked out cannot be read (${answer.says}).` };
  return { top, git, head: answer.out.toString('utf8').trim(), known: { ...(await repositoryIn(git)), ...prefixIn(top, root) }, ...(remote && { remote }) };
}

/** A branch may be known by what was fetched of it only. */
async function baseOfRef(checkout: Checkout, ref: string): Promise<Base> {
  const named = (await commitNamed(checkout.git, ref)) ?? (await commitNamed(checkout.git, `refs/remotes/origin/${ref}`));
  const other = named ?? (isCommitId(ref) ? ref : undefined);
  const name = JSON.stringify(ref.slice(0, 100));
  if (other === undefined) return { missing: `This clone has no branch, tag or commit ${name}: fetch it first, or name another.` };
  return baseWherePartedFrom(checkout, other, name);
}

/**
 * Workflows check out the merge of the pull request into its base branch, which may be newer than the base that the event names: compared
 * with that one, the work of others would look like the pull request's. Where the head itself is checked out, it may have parted long ago.
 */
async function baseOfPullRequest(checkout: Checkout, head: string, base: string): Promise<Base> {
  const [first, second] = await parentsOf(checkout.git, checkout.head);
  if (first !== undefined && second === head) return open(checkout, first, 'the first parent of the merge that is checked out');
  return baseWherePartedFrom(checkout, base, "the pull request's base branch");
}

/** What stood before a push can be gone: a branch that is new, or one whose history was rewritten. */
async function baseOfPush(checkout: Checkout, before: string): Promise<Base> {
  const isNew = /^0+$/.test(before);
  const base = isNew ? undefined : await open(checkout, before, 'the commit before the push');
  if (base && 'snapshot' in base) return base;
  const [parent] = await parentsOf(checkout.git, checkout.head);
  if (parent === undefined) return { missing: 'HEAD is the first commit, so that there is none before it to compare with.' };
  return open(checkout, parent, `the first parent of HEAD, because ${isNew ? 'the branch is new' : 'the commit before the push cannot be had'}`);
}

async function baseWherePartedFrom(checkout: Checkout, other: string, name: string): Promise<Base> {
  const { top, git, head, remote } = checkout;
  if (!isCommitId(other)) return { missing: `${JSON.stringify(other.slice(0, 100))} is not the id of a commit.` };
  const here = await mergeBase(git, head, other);
  const ancestor = here === 'unknown' && remote ? await fetchMergeBase(top, remote, head, other) : here;
  if (ancestor === 'none') return { missing: `HEAD and ${name} share no history, so that there is no base to compare with.` };
  if (ancestor === 'unknown') return { missing: `This clone does not hold enough history to say where HEAD parted from ${name}: ${HOW_TO_GET_IT}.` };
  if ('refused' in ancestor) return { missing: `Where HEAD parted from ${name} could not be fetched (${ancestor.refused}): ${HOW_TO_GET_IT}.` };
  return open(checkout, ancestor.commit, `where HEAD parted from ${name}`);
}
const HOW_TO_GET_IT = 'fetch all of the history first (`git fetch --unshallow`, or `fetch-depth: 0` where a workflow checks out)';

/** `which` tells readers what commit that is. */
async function open({ top, git, known, remote }: Checkout, commit: string, which: string): Promise<Base> {
  if (!isCommitId(commit)) return { missing: `${JSON.stringify(commit.slice(0, 100))} is not the id of a commit.` };
  const short = commit.slice(0, 7);
  const snapshot = (await commitSnapshot(git, commit, known)) ?? (remote && (await fetchSnapshot(top, remote, commit, known)));
  if (!snapshot) return { missing: `The base ${short}, ${which}, is not in this clone: ${HOW_TO_GET_IT}.`, commit };
  if ('refused' in snapshot) return { missing: `The base ${short}, ${which}, could not be fetched (${snapshot.refused}): ${HOW_TO_GET_IT}.`, commit };
  return { snapshot, commit, how: `Compared with ${short}, ${which}.` };
}
