import type { Argument, Literal } from '../../../domain/signals.ts';
import type { SyntaxNode } from '../syntax.ts';

/** One entry of an object, list or call: `key`, `[0]`, `0`. */
export interface Part {
  readonly name: string;
  readonly node: SyntaxNode;
}

/** How a language writes values. Both answer `undefined` where the node is something else. */
export interface Values {
  literal(node: SyntaxNode): Literal | undefined;
  /** Entries of a list or object; with `calls`, the arguments of a call as well. */
  parts(node: SyntaxNode, calls: boolean): readonly Part[] | undefined;
}

const DEPTH = 6;
const MOST_ARGUMENTS = 80;

/**
 * Values with everything nested in them, named by their way in: `messages[0].role`. What lies nearer the surface comes first when there
 * are more than `most`; the result is in the order of the source.
 */
export function flatten(parts: readonly Part[], values: Values, most: number, calls: boolean): (Part & { readonly value?: Literal })[] {
  const found: (Part & { readonly value?: Literal; readonly depth: number })[] = [];
  let level: readonly Part[] = parts;
  for (let depth = 0; depth <= DEPTH && level.length > 0 && found.length < most; depth++) {
    const inner: Part[] = [];
    for (const { name, node } of level) {
      if (found.length >= most) break;
      const value = values.literal(node);
      found.push(value === undefined ? { name, node, depth } : { name, node, value, depth });
      if (value !== undefined || inner.length > most * 4) continue;
      for (const part of values.parts(node, calls) ?? []) inner.push({ name: joined(name, part.name), node: part.node });
    }
    level = inner;
  }
  return found.sort((a, b) => a.node.start - b.node.start || a.depth - b.depth).map(({ name, node, value }) => (value === undefined ? { name, node } : { name, node, value }));
}

/** The arguments of a call, as signals carry them. */
export function argumentsOf(parts: readonly Part[], values: Values): Argument[] {
  return flatten(parts, values, MOST_ARGUMENTS, true).map(({ name, node, value }) =>
    value === undefined ? { name, text: node.brief(120) } : { name, value: typeof value === 'string' ? value.slice(0, 300) : value },
  );
}

/** `config` and `model` → `config.model`; `config` and `[0]` → `config[0]`. */
export function joined(prefix: string, name: string): string {
  const whole = prefix === '' || name.startsWith('[') ? `${prefix}${name}` : `${prefix}.${name}`;
  return whole.length > 200 ? whole.slice(0, 200) : whole;
}
