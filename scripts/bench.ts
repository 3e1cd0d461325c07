/**
 * npm run bench -- TREE...: how fast an audit is, as users run it. Whole-process time (median of five after a warm-up), files and bytes
 * per second, peak memory of the process, and the time of each stage, measured in a run of its own.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const RUNS = 5;
const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const trees = process.argv.slice(2);
if (!trees.length) {
  console.error('bench: name at least one tree: npm run bench -- PATH...');
  process.exit(2);
}

for (const tree of trees) {
  const runs = Array.from({ length: RUNS + 1 }, () => measure(tree)).slice(1).sort((a, b) => a.seconds - b.seconds);
  const median = runs[Math.floor(runs.length / 2)]!;
  const { files, bytes, stages, peak } = median.timing;
  console.log(`${tree}`);
  console.log(`  ${median.seconds.toFixed(2)} s median of ${RUNS} (${runs[0]!.seconds.toFixed(2)} to ${runs.at(-1)!.seconds.toFixed(2)}), ${peak.toFixed(0)} MB peak`);
  console.log(`  ${files} files, ${(bytes / 1e6).toFixed(1)} MB: ${Math.round(files / median.seconds)} files/s, ${(bytes / 1e6 / median.seconds).toFixed(1)} MB/s`);
  console.log(`  ${Object.entries(stages).map(([stage, ms]) => `${stage} ${Math.round(ms)} ms`).join(' · ')}`);
}

interface Timing {
  readonly files: number;
  readonly bytes: number;
  /** MB, of the whole process with its workers. */
  readonly peak: number;
  readonly stages: Readonly<Record<string, number>>;
}

function measure(tree: string): { seconds: number; timing: Timing } {
  const started = process.hrtime.bigint();
  const run = spawnSync(process.execPath, [cli, tree, '--format', 'json'], { encoding: 'utf8', maxBuffer: 1 << 28, env: { ...process.env, GENAIOPS_AUDIT_TIMING: '1' } });
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  const line = run.stderr.split('\n').find((one) => one.startsWith('timing '));
  if (!line) throw new Error(`the audit of ${tree} ended with ${run.status}: ${run.stderr.slice(0, 500)}`);
  return { seconds, timing: JSON.parse(line.slice('timing '.length)) as Timing };
}
