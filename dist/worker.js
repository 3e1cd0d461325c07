import { n as parseFile, r as scanFile, t as createReaders } from "./file-chunk.js";
import { parentPort, workerData } from "node:worker_threads";

// src/signals/worker.ts
/** The other side of pool.ts: reads the batches that it is sent. */
const readers = createReaders(workerData);
parentPort?.on("message", async ({ task, jobs, bytes }) => {
	const answers = [];
	for (const { path, start, end } of jobs) answers.push(await (task === "scan" ? scanFile : parseFile)(path, bytes.subarray(start, end), readers));
	parentPort?.postMessage(answers, []);
});

export {  };