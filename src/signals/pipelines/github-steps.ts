/** The steps of a job or composite action, and the defaults that they take from around them. */
import type { Node } from 'yaml';
import type { Step } from '../../domain/pipeline.ts';
import { readArguments } from './arguments.ts';
import type { Tree } from './yaml-tree.ts';
import { get, itemsOf, lineOf, textLineOf, textOf } from './yaml-tree.ts';

/** `defaults.run` of the workflow, overlaid by that of the job. */
export interface Defaults {
  readonly workingDirectory?: string;
  readonly shell?: string;
}

export function readDefaults(tree: Tree, node: Node | undefined, outer: Defaults): Defaults {
  const run = get(tree, get(tree, node, 'defaults'), 'run');
  const workingDirectory = textOf(tree, get(tree, run, 'working-directory')) ?? outer.workingDirectory;
  const shell = textOf(tree, get(tree, run, 'shell')) ?? outer.shell;
  return { ...(workingDirectory === undefined ? {} : { workingDirectory }), ...(shell === undefined ? {} : { shell }) };
}

export function readSteps(tree: Tree, node: Node | undefined, defaults: Defaults, most: number): Step[] {
  return itemsOf(tree, node)
    .slice(0, Math.max(0, most))
    .map((item) => readStep(tree, item, defaults));
}

function readStep(tree: Tree, node: Node, defaults: Defaults): Step {
  const id = textOf(tree, get(tree, node, 'id'));
  const name = textOf(tree, get(tree, node, 'name'));
  const uses = get(tree, node, 'uses');
  const action = textOf(tree, uses);
  const run = readRun(tree, node, action, defaults);
  const condition = textOf(tree, get(tree, node, 'if'))?.trim();
  const continueOnError = flagOf(tree, get(tree, node, 'continue-on-error'));
  const workingDirectory = textOf(tree, get(tree, node, 'working-directory'));
  return {
    line: lineOf(tree, node),
    ...(id === undefined ? {} : { id }),
    ...(name === undefined ? {} : { name }),
    ...(run === undefined ? {} : { run }),
    ...(action === undefined ? {} : { uses: { name: action, line: lineOf(tree, uses) } }),
    inputs: readArguments(tree, get(tree, node, 'with')),
    env: readArguments(tree, get(tree, node, 'env')),
    ...(condition === undefined ? {} : { condition }),
    ...(continueOnError === undefined ? {} : { continueOnError }),
    ...(workingDirectory === undefined ? {} : { workingDirectory }),
  };
}

/** Inputs by which widespread actions take shell text: those that log in, retry or enter a container and then run what they are given. */
const SHELL_INPUTS = ['run', 'runCmd', 'command', 'inlineScript', 'script'];

function readRun(tree: Tree, node: Node, action: string | undefined, defaults: Defaults): Step['run'] {
  if (action === undefined) return shellText(tree, get(tree, node, 'run'), textOf(tree, get(tree, node, 'shell')) ?? defaults.shell);
  // Its `script` is JavaScript.
  if (action.startsWith('actions/github-script@') || action.startsWith('./')) return undefined;
  const inputs = get(tree, node, 'with');
  for (const input of SHELL_INPUTS) {
    const run = shellText(tree, get(tree, inputs, input), undefined);
    if (run !== undefined) return run;
  }
  return undefined;
}

function shellText(tree: Tree, node: Node | undefined, shell: string | undefined): Step['run'] {
  const text = textOf(tree, node);
  return text === undefined ? undefined : { text, line: textLineOf(tree, node), ...(shell === undefined ? {} : { shell }) };
}

/** `true`, `false`, or the expression that decides. */
export function flagOf(tree: Tree, node: Node | undefined): boolean | string | undefined {
  const text = textOf(tree, node);
  return text === 'true' || text === 'false' ? text === 'true' : text;
}
