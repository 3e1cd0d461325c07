/** The literal values of a job's matrix, `include` among them. */
import { isMap } from 'yaml';
import type { Node } from 'yaml';
import type { Tree } from './yaml-tree.ts';
import { entriesOf, itemsOf, textOf } from './yaml-tree.ts';

/** A job may have 256 combinations; a matrix of more entries than this is not read to its end. */
const MOST_ENTRIES = 2_000;

/**
 * Dimension → its literal values in order of first appearance; a dimension of maps gives one entry a key (`target.folder`). Dimensions
 * with an expression among their values may take any value and are left out; undefined when nothing is literal.
 */
export function readMatrix(tree: Tree, node: Node | undefined): Record<string, string[]> | undefined {
  const values = new Map<string, Set<string>>();
  const open = new Set<string>();
  for (const [dimension, text] of entriesOfMatrix(tree, node)) {
    if (text.includes('${{')) open.add(dimension);
    values.set(dimension, (values.get(dimension) ?? new Set()).add(text));
  }
  const literal = [...values].filter(([dimension]) => !open.has(dimension)).map(([dimension, texts]): [string, string[]] => [dimension, [...texts]]);
  return literal.length === 0 ? undefined : Object.fromEntries(literal);
}

function entriesOfMatrix(tree: Tree, node: Node | undefined): [dimension: string, text: string][] {
  const found: [string, string][] = [];
  for (const { key, value } of entriesOf(tree, node)) {
    if (key === 'exclude') continue;
    for (const item of itemsOf(tree, value)) {
      if (found.length >= MOST_ENTRIES) return found;
      found.push(...entriesOfItem(tree, key, item));
    }
  }
  return found;
}

function entriesOfItem(tree: Tree, dimension: string, item: Node): [string, string][] {
  const prefix = dimension === 'include' ? '' : `${dimension}.`;
  const pairs = isMap(item) ? entriesOf(tree, item).map(({ key, value }) => [prefix + key, textOf(tree, value)] as const) : [[dimension, textOf(tree, item)] as const];
  // An expression in place of the whole list of additions hides what they are.
  return pairs.filter((pair): pair is [string, string] => pair[1] !== undefined && pair[0] !== 'include');
}
