/**
 * GitHub actions that the repository itself holds (`action.yml` in any folder). A composite action is one job, `runs`. One written in
 * JavaScript is a job of one step that runs its entry file, so that the files behind it are reached too.
 */
import { posix } from 'node:path';
import type { Node } from 'yaml';
import type { Job, Pipeline, Step } from '../../domain/pipeline.ts';
import { readInputs } from './arguments.ts';
import { readSteps } from './github-steps.ts';
import type { PipelineSystem } from './system.ts';
import type { Tree } from './yaml-tree.ts';
import { entryOf, get, lineOf, readTree, textOf } from './yaml-tree.ts';

const MOST_STEPS = 1_000;

export const githubAction: PipelineSystem = {
  owns: (path) => /(?:^|\/)action\.ya?ml$/.test(path),
  read(path, text) {
    // Other programs have files of this name: only `runs.using` makes it an action.
    const { tree, notes } = readTree(path, text);
    const pipeline = tree && readAction(tree, path);
    return pipeline === undefined ? undefined : { pipeline, notes };
  },
};

function readAction(tree: Tree, path: string): Pipeline | undefined {
  const runs = entryOf(tree, tree.root, 'runs');
  const using = textOf(tree, get(tree, runs?.value, 'using'));
  if (runs === undefined || using === undefined) return undefined;
  const name = textOf(tree, get(tree, tree.root, 'name'));
  const inputs = readInputs(tree, get(tree, tree.root, 'inputs'));
  const steps = using === 'composite' ? readSteps(tree, get(tree, runs.value, 'steps'), {}, MOST_STEPS) : entryStep(tree, runs.value, using, path);
  const job: Job = { id: 'runs', line: runs.line, needs: [], env: [], steps };
  return { system: 'github-action', ...(name === undefined ? {} : { name }), events: [], ...(inputs.length === 0 ? {} : { inputs }), env: [], jobs: [job] };
}

function entryStep(tree: Tree, runs: Node | undefined, using: string, path: string): Step[] {
  const main = get(tree, runs, 'main');
  const entry = textOf(tree, main);
  if (!using.startsWith('node') || entry === undefined) return [];
  const folder = posix.dirname(path);
  const line = lineOf(tree, main);
  return [{ line, run: { text: `node ${entry}`, line }, inputs: [], env: [], ...(folder === '.' ? {} : { workingDirectory: folder }) }];
}
