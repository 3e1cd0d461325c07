/** Azure's own notation in lists and texts: `${{ if … }}:` around items, and `$(name)` for variables. */
import { isMap } from 'yaml';
import type { Node } from 'yaml';
import type { LinedArgument } from './arguments.ts';
import { readArguments } from './arguments.ts';
import type { Tree } from './yaml-tree.ts';
import { entriesOf, itemsOf } from './yaml-tree.ts';

export interface Item {
  readonly node: Node;
  /** Of the `${{ if … }}` around it. */
  readonly condition?: string;
}

const DEEPEST_IF = 8;
const MOST_ITEMS = 1_000;

/** The items of a list, those inside `${{ if }}`, `${{ else }}` and `${{ each }}` among them, in the order written. */
export function azureItems(tree: Tree, list: Node | undefined): Item[] {
  const found: Item[] = [];
  collect(tree, list, undefined, 0, found);
  return found;
}

function collect(tree: Tree, list: Node | undefined, outer: string | undefined, depth: number, found: Item[]): void {
  let before: string | undefined;
  for (const node of itemsOf(tree, list)) {
    if (found.length >= MOST_ITEMS) return;
    const entries = isMap(node) ? entriesOf(tree, node) : [];
    const insertions = entries.filter(({ key }) => key.startsWith('${{'));
    if (insertions.length === 0) found.push({ node, ...(outer === undefined ? {} : { condition: outer }) });
    for (const { key, value } of depth < DEEPEST_IF ? insertions : []) {
      const written = /^\$\{\{\s*(?:else\s*)?if\s([^{}]*)\}\}$/.exec(key)?.[1]?.trim();
      const isElse = /^\$\{\{\s*else/.test(key);
      const own = both(isElse && before !== undefined ? `not(${before})` : undefined, written);
      before = written ?? before;
      collect(tree, value, both(outer, own), depth + 1, found);
    }
  }
}

/** Both conditions together. */
export function both(first: string | undefined, second: string | undefined): string | undefined {
  if (first === undefined || second === undefined) return first ?? second;
  return `and(${bare(first)}, ${bare(second)})`;
}

/** `${{ x }}` in a condition is x. */
export function bare(condition: string): string {
  return /^\$\{\{([^{}]*)\}\}$/s.exec(condition.trim())?.[1]?.trim() ?? condition.trim();
}

/**
 * `$(name)` becomes `${{ variables.name }}`, as a shell would take it for a command. Without a dot, a capital or an underscore it may well be
 * one (`$(date)`), unless the pipeline has a variable of that name.
 */
export function withVariables(text: string, known: ReadonlySet<string>, matrix: ReadonlySet<string>): string {
  return text.replace(/\$\(([A-Za-z_][\w.-]*)\)/g, (written: string, name: string) => {
    if (matrix.has(name)) return `\${{ matrix.${name} }}`;
    return known.has(name.toLowerCase()) || /[A-Z._]/.test(name) ? `\${{ variables.${name} }}` : written;
  });
}

/** Settings with their variables made readable. */
export function azureArguments(tree: Tree, node: Node | undefined, fill: (text: string) => string): LinedArgument[] {
  return readArguments(tree, node)
    .filter(({ name }) => !name.startsWith('${{'))
    .map((argument) => {
      const { name, value, text, line } = argument;
      const written = typeof value === 'string' ? value : text;
      if (written === undefined) return argument;
      const filled = fill(written);
      // What is only known when it runs is no literal.
      return filled === written && !written.startsWith('$[') ? argument : { name, text: filled, line };
    });
}
