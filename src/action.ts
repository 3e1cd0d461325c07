import { error, getInput, notice, warning } from '@actions/core';
import type { AuditOptions } from './audit.ts';
import type { Base } from './review.ts';
import { review } from './review.ts';
import { compiledCatalogue } from './catalogue/index.ts';
import { today } from './domain/days.ts';
import { ConfigError } from './domain/errors.ts';
import type { AuditResult } from './domain/result.ts';
import type { Settings } from './domain/settings.ts';
import type { ActionOptions } from './options/index.ts';
import { readActionInputs, readResult } from './options/index.ts';
import type { RunContext } from './publish/index.ts';
import { createClient, downloadArchive, findPullRequest, ownRepository, printQuoted, publishComment, publishCommentUrl, publishOutputs, publishSummary, readRunContext, readSettings, troubleWithComment, writeFileSafely } from './publish/index.ts';
import { render } from './report/index.ts';
import { findBase, openArchive, openSnapshot } from './snapshot/index.ts';

/** Exit codes: 0 fine, 1 the gate failed, 2 the inputs or the configuration are wrong, 3 a bug. */
async function main(): Promise<number> {
  const options = readActionInputs(getInput, process.env.GITHUB_WORKSPACE || process.cwd());
  const run = readRunContext();
  const result = options.fromResult === undefined ? await auditCheckout(options, run) : ofThisRepository(await readResult(options.fromResult), run);
  await publish(result, options, run);
  return result.verdict.passed ? 0 : 1;
}

/** Links lead into the repository that the run belongs to, whatever a document of a stranger says. */
function ofThisRepository(result: AuditResult, { repository }: RunContext): AuditResult {
  const { repository: _, ...subject } = result.subject;
  return { ...result, subject: { ...subject, ...(repository !== undefined && { repository }) } };
}

async function auditCheckout(options: ActionOptions, run: RunContext): Promise<AuditResult> {
  const shipped = await compiledCatalogue();
  const head = await openSnapshot(options.folder);
  refuseHead(head.origin.commit, options, run);
  const base = await baseOf(options, run, head.origin.prefix);
  const gate = run.beforeMerge ? options.gate : { failOn: 'never' as const, ...options.gate };
  try {
    return await review(head, base, shipped, { ...options, gate, day: today(new Date()) }, { path: options.path, ...settingsFor(options, run) });
  } finally {
    if (base && 'snapshot' in base) await base.snapshot.close?.();
  }
}

/** What GitHub knows of the repository, asked for once however many trees are audited; nothing without a token. */
function settingsFor({ token }: ActionOptions, run: RunContext): Pick<AuditOptions, 'settings'> {
  const { branch, apiUrl } = run;
  const own = ownRepository(run);
  if (!token || !own || branch === undefined) return {};
  let asked: Promise<Settings> | undefined;
  return { settings: (workflows) => (asked ??= readSettings(createClient(token, apiUrl), { ...own, branch }, { workflows })) };
}

/** Under pull_request_target a workflow holds the rights of the repository: checking out a stranger's head there is an accident about to happen. */
function refuseHead(commit: string | undefined, { allowHeadCheckout }: ActionOptions, { trustedCheckout }: RunContext): void {
  if (trustedCheckout === undefined || commit === undefined || commit === trustedCheckout || allowHeadCheckout) return;
  throw new ConfigError(
    `The workflow runs on pull_request_target and has checked out ${commit.slice(0, 7)}, which is not the base: with the rights of this event, whatever a later step runs of it can take over the repository. ` +
      'Run the audit on pull_request instead; or, knowing that no step runs anything of the checkout, set allow-head-checkout to true.',
  );
}

/** By git, which fetches what the clone lacks; where it cannot, by GitHub's archive of the commit. */
async function baseOf({ folder, token }: ActionOptions, run: RunContext, prefix: string | undefined): Promise<Base | undefined> {
  const { base: question, repository, serverUrl } = run;
  if (!question) return undefined;
  const base = await findBase(folder, question, repository === undefined ? undefined : { url: `${serverUrl}/${repository}`, ...(token && { token }) });
  if ('snapshot' in base || base.commit === undefined || !token) return base;
  const own = ownRepository(run);
  const bytes = own && (await downloadArchive(createClient(token, run.apiUrl), { ...own, commit: base.commit }));
  const snapshot = bytes && (await openArchive(bytes, prefix));
  return snapshot && !('missing' in snapshot) ? { snapshot, how: `Compared with ${base.commit.slice(0, 7)}, by GitHub's archive of it.` } : base;
}

/** All that is asked for, before the exit code is set: a red run has its report too. What can fail by the user's own settings comes last. */
async function publish(result: AuditResult, options: ActionOptions, run: RunContext): Promise<void> {
  const links = linksOf(run);
  printQuoted(render('text', result, links));
  annotate(result);
  const trouble = options.summary ? await publishSummary(render('markdown', result, links)) : undefined;
  if (trouble) warning(trouble);
  publishOutputs(result);
  publishCommentUrl(await comment(result, options, run));
  if (options.jsonFile) await writeFileSafely(options.jsonFile, render('json', result));
}

/** What the gate fails on, and, beside the lines that caused it, what became weaker. A file that is gone has no line to stand at. */
function annotate({ verdict, comparison, subject }: AuditResult): void {
  if (!verdict.passed) verdict.reasons.forEach((reason) => error(reason));
  for (const { title, from, to, says, direction, cause } of comparison?.changes ?? []) {
    if (direction !== 'fell') continue;
    const place = cause && cause.change !== 'removed' ? { file: subject.prefix ? `${subject.prefix}/${cause.path}` : cause.path, ...(cause.line !== undefined && { startLine: cause.line }) } : {};
    warning(`${title}: ${from} → ${to}. ${says}`, { title: 'Weaker than before', ...place });
  }
}

/** Gives the comment's address. A comment that cannot be written is a warning: the exit code is the gate's alone. */
async function comment(result: AuditResult, { comment: when, token, config = '', gate, summary }: ActionOptions, run: RunContext): Promise<string | undefined> {
  if (when === 'never' || !(run.pullRequest ?? run.origin)) return undefined;
  if (!token) {
    notice('No comment was written, because the input github-token is empty.');
    return undefined;
  }
  const where = summary && run.runUrl ? `The rest is in the [job summary](${run.runUrl}).` : 'With the input `summary: true` the rest is in the job summary.';
  const create = when === 'always' || (when === 'failure' ? !result.verdict.passed : hasChanges(result));
  try {
    const client = createClient(token, run.apiUrl);
    const pullRequest = run.pullRequest ?? (await findPullRequest(client, run));
    if (!pullRequest) return undefined;
    const markdown = render('comment', result, linksOf(run));
    return await publishComment(client, pullRequest, { audit: [result.subject.path, config, gate.model ?? ''], markdown, create, ending: `_The report is longer than a comment can be. ${where}_` });
  } catch (thrown) {
    const says = troubleWithComment(thrown);
    if (says === undefined) throw thrown;
    warning(says);
    return undefined;
  }
}

/** Without a base everything is new. */
function hasChanges({ comparison }: AuditResult): boolean {
  return !comparison || comparison.changes.length > 0 || comparison.models.length > 0 || comparison.configuration !== undefined;
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
