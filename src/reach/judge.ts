/** What one job or step does to an event that comes to it: keeps it out, or loses a failure. In sentences, each with its place. */
import type { Job, Pipeline, PipelineEvent, Step } from '../domain/pipeline.ts';
import type { Hold } from './frame.ts';
import { holds, isNever, templateTruth } from './conditions.ts';
import type { Scope } from './scope.ts';
import { ANY_STATUS, SKIPPED, WELL } from './scope.ts';

export interface Judgement {
  /** Why the event does not get there. */
  readonly stops: readonly string[];
  /** Why a failure there stops nothing. */
  readonly loses: readonly string[];
  /** Why a person must act before it runs. */
  readonly holds: readonly Hold[];
  /** It runs only when something else failed, or when a label asks for it. */
  readonly rare: boolean;
}

/** How a place is written in sentences: `eval.yml:31`, or the whole path for files that have no folder of their own. */
export function placeOf(path: string, line: number): string {
  return `${path.startsWith('.github/workflows/') ? path.slice('.github/workflows/'.length) : path}:${line}`;
}

/** A step, where `checked` tells that a later step fails for it. */
export function judgeStep(step: Step, scope: Scope, path: string, checked: boolean): Judgement {
  const place = placeOf(path, step.line);
  const judged = judgeCondition(step.condition, scope, scope, place);
  const swallowed = !checked && switchedOn(step.continueOnError, scope);
  return swallowed ? { ...judged, loses: [...judged.loses, `the step has continue-on-error (${place})`] } : judged;
}

/** Systems in which a job that waits for one that is left out is left out, too; in all others it waits only for those that there are. */
const STRICT: ReadonlySet<Pipeline['system']> = new Set(['github', 'azure', 'circleci']);

/** All jobs of a pipeline by id. */
export function judgeJobs(pipeline: Pipeline, scope: Scope, path: string): Map<string, Judgement> {
  const jobs = new Map(pipeline.jobs.map((job) => [job.id, job]));
  const judged = new Map<string, Judgement>();
  const judge = (job: Job): Judgement => {
    const known = judged.get(job.id);
    if (known !== undefined) return known;
    // Stands while its own needs are judged, so that a circle of needs ends.
    judged.set(job.id, { stops: [], loses: [], holds: [], rare: false });
    const all = job.needs.flatMap((id) => jobs.get(id) ?? []).map((need) => ({ id: need.id, ...judge(need) }));
    const needs = STRICT.has(pipeline.system) ? all : all.filter((need) => need.stops.length === 0);
    const result = judgeJob(job, job.on ?? pipeline.on, needs, scope, job.path ?? path);
    judged.set(job.id, result);
    return result;
  };
  for (const job of pipeline.jobs) judge(job);
  return judged;
}

function judgeJob(job: Job, on: readonly string[] | undefined, needs: readonly (Judgement & { id: string })[], scope: Scope, path: string): Judgement {
  const place = placeOf(path, job.line);
  const comes = on === undefined || scope.event === undefined || on.includes(scope.event.spelled);
  if (!comes) return { stops: [`the job does not run on ${spelled(scope.event)} (${place})`], loses: [], holds: [], rare: false };
  const absent = needs.find((need) => need.stops.length > 0);
  const skipped = absent === undefined ? scope : { ...scope, status: SKIPPED };
  if (absent !== undefined && holds(job.condition, skipped) === false && holds(job.condition, scope) !== false) {
    return { stops: [`it needs the job \`${absent.id}\`, which ${spelled(scope.event)} does not reach (${place})`, ...absent.stops], loses: [], holds: [], rare: false };
  }
  const rare = needs.some((need) => need.rare);
  const judged = { ...judgeCondition(job.condition, skipped, rare ? { ...scope, status: SKIPPED } : scope, place), holds: [...holdsOf(job, path), ...needs.flatMap((need) => need.holds)] };
  const swallowed = switchedOn(job.continueOnError, scope);
  return swallowed ? { ...judged, loses: [...judged.loses, `the job has continue-on-error (${place})`] } : judged;
}

function holdsOf(job: Job, path: string): Hold[] {
  if (job.manual !== undefined) return [{ says: `only a person starts the job (${placeOf(path, job.manual.line)})`, optional: true }];
  return job.approval === undefined ? [] : [{ says: `it waits for a person's approval (${placeOf(path, job.approval.line)})`, optional: false }];
}

/** `possible` is the scope in which it may run at all, `ordinary` the one of an uneventful day. */
function judgeCondition(condition: string | undefined, possible: Scope, ordinary: Scope, place: string): Judgement {
  if (holds(condition, possible) === false) return { stops: [kept(condition, possible.event, place)], loses: [], holds: [], rare: false };
  const usual = ordinary.status === ANY_STATUS ? { ...ordinary, status: WELL } : ordinary;
  if (holds(condition, { ...usual, labelled: false }) !== false) return { stops: [], loses: [], holds: [], rare: false };
  const why = condition === undefined || holds(condition, usual) === false ? 'only when something else did not go well' : 'only where a label asks for it';
  return { stops: [], loses: [`${condition === undefined ? 'its jobs let' : `\`if: ${short(condition)}\` lets`} it run ${why} (${place})`], holds: [], rare: true };
}

function kept(condition: string | undefined, event: PipelineEvent | undefined, place: string): string {
  if (condition === undefined || isNever(condition)) return `\`if: ${short(condition ?? 'false')}\` switches it off (${place})`;
  return `\`if: ${short(condition)}\` keeps ${spelled(event)} from it (${place})`;
}

function short(condition: string): string {
  const line = condition.replace(/\s+/g, ' ');
  return line.length > 100 ? `${line.slice(0, 99)}…` : line;
}

function spelled(event: PipelineEvent | undefined): string {
  return event === undefined ? 'its caller' : event.spelled;
}

function switchedOn(flag: boolean | string | undefined, scope: Scope): boolean {
  return typeof flag === 'string' ? templateTruth(flag, scope) === true : flag === true;
}
