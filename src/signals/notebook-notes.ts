import type { Note } from '../domain/note.ts';
import { readJson } from './tree/json.ts';

/** Says where a notebook is no JSON: its cells are taken out of what can be read, so that nobody else would notice. */
export function notebookNotes(path: string, text: string): Note[] {
  try {
    // A new notebook may be empty.
    if (text.trim() !== '') JSON.parse(text.replace(/^\uFEFF/, ''));
    return [];
  } catch {
    const { problem } = readJson(text);
    return [{ code: 'unreadable-json', path, ...(problem && { line: problem.line }), says: 'The notebook is not valid JSON; what was understood is read.' }];
  }
}
