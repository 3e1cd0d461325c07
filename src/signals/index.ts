/** Signals: every file of a snapshot in, the observed facts of each out. */
import type { Catalogue } from '../domain/catalogue.ts';
import type { Note } from '../domain/note.ts';
import type { FileSignals } from '../domain/signals.ts';
import type { FileEntry, Snapshot } from '../domain/snapshot.ts';
import { runTask } from './batches.ts';
import type { Candidate } from './choose.ts';
import { chooseFiles } from './choose.ts';
import { isBinaryName } from './decode.ts';
import { distFolder, isBundled } from './dist.ts';
import type { Found, Scan } from './file.ts';
import { together } from './file.ts';
import type { SignalMemory } from './memory.ts';
import { neighboursOf } from './neighbours.ts';
import { createPool, defaultWorkers } from './pool.ts';
import type { Pool } from './tasks.ts';
import { inProcess } from './tasks.ts';

export interface ReadOptions {
  /** Worker threads, at most; the number of processors, up to 4, when not given. */
  readonly workers?: number;
  /** Called as files are read, with how many are done. */
  readonly progress?: (done: number, total: number) => void;
  /** What was read before with the same catalogue, and keeps what is read now. */
  readonly memory?: SignalMemory;
  /** Bytes of code that are parsed, at most. */
  readonly mostParsed?: number;
}

export { openSignalCache } from './cache.ts';
export { createSignalMemory } from './memory.ts';
export type { SignalMemory } from './memory.ts';

/** Below it, starting workers takes longer than they save. */
const FEW_FILES = 300;
const MOST_PARSED = 32 * 1024 * 1024;

/**
 * One FileSignals for each file of the snapshot, in its order. First every file is scanned; then the code that mentions what the catalogue
 * knows is parsed, and the code around it.
 */
export async function readSignals(snapshot: Snapshot, catalogue: Catalogue, options: ReadOptions = {}): Promise<{ readonly signals: FileSignals[]; readonly notes: readonly Note[] }> {
  const { files } = snapshot;
  const { memory, progress = () => {}, mostParsed = MOST_PARSED } = options;
  const pool = choosePool(snapshot, catalogue, options.workers);
  try {
    let done = 0;
    const open = files.filter(isOpen);
    const scans = await runTask('scan', open, snapshot, pool, memory?.scan, (count) => progress((done += count), open.length));
    const scanned = files.map((file) => ({ file, ...(scans.get(file.path)?.found ?? (isOpen(file) ? gone(file) : {})) }));
    const { chosen, notes } = chooseFiles(candidatesAmong(scanned, scans, catalogue), mostParsed);
    const parsed = await runTask('parse', chosen, snapshot, pool, memory?.parse, () => {});
    return { signals: scanned.map((one) => withParsed(one, parsed.get(one.file.path))), notes };
  } finally {
    await pool.close();
  }
}

function choosePool(snapshot: Snapshot, catalogue: Catalogue, workers = defaultWorkers()): Pool {
  const few = snapshot.files.length < FEW_FILES || snapshot.origin.kind === 'memory';
  // Node 20 cannot start a worker from TypeScript.
  return few || workers < 2 || !isBundled() ? inProcess(catalogue) : createPool(new URL('worker.js', distFolder()), catalogue, workers);
}

/** Code that says something of itself, and the code around that. */
function candidatesAmong(scanned: readonly FileSignals[], scans: ReadonlyMap<string, Scan>, catalogue: Catalogue): Candidate[] {
  const heavy = new Set(scanned.flatMap(({ file }) => (weightOf(file, scans) > 0 ? [file.path] : [])));
  const neighbours = neighboursOf(scanned, catalogue);
  return scanned.flatMap(({ file }) => (heavy.has(file.path) || neighbours.has(file.path) ? [{ file, weight: weightOf(file, scans) }] : []));
}

function weightOf({ path }: FileEntry, scans: ReadonlyMap<string, Scan>): number {
  return scans.get(path)?.weight ?? 0;
}

/** Whether anything is to be learned from what is in a file. */
function isOpen({ path, firstParty }: FileEntry): boolean {
  return firstParty && !isBinaryName(path);
}

function gone({ path }: FileEntry): Found {
  return { notes: [{ code: 'unreadable-file', path, says: 'The file changed or went away while it was read.' }] };
}

function withParsed({ file, ...found }: FileSignals, parsed: Found | undefined): FileSignals {
  return parsed === undefined ? { file, ...found } : { file, ...together([found, parsed]) };
}
