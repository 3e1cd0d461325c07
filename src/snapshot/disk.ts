/** Files on disk: looking at what is listed, and reading it later, without being led out of the tree. */
import type { Stats } from 'node:fs';
import { closeSync, constants, fstatSync, lstatSync, openSync, readlinkSync, readSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { Stamp } from '../domain/snapshot.ts';
import { isPlainPath, isReadable } from './admission.ts';
import type { NoteBook } from './notes.ts';

/** A regular file as it was when it was listed; `dev` and `ino` say later whether it is still the same one. */
export interface DiskFile {
  readonly path: string;
  readonly size: number;
  readonly dev: number;
  readonly ino: number;
  /** When its contents or anything else about it last changed, in milliseconds. No program can set the second at will. */
  readonly mtime: number;
  readonly ctime: number;
}

/**
 * The regular files of acceptable size among listed paths. Links are never followed: neither the last part of a path nor a folder on
 * the way, which an index may still list as a folder. Links inside the tree are dropped silently, since what they lead to is read anyway.
 */
export function regularFiles(root: string, paths: Iterable<string>, notes: NoteBook): DiskFile[] {
  const isPlainFolder = plainFolders(root);
  const files: DiskFile[] = [];
  for (const path of paths) {
    const cut = path.lastIndexOf('/');
    if (!isPlainPath(path) || !isPlainFolder(cut < 0 ? '' : path.slice(0, cut))) continue;
    const stats = look(root, path, notes);
    if (stats?.isFile()) {
      if (isReadable(path, stats.size, notes)) files.push({ path, size: stats.size, dev: stats.dev, ino: stats.ino, mtime: stats.mtimeMs, ctime: stats.ctimeMs });
    } else if (stats?.isSymbolicLink()) {
      if (leadsOut(root, path)) notes.add({ code: 'link-outside-tree', path, says: 'The link leads out of the tree and was not followed.' });
    } else if (stats && !stats.isDirectory()) {
      notes.add({ code: 'not-a-regular-file', path, says: 'A device, pipe or socket is not read.' });
    }
  }
  return files;
}

export function stampOf({ size, dev, ino, mtime, ctime }: DiskFile): Stamp {
  return { of: `${dev} ${ino} ${size} ${mtime} ${ctime}`, changed: Math.max(mtime, ctime) };
}

/**
 * Reads a listed file. Synchronous on purpose: after a checkout the files are in the page cache, where three trips to the thread pool cost
 * far more than the read. Throws when the file is no longer what was listed.
 */
export function readListed(root: string, file: DiskFile): Uint8Array {
  // O_NONBLOCK: opening a pipe that took the file's place would wait for a writer. Windows has neither flag.
  const descriptor = openSync(join(root, file.path), constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  try {
    const now = fstatSync(descriptor);
    if (!now.isFile() || now.size !== file.size || !isSame(now, file)) throw new Error(`${file.path} changed while it was read`);
    return readExactly(descriptor, file);
  } finally {
    closeSync(descriptor);
  }
}

function readExactly(descriptor: number, file: DiskFile): Uint8Array {
  // Its own memory, not a slice of the shared pool: the bytes may be handed over to a worker.
  const bytes = Buffer.allocUnsafeSlow(file.size);
  let done = 0;
  while (done < file.size) {
    const count = readSync(descriptor, bytes, done, file.size - done, done);
    if (count === 0) throw new Error(`${file.path} changed while it was read`);
    done += count;
  }
  return bytes;
}

/** On Windows device numbers differ between the two ways of asking. */
function isSame(now: Stats, file: DiskFile): boolean {
  return process.platform === 'win32' || (now.dev === file.dev && now.ino === file.ino);
}

function look(root: string, path: string, notes: NoteBook): Stats | undefined {
  try {
    return lstatSync(join(root, path), { throwIfNoEntry: false });
  } catch {
    notes.add({ code: 'unreadable-file', path, says: 'The file could not be looked at.' });
    return undefined;
  }
}

function plainFolders(root: string): (folder: string) => boolean {
  const known = new Map<string, boolean>([['', true]]);
  return function isPlain(folder: string): boolean {
    let plain = known.get(folder);
    if (plain === undefined) {
      const cut = folder.lastIndexOf('/');
      plain = isPlain(cut < 0 ? '' : folder.slice(0, cut)) && isFolder(join(root, folder));
      known.set(folder, plain);
    }
    return plain;
  };
}

function isFolder(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  } catch {
    return false;
  }
}

function leadsOut(root: string, path: string): boolean {
  const link = join(root, path);
  try {
    return isOutside(root, realpathSync(link));
  } catch {
    // Broken, or a circle: where its text points is all that can be said.
    return isOutside(root, resolve(dirname(link), targetOf(link)));
  }
}

function targetOf(link: string): string {
  try {
    return readlinkSync(link);
  } catch {
    return '.';
  }
}

function isOutside(root: string, path: string): boolean {
  const between = relative(root, path);
  return between === '..' || between.startsWith(`..${sep}`) || isAbsolute(between);
}
