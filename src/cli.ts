import { audit, explainIn } from './audit.ts';
import { isColorSupported } from 'picocolors';
import { compiledCatalogue } from './catalogue/index.ts';
import { ConfigError } from './domain/errors.ts';
import type { ExplainLine } from './options/command-line.ts';
import { readCommandLine } from './options/command-line.ts';
import { maskSecrets } from './mask.ts';
import { createProgress } from './progress.ts';
import { createTiming } from './timing.ts';
import { renderExplanation, renderPractice } from './report/explanation.ts';
import { render, REPORT_NAMES } from './report/index.ts';
import { openSnapshot } from './snapshot/index.ts';

/** Exit codes: 0 fine, 1 the gate failed, 2 the arguments are wrong, 3 a bug. */
async function main(): Promise<number> {
  const options = readCommandLine(process.argv.slice(2), REPORT_NAMES);
  if (options === undefined) return 0;
  if (options.command === 'explain') return explainPractice(options);
  const timing = createTiming(process.env);
  const catalogue = await compiledCatalogue();
  timing.stage('start');
  const snapshot = await openSnapshot(options.path);
  timing.stage('snapshot');
  const progress = createProgress(process.stderr);
  const result = await audit(snapshot, catalogue, { gate: options.gate, path: options.path, progress: progress.report, stage: timing.stage });
  progress.done();
  process.stdout.write(render(options.format, result, { color: colored(options) }));
  timing.report(snapshot, process.stderr);
  return result.verdict.passed ? 0 : 1;
}

/** What a practice means and, given a repository, everything that was considered there. */
async function explainPractice(options: ExplainLine): Promise<number> {
  const catalogue = await compiledCatalogue();
  const rule = catalogue.rules.find((one) => one.id === options.practice);
  if (!rule) throw new ConfigError(`there is no practice ${JSON.stringify(options.practice)}; expected one of ${catalogue.rules.map((one) => one.id).join(', ')}.`);
  process.stdout.write(renderPractice(rule, catalogue, colored(options)));
  if (options.path === undefined) return 0;
  const explanation = await explainIn(await openSnapshot(options.path), rule.id, catalogue);
  process.stdout.write(`\n${maskSecrets(renderExplanation(explanation, catalogue, colored(options)))}`);
  return 0;
}

function colored(options: { readonly color?: boolean }): boolean {
  return options.color ?? (process.stdout.isTTY && isColorSupported);
}

function fail(error: unknown): void {
  process.exitCode = error instanceof ConfigError ? 2 : 3;
  process.stderr.write(`genaiops-audit: ${error instanceof ConfigError ? error.message : ((error as Error).stack ?? String(error))}\n`);
}

// `| head` closes the pipe when it has seen enough: no reason to complain, and the exit code stays the gate's.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') fail(error);
  });
}
// Left to itself, Node would end with 1, which says that the gate failed.
process.on('uncaughtException', (error) => {
  fail(error);
  process.exit();
});

try {
  process.exitCode = await main();
} catch (error) {
  fail(error);
}
