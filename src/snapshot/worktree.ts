/** The files of a git working tree, as they are on disk: tracked ones, and untracked ones that are not ignored. */
import { lstatSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { GitAnswer } from './git.ts';
import { gitIn } from './git.ts';
import type { NoteBook } from './notes.ts';
import { repositoryOf } from './origin.ts';

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
  const [tracked, untracked, head, url] = await Promise.all([
    git(['ls-files', '-z', '--cached', '--stage']),
    git(['ls-files', '-z', '--others', '--exclude-standard']),
    git(['rev-parse', '--verify', '--quiet', 'HEAD']),
    git(['config', '--local', '--get', 'remote.origin.url']),
  ]);
  const failure = [tracked, untracked].find((answer) => !answer.ok);
  if (failure && !failure.ok) {
    notes.add(notReadable(failure));
    return undefined;
  }
  const paths = new Set([...trackedPaths(textOf(tracked, notes), notes), ...untrackedPaths(textOf(untracked, notes), notes)]);
  // A folder that its repository ignores altogether: the user asked for it all the same.
  if (paths.size === 0 && top !== folder) return undefined;
  return { paths, ...repositoryIn(url), ...commitIn(head), ...(top !== folder && { prefix: relative(top, folder).split(sep).join('/') }) };
}

/** The nearest folder upwards that has a `.git`, be it a folder or the file of a linked work tree. */
function topOf(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (lstatSync(join(at, '.git'), { throwIfNoEntry: false })) return at;
    if (dirname(at) === at) return undefined;
  }
}

function notReadable(failure: Extract<GitAnswer, { ok: false }>): { code: string; says: string } {
  return failure.reason === 'missing'
    ? { code: 'git-missing', says: 'Git is not installed: the tree was read as a plain folder.' }
    : { code: 'git-unreadable', says: `Git cannot read this repository (${failure.says}): the tree was read as a plain folder.` };
}

/** `MODE ID STAGE<tab>PATH`; a path in conflict comes once for each stage. */
function* trackedPaths(records: readonly string[], notes: NoteBook): Iterable<string> {
  for (const record of records) {
    const path = record.slice(record.indexOf('\t') + 1);
    if (record.startsWith(GITLINK)) notes.add({ code: 'submodule', path, says: 'A submodule belongs to another repository and was not read.' });
    else yield path;
  }
}
const GITLINK = '160000 ';

/** A trailing slash marks a repository within the repository, which git does not enter. */
function* untrackedPaths(records: readonly string[], notes: NoteBook): Iterable<string> {
  for (const path of records) {
    if (path.endsWith('/')) notes.add({ code: 'nested-repository', path: path.slice(0, -1), says: 'A repository within the repository was not read.' });
    else yield path;
  }
}

/** Records of a `-z` listing. Names that are not UTF-8 cannot be written in a report, nor opened by the text of their name. */
function textOf(answer: GitAnswer, notes: NoteBook): readonly string[] {
  if (!answer.ok) return [];
  const text = answer.out.toString('utf8');
  const records = text.split('\0');
  records.pop();
  if (!text.includes(REPLACEMENT) || Buffer.from(text).equals(answer.out)) return records;
  return withoutBadNames(answer.out, notes);
}

function withoutBadNames(out: Buffer, notes: NoteBook): readonly string[] {
  const records: string[] = [];
  for (let start = 0, end = out.indexOf(0); end >= 0; start = end + 1, end = out.indexOf(0, start)) {
    const bytes = out.subarray(start, end);
    const record = bytes.toString('utf8');
    if (Buffer.from(record).equals(bytes)) records.push(record);
    else notes.add({ code: 'name-not-utf8', path: record.slice(record.indexOf('\t') + 1), says: 'The name of the file is not valid UTF-8, and the file was not read.' });
  }
  return records;
}
const REPLACEMENT = '\uFFFD';

function repositoryIn(answer: GitAnswer): { repository?: string } {
  const repository = answer.ok ? repositoryOf(answer.out.toString('utf8')) : undefined;
  return repository === undefined ? {} : { repository };
}

/** A repository without commits has none. */
function commitIn(answer: GitAnswer): { commit?: string } {
  const commit = answer.ok ? answer.out.toString('utf8').trim() : '';
  return /^[0-9a-f]{40,64}$/.test(commit) ? { commit } : {};
}
