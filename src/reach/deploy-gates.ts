/** Whether a deploy or publish waits for a run, so that its failure keeps the deploy from happening. */
import type { Pipeline } from '../domain/pipeline.ts';
import type { Arrival } from './arrivals.ts';
import { holds } from './conditions.ts';
import type { JobSite } from './frame.ts';
import { FAILED } from './scope.ts';

/** Deploys of one job, and jobs with deploys, that are looked at. */
const MOST_DEPLOYS = 200;

/** Answers for the arrivals of one event, which the deploys are taken from. */
export function deployGates(arrivals: readonly Arrival[]): (arrival: Arrival) => boolean {
  const position = new Map(arrivals.map((arrival, at) => [arrival, at]));
  const byJob = new Map<JobSite, Arrival[]>();
  for (const arrival of arrivals) {
    const site = arrival.leaf.jobs.at(-1);
    if (site === undefined || arrival.leaf.stops.length > 0 || (arrival.effect !== 'deploy' && arrival.effect !== 'publish')) continue;
    byJob.set(site, [...(byJob.get(site) ?? []), arrival].slice(-MOST_DEPLOYS));
  }
  const groups = [...byJob.values()].slice(0, MOST_DEPLOYS);
  const waits = new Map<JobSite, boolean>();
  return (arrival) => {
    const site = arrival.leaf.jobs.at(-1);
    if (site === undefined) return false;
    if (byJob.get(site)?.some((deploy) => (position.get(deploy) ?? 0) > (position.get(arrival) ?? 0) && stopsWith(deploy, arrival))) return true;
    const before = waits.get(site);
    if (before !== undefined) return before;
    const answer = groups.some(([deploy]) => deploy !== undefined && waitsFor(deploy.leaf.jobs, arrival.leaf.jobs));
    waits.set(site, answer);
    return answer;
  };
}

/** Of a later command of the same job: whether it does not run after a failure. */
function stopsWith(deploy: Arrival, arrival: Arrival): boolean {
  // The shell of a step stops at the first command that fails.
  if (deploy.leaf === arrival.leaf) return true;
  // Steps around both (they are in one composite action) began before the failure.
  const own = deploy.leaf.guards.filter((guard) => !arrival.leaf.guards.includes(guard));
  return own.some(({ condition, scope }) => holds(condition, { ...scope, status: FAILED }) === false);
}

/** Where the ways to both part, the deploy's job needs the other's, directly or not, and does not run when that fails. */
function waitsFor(deploy: readonly JobSite[], other: readonly JobSite[]): boolean {
  const parting = deploy.findIndex((site, level) => site.job !== other[level]?.job);
  const mine = deploy[parting];
  const its = other[parting];
  if (mine === undefined || its === undefined || !needsOf(mine.pipeline).get(mine.job.id)?.has(its.job.id)) return false;
  const failed = new Set([its.job.id, ...[...needsOf(mine.pipeline)].filter(([, needs]) => needs.has(its.job.id)).map(([id]) => id)]);
  return holds(mine.job.condition, { ...mine.scope, status: FAILED, failed }) === false;
}

const known = new WeakMap<Pipeline, ReadonlyMap<string, ReadonlySet<string>>>();

/** Job → all jobs that it waits for, directly or not. Computed once a pipeline. */
function needsOf(pipeline: Pipeline): ReadonlyMap<string, ReadonlySet<string>> {
  const before = known.get(pipeline);
  if (before !== undefined) return before;
  const direct = new Map(pipeline.jobs.map((job) => [job.id, job.needs]));
  const needs = new Map(pipeline.jobs.map((job) => [job.id, allNeeds(job.id, direct)]));
  known.set(pipeline, needs);
  return needs;
}

function allNeeds(id: string, direct: ReadonlyMap<string, readonly string[]>): Set<string> {
  const found = new Set<string>();
  const open = [...(direct.get(id) ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    open.push(...(direct.get(next) ?? []));
  }
  return found;
}
