/** An arrival: one command or action that one event leads to, with all that stands in its way. */
import type { Effect, TrailStep } from '../domain/reach.ts';
import { actionFiles, actionFinder } from './actions.ts';
import type { World } from './commands/index.ts';
import { followCommands } from './commands/index.ts';
import type { Leaf } from './frame.ts';
import { usesStep } from './walk.ts';

export interface Arrival {
  readonly leaf: Leaf;
  readonly effect: Effect;
  readonly tool?: string;
  readonly argv: readonly string[];
  readonly inputs: readonly { readonly name: string; readonly value?: string; readonly line: number }[];
  /** Sorted. */
  readonly direct: readonly string[];
  readonly trail: readonly [TrailStep, ...TrailStep[]];
  readonly conditions: readonly string[];
  /** Why a failure stops nothing, from the pipeline and from the shell. */
  readonly loses: readonly string[];
}

const LONGEST_EXCERPT = 160;

/** Follows leaves to where they end. What the same text in the same place ends at is looked up once, whichever event leads there. */
export function arrivalFinder(world: World): (leaf: Leaf) => Arrival[] {
  const findAction = actionFinder(world);
  const followed = new Map<string, ReturnType<typeof followCommands>>();
  return (leaf) => {
    if (leaf.action !== undefined) return [actionArrival(leaf, leaf.action, findAction, world)];
    if (leaf.command === undefined) return [];
    const { text, line, cwd, shell } = leaf.command;
    const key = JSON.stringify([leaf.path, line, cwd, text]);
    const ends = followed.get(key) ?? followCommands(text, { path: leaf.path, line, cwd, ...(shell === undefined ? {} : { shell }) }, world);
    followed.set(key, ends);
    return ends.map((end) => commandArrival(leaf, leaf.command, end));
  };
}

function actionArrival(leaf: Leaf, action: { name: string; line: number }, find: ReturnType<typeof actionFinder>, world: World): Arrival {
  const known = find(action.name);
  return {
    leaf,
    effect: known?.effect ?? 'other',
    ...(known === undefined ? {} : { tool: known.tool.id }),
    argv: ['uses', action.name],
    inputs: plain(leaf.inputs),
    direct: known === undefined ? [] : actionFiles(known.tool, leaf.inputs, world),
    trail: nonEmpty([...leaf.trail, usesStep(leaf.path, action)]),
    conditions: leaf.conditions,
    loses: leaf.loses,
  };
}

function commandArrival(leaf: Leaf, command: Leaf['command'], end: ReturnType<typeof followCommands>[number]): Arrival {
  const step = { path: leaf.path, line: command?.line ?? 1, excerpt: firstLine(command?.text ?? '') };
  // Where the command itself stands in the step, its own line is the more exact one.
  const trail = end.trail[0]?.path === leaf.path ? end.trail : [step, ...end.trail];
  return {
    leaf,
    effect: end.effect,
    ...(end.tool === undefined ? {} : { tool: end.tool }),
    argv: end.argv,
    inputs: [...end.inputs, ...plain(leaf.inputs)],
    direct: [...new Set(end.files)].sort(),
    trail: nonEmpty([...leaf.trail, ...trail]),
    conditions: [...leaf.conditions, ...end.conditional],
    loses: [...leaf.loses, ...end.swallowed],
  };
}

function nonEmpty(trail: readonly TrailStep[]): readonly [TrailStep, ...TrailStep[]] {
  const [first, ...rest] = trail;
  if (first === undefined) throw new Error('a trail has at least the step that it began at');
  return [first, ...rest];
}

function plain(inputs: Leaf['inputs']): Arrival['inputs'] {
  return inputs.map(({ name, value, text, line }) => {
    const shown = value === undefined ? text : value === null ? undefined : String(value);
    return { name, ...(shown === undefined ? {} : { value: shown }), line };
  });
}

function firstLine(text: string): string {
  const line = text.split('\n').find((one) => one.trim() !== '') ?? '';
  return line.trim().slice(0, LONGEST_EXCERPT);
}
