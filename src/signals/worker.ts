/** The other side of pool.ts: reads the batches that it is sent. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Catalogue } from '../domain/catalogue.ts';
import { createReaders, parseFile, scanFile } from './file.ts';
import type { Batch } from './pool.ts';

const readers = createReaders(workerData as Catalogue);

parentPort?.on('message', async ({ task, jobs, bytes }: Batch) => {
  const answers: unknown[] = [];
  for (const { path, start, end } of jobs) {
    answers.push(await (task === 'scan' ? scanFile : parseFile)(path, bytes.subarray(start, end), readers));
  }
  parentPort?.postMessage(answers, []);
});
