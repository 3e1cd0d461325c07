import { n as signalsOf, t as createReaders } from "./file-chunk.js";
import { parentPort, workerData } from "node:worker_threads";

// src/signals/worker.ts
/** The other side of pool.ts: reads the batches that it is sent. */
const readers = createReaders(workerData);
parentPort?.on("message", async ({ jobs, bytes }) => {
	const signals = [];
	for (const { file, start, end, parse } of jobs) {
		const own = bytes.subarray(start, end);
		signals.push(await signalsOf(file, own, readers, parse || readers.code.isCandidate(file.path, own)));
	}
	parentPort?.postMessage(signals, []);
});

export {  };