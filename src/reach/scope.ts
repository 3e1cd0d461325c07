/** What the operands of a workflow's expressions stand for at one place, on one event. */
import type { PipelineEvent } from '../domain/pipeline.ts';
import type { Ternary, Value } from './values.ts';
import { literal, UNKNOWN } from './values.ts';

/** How what came before has ended, as `success()`, `failure()` and `cancelled()` answer. */
export interface Status {
  readonly success: Ternary;
  readonly failure: Ternary;
  readonly cancelled: Ternary;
}

/** Nothing is known: the question is whether a condition can hold at all. */
export const ANY_STATUS: Status = { success: undefined, failure: undefined, cancelled: undefined };
/** All went well: the ordinary case. */
export const WELL: Status = { success: true, failure: false, cancelled: false };
/** Something that it waits for never ran. */
export const SKIPPED: Status = { success: false, failure: undefined, cancelled: undefined };
/** Something that it waits for failed. */
export const FAILED: Status = { success: false, failure: true, cancelled: false };

export interface Scope {
  /** Undefined where no event is known: a pipeline that only others can start. */
  readonly event?: PipelineEvent;
  /** Names in lower case; an input that is not among them is empty. Undefined: nothing is known of inputs. */
  readonly inputs?: ReadonlyMap<string, Value>;
  /** Names in lower case. */
  readonly env: ReadonlyMap<string, Value>;
  /** Text, in lower case, of those steps that hand variables to later ones: a name in it may have any value. */
  readonly exports: string;
  readonly matrix?: Readonly<Record<string, readonly string[]>>;
  readonly status: Status;
  /** Whether somebody may have put a label on the pull request. */
  readonly labelled: boolean;
  /** Jobs that have failed or were skipped for it, where that is the question asked. */
  readonly failed?: ReadonlySet<string>;
}

/** The value of `github.ref`, `inputs.suite`, … (path in lower case). */
export function operandValue(path: readonly string[], scope: Scope): Value {
  const [root, ...rest] = path;
  const name = rest.join('.');
  switch (root) {
    case 'github':
      return githubValue(rest, scope);
    case 'inputs':
    // Azure's word for the same.
    case 'parameters':
      return scope.inputs === undefined ? UNKNOWN : (scope.inputs.get(name) ?? literal(null));
    case 'env':
      return scope.env.get(name) ?? (isExported(name, scope) ? UNKNOWN : literal(null));
    case 'variables':
      return azureVariable(name, scope);
    case 'matrix':
      return matrixValue(name, scope);
    case 'needs':
      return needsValue(rest, scope);
    default:
      return UNKNOWN;
  }
}

/** Variables of an Azure pipeline: those that the system sets, those of the file, and those that only the service knows. */
function azureVariable(name: string, scope: Scope): Value {
  const event = scope.event;
  if (name === 'build.reason' && event !== undefined) return buildReason(event);
  if ((name === 'build.sourcebranch' || name === 'build.sourcebranchname') && event !== undefined) return name.endsWith('name') ? shortRef(refValue(event)) : refValue(event);
  return scope.env.get(name) ?? UNKNOWN;
}

function buildReason({ name }: PipelineEvent): Value {
  const reasons: Partial<Record<PipelineEvent['name'], readonly string[]>> = {
    push: ['IndividualCI', 'BatchedCI'], pull_request: ['PullRequest'], schedule: ['Schedule'], manual: ['Manual'], workflow_run: ['ResourceTrigger', 'BuildCompletion'],
  };
  const values = reasons[name];
  return values === undefined ? UNKNOWN : { kind: 'some', values };
}

/** Variables that nothing in the pipeline sets are empty: what the runner itself sets is another matter. */
function isExported(name: string, scope: Scope): boolean {
  return scope.exports.includes(name) || name.startsWith('github_') || name.startsWith('runner_');
}

function matrixValue(name: string, scope: Scope): Value {
  const key = Object.keys(scope.matrix ?? {}).find((dimension) => dimension.toLowerCase() === name);
  const values = key === undefined ? undefined : scope.matrix?.[key];
  if (values === undefined) return UNKNOWN;
  // Values are kept as words, but a switch in a matrix is a boolean to expressions.
  if (values.some((value) => value === 'true' || value === 'false')) return values.length === 1 ? literal(values[0] === 'true') : UNKNOWN;
  return { kind: 'some', values };
}

function needsValue([job, what]: readonly string[], scope: Scope): Value {
  if (scope.failed === undefined || what !== 'result') return UNKNOWN;
  if (job === '*') return { kind: 'list', values: ['failure', 'skipped'] };
  return [...scope.failed].some((id) => id.toLowerCase() === job) ? { kind: 'some', values: ['failure', 'skipped'] } : UNKNOWN;
}

function githubValue(path: readonly string[], scope: Scope): Value {
  const event = scope.event;
  if (event === undefined) return UNKNOWN;
  switch (path[0]) {
    case 'event_name':
      return literal(event.spelled);
    case 'ref':
      return refValue(event);
    case 'ref_name':
      return shortRef(refValue(event));
    case 'ref_type':
      return refType(refValue(event));
    case 'base_ref':
    case 'head_ref':
      return event.name === 'pull_request' ? branchValue(path[0] === 'base_ref' ? event.branches : undefined, '') : literal('');
    case 'event':
      return payloadValue(path.slice(1), event, scope);
    default:
      return UNKNOWN;
  }
}

function refValue(event: PipelineEvent): Value {
  if (event.name === 'pull_request' && event.spelled !== 'pull_request_target') return event.types?.includes('closed') ? UNKNOWN : literal('refs/pull/0/merge');
  if (event.name === 'pull_request') return branchValue(event.branches, 'refs/heads/');
  if (event.name === 'merge_group') return { kind: 'unknown', starts: 'refs/heads/gh-readonly-queue/' };
  if (event.name === 'release') return { kind: 'unknown', starts: 'refs/tags/' };
  if (event.name === 'schedule' || event.name === 'comment') return { kind: 'unknown', starts: 'refs/heads/' };
  if (event.name !== 'push') return UNKNOWN;
  if (event.tags !== undefined) return event.branches === undefined ? branchValue(event.tags, 'refs/tags/') : { kind: 'unknown', starts: 'refs/' };
  return event.branches === undefined ? { kind: 'unknown', starts: 'refs/' } : branchValue(event.branches, 'refs/heads/');
}

/** The branches (or tags) that a filter lets through; a filter with globs lets through any. */
function branchValue(names: readonly string[] | undefined, prefix: string): Value {
  if (names === undefined || names.some((name) => /[*?+[\]!]/.test(name))) return prefix === '' ? UNKNOWN : { kind: 'unknown', starts: prefix };
  return { kind: 'some', values: names.map((name) => prefix + name) };
}

function shortRef(ref: Value): Value {
  const short = (text: string) => text.replace(/^refs\/(?:heads|tags|pull)\//, '');
  if (ref.kind === 'literal') return literal(short(String(ref.value)));
  return ref.kind === 'some' ? { kind: 'some', values: ref.values.map(short) } : UNKNOWN;
}

function refType(ref: Value): Value {
  const starts = ref.kind === 'some' ? ref.values[0] : ref.kind === 'unknown' ? ref.starts : undefined;
  return starts?.startsWith('refs/tags/') ? literal('tag') : starts?.startsWith('refs/heads/') ? literal('branch') : UNKNOWN;
}

/** Which events carry a part of the payload; on all others it is null. */
const CARRIED_BY: Readonly<Record<string, readonly string[]>> = {
  pull_request: ['pull_request', 'pull_request_target', 'pull_request_review', 'pull_request_review_comment'],
  label: ['pull_request', 'pull_request_target', 'issues', 'discussion', 'label'],
  release: ['release'],
  workflow_run: ['workflow_run'],
  comment: ['issue_comment', 'commit_comment', 'discussion_comment', 'pull_request_review_comment'],
  review: ['pull_request_review'],
  issue: ['issues', 'issue_comment'],
  inputs: ['workflow_dispatch'],
  schedule: ['schedule'],
  client_payload: ['repository_dispatch'],
  deployment: ['deployment', 'deployment_status'],
  deployment_status: ['deployment_status'],
  head_commit: ['push'],
  merge_group: ['merge_group'],
};

function payloadValue(path: readonly string[], event: PipelineEvent, scope: Scope): Value {
  const part = path[0] ?? '';
  const carriers = Object.hasOwn(CARRIED_BY, part) ? CARRIED_BY[part] : undefined;
  if (carriers !== undefined && !carriers.includes(event.spelled)) return literal(null);
  if (part === 'inputs') return operandValue(path, scope);
  if (part === 'action') return actionValue(event);
  // Without these activity types the event never comes from a label, nor from the end of a pull request.
  if (part === 'label') return scope.labelled && (event.name !== 'pull_request' || event.types?.includes('labeled')) ? UNKNOWN : literal(null);
  if (part !== 'pull_request') return UNKNOWN;
  if (path[1] === 'labels' && !scope.labelled) return { kind: 'list', values: [] };
  if (path[1] === 'merged' && event.name === 'pull_request' && !event.types?.includes('closed')) return literal(false);
  return UNKNOWN;
}

function actionValue(event: PipelineEvent): Value {
  if (event.types !== undefined) return { kind: 'some', values: event.types };
  return event.name === 'pull_request' ? { kind: 'some', values: ['opened', 'synchronize', 'reopened'] } : UNKNOWN;
}
