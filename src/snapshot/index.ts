/** The files of one repository at one moment. */
import type { Snapshot } from '../domain/snapshot.ts';
import { bounded } from './admission.ts';
import { attributesOf } from './attributes.ts';
import { readListed, regularFiles, stampOf } from './disk.ts';
import { fileEntries } from './entries.ts';
import { listFolder } from './folder.ts';
import { noteBook } from './notes.ts';
import { readPatternFiles } from './pattern-files.ts';
import { rootOf } from './root.ts';
import { readWorktree } from './worktree.ts';
import type { Worktree } from './worktree.ts';

export { openArchive } from './archive.ts';
export { findBase } from './base.ts';
export { openCommit } from './commit.ts';
export { memorySnapshot } from './memory.ts';
export { withRoles } from './given-roles.ts';

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
    stampOf(wanted) {
      const file = onDisk.get(wanted);
      return file && stampOf(file);
    },
  };
}

function originOf(path: string, worktree: Worktree): Snapshot['origin'] {
  const { paths: _, ...known } = worktree;
  return { kind: 'worktree', path, ...known };
}
