/** What git's `-z` listings have in common, be they of an index or of a commit: one record a path, `MODE … <tab>PATH` where it has a mode. */
import type { NoteBook } from './notes.ts';

/** The path of a record. */
export function pathOfRecord(record: string): string {
  return record.slice(record.indexOf('\t') + 1);
}

/** A submodule's record, by its mode. */
export function isGitlink(record: string): boolean {
  return record.startsWith('160000 ');
}

export function noteSubmodule(path: string, notes: NoteBook): void {
  notes.add({ code: 'submodule', path, says: 'A submodule belongs to another repository and was not read.' });
}

/**
 * The records of a listing. Names that are not UTF-8 cannot be written in a report, nor opened by the text of their name. `below`: what
 * their paths begin with, to be left out of a note.
 */
export function recordsOf(out: Buffer, notes: NoteBook, below = ''): readonly string[] {
  const text = out.toString('utf8');
  const records = text.split('\0');
  records.pop();
  if (!text.includes(REPLACEMENT) || Buffer.from(text).equals(out)) return records;
  return withoutBadNames(out, notes, below);
}
const REPLACEMENT = '\uFFFD';

function withoutBadNames(out: Buffer, notes: NoteBook, below: string): readonly string[] {
  const records: string[] = [];
  for (let start = 0, end = out.indexOf(0); end >= 0; start = end + 1, end = out.indexOf(0, start)) {
    const bytes = out.subarray(start, end);
    const record = bytes.toString('utf8');
    if (Buffer.from(record).equals(bytes)) records.push(record);
    else noteBadName(pathOfRecord(record).slice(below.length), notes);
  }
  return records;
}

export function noteBadName(path: string, notes: NoteBook): void {
  notes.add({ code: 'name-not-utf8', path, says: 'The name of the file is not valid UTF-8, and the file was not read.' });
}
