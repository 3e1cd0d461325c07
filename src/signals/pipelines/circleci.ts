/**
 * CircleCI. It builds every branch that is pushed and reports on the pull request of that branch, so a job counts for pull requests unless
 * a filter keeps it to named branches or to tags. A workflow that a pipeline parameter switches on (off by default) is started by a person.
 */
import type { Node } from 'yaml';
import type { Job, Pipeline, PipelineEvent } from '../../domain/pipeline.ts';
import type { Parameters } from './circleci-text.ts';
import { fill, filledArguments, parametersOf } from './circleci-text.ts';
import { conditionOf, orbName, readCircleSteps } from './circleci-steps.ts';
import { readMatrix } from './matrix.ts';
import type { PipelineSystem } from './system.ts';
import type { Entry, Tree } from './yaml-tree.ts';
import { entriesOf, entryOf, get, itemsOf, lineOf, readTree, textOf, textsOf } from './yaml-tree.ts';

const MOST_JOBS = 300;
const MOST_WORKFLOWS = 50;
const EVENTS: Readonly<Record<string, PipelineEvent['name']>> = { push: 'push', pull_request: 'pull_request', schedule: 'schedule', api: 'manual' };

export const circleci: PipelineSystem = {
  owns: (path) => /(?:^|\/)\.circleci\/[^/]+\.ya?ml$/.test(path),
  read(path, text) {
    const { tree, notes } = readTree(path, text, true);
    const pipeline = tree && readCircle(tree);
    if (pipeline !== undefined && pipeline.jobs.length > 0) return { pipeline, notes };
    return { notes: notes.length > 0 ? notes : [{ code: 'invalid-pipeline', path, line: 1, says: 'The pipeline has no jobs, so it runs nothing.' }] };
  },
};

function readCircle(tree: Tree): Pipeline | undefined {
  if (entriesOf(tree, tree.root).length === 0) return undefined;
  const parameters = pipelineParameters(tree);
  const workflows = entriesOf(tree, get(tree, tree.root, 'workflows')).filter(({ key, value }) => key !== 'version' && get(tree, value, 'jobs') !== undefined);
  const alone = workflows.length === 1;
  const read = workflows.slice(0, MOST_WORKFLOWS).map((workflow) => ({ line: workflow.line, jobs: readWorkflow(tree, workflow, alone, parameters) }));
  const only = entryOf(tree, get(tree, tree.root, 'jobs'), 'build');
  // Without workflows the one job `build` runs.
  const jobs = workflows.length > 0 || only === undefined ? read.flatMap((one) => one.jobs) : [definedJob(tree, only, { id: 'build', line: only.line, on: ['pull_request', 'push'] }, undefined, parameters)];
  return { system: 'circleci', events: eventsOf(jobs, read), env: [], jobs: jobs.slice(0, MOST_JOBS) };
}

/** Every event that some job is open to, at the line of the first workflow with such a job. */
function eventsOf(jobs: readonly Job[], workflows: readonly { line: number; jobs: readonly Job[] }[]): PipelineEvent[] {
  return Object.entries(EVENTS).flatMap(([spelled, name]) => {
    const line = workflows.find((workflow) => workflow.jobs.some((job) => job.on?.includes(spelled)))?.line;
    return line === undefined && !jobs.some((job) => job.on?.includes(spelled)) ? [] : [{ line: line ?? 1, name, spelled }];
  });
}

function pipelineParameters(tree: Tree): Map<string, string> {
  const known = parametersOf(tree, get(tree, tree.root, 'parameters'), undefined, new Map());
  return new Map([...known].map(([name, value]) => [`pipeline.${name}`, value]));
}

function readWorkflow(tree: Tree, { key, value }: Entry, alone: boolean, parameters: Parameters): Job[] {
  const prefix = alone ? '' : `${key}/`;
  const on = workflowEvents(tree, value, parameters);
  return itemsOf(tree, get(tree, value, 'jobs')).slice(0, MOST_JOBS).flatMap((item) => {
    const plain = textOf(tree, item);
    const entry = plain === undefined ? entriesOf(tree, item)[0] : { key: plain, line: lineOf(tree, item), value: undefined };
    return entry === undefined ? [] : [readJob(tree, entry, prefix, on, parameters)];
  });
}

/** `triggers` make it a schedule's alone; `when` and `unless` may keep it from pushes. */
function workflowEvents(tree: Tree, workflow: Node | undefined, parameters: Parameters): string[] {
  if (get(tree, workflow, 'triggers') !== undefined) return ['schedule'];
  const all = ['pull_request', 'push'];
  for (const kind of ['when', 'unless'] as const) {
    const node = get(tree, workflow, kind);
    const texts = JSON.stringify(namesIn(tree, node));
    if (kind === 'when' && /scheduled_pipeline|schedule\.name/.test(texts)) return ['schedule'];
    if (conditionOf(tree, kind, node, parameters) === 'false' || (kind === 'when' && switchedOff(tree, node, parameters))) return ['api'];
  }
  return all;
}

/** `and: [<< pipeline.parameters.x >>, …]` with a part that is off, or `equal: [nightly, << … >>]` with another value. */
function switchedOff(tree: Tree, node: Node | undefined, parameters: Parameters): boolean {
  const parts = itemsOf(tree, get(tree, node, 'and'));
  if (parts.some((part) => textOf(tree, part) !== undefined && conditionOf(tree, 'when', part, parameters) === 'false')) return true;
  return [node, ...parts].some((part) => {
    const equal = textsOf(tree, get(tree, part, 'equal')).map((text) => fill(text, parameters));
    return equal.length === 2 && !equal.some((text) => text.includes('<<')) && equal[0] !== equal[1];
  });
}

/** Texts of a condition, two levels down. */
function namesIn(tree: Tree, node: Node | undefined): string[] {
  return [node, ...entriesOf(tree, node).flatMap(({ value }) => [value, ...itemsOf(tree, value)])].flatMap((part) => [...textsOf(tree, part), ...entriesOf(tree, part).flatMap(({ value }) => textsOf(tree, value))]);
}

function readJob(tree: Tree, use: Entry, prefix: string, events: readonly string[], parameters: Parameters): Job {
  const { key, line, value } = use;
  const id = prefix + (textOf(tree, get(tree, value, 'name')) ?? key);
  const needs = itemsOf(tree, get(tree, value, 'requires')).map((item) => prefix + (textOf(tree, item) ?? entriesOf(tree, item)[0]?.key ?? ''));
  const frame = { id, line, needs, on: filtered(tree, get(tree, value, 'filters'), events) };
  if (textOf(tree, get(tree, value, 'type')) === 'approval') return { ...frame, approval: { line }, env: [], steps: [] };
  const definition = entryOf(tree, get(tree, tree.root, 'jobs'), key);
  if (definition !== undefined) return definedJob(tree, definition, frame, value, parameters);
  const inputs = filledArguments(tree, value, parameters).filter(({ name }) => !['requires', 'filters', 'context', 'name', 'matrix'].includes(name));
  return { ...frame, calls: { name: orbName(tree, key), line }, ...(inputs.length === 0 ? {} : { inputs }), env: [], steps: [] };
}

function definedJob(tree: Tree, { line, value }: Entry, frame: Pick<Job, 'id' | 'line' | 'on'> & { needs?: readonly string[] }, use: Node | undefined, outer: Parameters): Job {
  const parameters = parametersOf(tree, get(tree, value, 'parameters'), use, outer);
  const dimensions = get(tree, get(tree, use, 'matrix'), 'parameters');
  for (const { key } of entriesOf(tree, dimensions)) parameters.set(`parameters.${key}`, `\${{ matrix.${key} }}`);
  const matrix = readMatrix(tree, dimensions);
  const folder = textOf(tree, get(tree, value, 'working_directory'));
  const shell = textOf(tree, get(tree, value, 'shell'));
  const around = { parameters, ...(folder === undefined ? {} : { workingDirectory: folder }), ...(shell === undefined ? {} : { shell }) };
  const steps = ['pre-steps', undefined, 'post-steps'].flatMap((name) => readCircleSteps(tree, name === undefined ? get(tree, value, 'steps') : get(tree, use, name), around));
  return { ...frame, line, needs: frame.needs ?? [], ...(matrix === undefined ? {} : { matrix }), env: filledArguments(tree, get(tree, value, 'environment'), parameters), steps };
}

/** A job kept to named branches runs after the merge; one for tags alone, on releases. `ignore` keeps out only what it names. */
function filtered(tree: Tree, filters: Node | undefined, events: readonly string[]): string[] {
  const branches = get(tree, filters, 'branches');
  const only = textsOf(tree, get(tree, branches, 'only'));
  const ignored = textsOf(tree, get(tree, branches, 'ignore'));
  const isEvery = (name: string) => /^\/\^?\.\*\$?\/$/.test(name);
  const isNarrow = (only.length > 0 && !only.some(isEvery)) || ignored.some(isEvery);
  return isNarrow ? events.filter((event) => event !== 'pull_request') : [...events];
}
