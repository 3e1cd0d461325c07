import type { Effect, Run } from '../../domain/reach.ts';
import { strongest } from '../../domain/strength.ts';
import type { Job, Pipeline } from '../../domain/pipeline.ts';
import { counts } from '../context.ts';
import type { Context } from '../context.ts';
import { cut, meets } from '../match.ts';
import { evaluateOperator } from './index.ts';
import type { Evaluate } from './index.ts';

/** What automation runs. The match stands at the pipeline's step and carries the run's own strength. */
export const step: Evaluate<'step'> = (spec, context) => {
  const argv = spec.argv && context.glob(spec.argv);
  const tools = spec.category && context.toolsOf(spec.category);
  return context.reach.runs
    .filter((run) => (!spec.effect || spec.effect.includes(run.effect)) && (!tools || (run.tool !== undefined && tools.has(run.tool))))
    .filter((run) => !argv || argv(run.argv.join(' ')))
    .filter((run) => !spec.environment || (run.environment !== undefined && context.pattern(spec.environment)(run.environment)))
    .filter((run) => !spec.condition || run.conditions.some(context.pattern(spec.condition)))
    .filter((run) => !spec.job || context.pattern(spec.job)(run.job))
    .filter((run) => startsOn(run, spec.on))
    .filter((run) => Object.entries(spec.inputs ?? {}).every(([name, condition]) => {
      const given = run.inputs.find((input) => context.glob(name)(input.name));
      return meets(context, condition, given?.value, given !== undefined);
    }))
    .map(ofRun);
};

/** The match that shows a run: where the pipeline starts it, and how far it carries. */
export function ofRun(run: Run) {
  const first = run.trail[0];
  const last = run.trail.at(-1)!;
  return {
    path: first.path, line: first.line, excerpt: cut(last.excerpt), strength: run.strength, lowered: run.lowered,
    says: `runs ${cut(run.argv.join(' '), 60)}${run.events.length ? ` on ${run.events.join(', ')}` : ''}`, ...(run.tool && { tool: run.tool }),
  };
}

/** Runs that exercise a file that `of` found; a run that only lints or installs exercises nothing. */
export const runs: Evaluate<'runs'> = (spec, context, scope) => {
  const found = new Set(evaluateOperator(spec.of, context, scope).map((match) => match.path));
  if (!found.size) return [];
  return context.reach.runs.filter((run) => startsOn(run, spec.on) && exercised(run, spec.effect, spec.direct).some((file) => found.has(file))).map(ofRun);
};

function startsOn(run: Run, events: readonly string[] | undefined): boolean {
  return !events || run.events.some((event) => events.includes(event));
}

/** Effects that read files without exercising them, so that a linter over a folder of evaluations raises no evaluation. */
const IDLE: ReadonlySet<Effect> = new Set(['lint', 'install', 'build', 'notify', 'other']);

/** Files that a run exercises: those of its command, where that has such an effect, and the scripts on the way to it, which run themselves. */
export function exercised(run: Run, effects: readonly Effect[] | undefined, direct = false): readonly string[] {
  const scripts = !effects || effects.includes('script') ? run.trail.slice(1).map((step) => step.path) : [];
  return (effects ? effects.includes(run.effect) : !IDLE.has(run.effect)) ? [...((direct && run.direct) || run.files), ...scripts] : scripts;
}

export const job: Evaluate<'job'> = (spec, context, scope) => {
  const matches = context.signals.flatMap(({ file, pipeline }) =>
    !pipeline || !counts(context, scope, file)
      ? []
      : pipeline.jobs.filter((one) => jobMeets(spec, context, pipeline, one)).map((one) => ({
          path: file.path, line: one.environment?.line ?? one.approval?.line ?? one.line, excerpt: cut(one.environment ? `environment: ${one.environment.name}` : (one.name ?? one.id)),
          says: one.environment ? `job ${one.id} deploys to ${cut(one.environment.name, 40)}` : `job ${one.id}`,
          strength: strongest(context.reach.runs.filter((run) => run.pipeline === file.path && run.job === one.id).map((run) => run.strength)),
          environment: one.environment?.name,
        })));
  return spec.environments && new Set(matches.map((match) => match.environment)).size < spec.environments ? [] : matches;
};

function jobMeets(spec: Parameters<typeof job>[0], context: Context, pipeline: Pipeline, one: Job): boolean {
  if ((spec.environment !== undefined || spec.environments) && !one.environment) return false;
  if (spec.environment !== undefined && !context.pattern(spec.environment)(one.environment!.name)) return false;
  if (spec.name !== undefined && !context.pattern(spec.name)(`${one.id} ${one.name ?? ''}`)) return false;
  if (spec.approval && !one.approval) return false;
  return !spec.after || waitsForAnother(pipeline, one);
}

/** Needs, directly or through others, a job of a different environment. */
function waitsForAnother(pipeline: Pipeline, one: Job): boolean {
  const byId = new Map(pipeline.jobs.map((job) => [job.id, job]));
  const seen = new Set<string>();
  const queue = [...one.needs];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    const needed = byId.get(id);
    if (!needed || seen.has(id)) continue;
    seen.add(id);
    if (one.environment && needed.environment && needed.environment.name !== one.environment.name) return true;
    queue.push(...needed.needs);
  }
  return false;
}
