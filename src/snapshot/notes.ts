import type { Note } from '../domain/note.ts';
import { NOTES_PER_CODE } from './limits.ts';

/** Collects notes. A tree with thousands of odd files must not bury the report: each code is spelled out a few times, then counted. */
export interface NoteBook {
  add(note: Note): void;
  /** Sorted by code, then path; the count of what was left out comes after the last of its code. */
  list(): readonly Note[];
}

export function noteBook(): NoteBook {
  const byCode = new Map<string, Note[]>();
  return {
    add(note) {
      const same = byCode.get(note.code);
      if (same) same.push(note);
      else byCode.set(note.code, [note]);
    },
    list() {
      return [...byCode.keys()].sort().flatMap((code) => summarised(code, byCode.get(code) ?? []));
    },
  };
}

function summarised(code: string, notes: readonly Note[]): readonly Note[] {
  const sorted = [...notes].sort((a, b) => compare(a.path ?? '', b.path ?? '') || compare(a.says, b.says));
  if (sorted.length <= NOTES_PER_CODE) return sorted;
  return [...sorted.slice(0, NOTES_PER_CODE), { code, says: `And ${sorted.length - NOTES_PER_CODE} more of the same kind.` }];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
