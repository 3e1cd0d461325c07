/** The files of one repository at one moment. */
import type { Stats } from 'node:fs';
import { realpathSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { ConfigError } from '../domain/errors.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import { attributesOf } from './attributes.ts';
import { readListed, regularFiles } from './disk.ts';
import { fileEntries } from './entries.ts';
import { listFolder } from './folder.ts';
import { MAX_FILES } from './limits.ts';
import type { NoteBook } from './notes.ts';
import { noteBook } from './notes.ts';
import { readPatternFiles } from './pattern-files.ts';
import { readWorktree } from './worktree.ts';
import type { Worktree } from './worktree.ts';

export { memorySnapshot } from './memory.ts';

/**
 * Opens a folder: as a git working tree (tracked files and untracked ones that are not ignored, as they are on disk; a subfolder of one is
 * read alone), or else as a plain folder. Throws ConfigError when there is no such folder; everything odd in the tree is a note.
 */
export async function openSnapshot(path: string): Promise<Snapshot> {
  const root = rootOf(path);
  const notes = noteBook();
  const worktree = await readWorktree(root, notes);
  const paths = bounded(worktree?.paths ?? (await listFolder(root, notes)), notes);
  const onDisk = new Map(regularFiles(root, paths, notes).map((file) => [file.path, file]));
  const attributes = attributesOf(readPatternFiles(root, onDisk.keys(), '.gitattributes', notes));
  return {
    origin: worktree ? originOf(root, worktree) : { kind: 'folder', path: root },
    files: fileEntries([...onDisk.values()], attributes),
    notes: notes.list(),
    async read(wanted) {
      const file = onDisk.get(wanted);
      if (!file) throw new Error(`${wanted} is not in this snapshot`);
      return readListed(root, file);
    },
  };
}

/** Links in the path that the user gives are the user's own, and resolved once. */
function rootOf(path: string): string {
  const given = resolve(path);
  const stats = statsOf(given);
  if (!stats) throw new ConfigError(`There is no folder ${given}: give the path of a checked-out repository.`);
  if (!stats.isDirectory()) throw new ConfigError(`${given} is not a folder: give the path of a checked-out repository.`);
  return realpathSync(given);
}

function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    throw new ConfigError(`The folder ${path} cannot be opened: ${(error as Error).message}.`);
  }
}

function bounded(paths: Iterable<string>, notes: NoteBook): readonly string[] {
  const sorted = [...paths].sort();
  if (sorted.length <= MAX_FILES) return sorted;
  notes.add({ code: 'too-many-files', says: `The tree has more than ${MAX_FILES} files: only the first ${MAX_FILES} in the order of their paths were read.` });
  return sorted.slice(0, MAX_FILES);
}

function originOf(path: string, worktree: Worktree): Snapshot['origin'] {
  const { paths: _, ...known } = worktree;
  return { kind: 'worktree', path, ...known };
}
