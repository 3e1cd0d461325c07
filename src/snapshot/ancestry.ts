/** Commits: what a name stands for, and how two of them are related. */
import type { Git } from './git.ts';

/** A full id, of either of git's two kinds. */
export function isCommitId(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}

/**
 * The commit that a name stands for, where git has it. The name is data, whoever wrote it: it can be no option, and what it stands for is
 * looked up only.
 */
export async function commitNamed(git: Git, name: string): Promise<string | undefined> {
  if (name === '' || name.length > MAX_NAME || /\p{Cc}/u.test(name)) return undefined;
  const answer = await git.run(['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`]);
  const id = answer.ok ? answer.out.toString('utf8').trim() : '';
  return isCommitId(id) ? id : undefined;
}
const MAX_NAME = 1_000;

/** The parents that the commit itself names, even where the clone is cut off below it. */
export async function parentsOf(git: Git, commit: string): Promise<readonly string[]> {
  const answer = await git.run(['cat-file', 'commit', commit]);
  const text = answer.ok ? answer.out.toString('latin1') : '';
  const head = text.slice(0, text.indexOf('\n\n')).split('\n');
  return head.filter((line) => line.startsWith('parent ')).map((line) => line.slice('parent '.length));
}

/** `none`: the two share no history. `unknown`: the repository does not hold enough of it to say. */
export type Ancestor = { readonly commit: string } | 'none' | 'unknown';

/** Where two commits parted. In a clone that is cut off, only what more history could not change. */
export async function mergeBase(git: Git, one: string, other: string): Promise<Ancestor> {
  const [shallow, found] = await Promise.all([git.run(['rev-parse', '--is-shallow-repository']), git.run(['merge-base', '--end-of-options', one, other])]);
  const whole = shallow.ok && shallow.out.toString('utf8').trim() === 'false';
  if (!found.ok) return whole && found.code === 1 ? 'none' : 'unknown';
  const commit = found.out.toString('utf8').trim();
  return whole || (await isSettled(git, one, other, commit)) ? { commit } : 'unknown';
}

/**
 * A later common ancestor can only hide below a place where history is cut off. Cut-off commits look like first ones, so that there is
 * none as long as nothing between the two commits and their ancestor lacks parents.
 */
async function isSettled(git: Git, one: string, other: string, ancestor: string): Promise<boolean> {
  const first = await git.run(['rev-list', '--max-count=1', '--max-parents=0', one, other, `^${ancestor}`]);
  return first.ok && first.out.length === 0;
}
