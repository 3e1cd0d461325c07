/**
 * Lists of commands that one shell runs after another (`script:`), as steps. Commands that stand below one another in the file become one
 * step, so that a `cd` lasts; its text is padded with empty lines, so that each command keeps its own line.
 */
import { isSeq } from 'yaml';
import type { Node } from 'yaml';
import type { Step } from '../../domain/pipeline.ts';
import type { Tree } from './yaml-tree.ts';
import { get, itemsOf, lineOf, takeStep, textLineOf, textOf } from './yaml-tree.ts';

const MOST_COMMANDS = 1_000;
/** Lists of lists (through anchors and references) are flattened down to here. */
const DEEPEST_LIST = 10;
/** Between two commands of one step; further apart they are steps of their own. */
const LARGEST_GAP = 200;

export interface Command {
  readonly text: string;
  readonly line: number;
}

/** The commands of a list, or of one text; what is no text is passed over. */
export function readCommands(tree: Tree, node: Node | undefined): Command[] {
  const commands: Command[] = [];
  const stack: { node: Node; depth: number }[] = node === undefined ? [] : [{ node, depth: 0 }];
  while (stack.length > 0 && commands.length < MOST_COMMANDS) {
    const at = stack.pop() as { node: Node; depth: number };
    const text = textOf(tree, at.node);
    if (text !== undefined && !takeStep(tree, text.length)) break;
    if (text !== undefined) commands.push({ text, line: textLineOf(tree, at.node) });
    else if (isSeq(at.node) && at.depth < DEEPEST_LIST) for (const item of listItems(tree, at.node).toReversed()) stack.push({ node: item, depth: at.depth + 1 });
  }
  return commands;
}

/** `!reference [.setup, script]` stands for that part of the same file. */
function listItems(tree: Tree, node: Node): Node[] {
  if (node.tag !== '!reference') return itemsOf(tree, node);
  const target = resolveReference(tree, node);
  return target === undefined ? [] : itemsOf(tree, target);
}

export function resolveReference(tree: Tree, node: Node): Node | undefined {
  return itemsOf(tree, node).reduce<Node | undefined>((at, part) => get(tree, at, textOf(tree, part) ?? ''), tree.root);
}

export function commandSteps(commands: readonly Command[], rest: Omit<Partial<Step>, 'run' | 'line'> & { readonly shell?: string } = {}): Step[] {
  const { shell, ...more } = rest;
  return grouped(commands).map(({ text, line }) => ({ inputs: [], env: [], ...more, line, run: { text, line, ...(shell === undefined ? {} : { shell }) } }));
}

function grouped(commands: readonly Command[]): Command[] {
  const groups: { text: string; line: number; next: number }[] = [];
  for (const { text, line } of commands) {
    const last = groups.at(-1);
    const body = text.trimEnd();
    const height = body.split('\n').length;
    if (last !== undefined && line >= last.next && line - last.next < LARGEST_GAP) {
      last.text += '\n'.repeat(line - last.next + 1) + body;
      last.next = line + height;
    } else groups.push({ text: body, line, next: line + height });
  }
  return groups;
}

/** A single text, as a step. */
export function textStep(tree: Tree, node: Node | undefined, rest: Omit<Partial<Step>, 'run' | 'line'> & { readonly shell?: string } = {}): Step[] {
  const text = textOf(tree, node);
  if (text === undefined || !takeStep(tree, text.length)) return [];
  const { shell, ...more } = rest;
  return [{ inputs: [], env: [], ...more, line: lineOf(tree, node), run: { text, line: textLineOf(tree, node), ...(shell === undefined ? {} : { shell }) } }];
}
