/** What a call is made on, and how that name came to be. Names are taken per file, whatever function they stand in. */
import type { Call, CodeSignals } from '../domain/signals.ts';

/** The names in front of a call, longest first: `self.client.chat()` → `self.client.chat`, `self.client`, `self`. Calls in the chain lose their `()`. */
export function receiversOf(callee: string): readonly string[] {
  const segments = callee.split('.').map((segment) => (segment.endsWith('()') ? segment.slice(0, -2) : segment));
  return segments.map((_, index) => segments.slice(0, segments.length - index).join('.'));
}

/** `client = Client()` makes `client` what `Client` is; the result of a chain is taken for the same. */
const ASSIGNED_CHAIN = 3;

/**
 * Extends names by those that are declared with a type: what a class means, its instances mean. `Agent.client` is `client`, `this.client` and
 * `self.client`, and `agent.client` for whatever is declared as an `Agent`.
 */
export function withTyped<T>(bound: ReadonlyMap<string, T>, { bindings = [] }: Pick<CodeSignals, 'bindings'>): ReadonlyMap<string, T> {
  if (bindings.length === 0 || bound.size === 0) return bound;
  const names = new Map(bound);
  const add = (name: string, meaning: T): void => void (names.has(name) || names.set(name, meaning));
  const ownersOf = new Map<string, string[]>();
  for (const { name, type } of bindings) for (const word of typeNames(type)) ownersOf.set(word, [...(ownersOf.get(word) ?? []), name]);
  for (const { name, type } of bindings) {
    const meaning = meaningOf(type, bound);
    if (meaning === undefined) continue;
    const dot = name.lastIndexOf('.');
    const field = name.slice(dot + 1);
    add(field, meaning);
    if (dot === -1) continue;
    for (const owner of ['this', 'self', ...(ownersOf.get(name.slice(0, dot)) ?? [])]) add(`${owner}.${field}`, meaning);
  }
  return names;
}

/** The first of a type's names that means something: of `Optional[Client]` it is `Client`. */
function meaningOf<T>(type: string, names: ReadonlyMap<string, T>): T | undefined {
  for (const name of typeNames(type)) {
    const meaning = lookUp(names, name);
    if (meaning !== undefined) return meaning;
  }
  return undefined;
}

function typeNames(type: string): string[] {
  return type.replaceAll('::', '.').replaceAll('\\', '.').match(/[A-Za-z_$][\w.$]*/g) ?? [];
}

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
