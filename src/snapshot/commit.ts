/** The files of a commit, from git's objects: whatever the working tree holds, the same commit gives the same files. */
import type { FileEntry, Snapshot } from '../domain/snapshot.ts';
import { bounded, isPlainPath, isReadable } from './admission.ts';
import { commitNamed } from './ancestry.ts';
import { attributesOf } from './attributes.ts';
import type { BlobReader } from './blobs.ts';
import { blobReader } from './blobs.ts';
import { fileEntries } from './entries.ts';
import type { Git } from './git.ts';
import { gitIn } from './git.ts';
import { isGitlink, noteSubmodule, pathOfRecord, recordsOf } from './listing.ts';
import type { NoteBook } from './notes.ts';
import { noteBook } from './notes.ts';
import { repositoryIn } from './origin.ts';
import { isPatternFile, patternLines } from './pattern-files.ts';
import { prefixIn, rootOf, topOf } from './root.ts';

/** What a snapshot says of where it comes from, the commit apart. */
export type Known = Pick<Snapshot['origin'], 'repository' | 'prefix'>;

/**
 * Opens the same folder of the same repository at another commit (a full id); a folder that was not there yet has no files. Undefined
 * where there is no repository, or git lacks the commit or one of its files (a shallow or partial clone): nothing is fetched. To be
 * closed. Bytes are those that git keeps: unlike in a working tree, no filter and no conversion of line ends has gone over them.
 */
export async function openCommit(folder: string, commit: string): Promise<Snapshot | undefined> {
  const root = rootOf(folder);
  const top = topOf(root);
  if (top === undefined) return undefined;
  const git = gitIn(top, top);
  return commitSnapshot(git, commit, { ...(await repositoryIn(git)), ...prefixIn(top, root) });
}

/** The snapshot of a commit in any repository. Undefined where it is not all there. */
export async function commitSnapshot(git: Git, commit: string, known: Known): Promise<Snapshot | undefined> {
  if ((await commitNamed(git, commit)) !== commit) return undefined;
  const notes = noteBook();
  const listed = await listCommit(git, commit, known.prefix, notes);
  if (!listed) return undefined;
  const blobs = blobReader(() => git.start(['cat-file', '--batch']));
  const files = fileEntries([...listed.values()], attributesOf(await attributeLines(listed.values(), blobs, notes)));
  return {
    origin: { kind: 'commit', commit, ...known },
    files,
    notes: notes.list(),
    async read(path) {
      const file = listed.get(path);
      if (!file) throw new Error(`${path} is not in this snapshot`);
      return blobs.read(file.blob, file.size);
    },
    close: blobs.close,
  };
}

interface CommitFile extends Pick<FileEntry, 'path' | 'size'> {
  readonly blob: string;
}

/** Undefined where git cannot list the commit, or lacks a file of it. */
async function listCommit(git: Git, commit: string, prefix: string | undefined, notes: NoteBook): Promise<ReadonlyMap<string, CommitFile> | undefined> {
  const below = prefix === undefined ? '' : `${prefix}/`;
  const answer = await git.run(['ls-tree', '-r', '-z', '-l', '--full-tree', commit, ...(below ? ['--', below] : [])]);
  if (!answer.ok) return undefined;
  const records = new Map<string, TreeRecord>();
  for (const record of recordsOf(answer.out, notes, below)) {
    const whole = pathOfRecord(record);
    const path = whole.slice(below.length);
    if (!whole.startsWith(below)) continue;
    if (isGitlink(record)) noteSubmodule(path, notes);
    else records.set(path, treeRecord(record));
  }
  if ([...records.values()].some(({ size }) => size === undefined)) return undefined;
  return regularFiles(records, notes);
}

interface TreeRecord {
  readonly mode: string;
  readonly blob: string;
  /** Undefined where git does not have the object. */
  readonly size: number | undefined;
}

/** `MODE TYPE ID SIZE<tab>PATH`, the size padded with spaces. */
function treeRecord(record: string): TreeRecord {
  const [mode = '', , blob = '', size = ''] = record.slice(0, record.indexOf('\t')).split(/ +/);
  return { mode, blob, size: /^\d+$/.test(size) ? Number(size) : undefined };
}

/** As in a working tree: the first of too many paths of any kind, and of these the regular files of acceptable size. */
function regularFiles(records: ReadonlyMap<string, TreeRecord>, notes: NoteBook): ReadonlyMap<string, CommitFile> {
  const files = new Map<string, CommitFile>();
  for (const path of bounded(records.keys(), notes)) {
    const { mode, blob, size = 0 } = records.get(path)!;
    if (mode.startsWith('100') && isPlainPath(path) && isReadable(path, size, notes)) files.set(path, { path, size, blob });
  }
  return files;
}

/** What cannot be read says nothing. */
async function attributeLines(files: Iterable<CommitFile>, blobs: BlobReader, notes: NoteBook): Promise<ReadonlyMap<string, readonly string[]>> {
  const lines = new Map<string, readonly string[]>();
  for (const { path, blob, size } of files) {
    if (!isPatternFile(path, '.gitattributes')) continue;
    const bytes = await blobs.read(blob, size).catch(() => undefined);
    if (bytes) lines.set(path, patternLines(path, Buffer.from(bytes).toString('utf8'), notes));
  }
  return lines;
}
