/** Maps of settings (`env:`, `with:`, `inputs:`) as the arguments of the small form. */
import { isScalar } from 'yaml';
import type { Node } from 'yaml';
import type { Argument, Literal } from '../../domain/signals.ts';
import type { Tree } from './yaml-tree.ts';
import { entriesOf, get, lineOf, sourceOf, textOf } from './yaml-tree.ts';

export type LinedArgument = Argument & { readonly line: number };

/** More settings than this in one map are not read. */
const MOST_ARGUMENTS = 100;
/** Longer than for arguments of code: inputs of actions hold whole commands. */
const LONGEST_TEXT = 2_000;

/** `{ NAME: value }`: literals as values, expressions (`${{ … }}`) and nested shapes as text. */
export function readArguments(tree: Tree, node: Node | undefined): LinedArgument[] {
  return entriesOf(tree, node)
    .slice(0, MOST_ARGUMENTS)
    .map(({ key, line, value }) => argument(tree, key, line, value));
}

/** Declared inputs: `{ name: { default: value } }`. An input without a default has neither value nor text. */
export function readInputs(tree: Tree, node: Node | undefined): LinedArgument[] {
  return entriesOf(tree, node)
    .slice(0, MOST_ARGUMENTS)
    .map(({ key, line, value }) => {
      const standard = get(tree, value, 'default');
      return standard === undefined ? { name: key, line } : { ...argument(tree, key, line, standard), line };
    });
}

function argument(tree: Tree, name: string, line: number, node: Node | undefined): LinedArgument {
  if (node === undefined) return { name, value: null, line };
  if (!isScalar(node)) return { name, text: sourceOf(tree, node), line: lineOf(tree, node) };
  const text = textOf(tree, node) ?? '';
  if (text.includes('${{')) return { name, text: text.slice(0, LONGEST_TEXT), line };
  return { name, value: literal(node.value, text), line };
}

/** A number is one only when it reads the same: `3.10` is a version, not 3.1. */
function literal(value: unknown, text: string): Literal {
  if (typeof value === 'boolean' || value === null) return value;
  if (typeof value === 'number' && String(value) === text) return value;
  return text.slice(0, LONGEST_TEXT);
}
