import type { Catalogue } from '../domain/catalogue.ts';
import { InstallationError } from '../domain/errors.ts';
import type { FileSignals } from '../domain/signals.ts';
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

/** All that a file says without being parsed as code. */
export interface Scan {
  readonly found: Found;
  /** How much a file of code has to do with generative AI: zero where parsing it is not worth while. */
  readonly weight: number;
}

/** The signals of a file, whatever the tree says of it. */
export type Found = Omit<FileSignals, 'file'>;

/**
 * Reads one file without parsing code: of code, only the imports. A pure function of its path, its bytes and the catalogue. A reader that
 * fails on a file leaves a note.
 */
export async function scanFile(path: string, bytes: Uint8Array, readers: Readers): Promise<Scan> {
  const isCode = readers.code.languageOf(path) !== undefined;
  let weight = 0;
  const readCode = (): Addition => {
    const scan = readers.code.scan(path, bytes);
    weight = scan.weight;
    const notes = path.endsWith('.ipynb') ? notebookNotes(path, decodeText(bytes) ?? '') : [];
    return { code: scan.code, ...(notes.length > 0 && { notes }) };
  };
  const isText = !isCode || isManifest(path) || definesScripts(path) || readers.local.wants(path);
  const found = together([...(isCode ? [await attempt(path, readCode)] : []), ...(isText ? await readText(path, decodeText(bytes), readers, isCode) : [])]);
  return { found, weight };
}

/** What parsing a file of code adds to what was scanned of it. Pure as well; only a broken installation of our own rejects. */
export async function parseFile(path: string, bytes: Uint8Array, readers: Readers): Promise<Found> {
  return together([await attempt(path, () => readers.code.parse(path, bytes))]);
}

/** Several readers stumble over the same fault of a file; the first says it best, knowing most of the format. */
export function together(additions: readonly Addition[]): Found {
  const found: { -readonly [K in keyof Found]: Found[K] } = Object.assign({}, ...additions);
  const notes = additions.flatMap((addition) => addition?.notes ?? []).filter(({ code }, index, all) => all.findIndex((note) => note.code === code) === index);
  delete found.notes;
  return notes.length > 0 ? { ...found, notes } : found;
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
  // Of code only these files define scripts, and none are any of the rest.
  const reads = isCode ? [...every, ...(definesScripts(path) ? [() => readScripts(path, text)] : [])] : [...every, ...others];
  return Promise.all(reads.map((read) => attempt(path, read)));
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

/** Files are hostile: where one of them brings a reader down, the others still count. */
async function attempt(path: string, read: () => Addition | Promise<Addition>): Promise<Addition> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof InstallationError) throw error;
    return { notes: [{ code: 'unreadable-file', path, says: `A reader gave up on the file: ${error instanceof Error ? error.message : String(error)}.` }] };
  }
}
