/** What GitHub's settings and history say of findings. Files decide: the settings confirm a finding, or lower it one step. */
import type { Pipeline } from '../domain/pipeline.ts';
import type { Finding } from '../domain/result.ts';
import type { Rule } from '../domain/rule.ts';
import type { Settings, Verification } from '../domain/settings.ts';
import type { FileSignals } from '../domain/signals.ts';
import type { Strength } from '../domain/strength.ts';
import { rank, RUNGS } from '../domain/strength.ts';
import type { Answer, Question } from './answer.ts';
import { UNKNOWN } from './answer.ts';
import { codeOwnerReview } from './code-owners.ts';
import { environmentReviewers } from './environments.ts';
import { deployments, releases } from './history.ts';
import { mayRestElsewhere, placesOf } from './places.ts';
import { isStarted, recentRun } from './recent-run.ts';
import { requiredCheck } from './required-check.ts';

/** As many as a finding has from the start. */
const MOST_HINTS = 5;

const ANSWERS: Readonly<Record<Verification, (question: Question) => Answer>> = {
  'required-check': requiredCheck,
  'code-owner-review': codeOwnerReview,
  'environment-reviewers': environmentReviewers,
  'recent-run': recentRun,
  releases,
  deployments,
};

/**
 * The findings with what the settings say of them: `verified`, a strength that is lower by one step where they contradict it, and a hint
 * that says why. One thing is shown by settings alone and is raised by them: that code owners must approve. What was verified already,
 * is absent or does not apply stays as it is. `day`: today, as 2026-05-31.
 */
export function verify(findings: readonly Finding[], rules: readonly Rule[], settings: Settings, signals: readonly FileSignals[], day: string): Finding[] {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const pipelineAt = pipelinesIn(signals);
  const files = new Set(signals.map(({ file }) => file.path));
  const deploying = deployJobs(findings, byId, pipelineAt);
  return findings.map((finding) => {
    const rule = byId.get(finding.practice);
    if (!rule?.verify || finding.verified !== 'unknown' || rank(finding.strength) === 0) return finding;
    const places = placesOf(finding, pipelineAt);
    const question: Question = {
      finding, rule, settings, places, day, pipelineAt,
      mayRestElsewhere: mayRestElsewhere(finding, rule, pipelineAt),
      hasFile: (path) => files.has(path),
      deploys: (path, job) => deploying.has(`${path}\0${job}`),
    };
    return settle(finding, rule, new Map(rule.verify.map((one) => [one, ANSWERS[one](question)])));
  });
}

/** The workflows whose runs can confirm findings, those that most of them rest on first. */
export function workflowsBehind(findings: readonly Finding[], rules: readonly Rule[], signals: readonly FileSignals[]): string[] {
  const asking = new Set(rules.filter((rule) => rule.verify?.includes('recent-run')).map(({ id }) => id));
  const pipelineAt = pipelinesIn(signals);
  const counts = new Map<string, number>();
  for (const finding of findings) {
    if (!asking.has(finding.practice) || rank(finding.strength) < rank('automated')) continue;
    for (const path of new Set(placesOf(finding, pipelineAt).filter(isStarted).map((place) => place.path))) counts.set(path, (counts.get(path) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([path]) => path);
}

/** One contradiction is enough, and costs one step however many there are. */
function settle(finding: Finding, rule: Rule, answers: ReadonlyMap<Verification, Answer>): Finding {
  // What ran well of late need not have left releases or deployments on GitHub.
  const hasRun = answers.get('recent-run')?.verified === 'yes';
  const all = [...answers].map(([about, answer]) => (hasRun && (about === 'releases' || about === 'deployments') && answer.verified === 'no' ? UNKNOWN : answer));
  const against = all.flatMap((answer) => (answer.verified === 'no' ? [answer] : []));
  if (against.length > 0) {
    const hints = [...new Set([...against.map(({ says }) => says), ...finding.hints])].slice(0, MOST_HINTS);
    return { ...finding, verified: 'no', ...changedTo(against.some(({ lowers }) => lowers) ? oneLower(finding.strength) : finding.strength, finding), hints };
  }
  const forIt = all.flatMap((answer) => (answer.verified === 'yes' ? [answer] : []));
  if (forIt.length === 0) return finding;
  return forIt.some(({ raises }) => raises) ? { ...finding, verified: 'yes', ...changedTo(rule.max, finding), hints: [] } : { ...finding, verified: 'yes' };
}

function changedTo(strength: Strength, { strength: shown }: Finding): Pick<Finding, 'strength' | 'shown'> {
  return strength === shown ? { strength } : { strength, shown };
}

/** What is there stays there. */
function oneLower(strength: Strength): Strength {
  return rank(strength) > rank('present') ? (RUNGS[rank(strength) - 1] ?? strength) : strength;
}

function pipelinesIn(signals: readonly FileSignals[]): (path: string) => Pipeline | undefined {
  const pipelines = new Map(signals.flatMap(({ file, pipeline }) => (pipeline ? [[file.path, pipeline] as const] : [])));
  return (path) => pipelines.get(path);
}

/** Jobs that findings about deploying and releasing rest on, as `path\0id`. */
function deployJobs(findings: readonly Finding[], rules: ReadonlyMap<string, Rule>, pipelineAt: (path: string) => Pipeline | undefined): ReadonlySet<string> {
  const about = findings.filter(({ practice }) => rules.get(practice)?.verify?.some((one) => one === 'deployments' || one === 'releases'));
  return new Set(about.flatMap((finding) => placesOf(finding, pipelineAt)).flatMap(({ path, job }) => (job ? [`${path}\0${job.id}`] : [])));
}
