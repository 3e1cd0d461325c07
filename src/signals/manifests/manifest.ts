/** What every manifest reader returns, and the few words that they share. */
import type { Dependency, PackageFact } from '../../domain/signals.ts';
import type { Note } from '../../domain/note.ts';

export interface ManifestSignals {
  /** Direct dependencies, sorted by line and name. */
  readonly dependencies: readonly Dependency[];
  /** What the manifest says of its own package; absent where it describes none. */
  readonly package?: PackageFact;
  readonly notes: readonly Note[];
}

/** Reads one manifest's text (no byte-order mark, `\n` line ends). Never throws. */
export type ManifestReader = (text: string, path: string) => ManifestSignals;

/** Nesting that no honest manifest reaches; deeper input is refused before a recursive parser sees it. */
export const MAX_DEPTH = 100;

/** The same object without its undefined fields, so that results compare and serialise the same way. */
export function compact<T extends object>(value: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T;
}

export function dependency(line: number, ecosystem: Dependency['ecosystem'], name: string, version: string | undefined, scope: Dependency['scope']): Dependency {
  return { line, ecosystem, name, ...(version === undefined || version === '' ? {} : { version }), scope };
}

/** A plain record from pairs; undefined when empty. `__proto__` is left out: nobody's command has that name. */
export function record(pairs: Iterable<readonly [string, string]>): Readonly<Record<string, string>> | undefined {
  const kept = [...pairs].filter(([name]) => name !== '__proto__');
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}

export function unlessEmpty<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length > 0 ? list : undefined;
}

export function unreadable(format: 'json' | 'yaml' | 'toml' | 'xml', path: string, line: number | undefined, reason: string): Note {
  const firstLine = (reason.split('\n', 1)[0] ?? '').slice(0, 120).trim();
  return compact<Note>({ code: `unreadable-${format}`, path, line, says: `${path} is not valid ${format.toUpperCase()}: ${firstLine}` });
}

export function tooLarge(path: string, limit: number): Note {
  return { code: 'manifest-too-large', path, says: `${path} is longer than ${limit} characters and was not read` };
}

export function tooDeep(path: string): Note {
  return { code: 'nested-too-deep', path, says: `${path} nests more than ${MAX_DEPTH} levels deep and was not read` };
}
