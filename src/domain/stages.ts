/** The order of stages as `needs`, for systems in which a job waits for all jobs of earlier stages unless it names its own. */
import type { Job } from './pipeline.ts';

/** Jobs without a stage are left as they are; one in a stage that is not listed waits for nobody. */
export function withStages(jobs: readonly Job[], stages: readonly string[]): Job[] {
  const rank = new Map(stages.map((name, index) => [name, index]));
  // What only a person starts holds up nobody.
  const ranked = jobs.flatMap((job) => (job.stage === undefined || job.manual !== undefined ? [] : { id: job.id, at: rank.get(job.stage.name) ?? Number.POSITIVE_INFINITY }));
  const before = new Map<number, readonly string[]>();
  return jobs.map((job) => {
    if (job.stage === undefined || !job.stage.orders) return job;
    const own = rank.get(job.stage.name) ?? 0;
    const needs = before.get(own) ?? ranked.filter((other) => other.at < own).map((other) => other.id);
    before.set(own, needs);
    return { ...job, needs };
  });
}
