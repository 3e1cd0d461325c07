import type { Snapshot } from './domain/snapshot.ts';

export interface Timing {
  /** The stage that has just ended. */
  stage(name: string): void;
  report(snapshot: Snapshot, stream: NodeJS.WritableStream): void;
}

/** For the benchmark (`GENAIOPS_AUDIT_TIMING` set): one line with the time of each stage. Otherwise nothing at all. */
export function createTiming(environment: NodeJS.ProcessEnv): Timing {
  if (!environment['GENAIOPS_AUDIT_TIMING']) return { stage: () => {}, report: () => {} };
  const stages: Record<string, number> = {};
  // Zero is the start of the process, so that loading the code counts.
  let last = 0;
  return {
    stage(name) {
      const now = performance.now();
      stages[name] = now - last;
      last = now;
    },
    report(snapshot, stream) {
      const bytes = snapshot.files.reduce((sum, file) => sum + file.size, 0);
      stream.write(`timing ${JSON.stringify({ files: snapshot.files.length, bytes, peak: process.resourceUsage().maxRSS / 1024, stages })}\n`);
    },
  };
}
