/** Where evidence stands in workflows: from path and line to the job. */
import type { Job, Pipeline } from '../domain/pipeline.ts';
import type { Finding } from '../domain/result.ts';
import type { Rule } from '../domain/rule.ts';

/** A piece of evidence in a workflow of GitHub's. */
export interface Place {
  readonly path: string;
  readonly pipeline: Pipeline;
  /** None for what stands outside of all jobs, such as an event. */
  readonly job?: Job;
}

type PipelineAt = (path: string) => Pipeline | undefined;

const WORKFLOWS = '.github/workflows/';

/** In order of the evidence, each job once. */
export function placesOf(finding: Finding, pipelineAt: PipelineAt): Place[] {
  const places = new Map<string, Place>();
  for (const { path, line } of finding.evidence) {
    const pipeline = workflowAt(path, pipelineAt);
    if (!pipeline) continue;
    const job = jobAt(pipeline, line ?? 1);
    const key = `${path}\0${job?.id ?? ''}`;
    if (!places.has(key)) places.set(key, { path, pipeline, ...(job && { job }) });
  }
  return [...places.values()];
}

/**
 * Whether something besides these places may carry the finding as far: a pipeline of another system, or a file of a rule that takes some
 * files for automated by themselves. Which piece of evidence carries it is not part of a finding.
 */
export function mayRestElsewhere(finding: Finding, rule: Rule, pipelineAt: PipelineAt): boolean {
  const filesCarry = rule.automated !== undefined || rule.enforced !== undefined || (rule.reach?.by.some((way) => way === 'platform' || way === 'app') ?? false);
  return finding.evidence.some(({ path }) => {
    if (workflowAt(path, pipelineAt)) return false;
    const system = pipelineAt(path)?.system;
    return filesCarry || (system !== undefined && system !== 'github' && system !== 'github-action');
  });
}

/** How a workflow is written in sentences. */
export function shortPath(path: string): string {
  return path.startsWith(WORKFLOWS) ? path.slice(WORKFLOWS.length) : path;
}

/** All jobs of its pipeline that a job waits for, directly or not. */
export function neededBy(pipeline: Pipeline, job: Job): Job[] {
  const byId = new Map(pipeline.jobs.map((one) => [one.id, one]));
  const found = new Set<Job>();
  const open = [...job.needs];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const needed = byId.get(id);
    if (!needed || found.has(needed)) continue;
    found.add(needed);
    open.push(...needed.needs);
  }
  return [...found];
}

/** Workflows in nested trees run nowhere. */
function workflowAt(path: string, pipelineAt: PipelineAt): Pipeline | undefined {
  const pipeline = path.startsWith(WORKFLOWS) ? pipelineAt(path) : undefined;
  return pipeline?.system === 'github' ? pipeline : undefined;
}

/** Jobs stand one after the other: a line belongs to the last one that begins before it. */
function jobAt(pipeline: Pipeline, line: number): Job | undefined {
  let found: Job | undefined;
  for (const job of pipeline.jobs) if (job.line <= line && (!found || job.line >= found.line)) found = job;
  return found;
}
