/** JSON, YAML and TOML as one tree with lines, so that a reader need not know which it came from. */
import type { Literal } from '../../domain/signals.ts';

export interface Node {
  /** Where the key stands, or the item itself in a list. */
  readonly line: number;
  readonly scalar?: Literal;
  /** A Map: keys such as `__proto__` are keys like any other. */
  readonly fields?: ReadonlyMap<string, Node>;
  readonly items?: readonly Node[];
}

export function get(node: Node | undefined, ...path: readonly string[]): Node | undefined {
  let at = node;
  for (const key of path) at = at?.fields?.get(key);
  return at;
}

export function entries(node: Node | undefined): readonly (readonly [string, Node])[] {
  return node?.fields ? [...node.fields] : [];
}

export function items(node: Node | undefined): readonly Node[] {
  return node?.items ?? [];
}

export function text(node: Node | undefined): string | undefined {
  return typeof node?.scalar === 'string' ? node.scalar : undefined;
}

/** The strings of a list; other items are passed over. */
export function texts(node: Node | undefined): readonly string[] {
  return items(node).flatMap((item) => text(item) ?? []);
}
