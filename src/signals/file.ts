import type { Catalogue } from '../domain/catalogue.ts';
import { InstallationError } from '../domain/errors.ts';
import type { Note } from '../domain/note.ts';
import type { FileSignals } from '../domain/signals.ts';
import type { FileEntry } from '../domain/snapshot.ts';
import { type CodeReader, createCodeReader } from './code/index.ts';
import { readDataSet } from './data-sets.ts';
import { decodeText } from './decode.ts';
import { readOwners, readSections } from './documents.ts';
import { type LocalMatcher, createLocalMatcher } from './local.ts';
import { isManifest, readManifest } from './manifests/index.ts';
import { notebookNotes } from './notebook-notes.ts';
import { readPipeline } from './pipelines/index.ts';
import { readPrompt } from './prompts.ts';
import { readResources } from './resources/index.ts';
import { definesScripts, readScripts } from './scripts/index.ts';

/** The readers that are made ready from a catalogue, once per process. */
export interface Readers {
  readonly code: CodeReader;
  readonly local: LocalMatcher;
}

export function createReaders(catalogue: Catalogue): Readers {
  return { code: createCodeReader(catalogue), local: createLocalMatcher(catalogue) };
}

/** What one reader adds to the signals of a file. */
type Addition = Omit<FileSignals, 'file'> | undefined;

/**
 * The signals of one file: a pure function of its path, its bytes and the catalogue. Code is parsed when `parse` says so, otherwise only
 * its imports are read. A reader that fails on a file leaves a note; only a broken installation of our own rejects.
 */
export async function signalsOf(file: FileEntry, bytes: Uint8Array, readers: Readers, parse: boolean): Promise<FileSignals> {
  if (!file.firstParty) return { file };
  const isCode = readers.code.languageOf(file.path) !== undefined;
  const additions = [
    ...(isCode ? [await attempt(file.path, () => readCode(file.path, bytes, readers.code, parse))] : []),
    ...(!isCode || isManifest(file.path) || definesScripts(file.path) || readers.local.wants(file.path) ? await readText(file.path, decodeText(bytes), readers, isCode) : []),
  ];
  const notes = onePerCode(additions.flatMap((addition) => addition?.notes ?? []));
  return { ...Object.assign({ file }, ...additions), ...(notes.length > 0 && { notes }) } as FileSignals;
}

async function readCode(path: string, bytes: Uint8Array, reader: CodeReader, parse: boolean): Promise<Addition> {
  const { code, notes } = parse ? await reader.parse(path, bytes) : { code: reader.scan(path, bytes), notes: [] };
  const all = path.endsWith('.ipynb') ? [...notes, ...notebookNotes(path, decodeText(bytes) ?? '')] : notes;
  return { code, ...(all.length > 0 && { notes: all }) };
}

async function readText(path: string, text: string | undefined, readers: Readers, isCode: boolean): Promise<Addition[]> {
  if (text === undefined) return [];
  const every = [() => manifest(path, text), () => local(path, text, readers.local)];
  const others = [
    () => readPipeline(path, text),
    () => readScripts(path, text),
    () => one('prompt', readPrompt(path, text)),
    () => one('dataSet', readDataSet(path, text)),
    () => readResources(path, text),
    () => one('sections', readSections(path, text)),
    () => one('owners', readOwners(path, text)),
  ];
  const additions: Addition[] = [];
  // Of code only these files define scripts, and none are any of the rest.
  for (const read of isCode ? [...every, ...(definesScripts(path) ? [() => readScripts(path, text)] : [])] : [...every, ...others]) additions.push(await attempt(path, read));
  return additions;
}

function manifest(path: string, text: string): Addition {
  const read = readManifest(path, text);
  return read && { dependencies: read.dependencies, ...(read.package && { package: read.package }), notes: read.notes };
}

function local(path: string, text: string, matcher: LocalMatcher): Addition {
  if (!matcher.wants(path)) return undefined;
  const { matches, notes } = matcher.match(path, text);
  return { ...(matches.length > 0 && { matches }), notes };
}

function one<K extends 'prompt' | 'dataSet' | 'sections' | 'owners'>(key: K, value: FileSignals[K]): Addition {
  return value === undefined ? undefined : { [key]: value };
}

/** Several readers stumble over the same fault of a file; the first says it best, knowing most of the format. */
function onePerCode(notes: readonly Note[]): Note[] {
  return notes.filter(({ code }, index) => notes.findIndex((note) => note.code === code) === index);
}

/** Files are hostile: where one of them brings a reader down, the others still count. */
async function attempt(path: string, read: () => Addition | Promise<Addition>): Promise<Addition> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof InstallationError) throw error;
    const note: Note = { code: 'unreadable-file', path, says: `A reader gave up on the file: ${error instanceof Error ? error.message : String(error)}.` };
    return { notes: [note] };
  }
}
