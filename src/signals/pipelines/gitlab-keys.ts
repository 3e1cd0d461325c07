/** What a GitLab job says once `extends` and `default` are taken in: its keys, each from where it was written last. */
import { isMap } from 'yaml';
import type { Node } from 'yaml';
import type { Entry, Tree } from './yaml-tree.ts';
import { entriesOf, get, textsOf } from './yaml-tree.ts';

/** GitLab itself allows eleven levels. */
const DEEPEST_EXTENDS = 11;

export interface JobKeys {
  readonly keys: ReadonlyMap<string, Entry>;
  /** Templates that stand in no place of this file. */
  readonly missing: readonly string[];
}

/** A job's own keys over those of its templates, the last of which counts most. */
export function jobKeys(tree: Tree, job: Node | undefined): JobKeys {
  const keys = new Map<string, Entry>();
  const missing: string[] = [];
  collect(tree, job, keys, missing, new Set(), 0);
  return { keys, missing };
}

function collect(tree: Tree, job: Node | undefined, keys: Map<string, Entry>, missing: string[], seen: Set<string>, depth: number): void {
  const own = entriesOf(tree, job);
  for (const entry of own.toReversed()) if (entry.key !== 'extends' && !keys.has(entry.key)) keys.set(entry.key, entry);
  if (depth >= DEEPEST_EXTENDS || missing.length > 20) return;
  for (const name of textsOf(tree, get(tree, job, 'extends')).slice(0, 20).toReversed()) {
    // Asked again, a template would add nothing.
    if (seen.has(name)) continue;
    seen.add(name);
    const template = rootOf(tree).get(name);
    if (isMap(template)) collect(tree, template, keys, missing, seen, depth + 1);
    else missing.push(name);
  }
}

const roots = new WeakMap<Tree, ReadonlyMap<string, Node | undefined>>();

/** The keys of the root by name, as a file of many templates asks for them very often. */
function rootOf(tree: Tree): ReadonlyMap<string, Node | undefined> {
  const known = roots.get(tree) ?? new Map(entriesOf(tree, tree.root).map(({ key, value }) => [key, value]));
  roots.set(tree, known);
  return known;
}

/** Keys that every job takes from `default:`, or from the root as older files have it. */
const INHERITED: ReadonlySet<string> = new Set(['before_script', 'after_script']);

/** The value of a key, from the job, from `default`, or from the root. */
export function jobValue(tree: Tree, { keys }: JobKeys, key: string): Node | undefined {
  const own = keys.get(key);
  if (own !== undefined || !INHERITED.has(key)) return own?.value;
  return get(tree, get(tree, tree.root, 'default'), key) ?? get(tree, tree.root, key);
}
