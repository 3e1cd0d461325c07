/** What is carried along a trail from a step to the commands at its end, and the bounds of following. */
import type { Effect, TrailStep } from '../../domain/reach.ts';
import { QUIET } from './quiet.ts';
import type { Budget, ShellText, SimpleCommand } from './shell/index.ts';
import type { World } from './world.ts';

/** One command at the end of a trail, and what it does. */
export interface CommandEnd {
  readonly effect: Effect;
  /** Catalogue id of the tool whose command it is. */
  readonly tool?: string;
  /** The command's words without runners such as `npx`, expressions and unknown variables as written. */
  readonly argv: string[];
  /** Assignments before the command or before the scripts that led to it. */
  readonly inputs: { name: string; value?: string; line: number }[];
  /** Files of the repository that it runs or reads. Sorted. */
  readonly files: string[];
  /** Script steps passed on the way, outermost first; the last is the command itself. */
  readonly trail: TrailStep[];
  /** Sentences, each with its place: why a failure of the command goes unnoticed. */
  readonly swallowed: string[];
  /** Conditions of the shell on the way, as written. */
  readonly conditional: string[];
}

/** What holds for everything that one command leads to. */
export interface Trail {
  readonly steps: readonly TrailStep[];
  readonly inputs: CommandEnd['inputs'];
  readonly swallowed: readonly string[];
  readonly conditional: readonly string[];
  /** Scripts that are being followed: meeting one again is a cycle. */
  readonly open: ReadonlySet<string>;
  readonly isRemote: boolean;
}

export interface Follow {
  readonly world: World;
  readonly ends: CommandEnd[];
  /** What may still be read, so that scripts calling one another many times cannot take for ever. */
  texts: number;
  characters: number;
  readonly nodes: Budget;
}

export const MAX_DEPTH = 12;
const MAX_ENDS = 2_000;
const MAX_TEXTS = 5_000;
const MAX_CHARACTERS = 4_000_000;
const MAX_NODES = 100_000;

export function newFollow(world: World): Follow {
  return { world, ends: [], texts: MAX_TEXTS, characters: MAX_CHARACTERS, nodes: { left: MAX_NODES } };
}

export function isFull(follow: Follow): boolean {
  return follow.ends.length >= MAX_ENDS;
}

export function extended(trail: Trail, command: SimpleCommand, path: string): Trail {
  return {
    ...trail,
    steps: [...trail.steps, { path, line: command.line, excerpt: command.excerpt }],
    inputs: [...trail.inputs, ...command.inputs],
    swallowed: [...trail.swallowed, ...command.swallowed],
    conditional: [...trail.conditional, ...command.conditional],
  };
}

export function mayRead(follow: Follow, source: ShellText): boolean {
  follow.texts -= 1;
  follow.characters -= source.text.length;
  return follow.texts >= 0 && follow.characters >= 0;
}

export function end(follow: Follow, words: readonly string[], trail: Trail, what: { effect: Effect; tool?: string; files: readonly string[] }): void {
  if (isFull(follow) || words.length === 0 || QUIET.has(words[0] ?? '')) return;
  follow.ends.push({
    effect: what.effect, ...(what.tool === undefined ? {} : { tool: what.tool }), argv: [...words], inputs: [...trail.inputs], files: [...what.files], trail: [...trail.steps],
    swallowed: [...trail.swallowed], conditional: [...trail.conditional],
  });
}

export function isRemoteHost(inputs: CommandEnd['inputs']): boolean {
  return inputs.some((input) => input.name === 'DOCKER_HOST' && input.value?.startsWith('ssh:'));
}
