/** The other side of pool.ts: reads the batches that it is sent. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Catalogue } from '../domain/catalogue.ts';
import type { FileSignals } from '../domain/signals.ts';
import { createReaders, signalsOf } from './file.ts';
import type { Batch } from './pool.ts';

const readers = createReaders(workerData as Catalogue);

parentPort?.on('message', async ({ jobs, bytes }: Batch) => {
  const signals: FileSignals[] = [];
  for (const { file, start, end, parse } of jobs) {
    const own = bytes.subarray(start, end);
    signals.push(await signalsOf(file, own, readers, parse || readers.code.isCandidate(file.path, own)));
  }
  parentPort?.postMessage(signals, []);
});
