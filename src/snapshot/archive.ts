import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Snapshot } from '../domain/snapshot.ts';
import { bounded, isPlainPath, isReadable } from './admission.ts';
import { isCommitId } from './ancestry.ts';
import { snapshotOfContents } from './contents.ts';
import { ARCHIVE_BYTES, MAX_FILES } from './limits.ts';
import { noteBadName } from './listing.ts';
import type { NoteBook } from './notes.ts';
import { noteBook } from './notes.ts';
import { isPatternFile } from './pattern-files.ts';
import type { Tar, TarEntry } from './tar.ts';
import { readTar } from './tar.ts';

/**
 * Opens the archive of a commit (the bytes of a `.tar.gz` as GitHub makes them: everything in one folder) in memory, of it the folder
 * `prefix` (POSIX, no slash at either end). The commit's id is the one that git wrote into it. A damaged or oversized archive is refused with
 * a sentence, since half of the files would look like the whole. An archive may lack files: those that `.gitattributes` keep out of
 * archives (`export-ignore`), which is noted where it can be seen.
 */
export async function openArchive(bytes: Uint8Array, prefix?: string): Promise<Snapshot | { readonly missing: string }> {
  const unpacked = await unpack(bytes);
  if ('missing' in unpacked) return unpacked;
  // Folders and headers of their own come on top of the files.
  const tar = readTar(unpacked, 4 * MAX_FILES);
  if ('broken' in tar) return { missing: `The archive of the commit cannot be read: ${tar.broken}.` };
  const notes = noteBook();
  const contents = contentsOf(tar.entries, prefix, notes);
  noteWhatIsKeptOut(contents, notes);
  return snapshotOfContents({ kind: 'archive', ...commitOf(tar), ...(prefix && { prefix }) }, contents, notes);
}

async function unpack(bytes: Uint8Array): Promise<Buffer | { readonly missing: string }> {
  try {
    return await promisify(gunzip)(bytes, { maxOutputLength: ARCHIVE_BYTES });
  } catch (error) {
    const isTooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    return { missing: isTooLarge ? `The archive of the commit is larger than ${ARCHIVE_BYTES / 1024 / 1024} MiB and was not read.` : 'The archive of the commit cannot be read: it is no gzip file, or cut off.' };
  }
}

function commitOf({ comment }: Tar): { commit?: string } {
  return comment !== undefined && isCommitId(comment) ? { commit: comment } : {};
}

/** As in a commit: the first of too many paths of any kind, and of these the regular files of acceptable size. Links are not followed. */
function contentsOf(entries: readonly TarEntry[], prefix: string | undefined, notes: NoteBook): ReadonlyMap<string, Uint8Array> {
  const below = prefix ? `${prefix}/` : '';
  const byPath = new Map<string, TarEntry>();
  for (const entry of entries) {
    // The leading folder's name is GitHub's.
    const whole = entry.path.slice(entry.path.indexOf('/') + 1);
    const path = whole.slice(below.length);
    if (entry.type === FOLDER || !isPlainPath(entry.path) || !entry.path.includes('/') || !whole.startsWith(below)) continue;
    if (entry.isText) byPath.set(path, entry);
    else noteBadName(path, notes);
  }
  const contents = new Map<string, Uint8Array>();
  for (const path of bounded(byPath.keys(), notes)) {
    const { type, bytes } = byPath.get(path)!;
    if (type === FILE && isReadable(path, bytes.length, notes)) contents.set(path, Uint8Array.from(bytes));
  }
  return contents;
}
const FILE = '0';
const FOLDER = '5';

function noteWhatIsKeptOut(contents: ReadonlyMap<string, Uint8Array>, notes: NoteBook): void {
  for (const [path, bytes] of contents) {
    if (!isPatternFile(path, '.gitattributes') || !/(?<![-!])\bexport-ignore\b/.test(Buffer.from(bytes).toString('utf8'))) continue;
    notes.add({ code: 'archive-incomplete', path, says: 'The commit was read from an archive, which lacks the files that are marked export-ignore here.' });
  }
}
