import type { Condition } from '../domain/rule.ts';
import type { Literal } from '../domain/signals.ts';
import type { Matching } from '../matching/index.ts';
import type { Tree } from './tree/tree.ts';

/** One step of a path query. */
type Step = { readonly keys: readonly string[] } | { readonly index: number } | 'any-key' | 'any-item' | 'any-depth';

/** A value that a query found, with the line of its key or list item. */
export interface Hit {
  readonly tree: Tree;
  readonly line: number;
}

/**
 * Reads a path query: `a.b`, `a[0]`, `a[*].b`, `*` for any key, `**` for any depth, `{a,b}` for either key, `"a.b"` for a key with
 * dots.
 */
export function parseQuery(query: string): readonly Step[] {
  const steps: Step[] = [];
  for (const [, quoted, either, index, star, depth, any, key] of query.matchAll(/"([^"]*)"|\{([^}]*)\}|\[(\d+)\]|(\[\*\])|(\*\*)|(\*)(?=\.|\[|$)|([^.[\]"]+)/g)) {
    if (quoted !== undefined) steps.push({ keys: [quoted] });
    else if (either !== undefined) steps.push({ keys: either.split(',') });
    else if (index !== undefined) steps.push({ index: Number(index) });
    else if (star !== undefined) steps.push('any-item');
    else if (depth !== undefined) steps.push('any-depth');
    else if (any !== undefined) steps.push('any-key');
    else if (key !== undefined) steps.push({ keys: [key] });
  }
  return steps;
}

/**
 * Everything that a query reaches, in document order and each value once: the work is bounded by the document's size times the
 * query's length, however its steps combine. A single value stands for a list of one, as in XML.
 */
export function find(root: Tree, steps: readonly Step[]): readonly Hit[] {
  let hits: readonly Hit[] = [{ tree: root, line: root.line }];
  for (const step of steps) {
    const next = new Map<Tree, Hit>();
    for (const hit of hits) for (const found of take(hit, step)) if (!next.has(found.tree)) next.set(found.tree, found);
    hits = [...next.values()];
    if (hits.length === 0) break;
  }
  return hits;
}

function take(hit: Hit, step: Step): readonly Hit[] {
  const { tree } = hit;
  if (step === 'any-depth') return descendants(hit);
  if (step === 'any-key') return childrenOf(tree);
  if (step === 'any-item') return tree.kind === 'list' ? childrenOf(tree) : tree.kind === 'scalar' && tree.value === null ? [] : [hit];
  if ('index' in step) {
    const item = tree.kind === 'list' ? tree.items[step.index] : step.index === 0 ? tree : undefined;
    return item ? [{ tree: item, line: tree.kind === 'list' ? item.line : hit.line }] : [];
  }
  return tree.kind === 'map' ? tree.entries.filter((entry) => step.keys.includes(entry.key)).map((entry) => ({ tree: entry.value, line: entry.line })) : [];
}

function childrenOf(tree: Tree): Hit[] {
  if (tree.kind === 'list') return tree.items.map((item) => ({ tree: item, line: item.line }));
  return tree.kind === 'map' ? tree.entries.map((entry) => ({ tree: entry.value, line: entry.line })) : [];
}

function descendants(hit: Hit): readonly Hit[] {
  const seen = new Map<Tree, Hit>();
  const waiting = [hit];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (seen.has(next.tree)) continue;
    seen.set(next.tree, next);
    const children = childrenOf(next.tree);
    for (let index = children.length - 1; index >= 0; index -= 1) waiting.push(children[index] as Hit);
  }
  return [...seen.values()];
}

/** A condition with its expressions compiled. */
export interface Test {
  /** True for `exists: false`: the query must find nothing at all. */
  readonly absent: boolean;
  readonly holds: (tree: Tree) => boolean;
}

export function compileCondition(condition: Condition, { expression }: Pick<Matching, 'expression'>): Test {
  const matches = condition.matches === undefined ? undefined : expression(condition.matches, 'i');
  const excludes = condition.excludes === undefined ? undefined : expression(condition.excludes, 'i');
  const onlyExists = Object.keys(condition).every((key) => key === 'exists');
  return {
    absent: condition.exists === false,
    holds: (tree) => {
      if (onlyExists) return true;
      if (tree.kind !== 'scalar') return false;
      const value: Literal = tree.value ?? tree.text ?? null;
      const spelled = value === null ? '' : String(value);
      const number = value === null || typeof value === 'boolean' || spelled.trim() === '' ? Number.NaN : Number(value);
      return (
        (condition.is === undefined || (value !== null && spelled === String(condition.is))) &&
        (condition.in === undefined || (value !== null && condition.in.some((allowed) => spelled === String(allowed)))) &&
        (matches === undefined || (value !== null && matches.test(spelled))) &&
        (excludes === undefined || !excludes.test(spelled)) &&
        (condition.min === undefined || number >= condition.min) &&
        (condition.max === undefined || number <= condition.max)
      );
    },
  };
}
