import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Catalogue } from '../domain/catalogue.ts';
import type { Found } from './file.ts';
import type { Job, Pool, Tasks } from './tasks.ts';

/** A batch as it crosses to a worker: the bytes of all its files in one buffer, which is handed over and not copied. */
export interface Batch {
  readonly task: keyof Tasks;
  readonly jobs: readonly { readonly path: string; readonly start: number; readonly end: number }[];
  readonly bytes: Uint8Array;
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

  async function send<T extends keyof Tasks>(task: T, jobs: readonly Job[]): Promise<Tasks[T][] | undefined> {
    const lane = idle.pop() ?? (await new Promise<Lane>((resolve) => waiting.push(resolve)));
    try {
      // After a failure others may still have batches to send: a worker started for them now would keep the process alive for ever.
      if (closed) throw new Error('the pool is closed');
      return (await lane.send(task, jobs)) as Tasks[T][] | undefined;
    } finally {
      const next = waiting.shift();
      if (next === undefined) idle.push(lane);
      else next(lane);
    }
  }

  return {
    async run<T extends keyof Tasks>(task: T, jobs: readonly Job[]) {
      const answers = await send(task, jobs);
      if (answers !== undefined) return answers;
      const retried: Tasks[T][] = [];
      for (const job of jobs) retried.push(...((await send(task, [job])) ?? [lost(task, job)]));
      return retried;
    },
    async close() {
      closed = true;
      await Promise.all(lanes.map((lane) => lane.close()));
    },
  };
}

function lost<T extends keyof Tasks>(task: T, { path }: Job): Tasks[T] {
  const found: Found = { notes: [{ code: 'unreadable-file', path, says: 'Reading the file used up the memory of its process, so that it is left out.' }] };
  return (task === 'scan' ? { found, weight: 0 } : found) as Tasks[T];
}

interface Lane {
  /** `undefined` when the worker died of it. One batch at a time. */
  send(task: keyof Tasks, jobs: readonly Job[]): Promise<unknown[] | undefined>;
  close(): Promise<void>;
}

/** One worker, started when it is first needed and replaced when it has died. */
function createLane(entry: URL, catalogue: Catalogue): Lane {
  let worker: Worker | undefined;
  let answer: { readonly resolve: (answers: unknown[] | undefined) => void; readonly reject: (error: unknown) => void } | undefined;

  function start(): Worker {
    const started = new Worker(entry, { workerData: catalogue });
    let failure: unknown;
    started.on('message', (answers: unknown[]) => answer?.resolve(answers));
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
    send: (task, jobs) =>
      new Promise((resolve, reject) => {
        answer = { resolve, reject };
        const { batch, buffer } = pack(task, jobs);
        (worker ??= start()).postMessage(batch, [buffer]);
      }),
    async close() {
      await worker?.terminate();
    },
  };
}

function pack(task: keyof Tasks, jobs: readonly Job[]): { readonly batch: Batch; readonly buffer: ArrayBuffer } {
  const buffer = new ArrayBuffer(jobs.reduce((sum, job) => sum + job.bytes.length, 0));
  const bytes = new Uint8Array(buffer);
  let start = 0;
  const packed = jobs.map((job) => {
    bytes.set(job.bytes, start);
    const range = { start, end: (start += job.bytes.length) };
    return { path: job.path, ...range };
  });
  return { batch: { task, jobs: packed, bytes }, buffer };
}
