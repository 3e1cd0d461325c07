import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Catalogue } from '../domain/catalogue.ts';
import type { FileSignals } from '../domain/signals.ts';
import type { FileEntry } from '../domain/snapshot.ts';

/** One file to read. `parse`: even where it is no candidate. */
export interface Job {
  readonly file: FileEntry;
  readonly bytes: Uint8Array;
  readonly parse: boolean;
}

/** A batch as it crosses to a worker: the bytes of all its files in one buffer, which is handed over and not copied. */
export interface Batch {
  readonly jobs: readonly { readonly file: FileEntry; readonly start: number; readonly end: number; readonly parse: boolean }[];
  readonly bytes: Uint8Array;
}

export interface Pool {
  /** The signals of each job's file, in order. */
  run(jobs: readonly Job[]): Promise<FileSignals[]>;
  close(): Promise<void>;
}

/** More than four do not help: reading the files becomes the bottleneck. */
export function defaultWorkers(): number {
  return Math.min(availableParallelism(), 4);
}

/** Worker threads that read batches of files. A file that brings its worker down twice, alone the second time, becomes a note. */
export function createPool(entry: URL, catalogue: Catalogue, size: number): Pool {
  const lanes = Array.from({ length: size }, () => createLane(entry, catalogue));
  const idle = [...lanes];
  const waiting: ((lane: Lane) => void)[] = [];
  let closed = false;

  async function send(jobs: readonly Job[]): Promise<FileSignals[] | undefined> {
    const lane = idle.pop() ?? (await new Promise<Lane>((resolve) => waiting.push(resolve)));
    try {
      // After a failure others may still have batches to send: a worker started for them now would keep the process alive for ever.
      if (closed) throw new Error('the pool is closed');
      return await lane.send(jobs);
    } finally {
      const next = waiting.shift();
      if (next === undefined) idle.push(lane);
      else next(lane);
    }
  }

  return {
    async run(jobs) {
      const signals = await send(jobs);
      if (signals !== undefined) return signals;
      const retried: FileSignals[] = [];
      for (const job of jobs) retried.push(...((await send([job])) ?? [given(job)]));
      return retried;
    },
    async close() {
      closed = true;
      await Promise.all(lanes.map((lane) => lane.close()));
    },
  };
}

function given({ file }: Job): FileSignals {
  return { file, notes: [{ code: 'unreadable-file', path: file.path, says: 'Reading the file used up the memory of its process, so that it is left out.' }] };
}

interface Lane {
  /** `undefined` when the worker died of it. One batch at a time. */
  send(jobs: readonly Job[]): Promise<FileSignals[] | undefined>;
  close(): Promise<void>;
}

/** One worker, started when it is first needed and replaced when it has died. */
function createLane(entry: URL, catalogue: Catalogue): Lane {
  let worker: Worker | undefined;
  let answer: { readonly resolve: (signals: FileSignals[] | undefined) => void; readonly reject: (error: unknown) => void } | undefined;

  function start(): Worker {
    const started = new Worker(entry, { workerData: catalogue });
    let failure: unknown;
    started.on('message', (signals: FileSignals[]) => answer?.resolve(signals));
    started.on('error', (error) => (failure = error));
    started.on('exit', () => {
      worker = undefined;
      // Memory can run out on a hostile file; any other error is a bug.
      if (failure === undefined || (failure as { code?: unknown }).code === 'ERR_WORKER_OUT_OF_MEMORY') answer?.resolve(undefined);
      else answer?.reject(failure);
    });
    return started;
  }

  return {
    send: (jobs) =>
      new Promise((resolve, reject) => {
        answer = { resolve, reject };
        const { batch, buffer } = pack(jobs);
        (worker ??= start()).postMessage(batch, [buffer]);
      }),
    async close() {
      await worker?.terminate();
    },
  };
}

function pack(jobs: readonly Job[]): { readonly batch: Batch; readonly buffer: ArrayBuffer } {
  const buffer = new ArrayBuffer(jobs.reduce((sum, job) => sum + job.bytes.length, 0));
  const bytes = new Uint8Array(buffer);
  let start = 0;
  const packed = jobs.map((job) => {
    bytes.set(job.bytes, start);
    const range = { start, end: (start += job.bytes.length) };
    return { file: job.file, parse: job.parse, ...range };
  });
  return { batch: { jobs: packed, bytes }, buffer };
}
