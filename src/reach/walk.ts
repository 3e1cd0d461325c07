/** Walks a pipeline from one event: through its jobs and steps, into local composite actions and reusable workflows. */
import { posix } from 'node:path';
import type { Job, Pipeline, PipelineEvent, Step } from '../domain/pipeline.ts';
import type { TrailStep } from '../domain/reach.ts';
import type { Argument } from '../domain/signals.ts';
import { fillTemplate } from './conditions.ts';
import type { Frame, Leaf, Walk } from './frame.ts';
import { combinations, fillArguments, givenInputs, openInputs, withVariables } from './inputs.ts';
import type { Judgement } from './judge.ts';
import { judgeJobs, judgeStep } from './judge.ts';
import { folderIn, localAction, localWorkflow } from './local-paths.ts';
import type { Scope } from './scope.ts';
import { ANY_STATUS } from './scope.ts';

/** Calls of calls: GitHub allows fewer. */
const DEEPEST_CALL = 8;
/** Jobs and steps that one event may lead to: pipelines that call one another can multiply without end. */
const MOST_VISITS = 10_000;
const LONGEST_EXCERPT = 160;

export interface Start {
  readonly path: string;
  readonly pipeline: Pipeline;
  readonly event: PipelineEvent;
  readonly base: string;
  pipelineAt(path: string): Pipeline | undefined;
}

/** Every step that the event could lead to, also those that something stops: `stops` says what. */
export function walkPipeline({ path, pipeline, event, base, pipelineAt }: Start): Leaf[] {
  const walk: Walk = { event, base, pipelineAt, leaves: [], room: MOST_VISITS };
  const scope = startingScope(event, event.inputs ?? pipeline.inputs ?? [], pipeline.inputs ?? []);
  const folder = base;
  visitJobs(walk, pipeline, { path, scope, trail: [], conditions: [], stops: [], loses: [], holds: [], jobs: [], guards: [], folder, active: [path] });
  return walk.leaves;
}

/** Who calls it from elsewhere brings an event of their own. On events that no person starts, inputs of an event are empty and those of the pipeline have their defaults. */
function startingScope(event: PipelineEvent, declared: readonly Argument[], defaults: readonly Argument[]): Scope {
  const isOpen = event.name === 'call' || event.name === 'manual';
  const inputs = isOpen ? openInputs(declared) : givenInputs(defaults, [], { env: new Map(), exports: '', status: ANY_STATUS, labelled: true }, false);
  return { ...(event.name === 'call' ? {} : { event }), inputs, env: new Map(), exports: '', status: ANY_STATUS, labelled: true };
}

function visitJobs(walk: Walk, pipeline: Pipeline, frame: Frame): void {
  const scope = withVariables(frame.scope, pipeline.env);
  const judged = judgeJobs(pipeline, scope, frame.path);
  for (const job of pipeline.jobs) {
    if (walk.room-- <= 0) return;
    visitJob(walk, pipeline, job, enterJob({ ...frame, scope }, pipeline, job, judged.get(job.id)));
  }
}

function enterJob(frame: Frame, pipeline: Pipeline, job: Job, judged: Judgement | undefined): Frame {
  const exports = job.steps.map((step) => step.run?.text ?? '').filter((text) => text.includes('GITHUB_ENV'));
  const matrix = job.matrix === undefined ? frame.scope.matrix : job.matrix;
  const scope: Scope = {
    ...withVariables(frame.scope, job.env),
    exports: [frame.scope.exports, ...exports].join('\n').toLowerCase(),
    ...(matrix === undefined ? {} : { matrix }),
  };
  return {
    ...frame,
    scope,
    conditions: added(frame.conditions, job.condition),
    stops: [...frame.stops, ...(judged?.stops ?? [])],
    loses: [...frame.loses, ...(judged?.loses ?? [])],
    holds: [...frame.holds, ...(judged?.holds ?? [])],
    ...(job.path === undefined ? {} : { path: job.path }),
    jobs: [...frame.jobs, { pipeline, job, scope: frame.scope }],
    ...(job.environment === undefined ? {} : { environment: fillTemplate(job.environment.name, scope) }),
  };
}

function visitJob(walk: Walk, pipeline: Pipeline, job: Job, frame: Frame): void {
  if (job.calls !== undefined) {
    for (const scope of combinations((job.inputs ?? []).map((input) => input.text), frame.scope)) callWorkflow(walk, job, job.calls, { ...frame, scope });
    return;
  }
  // A composite action's steps start where the repository was checked out, whatever the job around them says.
  const folder = pipeline.system === 'github-action' ? walk.base : folderIn(walk.base, fillTemplate(job.workingDirectory ?? '', frame.scope));
  visitSteps(walk, job.steps, { ...frame, folder });
}

function visitSteps(walk: Walk, steps: readonly Step[], frame: Frame): void {
  steps.forEach((step, index) => {
    const texts = [step.run?.text, step.workingDirectory, ...step.inputs.map((input) => input.text)];
    for (const scope of combinations(texts, frame.scope)) {
      if (walk.room-- <= 0) return;
      visitStep(walk, step, { ...frame, scope: withVariables(scope, step.env) }, isChecked(step, steps.slice(index + 1)));
    }
  });
}

function visitStep(walk: Walk, step: Step, outer: Frame, checked: boolean): void {
  const judged = judgeStep(step, outer.scope, outer.path, checked);
  const frame: Frame = {
    ...outer,
    conditions: added(outer.conditions, step.condition),
    stops: [...outer.stops, ...judged.stops],
    loses: [...outer.loses, ...judged.loses],
    guards: [...outer.guards, { condition: step.condition, scope: outer.scope }],
  };
  const leaf = { ...frame, event: walk.event, step };
  if (step.uses !== undefined) visitUse(walk, step, step.uses, leaf);
  if (step.run !== undefined) {
    const { text, line, shell } = step.run;
    const cwd = step.workingDirectory === undefined ? frame.folder : folderIn(walk.base, fillTemplate(step.workingDirectory, frame.scope));
    const command = { text: actionFolder(fillTemplate(text, frame.scope), frame.path, cwd), line, cwd, ...(shell === undefined ? {} : { shell }) };
    walk.leaves.push({ ...leaf, command, inputs: fillArguments(step.env, frame.scope) });
  }
}

function visitUse(walk: Walk, step: Step, uses: { name: string; line: number }, leaf: Omit<Leaf, 'inputs'>): void {
  const target = localAction(walk.base, uses.name, walk.pipelineAt);
  const action = target === undefined ? undefined : walk.pipelineAt(target);
  if (target === undefined || action === undefined) {
    walk.leaves.push({ ...leaf, action: uses, inputs: fillArguments(step.inputs, leaf.scope) });
    return;
  }
  if (leaf.active.includes(target) || leaf.active.length >= DEEPEST_CALL) return;
  const inputs = givenInputs(action.inputs ?? [], step.inputs, leaf.scope, true);
  const job = action.jobs[0];
  if (job === undefined) return;
  visitSteps(walk, job.steps, {
    ...leaf,
    path: target,
    scope: { ...leaf.scope, inputs, exports: job.steps.reduce((text, one) => text + (one.run?.text.toLowerCase() ?? ''), leaf.scope.exports) },
    trail: [...leaf.trail, usesStep(leaf.path, uses)],
    folder: walk.base,
    active: [...leaf.active, target],
  });
}

function callWorkflow(walk: Walk, job: Job, calls: { name: string; line: number }, frame: Frame): void {
  const target = localWorkflow(walk.base, calls.name);
  const called = target === undefined ? undefined : walk.pipelineAt(target);
  if (target === undefined || called === undefined) {
    walk.leaves.push({ ...frame, event: walk.event, action: calls, inputs: fillArguments(job.inputs ?? [], frame.scope) });
    return;
  }
  if (frame.active.includes(target) || frame.active.length >= DEEPEST_CALL) return;
  const declared = called.events.find((event) => event.name === 'call')?.inputs ?? [];
  const { matrix: _, ...scope } = frame.scope;
  visitJobs(walk, called, {
    ...frame,
    path: target,
    scope: { ...scope, ...inherited(called, scope), exports: '', inputs: givenInputs(declared, job.inputs ?? [], frame.scope, false) },
    trail: [...frame.trail, usesStep(frame.path, calls)],
    active: [...frame.active, target],
  });
}

/** Variables of the caller do not reach a called workflow, only inputs do; a template of Azure's becomes part of the pipeline. */
function inherited({ system }: Pipeline, { env, event }: Scope): Pick<Scope, 'env' | 'event'> {
  if (system === 'azure') return { env };
  // A child pipeline of GitLab's knows nothing of the event that started its parent.
  return { env: new Map(), ...(system === 'gitlab' && event !== undefined ? { event: { ...event, spelled: 'parent_pipeline' } } : {}) };
}

export function usesStep(path: string, uses: { name: string; line: number }): TrailStep {
  return { path, line: uses.line, excerpt: `uses: ${uses.name}`.slice(0, LONGEST_EXCERPT) };
}

function added(conditions: readonly string[], condition: string | undefined): readonly string[] {
  return condition === undefined ? conditions : [...conditions, condition];
}

/** Its failure is only put off: a later step looks at how it ended and fails for it. */
function isChecked(step: Step, later: readonly Step[]): boolean {
  if (step.continueOnError === undefined || step.id === undefined) return false;
  const outcome = `steps.${step.id}.outcome`;
  return later.some((one) => one.run !== undefined && /\bexit\s+[1-9]/.test(one.run.text) && `${one.condition ?? ''}\n${one.run.text}`.includes(outcome));
}

/** `${{ github.action_path }}` is the folder of the action's own file. */
function actionFolder(text: string, path: string, cwd: string): string {
  if (!text.includes('action_path') && !text.includes('GITHUB_ACTION_PATH')) return text;
  const folder = posix.relative(cwd, posix.dirname(path)) || '.';
  return text.replace(/\$\{\{\s{0,9}github\.action_path\s{0,9}\}\}|\$\{GITHUB_ACTION_PATH\}|\$GITHUB_ACTION_PATH\b/g, folder);
}
