/** The files behind a run: what its command names, and what those import and load. */
import type { Links } from '../domain/links.ts';
import type { Effect } from '../domain/reach.ts';

/** Files that the imports of one run's files may add. */
const MOST_ADDED = 400;

export type FileLinks = Pick<Links, 'imports' | 'loads'>;

/** Sorted, without repetition. `seen` remembers what was computed for the same files, as many commands share them. */
export function closureOf(direct: readonly string[], effect: Effect, links: FileLinks, seen: Map<string, readonly string[]>): readonly string[] {
  if (direct.length === 0) return direct;
  // The tests of a repository together import nearly all of it: beyond the first hop they would count everything as run. One hop still
  // shows what each test is about.
  const hops = effect === 'test' ? 1 : Number.POSITIVE_INFINITY;
  const key = `${hops} ${direct.join('\n')}`;
  const known = seen.get(key);
  if (known !== undefined) return known;
  const closure = [...spread(direct, hops, links)].sort();
  seen.set(key, closure);
  return closure;
}

function spread(direct: readonly string[], hops: number, links: FileLinks): Set<string> {
  const found = new Set(direct);
  const most = found.size + (hops === 1 ? Number.POSITIVE_INFINITY : MOST_ADDED);
  let edge: readonly string[] = [...found].sort();
  for (let hop = 0; hop < hops && edge.length > 0; hop++) {
    const next: string[] = [];
    for (const file of edge) {
      for (const neighbour of [...(links.imports.get(file) ?? []), ...(links.loads.get(file) ?? [])].sort()) {
        if (found.size >= most) return found;
        if (!found.has(neighbour)) next.push(neighbour);
        found.add(neighbour);
      }
    }
    edge = next;
  }
  return found;
}
