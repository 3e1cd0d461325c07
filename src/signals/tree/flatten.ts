import type { Argument, Literal } from '../../domain/signals.ts';
import type { Tree } from './tree.ts';

export type LinedArgument = Argument & { readonly line: number };

const MAX_STRING = 300;
const MAX_TEXT = 120;

/**
 * The scalars under a tree in document order, named by their path: `spec.containers[0].image`. At most `limit` of them, and
 * never more work than twenty nodes for each: shared nodes (YAML aliases) cannot multiply.
 */
export function flatten(tree: Tree | undefined, prefix: string, limit: number): LinedArgument[] {
  const found: LinedArgument[] = [];
  let left = limit * 20;
  const waiting: { name: string; tree: Tree; line: number }[] = tree ? [{ name: prefix, tree, line: tree.line }] : [];
  for (let next = waiting.pop(); next && found.length < limit && left > 0; next = waiting.pop()) {
    left -= 1;
    const { name, tree: node, line } = next;
    if (node.kind === 'scalar') found.push(argument(name, node.value, node.text, line));
    else if (node.kind === 'list') {
      for (let index = Math.min(node.items.length, left) - 1; index >= 0; index -= 1) {
        const item = node.items[index];
        if (item) waiting.push({ name: `${name}[${index}]`, tree: item, line: item.line });
      }
    } else {
      for (let index = Math.min(node.entries.length, left) - 1; index >= 0; index -= 1) {
        const entry = node.entries[index];
        if (entry) waiting.push({ name: name === '' ? entry.key : `${name}.${entry.key}`, tree: entry.value, line: entry.line });
      }
    }
  }
  return found;
}

/** An argument with its strings cut to the lengths that the domain promises. */
export function argument(name: string, value: Literal | undefined, text: string | undefined, line: number): LinedArgument {
  if (value !== undefined) return { name, value: typeof value === 'string' ? value.slice(0, MAX_STRING) : value, line };
  return { name, text: (text ?? '').replace(/\s+/g, ' ').trim().slice(0, MAX_TEXT), line };
}

export function withoutLine({ name, value, text }: LinedArgument): Argument {
  return value === undefined ? { name, ...(text === undefined ? {} : { text }) } : { name, value };
}
