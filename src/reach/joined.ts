/** Pipelines of several files (GitLab's `include`): the jobs of included files become jobs of the file that includes them. */
import type { Job, Pipeline, PipelineEvent } from '../domain/pipeline.ts';
import { withStages } from '../domain/stages.ts';
import { localWorkflow } from './local-paths.ts';

/** GitLab allows 150 files. */
const MOST_FILES = 150;
const MOST_JOBS = 2_000;
const DEEPEST_EXTENDS = 11;

type PipelineAt = (path: string) => Pipeline | undefined;

/** The files that a pipeline includes, directly or not, in the order in which they are read. */
export function includedPaths(path: string, pipelineAt: PipelineAt, base = ''): string[] {
  const found = new Set<string>();
  const visit = (at: string): void => {
    for (const { name } of pipelineAt(at)?.includes ?? []) {
      const target = localWorkflow(base, name);
      if (target === undefined || target === path || found.has(target) || found.size >= MOST_FILES || pipelineAt(target) === undefined) continue;
      found.add(target);
      visit(target);
    }
  };
  visit(path);
  return [...found];
}

/** The pipeline with all that it includes; itself when it includes nothing. What a file says itself counts before what it includes. */
export function joined(path: string, pipelineAt: PipelineAt, base = ''): Pipeline | undefined {
  const own = pipelineAt(path);
  const paths = own?.includes === undefined ? [] : includedPaths(path, pipelineAt, base);
  if (own === undefined || paths.length === 0) return own;
  const parts = paths.flatMap((at) => (pipelineAt(at) === undefined ? [] : [{ path: at, pipeline: pipelineAt(at) as Pipeline }]));
  const placed = (jobs: readonly Job[] | undefined, at: string): Job[] => (jobs ?? []).map((job) => ({ ...job, path: at }));
  const templates = byId([...parts.flatMap((part) => placed(part.pipeline.templates, part.path)), ...placed(own.templates, path)]);
  const jobs = byId([...parts.flatMap((part) => placed(part.pipeline.jobs, part.path)), ...placed(own.jobs, path)]);
  const known = new Map([...templates, ...jobs]);
  const extended = [...jobs.values()].slice(0, MOST_JOBS).map((job) => extend(job, known));
  return {
    ...own,
    // With rules for the whole pipeline in the including file, these alone say which pipelines there are.
    events: own.on === undefined ? own.events : joinedEvents([own, ...parts.map((part) => part.pipeline)]),
    env: [...parts.flatMap((part) => part.pipeline.env), ...own.env],
    jobs: withStages(extended, own.stages ?? []),
  };
}

function byId(jobs: readonly Job[]): Map<string, Job> {
  return new Map(jobs.map((job) => [job.id, job]));
}

function joinedEvents(pipelines: readonly Pipeline[]): readonly PipelineEvent[] {
  const events = new Map<string, PipelineEvent>();
  for (const event of pipelines.flatMap((pipeline) => pipeline.events)) if (!events.has(event.spelled)) events.set(event.spelled, event);
  return [...events.values()];
}

/** What the job does not say itself comes from its templates: of several the last counts most, and a template before its own. */
function extend(job: Job, known: ReadonlyMap<string, Job>): Job {
  if (job.extends === undefined) return job;
  const templates: Job[] = [];
  collect(job, known, new Set([job.id]), templates, 0);
  const all = [job, ...templates];
  const { extends: _extends, ...merged } = Object.assign({}, ...all.toReversed(), { id: job.id }) as Job;
  // The steps stand in the template's file, and are shown there.
  const source = all.find((one) => one.steps.length > 0 || one.calls !== undefined) ?? job;
  const stage = all.find((one) => one.stage !== undefined && one.stage.name !== 'test')?.stage ?? job.stage;
  return {
    ...merged,
    line: source.line,
    ...(source.path === undefined ? {} : { path: source.path }),
    steps: source.steps,
    needs: all.find((one) => one.needs.length > 0)?.needs ?? [],
    ...(stage === undefined ? {} : { stage: { ...stage, orders: all.every((one) => one.stage?.orders !== false) } }),
    env: all.toReversed().flatMap((one) => one.env),
  };
}

/** Each template once: asked again, it would add nothing. */
function collect(job: Job, known: ReadonlyMap<string, Job>, seen: Set<string>, found: Job[], depth: number): void {
  for (const name of (job.extends ?? []).toReversed()) {
    const template = known.get(name);
    if (template === undefined || seen.has(name) || depth > DEEPEST_EXTENDS) continue;
    seen.add(name);
    found.push(template);
    collect(template, known, seen, found, depth + 1);
  }
}
