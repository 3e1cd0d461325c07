/** GitHub workflows: `.github/workflows/*.yml`, at the root or in a nested tree (whether they run there is not decided here). */
import type { Node } from 'yaml';
import type { Note } from '../../domain/note.ts';
import type { Job, Pipeline } from '../../domain/pipeline.ts';
import { readArguments } from './arguments.ts';
import { readEvents } from './github-events.ts';
import type { Defaults } from './github-steps.ts';
import { flagOf, readDefaults, readSteps } from './github-steps.ts';
import { readMatrix } from './matrix.ts';
import type { PipelineSystem } from './system.ts';
import type { Entry, Tree } from './yaml-tree.ts';
import { entriesOf, entryOf, get, lineOf, readTree, textOf, textsOf } from './yaml-tree.ts';

/** GitHub itself refuses more jobs than this in one run. */
const MOST_JOBS = 256;
/** Over all jobs: aliases let a small file repeat a long list of steps. */
const MOST_STEPS = 1_000;

export const githubWorkflow: PipelineSystem = {
  owns: (path) => /(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/.test(path),
  read(path, text) {
    const { tree, notes } = readTree(path, text);
    const pipeline = tree && readWorkflow(tree);
    if (pipeline === undefined || pipeline.jobs.length === 0) notes.push(...noJobs(path, notes));
    return pipeline === undefined ? { notes } : { pipeline, notes };
  },
};

function noJobs(path: string, notes: readonly Note[]): Note[] {
  // A file that could not be parsed has said so already.
  return notes.length > 0 ? [] : [{ code: 'invalid-workflow', path, line: 1, says: 'The workflow has no jobs, so it runs nothing.' }];
}

function readWorkflow(tree: Tree): Pipeline | undefined {
  const keys = entriesOf(tree, tree.root);
  if (keys.length === 0) return undefined;
  const name = textOf(tree, get(tree, tree.root, 'name'));
  return {
    system: 'github',
    ...(name === undefined ? {} : { name }),
    events: readEvents(tree, entryOf(tree, tree.root, 'on')),
    env: readArguments(tree, get(tree, tree.root, 'env')),
    jobs: readJobs(tree, get(tree, tree.root, 'jobs'), readDefaults(tree, tree.root, {})),
  };
}

function readJobs(tree: Tree, node: Node | undefined, defaults: Defaults): Job[] {
  const jobs: Job[] = [];
  let room = MOST_STEPS;
  for (const entry of entriesOf(tree, node).slice(0, MOST_JOBS)) {
    const job = readJob(tree, entry, defaults, room);
    room -= job.steps.length;
    jobs.push(job);
  }
  return jobs;
}

function readJob(tree: Tree, { key, line, value }: Entry, outer: Defaults, room: number): Job {
  const defaults = readDefaults(tree, value, outer);
  const name = textOf(tree, get(tree, value, 'name'));
  const condition = textOf(tree, get(tree, value, 'if'))?.trim();
  const calls = get(tree, value, 'uses');
  const called = textOf(tree, calls);
  const inputs = get(tree, value, 'with');
  const continueOnError = flagOf(tree, get(tree, value, 'continue-on-error'));
  const environment = readEnvironment(tree, get(tree, value, 'environment'));
  const matrix = readMatrix(tree, get(tree, get(tree, value, 'strategy'), 'matrix'));
  return {
    id: key,
    line,
    ...(name === undefined ? {} : { name }),
    needs: textsOf(tree, get(tree, value, 'needs')),
    ...(condition === undefined ? {} : { condition }),
    ...(continueOnError === undefined ? {} : { continueOnError }),
    ...(environment === undefined ? {} : { environment }),
    ...(called === undefined ? {} : { calls: { name: called, line: lineOf(tree, calls) } }),
    ...(called === undefined || inputs === undefined ? {} : { inputs: readArguments(tree, inputs) }),
    ...(matrix === undefined ? {} : { matrix }),
    env: readArguments(tree, get(tree, value, 'env')),
    ...(defaults.workingDirectory === undefined ? {} : { workingDirectory: defaults.workingDirectory }),
    steps: readSteps(tree, get(tree, value, 'steps'), defaults, room),
  };
}

/** `environment: production` or `environment: { name: production, url: … }`. */
function readEnvironment(tree: Tree, node: Node | undefined): Job['environment'] {
  const inner = get(tree, node, 'name') ?? node;
  const name = textOf(tree, inner);
  return name === undefined ? undefined : { name, line: lineOf(tree, inner) };
}
