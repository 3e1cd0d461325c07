/** Drone and Woodpecker. Both build every event of the repository, pull requests among them, unless `trigger` or `when` names some. */
import { isMap } from 'yaml';
import type { Node } from 'yaml';
import type { EventName, Job, Pipeline, PipelineEvent, Step } from '../../domain/pipeline.ts';
import { readArguments } from './arguments.ts';
import { commandSteps, readCommands } from './script-lists.ts';
import type { PipelineSystem } from './system.ts';
import type { Tree } from './yaml-tree.ts';
import { entriesOf, get, itemsOf, lineOf, readTrees, textOf, textsOf } from './yaml-tree.ts';

const NAMES: ReadonlyMap<string, EventName> = new Map([
  ['push', 'push'], ['tag', 'push'], ['pull_request', 'pull_request'], ['pull-request', 'pull_request'], ['cron', 'schedule'], ['promote', 'manual'], ['rollback', 'manual'], ['manual', 'manual'],
  ['custom', 'manual'], ['deployment', 'deployment'], ['release', 'release'],
]);
const USUAL = ['pull_request', 'push'];
const MOST_STEPS = 500;

export const drone: PipelineSystem = {
  owns: (path) => /(?:^|\/)\.drone\.ya?ml$/.test(path),
  read: (path, text) => read(path, text, 'drone'),
};

export const woodpecker: PipelineSystem = {
  owns: (path) => /(?:^|\/)\.woodpecker(?:\.ya?ml|\/[^/]+\.ya?ml)$/.test(path),
  read: (path, text) => read(path, text, 'woodpecker'),
};

function read(path: string, text: string, system: 'drone' | 'woodpecker'): ReturnType<PipelineSystem['read']> {
  const { trees, notes } = readTrees(path, text);
  const jobs = trees.filter((tree) => (textOf(tree, get(tree, tree.root, 'kind')) ?? 'pipeline') === 'pipeline').flatMap((tree, index) => readJobs(tree, index));
  if (jobs.length > 0) return { pipeline: { system, events: eventsOf(jobs), env: [], jobs } satisfies Pipeline, notes };
  return { notes: notes.length > 0 ? notes : [{ code: 'invalid-pipeline', path, line: 1, says: 'The pipeline has no steps, so it runs nothing.' }] };
}

function eventsOf(jobs: readonly Job[]): PipelineEvent[] {
  const line = (spelled: string) => jobs.find((job) => job.on?.includes(spelled))?.line ?? 1;
  const spelled = [...new Set(jobs.flatMap((job) => job.on ?? []))].sort();
  return spelled.map((one) => ({ line: line(one), name: NAMES.get(one) ?? 'other', spelled: one }));
}

/** One job per document and set of events: steps that are kept to other events than the rest are a job of their own. */
function readJobs(tree: Tree, index: number): Job[] {
  const name = textOf(tree, get(tree, tree.root, 'name')) ?? (index === 0 ? 'pipeline' : `pipeline${index + 1}`);
  const trigger = get(tree, tree.root, 'trigger') ?? get(tree, tree.root, 'when');
  const outer = eventsIn(tree, trigger, USUAL);
  const groups = new Map<string, { on: readonly string[]; steps: Step[]; line: number }>();
  for (const { node, name: stepName } of stepNodes(tree)) {
    const on = eventsIn(tree, get(tree, node, 'when'), outer).filter((event) => outer.includes(event));
    const key = on.join(' ');
    const group = groups.get(key) ?? { on, steps: [], line: lineOf(tree, node) };
    group.steps.push(...stepsOf(tree, node, stepName));
    groups.set(key, group);
  }
  const needs = textsOf(tree, get(tree, tree.root, 'depends_on'));
  const widest = [...groups.values()].sort((a, b) => b.on.length - a.on.length)[0];
  return [...groups.values()].map((group) => ({
    // Steps run one after the other: a narrower group comes within the run of the widest.
    id: group === widest ? name : `${name} ${group.on.join(' ') || 'never'}`,
    line: group.line,
    needs: group === widest || widest === undefined ? needs : [name],
    on: group.on,
    env: readArguments(tree, get(tree, tree.root, 'environment')),
    steps: group.steps,
  }));
}

/** A list of steps with names, or (Woodpecker) a map. */
function stepNodes(tree: Tree): { node: Node; name: string | undefined }[] {
  const steps = get(tree, tree.root, 'steps') ?? get(tree, tree.root, 'pipeline');
  if (isMap(steps)) return entriesOf(tree, steps).flatMap(({ key, value }) => (value === undefined ? [] : [{ node: value, name: key }])).slice(0, MOST_STEPS);
  return itemsOf(tree, steps).filter(isMap).map((node) => ({ node, name: textOf(tree, get(tree, node, 'name')) })).slice(0, MOST_STEPS);
}

/** `event: [push]`, `event: { include, exclude }`, or a list of alternatives; a branch alone keeps pull requests out only where they go elsewhere. */
function eventsIn(tree: Tree, when: Node | undefined, usual: readonly string[]): string[] {
  const found = itemsOf(tree, when).flatMap((one) => {
    const event = get(tree, one, 'event');
    if (event === undefined) return get(tree, one, 'cron') === undefined ? usual : ['cron'];
    const excluded = textsOf(tree, get(tree, event, 'exclude'));
    if (excluded.length > 0) return usual.filter((name) => !excluded.includes(name));
    return textsOf(tree, get(tree, event, 'include') ?? event);
  });
  return when === undefined ? [...usual] : [...new Set(found)];
}

function stepsOf(tree: Tree, node: Node, name: string | undefined): Step[] {
  const status = new Set(itemsOf(tree, get(tree, node, 'when')).flatMap((one) => textsOf(tree, get(tree, one, 'status'))));
  const condition = status.has('failure') ? (status.has('success') ? 'always()' : 'failure()') : undefined;
  const isSoft = textOf(tree, get(tree, node, 'failure')) === 'ignore';
  const rest = { ...(name === undefined ? {} : { name }), ...(condition === undefined ? {} : { condition }), ...(isSoft ? { continueOnError: true } : {}), env: readArguments(tree, get(tree, node, 'environment')) };
  const commands = readCommands(tree, get(tree, node, 'commands'));
  if (commands.length > 0) return commandSteps(commands, rest);
  // Without commands the image itself is the step.
  const image = get(tree, node, 'image');
  const used = textOf(tree, image);
  return used === undefined ? [] : [{ inputs: readArguments(tree, get(tree, node, 'settings')), ...rest, line: lineOf(tree, node), uses: { name: used, line: lineOf(tree, image) } }];
}
