/** Whether the branch asks for the check of the job that is said to stop a merge. */
import type { Job, Pipeline } from '../domain/pipeline.ts';
import type { Answer, Question } from './answer.ts';
import { UNKNOWN, YES } from './answer.ts';
import { checkLabel, checksOf, isNamed } from './check-names.ts';
import type { Place } from './places.ts';
import { neededBy, shortPath } from './places.ts';

interface Gate extends Place {
  readonly job: Job;
}

type Standing = 'required' | 'not' | 'unclear';

export function requiredCheck(question: Question): Answer {
  const { finding, settings, places, mayRestElsewhere } = question;
  const checks = settings.requiredChecks;
  const gates = places.filter((place): place is Gate => place.job !== undefined && place.pipeline.events.some(stopsMerges));
  if (finding.strength !== 'enforced' || !checks || gates.length === 0) return UNKNOWN;
  const standings = gates.map((gate) => standingOf(gate, checks.names, question));
  if (standings.includes('required')) return YES;
  // What also keeps a deploy from happening is enforced whatever a merge asks for.
  const isCertain = checks.complete && !mayRestElsewhere && standings.every((one) => one === 'not') && !places.some((place) => holdsDeploy(place, question));
  return isCertain ? { verified: 'no', says: sentence(gates[0]!, checks.names, question), lowers: true } : UNKNOWN;
}

function stopsMerges({ name, types }: Pipeline['events'][number]): boolean {
  return name === 'merge_group' || (name === 'pull_request' && !types?.every((type) => type === 'closed'));
}

function standingOf(gate: Gate, names: readonly string[], { settings, pipelineAt }: Question): Standing {
  const own = checksOf(gate.job, pipelineAt)?.map((check) => isNamed(check, names));
  if (own?.every(Boolean)) return 'required';
  if (summaries(gate).some((job) => isRequired(job, names, pipelineAt) && looksAtNeeds(job))) return 'required';
  // A workflow that calls others: which of its jobs the evidence comes from is not known. A required workflow may be another repository's.
  return !own || own.some(Boolean) || settings.requiredWorkflows?.includes(gate.path) ? 'unclear' : 'not';
}

function sentence(gate: Gate, names: readonly string[], { settings, pipelineAt }: Question): string {
  const place = `${shortPath(gate.path)}:${gate.job.line}`;
  const skipped = summaries(gate).find((job) => isRequired(job, names, pipelineAt));
  const but = skipped ? `; "${checkLabel(skipped)}" is, but is skipped when it fails, which counts as passed` : '';
  return `the check "${checkLabel(gate.job)}" is not required on ${settings.branch}${but} (${place})`;
}

function isRequired(job: Job, names: readonly string[], pipelineAt: Question['pipelineAt']): boolean {
  return checksOf(job, pipelineAt)?.some((check) => isNamed(check, names)) ?? false;
}

/** Jobs that wait for this one, directly or not: one of them often stands for all in the branch's rules. */
function summaries({ pipeline, job }: Gate): Job[] {
  return pipeline.jobs.filter((other) => other !== job && neededBy(pipeline, other).includes(job));
}

/** It runs also where a job before it failed, and asks how that ended. A job that is left out for it would count as passed. */
function looksAtNeeds(job: Job): boolean {
  if (!/\b(?:always|failure|cancelled)\s{0,9}\(/.test(job.condition ?? '')) return false;
  const texts = job.steps.flatMap(({ run, condition, inputs, env }) => [run?.text, condition, ...[...inputs, ...env].map(({ text, value }) => text ?? String(value ?? ''))]);
  return texts.some((text) => text !== undefined && /\bneeds\b/.test(text));
}

/** The job deploys, or one that deploys waits for it. */
function holdsDeploy({ path, pipeline, job }: Place, question: Question): boolean {
  if (!job) return false;
  return pipeline.jobs.some((other) => (other === job || neededBy(pipeline, other).includes(job)) && (other.environment !== undefined || question.deploys(path, other.id)));
}
