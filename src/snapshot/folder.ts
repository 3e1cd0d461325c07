/** The files of a folder that git does not know (or cannot read): all but what `.gitignore` files leave out. */
import fastGlob from 'fast-glob';
import { MAX_FILES } from './limits.ts';
import { ignoreRules } from './ignore-rules.ts';
import type { NoteBook } from './notes.ts';

/** Paths of everything that is no folder, relative to the root: files, links and devices alike. Installed packages are not entered. */
export async function listFolder(root: string, notes: NoteBook): Promise<readonly string[]> {
  const entries = fastGlob.stream('**', {
    cwd: root,
    dot: true,
    followSymbolicLinks: false,
    onlyFiles: false,
    objectMode: true,
    unique: false,
    suppressErrors: true,
    ignore: ['**/.git', '**/node_modules'],
  });
  const paths: string[] = [];
  for await (const entry of entries as AsyncIterable<fastGlob.Entry | string>) {
    if (typeof entry === 'string' || entry.dirent.isDirectory()) continue;
    if (entry.path.includes('\uFFFD')) notes.add({ code: 'name-not-utf8', path: entry.path, says: 'The name of the file is not valid UTF-8, and the file was not read.' });
    else paths.push(entry.path);
    // Twice the bound, since ignored files are still among them; the order in which a disk lists files must not decide which are kept.
    if (paths.length > 2 * MAX_FILES) break;
  }
  const isIgnored = ignoreRules(root, paths, notes);
  return paths.filter((path) => !isIgnored(path));
}
