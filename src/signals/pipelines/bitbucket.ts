/** Bitbucket Pipelines: `default` and `branches` come with pushes, `pull-requests` with pull requests, `custom` is started by a person (or a schedule set elsewhere). */
import { isMap, isSeq } from 'yaml';
import type { Node } from 'yaml';
import type { EventName, Job, Pipeline, PipelineEvent, Step } from '../../domain/pipeline.ts';
import { readArguments } from './arguments.ts';
import { commandSteps, readCommands } from './script-lists.ts';
import type { PipelineSystem } from './system.ts';
import type { Tree } from './yaml-tree.ts';
import { entriesOf, entryOf, get, itemsOf, lineOf, readTree, textOf, textsOf } from './yaml-tree.ts';

const KINDS: readonly (readonly [key: string, name: EventName])[] = [
  ['default', 'push'], ['branches', 'push'], ['tags', 'push'], ['bookmarks', 'push'], ['pull-requests', 'pull_request'], ['custom', 'manual'],
];
const MOST_JOBS = 300;

export const bitbucket: PipelineSystem = {
  owns: (path) => /(?:^|\/)bitbucket-pipelines\.ya?ml$/.test(path),
  read(path, text) {
    const { tree, notes } = readTree(path, text, true);
    const pipeline = tree && readBitbucket(tree);
    if (pipeline !== undefined && pipeline.jobs.length > 0) return { pipeline, notes };
    return { notes: notes.length > 0 ? notes : [{ code: 'invalid-pipeline', path, line: 1, says: 'The pipeline has no steps, so it runs nothing.' }] };
  },
};

function readBitbucket(tree: Tree): Pipeline {
  const pipelines = get(tree, tree.root, 'pipelines');
  const events: PipelineEvent[] = [];
  const jobs: Job[] = [];
  for (const [key, name] of KINDS) {
    const entry = entryOf(tree, pipelines, key);
    if (entry === undefined) continue;
    events.push({ line: entry.line, name, spelled: key });
    if (key === 'default') jobs.push(...readChain(tree, entry.value, key, key));
    else for (const { key: pattern, value } of entriesOf(tree, entry.value)) if (jobs.length < MOST_JOBS) jobs.push(...readChain(tree, value, `${key} ${pattern}`, key));
  }
  return { system: 'bitbucket', events, env: [], jobs: jobs.slice(0, MOST_JOBS) };
}

/** Steps run one after the other, those of `parallel` side by side; a `stage` holds steps of its own. */
function readChain(tree: Tree, list: Node | undefined, prefix: string, on: string): Job[] {
  const jobs: Job[] = [];
  let before: readonly string[] = [];
  for (const item of itemsOf(tree, list)) {
    const stage = get(tree, item, 'stage');
    const parallel = get(tree, item, 'parallel');
    const steps = parallel === undefined ? itemsOf(tree, stage === undefined ? item : get(tree, stage, 'steps')) : itemsOf(tree, isSeq(parallel) ? parallel : get(tree, parallel, 'steps'));
    const group: Job[] = [];
    for (const one of steps) {
      if (jobs.length + group.length >= MOST_JOBS) break;
      const step = get(tree, one, 'step');
      if (!isMap(step)) continue;
      const needs = stage !== undefined && group.length > 0 ? [group.at(-1)?.id ?? ''] : before;
      group.push(readStep(tree, step, stage, `${prefix} ${jobs.length + group.length + 1}`, needs, on));
    }
    if (group.length > 0) before = parallel === undefined ? [group.at(-1)?.id ?? ''] : group.map((job) => job.id);
    jobs.push(...group);
  }
  return jobs;
}

function readStep(tree: Tree, step: Node, stage: Node | undefined, id: string, needs: readonly string[], on: string): Job {
  const name = textOf(tree, get(tree, step, 'name'));
  const deployment = get(tree, step, 'deployment') ?? get(tree, stage, 'deployment');
  const environment = textOf(tree, deployment);
  const trigger = [get(tree, step, 'trigger'), get(tree, stage, 'trigger')].find((node) => textOf(tree, node) === 'manual');
  const held = trigger === undefined ? undefined : { line: lineOf(tree, trigger) };
  const paths = textsOf(tree, get(tree, get(tree, get(tree, step, 'condition'), 'changesets'), 'includePaths'));
  const isSoft = ['continue', 'ignore'].includes(textOf(tree, get(tree, step, 'on-fail')) ?? textOf(tree, get(tree, get(tree, step, 'on-fail'), 'strategy')) ?? '');
  return {
    id,
    line: lineOf(tree, step),
    ...(name === undefined ? {} : { name }),
    needs,
    on: [on],
    ...(paths.length === 0 ? {} : { paths }),
    ...(environment === undefined ? {} : { environment: { name: environment, line: lineOf(tree, deployment) } }),
    // The pipeline stops where a person is to go on.
    ...(held === undefined ? {} : { approval: held }),
    ...(isSoft ? { continueOnError: true } : {}),
    env: [],
    steps: [...scriptSteps(tree, get(tree, step, 'script')), ...commandSteps(readCommands(tree, get(tree, step, 'after-script')), { condition: 'always()', continueOnError: true })],
  };
}

/** A script is a list of commands with pipes (ready-made images) between them. */
function scriptSteps(tree: Tree, script: Node | undefined): Step[] {
  const steps: Step[] = [];
  let open: Node[] = [];
  const close = (): void => {
    steps.push(...commandSteps(open.flatMap((node) => readCommands(tree, node))));
    open = [];
  };
  for (const item of itemsOf(tree, script)) {
    const pipe = get(tree, item, 'pipe');
    const name = textOf(tree, pipe);
    if (name === undefined) open.push(item);
    else {
      close();
      steps.push({ line: lineOf(tree, item), uses: { name: name.replace(/:/, '@'), line: lineOf(tree, pipe) }, inputs: readArguments(tree, get(tree, item, 'variables')), env: [] });
    }
  }
  close();
  return steps;
}
