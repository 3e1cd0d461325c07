import { say } from './errors.ts';
import type { Problem } from '../located-yaml/problems.ts';
import type { Path, Source } from '../located-yaml/source.ts';

/** A validated value that remembers where it stands. */
export interface Entry<T> {
  readonly value: T;
  readonly source: Source;
  readonly at: Path;
}

export function problemAt(entry: Entry<unknown>, at: Path, says: string): Problem {
  return { path: entry.source.path, line: entry.source.lineOf([...entry.at, ...at]), says };
}

/** A problem for every entry whose id an earlier one has. */
export function duplicates(what: string, entries: readonly Entry<{ readonly id: string }>[]): Problem[] {
  const first = new Map<string, string>();
  return entries.flatMap((entry) => {
    const { id } = entry.value;
    const taken = first.get(id);
    if (taken !== undefined) return [problemAt(entry, ['id'], say.duplicateId(what, id, taken))];
    first.set(id, `${entry.source.path}:${entry.source.lineOf([...entry.at, 'id'])}`);
    return [];
  });
}

/** A problem when a file is not named as what it holds. */
export function misplaced(entry: Entry<{ readonly id: string }>, expected: string): Problem[] {
  return entry.source.name === expected ? [] : [problemAt(entry, ['id'], say.fileName(entry.value.id, expected))];
}
