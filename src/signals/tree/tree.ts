import type { Literal } from '../../domain/signals.ts';

/**
 * The one small form that YAML, JSON, TOML, XML and the infrastructure languages are read into: literals, lists and mappings,
 * each with its line (1-based). Keys stay in an array: a key named `__proto__` is a key like any other.
 */
export type Tree = Scalar | List | Mapping;

export interface Scalar {
  readonly kind: 'scalar';
  readonly line: number;
  /** The literal, where it is one. */
  readonly value?: Literal;
  /** Otherwise the source of the expression: `!Sub x`, `var.model`. */
  readonly text?: string;
}

export interface List {
  readonly kind: 'list';
  readonly line: number;
  readonly items: readonly Tree[];
}

export interface Mapping {
  readonly kind: 'map';
  readonly line: number;
  readonly entries: readonly Entry[];
}

export interface Entry {
  readonly key: string;
  /** Where the key stands. */
  readonly line: number;
  readonly value: Tree;
}

/** Deeper levels and later nodes are dropped: nothing that people write comes near. */
export const MAX_DEPTH = 100;
export const MAX_NODES = 200_000;

/** The entry of a mapping, at the end of a path of keys. */
export function entryAt(tree: Tree | undefined, ...keys: readonly string[]): Entry | undefined {
  let found: Entry | undefined;
  let at = tree;
  for (const key of keys) {
    found = at?.kind === 'map' ? at.entries.find((entry) => entry.key === key) : undefined;
    if (!found) return undefined;
    at = found.value;
  }
  return found;
}

export function valueAt(tree: Tree | undefined, ...keys: readonly string[]): Tree | undefined {
  return entryAt(tree, ...keys)?.value;
}

/** The string at the end of a path of keys; numbers and booleans as they are spelled. */
export function stringAt(tree: Tree | undefined, ...keys: readonly string[]): string | undefined {
  return asString(valueAt(tree, ...keys));
}

export function asString(tree: Tree | undefined): string | undefined {
  if (tree?.kind !== 'scalar') return undefined;
  const value = tree.value ?? tree.text;
  return value === undefined || value === null ? undefined : String(value);
}

export function itemsOf(tree: Tree | undefined): readonly Tree[] {
  return tree?.kind === 'list' ? tree.items : [];
}

export function entriesOf(tree: Tree | undefined): readonly Entry[] {
  return tree?.kind === 'map' ? tree.entries : [];
}
