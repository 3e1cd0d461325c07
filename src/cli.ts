import { explainIn } from './audit.ts';
import { isColorSupported } from 'picocolors';
import { compiledCatalogue } from './catalogue/index.ts';
import { configure } from './configure.ts';
import { today } from './domain/days.ts';
import { ConfigError } from './domain/errors.ts';
import type { ExplainLine, RulesTestLine } from './options/command-line.ts';
import { readCommandLine } from './options/command-line.ts';
import { ruleFolders } from './options/rule-folders.ts';
import { maskSecrets } from './mask.ts';
import { createProgress } from './progress.ts';
import { createTiming } from './timing.ts';
import { renderExplanation, renderPractice } from './report/explanation.ts';
import { render, REPORT_NAMES } from './report/index.ts';
import { renderRulesTest } from './report/rules-test.ts';
import { testRules } from './rules-test.ts';
import { review } from './review.ts';
import { findBase, openSnapshot } from './snapshot/index.ts';

/** Exit codes: 0 fine, 1 the gate or an example failed, 2 the arguments are wrong, 3 a bug. */
async function main(): Promise<number> {
  const options = readCommandLine(process.argv.slice(2), REPORT_NAMES);
  if (options === undefined) return 0;
  if (options.command === 'explain') return explainPractice(options);
  if (options.command === 'rules test') return testHouseRules(options);
  const timing = createTiming(process.env);
  const catalogue = await compiledCatalogue();
  timing.stage('start');
  const snapshot = await openSnapshot(options.path);
  timing.stage('snapshot');
  const base = options.base === undefined ? undefined : await baseNamed(options.path, options.base);
  const progress = createProgress(process.stderr);
  const result = await review(snapshot, base, catalogue, { ...options, day: today(new Date()) }, { path: options.path, progress: progress.report, stage: timing.stage }).finally(async () => {
    progress.done();
    await base?.snapshot.close?.();
  });
  process.stdout.write(render(options.format, result, { color: colored(options) }));
  timing.report(snapshot, process.stderr);
  return result.verdict.passed ? 0 : 1;
}

/** A base that a person asked for by name is there, or the name is wrong. */
async function baseNamed(path: string, ref: string) {
  const base = await findBase(path, { for: 'ref', ref });
  if ('missing' in base) throw new ConfigError(`--base ${JSON.stringify(ref)} cannot be compared with: ${base.missing}`);
  return base;
}

/** What a practice means and, given a repository, everything that was considered there. */
async function explainPractice(options: ExplainLine): Promise<number> {
  const shipped = await compiledCatalogue();
  const snapshot = options.path === undefined ? undefined : await openSnapshot(options.path);
  const setup = snapshot && (await configure(snapshot, shipped, { ...options, gate: {}, day: today(new Date()) }));
  const catalogue = setup?.catalogue ?? shipped;
  const rule = catalogue.rules.find((one) => one.id === options.practice);
  if (!rule) throw new ConfigError(`there is no practice ${JSON.stringify(options.practice)}; expected one of ${catalogue.rules.map((one) => one.id).join(', ')}.`);
  process.stdout.write(renderPractice(rule, catalogue, colored(options)));
  if (snapshot && setup) process.stdout.write(`\n${maskSecrets(renderExplanation(await explainIn(snapshot, setup, rule.id), catalogue, colored(options)))}`);
  return 0;
}

/** Runs the examples of house rules: those in a folder, or those that the configuration of the current folder names. */
async function testHouseRules(options: RulesTestLine): Promise<number> {
  const here = await openSnapshot('.');
  const folders = await ruleFolders(here, process.cwd(), options);
  const result = await testRules(await compiledCatalogue(), here, folders, today(new Date()));
  process.stdout.write(maskSecrets(renderRulesTest(result, colored(options))));
  return result.tried.some(({ wrong }) => wrong.length > 0) ? 1 : 0;
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
