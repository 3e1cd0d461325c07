import { problemAt } from './entry.ts';
import type { Entry } from './entry.ts';
import { say } from './errors.ts';
import type { Problem } from '../located-yaml/problems.ts';
import type { Placed } from './operators.ts';
import { faultOf, patternsOf } from './patterns.ts';
import type { Entries } from './read.ts';
import type { Path } from '../located-yaml/source.ts';

/** References to rules and tools, and regular expressions, of the operators of one entry. */
export function checkOperators(entry: Entry<unknown>, placed: readonly Placed[], { practiceIds, toolIds }: Entries): Problem[] {
  return placed.flatMap(({ operator, at }) => [
    ...(operator.evidenceOf === undefined ? [] : unknown(entry, [...at, 'evidenceOf'], 'practice', operator.evidenceOf, practiceIds)),
    ...(operator.tool?.id ?? []).flatMap((id, index) => unknown(entry, [...at, 'tool', 'id', index], 'tool', id, toolIds)),
    ...patternsOf(operator).flatMap(({ pattern, at: below }) => faults(entry, [...at, ...below], pattern)),
  ]);
}

/** A problem when an id names nothing; none while the known ids are themselves unknown. */
export function unknown(entry: Entry<unknown>, at: Path, what: string, id: string, known: readonly string[] | undefined): Problem[] {
  return known === undefined || known.includes(id) ? [] : [problemAt(entry, at, say.unknownReference(what, id, known))];
}

/** A problem when a regular expression does not compile or cannot run in linear time. */
export function faults(entry: Entry<unknown>, at: Path, pattern: string): Problem[] {
  const says = faultOf(pattern);
  return says === undefined ? [] : [problemAt(entry, at, says)];
}
