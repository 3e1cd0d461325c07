/** Whether somebody or something guards the environments that are deployed to. */
import type { Job, Pipeline } from '../domain/pipeline.ts';
import type { EnvironmentSetting } from '../domain/settings.ts';
import { rank } from '../domain/strength.ts';
import type { Answer, Question } from './answer.ts';
import { UNKNOWN, YES } from './answer.ts';
import type { Place } from './places.ts';
import { neededBy, shortPath } from './places.ts';

export function environmentReviewers({ finding, settings, places, mayRestElsewhere }: Question): Answer {
  const jobs = places.flatMap(({ path, pipeline, job }) => (job?.environment ? [{ path, pipeline, job }] : []));
  if (rank(finding.strength) < rank('automated') || jobs.length === 0) return UNKNOWN;
  const names = environmentsOf(places);
  const isNamed = (name: string): boolean => names?.has(name.toLowerCase()) ?? false;
  if (settings.environments?.some((one) => isNamed(one.name) && isGuarded(one))) return YES;
  // Where one environment waits for another, that they are deployed to shows that it works.
  if (jobs.some(({ pipeline, job }) => waitsForAnother(pipeline, job))) return settings.deployments?.some((one) => isNamed(one.environment)) ? YES : UNKNOWN;
  if (finding.strength !== 'enforced' || !settings.environments || !names || mayRestElsewhere) return UNKNOWN;
  const [{ path, job }] = jobs as [(typeof jobs)[number]];
  return { verified: 'no', says: `nothing guards the environments of its jobs: ${[...names].sort().join(', ')} (${shortPath(path)}:${job.environment?.line ?? job.line})`, lowers: true };
}

/** Names in lower case, as GitHub compares them; undefined where an expression names one that no file tells. */
export function environmentsOf(places: readonly Place[]): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  for (const { job } of places) {
    if (!job?.environment) continue;
    const spelled = namesOf(job, job.environment.name);
    if (!spelled) return undefined;
    for (const name of spelled) names.add(name.toLowerCase());
  }
  return names;
}

function namesOf(job: Job, name: string): readonly string[] | undefined {
  if (!name.includes('${{')) return [name];
  const dimension = /^\$\{\{\s{0,9}matrix\.([\w.-]{1,100})\s{0,9}\}\}$/.exec(name.trim())?.[1];
  return dimension === undefined ? undefined : job.matrix?.[dimension];
}

function isGuarded({ reviewers, waitMinutes, branchPolicy, otherRules }: EnvironmentSetting): boolean {
  return reviewers > 0 || waitMinutes > 0 || branchPolicy || otherRules > 0;
}

function waitsForAnother(pipeline: Pipeline, job: Job): boolean {
  return neededBy(pipeline, job).some(({ environment }) => environment !== undefined && environment.name !== job.environment?.name);
}
