/** Reads files of a snapshot in batches, a few at once, so that the bytes of only those are in memory. */
import type { FileEntry, Snapshot, Stamp } from '../domain/snapshot.ts';
import { blobIdOf } from './memory.ts';
import type { Pool, Tasks } from './tasks.ts';

const READS_AT_ONCE = 32;
const BATCHES_AT_ONCE = 6;
const BATCH_FILES = 128;
const BATCH_BYTES = 1024 * 1024;

/** What earlier reading of the same contents came to. */
export interface Earlier<T> {
  /** The id of a file's contents, where it is known without reading them. */
  idOf(file: FileEntry, stamp?: Stamp): string | undefined;
  recall(file: FileEntry, id: string, stamp?: Stamp): T | undefined;
  keep(file: FileEntry, id: string, answer: T, stamp?: Stamp): void;
}

/** What a task comes to for each file, by path; nothing for a file that cannot be read any more. `report` is told how many are done. */
export async function runTask<T extends keyof Tasks>(task: T, files: readonly FileEntry[], snapshot: Snapshot, pool: Pool, earlier: Earlier<Tasks[T]> | undefined, report: (count: number) => void): Promise<ReadonlyMap<string, Tasks[T]>> {
  const answers = new Map<string, Tasks[T]>();
  await inParallel(batchesOf(files), BATCHES_AT_ONCE, async (batch) => {
    const jobs: { file: FileEntry; path: string; bytes: Uint8Array; id: string | undefined }[] = [];
    await inParallel(batch, READS_AT_ONCE, async (file) => {
      const { path } = file;
      const stamp = earlier && snapshot.stampOf?.(path);
      let id = earlier?.idOf(file, stamp);
      let known = id === undefined ? undefined : earlier?.recall(file, id, stamp);
      const bytes = known === undefined ? await snapshot.read(path).catch(() => undefined) : undefined;
      if (bytes !== undefined && earlier !== undefined && id === undefined) known = earlier.recall(file, (id = blobIdOf(bytes)), stamp);
      if (known !== undefined) answers.set(path, known);
      else if (bytes !== undefined) jobs.push({ file, path, bytes, id });
    });
    if (jobs.length > 0) {
      for (const [index, answer] of (await pool.run(task, jobs)).entries()) {
        const { file, path, id } = jobs[index]!;
        answers.set(path, answer);
        if (id !== undefined) earlier?.keep(file, id, answer, snapshot.stampOf?.(path));
      }
    }
    report(batch.length);
  });
  return answers;
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
