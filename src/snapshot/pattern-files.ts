import { readListed, regularFiles } from './disk.ts';
import { MAX_PATTERN_LENGTH, MAX_PATTERN_LINES } from './limits.ts';
import type { NoteBook } from './notes.ts';
import { noteBook } from './notes.ts';

/** The lines of all files of one name (`.gitignore`) among listed paths, by path. What cannot be read says nothing. */
export function readPatternFiles(root: string, paths: Iterable<string>, name: string, notes: NoteBook): ReadonlyMap<string, readonly string[]> {
  const wanted = [...paths].filter((path) => isPatternFile(path, name));
  const texts = new Map<string, readonly string[]>();
  // Whatever is odd about the files themselves is noted when the tree is listed.
  for (const file of regularFiles(root, wanted, noteBook())) {
    try {
      texts.set(file.path, patternLines(file.path, Buffer.from(readListed(root, file)).toString('utf8'), notes));
    } catch {
      continue;
    }
  }
  return texts;
}

export function isPatternFile(path: string, name: string): boolean {
  return path === name || path.endsWith(`/${name}`);
}

/** The lines of one such file, without comments and empty ones. */
export function patternLines(path: string, text: string, notes: NoteBook): readonly string[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const usable = lines.filter((line) => line.length <= MAX_PATTERN_LENGTH).slice(0, MAX_PATTERN_LINES);
  if (usable.length < lines.length) notes.add({ code: 'patterns-left-out', path, says: `Only the first ${MAX_PATTERN_LINES} patterns of at most ${MAX_PATTERN_LENGTH} characters were used.` });
  return usable;
}
