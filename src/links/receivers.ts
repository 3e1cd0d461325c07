/** What a call is made on, and how that name came to be. Names are taken per file, whatever function they stand in. */
import type { Call } from '../domain/signals.ts';

/** The names in front of a call, longest first: `self.client.chat()` → `self.client.chat`, `self.client`, `self`. Calls in the chain lose their `()`. */
export function receiversOf(callee: string): readonly string[] {
  const segments = callee.split('.').map((segment) => (segment.endsWith('()') ? segment.slice(0, -2) : segment));
  return segments.map((_, index) => segments.slice(0, segments.length - index).join('.'));
}

/** `client = Client()` makes `client` what `Client` is; the result of a chain is taken for the same. */
const ASSIGNED_CHAIN = 3;

/**
 * Extends names by what is assigned from calls on them: each means what its receiver means. A name that is bound already keeps
 * its meaning.
 */
export function withAssigned<T>(bound: ReadonlyMap<string, T>, calls: readonly Call[]): ReadonlyMap<string, T> {
  const names = new Map(bound);
  for (let pass = 0; pass < ASSIGNED_CHAIN; pass++) {
    const before = names.size;
    for (const { assigned, callee } of calls) {
      if (assigned === undefined || names.has(assigned)) continue;
      const meaning = lookUp(names, callee);
      if (meaning !== undefined) names.set(assigned, meaning);
    }
    if (names.size === before) break;
  }
  return names;
}

/** What the longest known receiver of a callee means. */
export function lookUp<T>(names: ReadonlyMap<string, T>, callee: string): T | undefined {
  for (const receiver of receiversOf(callee)) {
    const meaning = names.get(receiver);
    if (meaning !== undefined) return meaning;
  }
  return undefined;
}
