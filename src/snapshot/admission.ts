/** Which listed paths come into a snapshot, whatever they are listed by: an index, a commit, an archive or a folder. */
import { sep } from 'node:path';
import { MAX_FILE_BYTES, MAX_FILES } from './limits.ts';
import type { NoteBook } from './notes.ts';

/** A crafted listing can hold anything; on Windows a backslash separates too, and a colon names a drive or a stream. */
export function isPlainPath(path: string): boolean {
  if (path === '' || path.startsWith('/') || path.includes('\0')) return false;
  if (sep === '\\' && /[\\:]/.test(path)) return false;
  return !/(?:^|\/)(?:\.{0,2}|\.git)(?:\/|$)/i.test(path);
}

/** Whether a file of so many bytes is read. What is larger is noted where it looks like text. */
export function isReadable(path: string, size: number, notes: NoteBook): boolean {
  if (size <= MAX_FILE_BYTES) return true;
  if (TEXT_ENDING.test(path)) notes.add({ code: 'file-too-large', path, says: `The file is larger than ${MAX_FILE_BYTES / 1024 / 1024} MiB and was not read.` });
  return false;
}

/** Endings worth a note when a file is too large to read; large archives, models and pictures are normal. */
const TEXT_ENDING = /\.(?:py|ipynb|[cm]?[jt]sx?|go|java|kt|cs|rb|rs|php|sh|ps1|tf|bicep|ya?ml|json[cl5]?|toml|xml|csv|tsv|md|mdx|rst|adoc|txt|html?|j2|jinja2?|prompty?|sql)$/i;

/** The first of too many, in the order of their paths. */
export function bounded(paths: Iterable<string>, notes: NoteBook): readonly string[] {
  const sorted = [...paths].sort();
  if (sorted.length <= MAX_FILES) return sorted;
  notes.add({ code: 'too-many-files', says: `The tree has more than ${MAX_FILES} files: only the first ${MAX_FILES} in the order of their paths were read.` });
  return sorted.slice(0, MAX_FILES);
}
