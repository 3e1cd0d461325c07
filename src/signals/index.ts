/** Signals: every file of a snapshot in, the observed facts of each out. */
import type { Catalogue } from '../domain/catalogue.ts';
import type { FileSignals } from '../domain/signals.ts';
import type { FileEntry, Snapshot } from '../domain/snapshot.ts';
import { isBinaryName } from './decode.ts';
import { distFolder, isBundled } from './dist.ts';
import { createReaders, signalsOf } from './file.ts';
import type { Readers } from './file.ts';
import type { SignalMemory } from './memory.ts';
import { neighboursOf } from './neighbours.ts';
import { type Job, type Pool, createPool, defaultWorkers } from './pool.ts';

export interface ReadOptions {
  /** Worker threads, at most; the number of processors, up to 4, when not given. */
  readonly workers?: number;
  /** Called as files are read, with how many are done. */
  readonly progress?: (done: number, total: number) => void;
  /** What was read before with the same catalogue, and keeps what is read now. */
  readonly memory?: SignalMemory;
}

export { createSignalMemory } from './memory.ts';
export type { SignalMemory } from './memory.ts';

/** Below it, starting workers takes longer than they save. */
const FEW_FILES = 300;
const READS_AT_ONCE = 32;
const BATCH_FILES = 64;
const BATCH_BYTES = 1024 * 1024;

/**
 * One FileSignals for each file of the snapshot, in its order. First every file is read once, and code that mentions what the catalogue
 * knows is parsed; then the code around those files is parsed as well.
 */
export async function readSignals(snapshot: Snapshot, catalogue: Catalogue, options: ReadOptions = {}): Promise<FileSignals[]> {
  const pool = choosePool(snapshot, catalogue, options.workers);
  try {
    const total = snapshot.files.length;
    let done = 0;
    const read = { snapshot, pool, memory: options.memory };
    const first = await readAll(snapshot.files, read, false, (count) => options.progress?.((done += count), total));
    const neighbours = neighboursOf([...first.values()], catalogue);
    const second = await readAll(snapshot.files.filter(({ path }) => neighbours.has(path)), read, true);
    return snapshot.files.map((file) => second.get(file.path) ?? first.get(file.path) ?? { file });
  } finally {
    await pool.close();
  }
}

function choosePool(snapshot: Snapshot, catalogue: Catalogue, workers = defaultWorkers()): Pool {
  const few = snapshot.files.length < FEW_FILES || snapshot.origin.kind === 'memory';
  // Node 20 cannot start a worker from TypeScript.
  return few || workers < 2 || !isBundled() ? inProcess(catalogue) : createPool(new URL('worker.js', distFolder()), catalogue, workers);
}

/** Made ready once for a catalogue: whoever audits base and head, or component after component, does not pay for it again. */
const READY = new WeakMap<Catalogue, Readers>();

function readersOf(catalogue: Catalogue): Readers {
  const readers = READY.get(catalogue) ?? createReaders(catalogue);
  READY.set(catalogue, readers);
  return readers;
}

function inProcess(catalogue: Catalogue): Pool {
  const readers = readersOf(catalogue);
  return {
    async run(jobs) {
      const signals: FileSignals[] = [];
      for (const { file, bytes, parse } of jobs) signals.push(await signalsOf(file, bytes, readers, parse || readers.code.isCandidate(file.path, bytes)));
      return signals;
    },
    async close() {},
  };
}

interface Reading {
  readonly snapshot: Snapshot;
  readonly pool: Pool;
  readonly memory: SignalMemory | undefined;
}

/** Reads files in batches, a few at once, so that the bytes of only those are in memory. */
async function readAll(files: readonly FileEntry[], { snapshot, pool, memory }: Reading, parse: boolean, progress?: (count: number) => void): Promise<Map<string, FileSignals>> {
  const found = new Map<string, FileSignals>();
  await inParallel(batchesOf(files), 6, async (batch) => {
    const jobs: Job[] = [];
    const open = batch.filter(({ path, firstParty }) => firstParty && !isBinaryName(path));
    await inParallel(open, READS_AT_ONCE, async (file) => {
      const bytes = await snapshot.read(file.path).catch(() => undefined);
      if (bytes === undefined) found.set(file.path, { file, notes: [{ code: 'unreadable-file', path: file.path, says: 'The file changed or went away while it was read.' }] });
      else {
        const known = memory?.recall(file, bytes, parse);
        if (known) found.set(file.path, known);
        else jobs.push({ file, bytes, parse });
      }
    });
    if (jobs.length > 0) {
      for (const [index, signals] of (await pool.run(jobs)).entries()) {
        found.set(signals.file.path, signals);
        memory?.keep(jobs[index]!.bytes, parse, signals);
      }
    }
    progress?.(batch.length);
  });
  return found;
}

function batchesOf(files: readonly FileEntry[]): FileEntry[][] {
  const batches: FileEntry[][] = [];
  let room = 0;
  for (const file of files) {
    const last = batches.at(-1);
    if (last === undefined || last.length >= BATCH_FILES || room < file.size) {
      batches.push([file]);
      room = BATCH_BYTES - file.size;
    } else {
      last.push(file);
      room -= file.size;
    }
  }
  return batches;
}

/** Runs a task for each item, at most `most` at once, in their order. */
async function inParallel<T>(items: readonly T[], most: number, task: (item: T) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < items.length) await task(items[next++]!);
  };
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, lane));
}
