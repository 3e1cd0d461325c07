/** By which names a job's checks are known on GitHub. */
import { posix } from 'node:path';
import type { Job, Pipeline } from '../domain/pipeline.ts';

type PipelineAt = (path: string) => Pipeline | undefined;

/** A name with gaps, for what no file tells: the texts around the gaps. */
type Pattern = readonly string[];

/** Calls of calls: GitHub allows fewer. */
const DEEPEST_CALL = 8;
/** Jobs that calls of calls may lead to: workflows that call one another can multiply without end. */
const MOST_JOBS = 1_000;

interface Walk {
  readonly pipelineAt: PipelineAt;
  readonly checks: Pattern[][];
  room: number;
}

/**
 * The names that each check of a job may have: one check for an ordinary job, as many as the jobs of the workflow for one that calls it.
 * Undefined where there are too many to tell, or none.
 */
export function checksOf(job: Job, pipelineAt: PipelineAt): readonly Pattern[][] | undefined {
  const walk: Walk = { pipelineAt, checks: [], room: MOST_JOBS };
  collect(walk, job, [['']], 0);
  return walk.room > 0 && walk.checks.length > 0 ? walk.checks : undefined;
}

/** How the job's check is written in sentences: `evaluate`, `eval on …`, `checks / …`; by its id where the name is nothing but an expression. */
export function checkLabel(job: Job): string {
  const texts = nameOf(job);
  const name = texts.some((text) => /\w/.test(text)) ? texts.join('…') : job.id;
  return `${name}${job.calls ? ' / …' : ''}`;
}

export function isNamed(check: readonly Pattern[], names: readonly string[]): boolean {
  return check.some((pattern) => names.some((name) => fits(name, pattern)));
}

/** A called workflow's checks are `caller / job`; each of a matrix's has its values behind the name. */
function collect(walk: Walk, job: Job, before: readonly Pattern[], depth: number): void {
  if (walk.room-- <= 0) return;
  const own = nameOf(job);
  const names = before.flatMap((start) => [joined(start, own), joined(joined(start, own), [' (', ')'])]);
  if (!job.calls) {
    walk.checks.push(names);
    return;
  }
  const inside = names.map((name) => joined(name, [' / ']));
  const called = depth < DEEPEST_CALL && job.calls.name.startsWith('./') ? walk.pipelineAt(posix.join(job.calls.name)) : undefined;
  // The jobs of a workflow elsewhere are not known here.
  if (!called) walk.checks.push(inside.map((name) => joined(name, ['', ''])));
  else for (const one of called.jobs) collect(walk, one, inside, depth + 1);
}

/** Expressions leave gaps. */
function nameOf({ name, id }: Job): Pattern {
  const texts: string[] = [];
  let rest = name ?? id;
  for (;;) {
    const from = rest.indexOf('${{');
    const to = from < 0 ? -1 : rest.indexOf('}}', from);
    if (to < 0) return [...texts, rest];
    texts.push(rest.slice(0, from));
    rest = rest.slice(to + 2);
  }
}

function joined(first: Pattern, second: Pattern): Pattern {
  return [...first.slice(0, -1), `${first.at(-1) ?? ''}${second[0] ?? ''}`, ...second.slice(1)];
}

/** Each text in turn, as early as possible: linear in the name. */
function fits(name: string, [first = '', ...rest]: Pattern): boolean {
  const last = rest.pop();
  if (last === undefined) return name === first;
  if (!name.startsWith(first)) return false;
  let at = first.length;
  for (const text of rest) {
    const found = name.indexOf(text, at);
    if (found < 0) return false;
    at = found + text.length;
  }
  return name.endsWith(last) && at <= name.length - last.length;
}
