import type { Rule } from '../domain/rule.ts';
import { checkOperators, faults, unknown } from './check-operators.ts';
import { duplicates, misplaced, problemAt } from './entry.ts';
import type { Entry } from './entry.ts';
import { say } from './errors.ts';
import type { Problem } from '../located-yaml/problems.ts';
import { operatorsOfRule } from './operators.ts';
import type { Entries } from './read.ts';

export function checkRules(entries: Entries): Problem[] {
  const { rules } = entries;
  return [
    ...duplicates('practice', rules),
    ...rules.flatMap((entry) => [
      ...misplaced(entry, `practices/${entry.value.area}/${entry.value.id}.yaml`),
      ...checkOperators(entry, operatorsOfRule(entry.value), entries),
      ...checkApplies(entry, entries.practiceIds),
      ...(entry.value.how.after ?? []).flatMap((practice, index) => unknown(entry, ['how', 'after', index], 'practice', practice, entries.practiceIds)),
      ...checkStrength(entry),
      ...(entry.value.examples ?? []).flatMap(({ hint }, index) => (hint === undefined ? [] : faults(entry, ['examples', index, 'hint'], hint))),
    ]),
    ...checkCircles(rules),
  ];
}

function checkApplies(entry: Entry<Rule>, practiceIds: readonly string[]): Problem[] {
  const when = entry.value.applies?.when;
  return when === undefined ? [] : unknown(entry, ['applies', 'when'], 'practice', when, practiceIds);
}

/** `max` is a promise: nothing in the rule may go beyond it, and something must be able to get there. */
function checkStrength(entry: Entry<Rule>): Problem[] {
  const { max, present, automated, enforced, reach, undecided } = entry.value;
  if (undecided) return [];
  if (!present && !automated && !enforced) return [problemAt(entry, ['id'], say.undecidable())];
  const tooStrong = (['automated', 'enforced', 'reach'] as const).filter(
    (key) => entry.value[key] !== undefined && (max === 'present' || (max === 'automated' && key === 'enforced')),
  );
  if (tooStrong.length > 0) return tooStrong.map((key) => problemAt(entry, [key], say.outOfPlace(key, max)));
  // What is run has the strength of its own run, and another rule's evidence keeps its strength.
  const lifted = operatorsOfRule(entry.value).some(({ operator, at }) => at[0] !== 'hints' && (operator.step ?? operator.runs ?? operator.evidenceOf) !== undefined);
  const reached = max === 'present' || reach !== undefined || lifted || (max === 'automated' ? automated : enforced) !== undefined;
  return reached ? [] : [problemAt(entry, ['max'], say.outOfReach(max))];
}

/** Rules that wait for one another's evidence could never be decided. */
function checkCircles(rules: readonly Entry<Rule>[]): Problem[] {
  const asked = new Map(rules.map(({ value }) => [value.id, askedBy(value)]));
  return rules.flatMap((entry) => {
    const circle = circleFrom(entry.value.id, asked);
    // Each circle is reported once, at its first rule by id.
    return circle !== undefined && [...circle].sort()[0] === entry.value.id ? [problemAt(entry, ['id'], say.cycle(circle))] : [];
  });
}

/** The rules that must be decided before this one; hints come after all. */
function askedBy(rule: Rule): string[] {
  const evidence = operatorsOfRule(rule).flatMap(({ operator, at }) => (at[0] === 'hints' ? [] : (operator.evidenceOf ?? [])));
  return rule.applies?.when === undefined ? evidence : [...evidence, rule.applies.when];
}

/** The shortest way from a rule back to itself, both ends included. */
function circleFrom(start: string, asked: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const seen = new Set<string>();
  let ways = [[start]];
  while (ways.length > 0) {
    const longer: string[][] = [];
    for (const way of ways) {
      for (const next of asked.get(way.at(-1) ?? start) ?? []) {
        if (next === start) return [...way, start];
        if (!seen.has(next)) longer.push([...way, next]);
        seen.add(next);
      }
    }
    ways = longer;
  }
  return undefined;
}
