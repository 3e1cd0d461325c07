/** What is done with files, wherever it is done: in this thread or in others. */
import type { Catalogue } from '../domain/catalogue.ts';
import type { Found, Readers, Scan } from './file.ts';
import { createReaders, parseFile, scanFile } from './file.ts';

/** One file to read. */
export interface Job {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** What can be done with files, and what each comes back as. */
export interface Tasks {
  scan: Scan;
  parse: Found;
}

export interface Pool {
  /** What comes of each job, in order. */
  run<T extends keyof Tasks>(task: T, jobs: readonly Job[]): Promise<Tasks[T][]>;
  close(): Promise<void>;
}

/** For a few files: reads them here and now. */
export function inProcess(catalogue: Catalogue): Pool {
  const readers = readersOf(catalogue);
  return {
    async run<T extends keyof Tasks>(task: T, jobs: readonly Job[]) {
      const answers: (Scan | Found)[] = [];
      for (const { path, bytes } of jobs) answers.push(await (task === 'scan' ? scanFile : parseFile)(path, bytes, readers));
      return answers as Tasks[T][];
    },
    async close() {},
  };
}

/** Made ready once for a catalogue: whoever audits base and head, or component after component, does not pay for it again. */
const READY = new WeakMap<Catalogue, Readers>();

function readersOf(catalogue: Catalogue): Readers {
  const readers = READY.get(catalogue) ?? createReaders(catalogue);
  READY.set(catalogue, readers);
  return readers;
}
