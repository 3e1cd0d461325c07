/** Reach: what the repository's automation runs, how strongly, and through which files. */
import type { Catalogue } from '../domain/catalogue.ts';
import type { Links } from '../domain/links.ts';
import type { Reach, Run } from '../domain/reach.ts';
import type { FileSignals } from '../domain/signals.ts';
import type { Arrival } from './arrivals.ts';
import { arrivalFinder } from './arrivals.ts';
import { closureOf } from './closure.ts';
import { createWorld } from './commands/index.ts';
import { deployGates } from './deploy-gates.ts';
import { classOf } from './events.ts';
import { placeOf } from './judge.ts';
import { pathFilter } from './path-filters.ts';
import type { StartingPoint } from './starts.ts';
import { startingPoints } from './starts.ts';
import type { Way } from './strength.ts';
import { strengthOf } from './strength.ts';
import { walkPipeline } from './walk.ts';

/** Commands and actions that one repository's pipelines are followed to, over all events: a bound for hostile trees. */
const MOST_ARRIVALS = 100_000;

/**
 * Follows every pipeline from each of its events to the commands and actions it ends at. Runs come sorted by pipeline, in the order in
 * which its jobs and steps stand. Never throws on what the repository says.
 */
export function computeReach(signals: readonly FileSignals[], links: Pick<Links, 'imports' | 'importedBy' | 'loads' | 'byPath'>, catalogue: Catalogue): Reach {
  const arrivalsOf = arrivalFinder(createWorld(signals, catalogue));
  const { starts, live, pipelineAt } = startingPoints(signals);
  const found = new Map<string, Found>();
  const closures = new Map<string, readonly string[]>();
  let room = MOST_ARRIVALS;
  for (const start of starts) {
    const arrivals = walkPipeline({ ...start, pipelineAt }).flatMap(arrivalsOf).slice(0, room);
    room -= arrivals.length;
    const beforeDeploy = deployGates(arrivals);
    const worth = classOf(start.event, live);
    const leavesOut = pathFilter(start.event);
    for (const arrival of arrivals) {
      const files = closureOf(arrival.direct, arrival.effect, links, closures);
      add(found, start, arrival, files, wayOf(start, arrival, [...leftOut(start, leavesOut, files), ...filteredJobs(start, arrival, files)], { class: worth, beforeDeploy: beforeDeploy(arrival) }));
    }
  }
  return { runs: [...found.values()].map(runOf) };
}

/** One run in the making: the same command at the end of the same trail, with a way for each event. */
interface Found {
  readonly start: StartingPoint;
  readonly arrival: Arrival;
  readonly files: readonly string[];
  readonly ways: Way[];
}

function add(found: Map<string, Found>, start: StartingPoint, arrival: Arrival, files: readonly string[], way: Way): void {
  const { effect, argv, trail, leaf } = arrival;
  const key = JSON.stringify([start.path, leaf.jobs[0]?.job.id, effect, argv, trail.map((step) => [step.path, step.line])]);
  const known = found.get(key);
  if (known === undefined) found.set(key, { start, arrival, files, ways: [way] });
  else known.ways.push(way);
}

function wayOf(start: StartingPoint, { leaf, loses, effect }: Arrival, filtered: readonly string[], rest: Pick<Way, 'class' | 'beforeDeploy'>): Way {
  const { event } = start;
  // A deploy that a person lets through, with all that it waits for, is as automatic as one that needs nobody.
  const gated = rest.beforeDeploy || effect === 'deploy' || effect === 'publish' || effect === 'rollback';
  const held = leaf.holds.filter((hold) => hold.optional || !gated).map((hold) => hold.says);
  return { ...rest, event, place: placeOf(start.path, event.line), stops: [...leaf.stops, ...filtered], loses, held, idle: start.idle };
}

function leftOut({ path, event }: StartingPoint, leavesOut: (files: readonly string[]) => boolean, files: readonly string[]): string[] {
  return leavesOut(others(files, path)) ? [`the path filter of ${event.spelled} leaves out every file that it runs (${placeOf(path, event.line)})`] : [];
}

/** Path filters of jobs count where there is a change to look at. */
function filteredJobs({ path, event }: StartingPoint, { leaf }: Arrival, files: readonly string[]): string[] {
  if (event.name !== 'push' && event.name !== 'pull_request') return [];
  return leaf.jobs.flatMap(({ job }) => {
    if (job.paths === undefined || !pathFilter({ ...event, paths: job.paths })(others(files, path))) return [];
    return [`the path filter of the job leaves out every file that it runs (${placeOf(job.path ?? path, job.line)})`];
  });
}

/** A change to the workflow itself says nothing about the evidence. */
function others(files: readonly string[], workflow: string): readonly string[] {
  return files.includes(workflow) ? files.filter((file) => file !== workflow) : files;
}

function runOf({ start, arrival, files, ways }: Found): Run {
  const { leaf, effect, tool, argv, inputs, direct, trail, conditions } = arrival;
  return {
    effect,
    ...(tool === undefined ? {} : { tool }),
    argv,
    inputs,
    files,
    direct,
    trail,
    pipeline: start.path,
    job: leaf.jobs[0]?.job.id ?? '',
    ...(leaf.environment === undefined ? {} : { environment: leaf.environment }),
    ...strengthOf(ways),
    conditions,
  };
}
