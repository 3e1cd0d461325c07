/** Callee globs (`*.messages.create`), matched against millions of callees. */
import { fits } from '../matching/index.ts';

export interface CalleeGlobs<T> {
  /** The values of all globs that match a callee, longest glob first. */
  match(callee: string): readonly T[];
}

interface Compiled<T> {
  /** The pieces between stars. */
  readonly pieces: readonly string[];
  readonly value: T;
  readonly length: number;
}

/**
 * `*` is any run of characters. Of the thousands of globs, a callee is compared with those alone that share a name with it, or an ending
 * or a beginning; answers are remembered.
 */
export function calleeGlobs<T>(globs: Iterable<readonly [glob: string, value: T]>): CalleeGlobs<T> {
  const byKey = new Map<string, Compiled<T>[]>();
  for (const [glob, value] of globs) {
    const key = keyOfGlob(glob);
    const compiled = { pieces: glob.split('*'), value, length: glob.length };
    const same = byKey.get(key);
    if (same) same.push(compiled);
    else byKey.set(key, [compiled]);
  }
  const known = new Map<string, readonly T[]>();
  return {
    match(callee) {
      let values = known.get(callee);
      if (!values) {
        const candidates = keysOfCallee(callee).flatMap((key) => byKey.get(key) ?? []);
        values = candidates.filter(({ pieces }) => fits(pieces, callee)).sort((a, b) => b.length - a.length).map(({ value }) => value);
        known.set(callee, values);
      }
      return values;
    },
  };
}

const EDGE = 3;

/** Its longest name without a star, which every callee that it fits has too; else its last or first letters; else the empty key. */
function keyOfGlob(glob: string): string {
  const names = glob.split('.').filter((name) => name !== '' && !name.includes('*'));
  if (names.length > 0) return `.${names.reduce((a, b) => (b.length > a.length ? b : a))}`;
  const [start, end] = [glob.slice(0, EDGE), glob.slice(-EDGE)];
  if (end.length === EDGE && !end.includes('*')) return `*${end}`;
  return start.length === EDGE && !start.includes('*') ? `${start}*` : '';
}

function keysOfCallee(callee: string): string[] {
  return [...new Set(callee.split('.').map((name) => `.${name}`)), `*${callee.slice(-EDGE)}`, `${callee.slice(0, EDGE)}*`, ''];
}
