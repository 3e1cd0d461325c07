/** The files of a git working tree, as they are on disk: tracked ones, and untracked ones that are not ignored. */
import type { GitAnswer } from './git.ts';
import { gitIn } from './git.ts';
import { isGitlink, noteSubmodule, pathOfRecord, recordsOf } from './listing.ts';
import type { NoteBook } from './notes.ts';
import { repositoryIn } from './origin.ts';
import { prefixIn, topOf } from './root.ts';

export interface Worktree {
  /** Relative to the folder that was asked for; existing or not, of any type. */
  readonly paths: ReadonlySet<string>;
  readonly repository?: string;
  readonly commit?: string;
  /** Of the folder in its repository; absent at the top. POSIX. */
  readonly prefix?: string;
}

/** Undefined when the folder is in no repository, or git cannot read it (noted): it is then a plain folder. */
export async function readWorktree(folder: string, notes: NoteBook): Promise<Worktree | undefined> {
  const top = topOf(folder);
  if (top === undefined) return undefined;
  const git = gitIn(top, folder);
  const [tracked, untracked, head, repository] = await Promise.all([
    git.run(['ls-files', '-z', '--cached', '--stage']),
    git.run(['ls-files', '-z', '--others', '--exclude-standard']),
    git.run(['rev-parse', '--verify', '--quiet', 'HEAD']),
    repositoryIn(git),
  ]);
  if (!tracked.ok) return notReadable(tracked, notes);
  if (!untracked.ok) return notReadable(untracked, notes);
  const paths = new Set([...trackedPaths(recordsOf(tracked.out, notes), notes), ...untrackedPaths(recordsOf(untracked.out, notes), notes)]);
  // A folder that its repository ignores altogether: the user asked for it all the same.
  if (paths.size === 0 && top !== folder) return undefined;
  return { paths, ...repository, ...commitIn(head), ...prefixIn(top, folder) };
}

function notReadable(answer: Extract<GitAnswer, { ok: false }>, notes: NoteBook): undefined {
  notes.add(
    answer.reason === 'missing'
      ? { code: 'git-missing', says: 'Git is not installed: the tree was read as a plain folder.' }
      : { code: 'git-unreadable', says: `Git cannot read this repository (${answer.says}): the tree was read as a plain folder.` },
  );
}

/** `MODE ID STAGE<tab>PATH`; a path in conflict comes once for each stage. */
function* trackedPaths(records: readonly string[], notes: NoteBook): Iterable<string> {
  for (const record of records) {
    const path = pathOfRecord(record);
    if (isGitlink(record)) noteSubmodule(path, notes);
    else yield path;
  }
}

/** A trailing slash marks a repository within the repository, which git does not enter. */
function* untrackedPaths(records: readonly string[], notes: NoteBook): Iterable<string> {
  for (const path of records) {
    if (path.endsWith('/')) notes.add({ code: 'nested-repository', path: path.slice(0, -1), says: 'A repository within the repository was not read.' });
    else yield path;
  }
}

/** A repository without commits has none. */
function commitIn(answer: GitAnswer): { commit?: string } {
  const commit = answer.ok ? answer.out.toString('utf8').trim() : '';
  return /^[0-9a-f]{40,64}$/.test(commit) ? { commit } : {};
}
