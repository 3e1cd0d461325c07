import { error, getInput, notice, warning } from '@actions/core';
import { audit } from './audit.ts';
import { compiledCatalogue } from './catalogue/index.ts';
import { ConfigError } from './domain/errors.ts';
import type { AuditResult } from './domain/result.ts';
import type { ActionOptions } from './options/index.ts';
import { readActionInputs } from './options/index.ts';
import type { RunContext } from './publish/index.ts';
import { createClient, printQuoted, publishComment, publishCommentUrl, publishOutputs, publishSummary, readRunContext, troubleWithComment, writeFileSafely } from './publish/index.ts';
import { render } from './report/index.ts';
import { openSnapshot } from './snapshot/index.ts';

/** Exit codes: 0 fine, 1 the gate failed, 2 the inputs are wrong, 3 a bug. */
async function main(): Promise<number> {
  const options = readActionInputs(getInput, process.env.GITHUB_WORKSPACE || process.cwd());
  const catalogue = await compiledCatalogue();
  const snapshot = await openSnapshot(options.folder);
  const result = await audit(snapshot, catalogue, { gate: options.gate, path: options.path });
  await publish(result, options, readRunContext());
  return result.verdict.passed ? 0 : 1;
}

/** All that is asked for, before the exit code is set: a red run has its report too. What can fail by the user's own settings comes last. */
async function publish(result: AuditResult, options: ActionOptions, run: RunContext): Promise<void> {
  const links = linksOf(run);
  printQuoted(render('text', result, links));
  if (!result.verdict.passed) result.verdict.reasons.forEach((reason) => error(reason));
  const trouble = options.summary ? await publishSummary(render('markdown', result, links)) : undefined;
  if (trouble) warning(trouble);
  publishOutputs(result, options.gate.model);
  publishCommentUrl(await comment(result, options, run));
  if (options.jsonFile) await writeFileSafely(options.jsonFile, render('json', result));
}

/** Gives the comment's address. A comment that cannot be written is a warning: the exit code is the gate's alone. */
async function comment(result: AuditResult, { comment: when, token, path, summary }: ActionOptions, run: RunContext): Promise<string | undefined> {
  if (when === 'never' || !run.pullRequest) return undefined;
  if (!token) {
    notice('No comment was written, because the input github-token is empty.');
    return undefined;
  }
  const where = summary && run.runUrl ? `The rest is in the [job summary](${run.runUrl}).` : 'With the input `summary: true` the rest is in the job summary.';
  try {
    const markdown = render('comment', result, linksOf(run));
    return await publishComment(createClient(token, run.apiUrl), run.pullRequest, { path, markdown, ending: `_The report is longer than a comment can be. ${where}_` });
  } catch (thrown) {
    const says = troubleWithComment(thrown);
    if (says === undefined) throw thrown;
    warning(says);
    return undefined;
  }
}

const linksOf = ({ serverUrl, runUrl }: RunContext) => ({ serverUrl, ...(runUrl && { summaryUrl: runUrl }) });

function fail(thrown: unknown): void {
  process.exitCode = thrown instanceof ConfigError ? 2 : 3;
  error(thrown instanceof ConfigError ? thrown.message : `This is a bug in genaiops-audit. ${(thrown as Error).stack ?? String(thrown)}`);
}

// Left to itself, Node would end with 1, which says that the gate failed.
process.on('uncaughtException', (thrown) => {
  fail(thrown);
  process.exit();
});

try {
  process.exitCode = await main();
} catch (thrown) {
  fail(thrown);
}
