/** Where walks begin: the pipelines of the repository with their events, and whether they run where they lie. */
import type { Pipeline, PipelineEvent } from '../domain/pipeline.ts';
import type { FileSignals } from '../domain/signals.ts';
import type { NamedPipeline } from './events.ts';
import { NO_EVENT } from './events.ts';
import { placeOf } from './judge.ts';
import { joined, includedPaths } from './joined.ts';
import { localAction, localWorkflow } from './local-paths.ts';
import { startedElsewhere } from './outside.ts';

export interface StartingPoint extends NamedPipeline {
  readonly event: PipelineEvent;
  /** Folder of the tree that the pipeline belongs to. */
  readonly base: string;
  /** Why it never runs where it lies. */
  readonly idle: readonly string[];
}

const WORKFLOWS = '.github/workflows/';

/** Sorted by path, events in the order written. Pipelines that others of the repository call begin nowhere of their own. */
export function startingPoints(files: readonly FileSignals[]): { starts: StartingPoint[]; live: NamedPipeline[]; pipelineAt(path: string): Pipeline | undefined } {
  const pipelines = new Map<string, FileSignals & { pipeline: Pipeline }>();
  for (const signals of files) if (signals.pipeline !== undefined && signals.file.firstParty) pipelines.set(signals.file.path, { ...signals, pipeline: signals.pipeline });
  const sorted = [...pipelines.values()].sort((a, b) => (a.file.path < b.file.path ? -1 : 1));
  const rawAt = (path: string) => pipelines.get(path)?.pipeline;
  const whole = new Map(sorted.map(({ file, pipeline }) => [file.path, joined(file.path, rawAt, baseOf(file.path, pipeline)) ?? pipeline]));
  const pipelineAt = (path: string) => whole.get(path);
  const called = calledPaths(sorted, pipelineAt);
  const outside = startedElsewhere(files);
  const starts = sorted.flatMap(({ file, pipeline: own }) => {
    const pipeline = whole.get(file.path) ?? own;
    const point = { path: file.path, pipeline, base: baseOf(file.path, own), idle: [...idleReasons(file, own), ...outside(file.path, own)] };
    return eventsOf(file.path, pipeline, called.has(file.path)).map((event) => ({ ...point, event }));
  });
  return { starts, live: sorted.filter(({ file, pipeline }) => isLive(file.path, pipeline)).map(({ file, pipeline }) => ({ path: file.path, pipeline })), pipelineAt };
}

/** Without callers a call is still shown as a way that nothing takes, unless there are other ways. */
function eventsOf(path: string, pipeline: Pipeline, isCalled: boolean): readonly PipelineEvent[] {
  // Of GitLab's files only the one of this name starts by itself; all others are included, or nothing.
  if (pipeline.system === 'gitlab' && !/(?:^|\/)\.gitlab-ci\.ya?ml$/.test(path)) return isCalled ? [] : [NO_EVENT];
  const own = pipeline.events.filter((event) => event.name !== 'call');
  if (own.length > 0 || isCalled) return own;
  return pipeline.events.length > 0 ? pipeline.events : [NO_EVENT];
}

function calledPaths(files: readonly { file: { path: string }; pipeline: Pipeline }[], pipelineAt: (path: string) => Pipeline | undefined): Set<string> {
  const called = new Set<string | undefined>();
  for (const { file, pipeline } of files) {
    const base = baseOf(file.path, pipeline);
    for (const path of includedPaths(file.path, pipelineAt, base)) called.add(path);
    for (const job of pipeline.jobs) {
      if (job.calls !== undefined) called.add(localWorkflow(base, job.calls.name));
      for (const step of job.steps) if (step.uses !== undefined) called.add(localAction(base, step.uses.name, pipelineAt));
    }
  }
  called.delete(undefined);
  return called as Set<string>;
}

/** A workflow in a nested tree names paths of that tree. */
function baseOf(path: string, pipeline: Pipeline): string {
  if (pipeline.system === 'github') return path.slice(0, path.lastIndexOf(WORKFLOWS)).replace(/\/$/, '');
  const fixed = FIXED.get(pipeline.system)?.exec(path)?.[0];
  return fixed === undefined ? '' : path.slice(0, path.length - fixed.length).replace(/\/$/, '');
}

/** Systems that look for a file of this name at the root, and nowhere else. */
const FIXED: ReadonlyMap<Pipeline['system'], RegExp> = new Map([
  ['gitlab', /(?:^|\/)\.gitlab-ci\.ya?ml$/],
  ['circleci', /(?:^|\/)\.circleci\/[^/]+$/],
  ['bitbucket', /(?:^|\/)bitbucket-pipelines\.ya?ml$/],
  ['buildkite', /(?:^|\/)\.?buildkite\/.+$/],
  ['travis', /(?:^|\/)\.travis\.ya?ml$/],
  ['drone', /(?:^|\/)\.drone\.ya?ml$/],
  ['woodpecker', /(?:^|\/)\.woodpecker(?:\.ya?ml|\/.+)$/],
]);

function isLive(path: string, pipeline: Pipeline): boolean {
  return pipeline.system === 'github' ? path.startsWith(WORKFLOWS) : !FIXED.has(pipeline.system) || baseOf(path, pipeline) === '';
}

function idleReasons(file: { path: string; role: string }, pipeline: Pipeline): string[] {
  const place = placeOf(file.path, 1);
  // Workflows at the root run whatever their role; elsewhere nothing runs them.
  if (!isLive(file.path, pipeline)) return [`only ${pipeline.system === 'github' ? 'workflows' : 'pipelines'} at the repository's root run: this one is ${file.role === 'template' ? 'part of a template' : 'in a nested tree'} (${place})`];
  return file.role === 'template' && pipeline.system !== 'github-action' ? [`it is part of a template (${place})`] : [];
}
