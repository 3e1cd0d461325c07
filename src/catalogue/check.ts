/** What a schema cannot say: ids unique, references real, patterns that compile, strengths that can be reached. */
import { checkMaturity } from './check-maturity.ts';
import { checkOperators, faults } from './check-operators.ts';
import { checkRules } from './check-rules.ts';
import { checkTools } from './check-tools.ts';
import { checkHouse } from './check-house.ts';
import type { Problem } from '../located-yaml/problems.ts';
import { operatorsOfKind } from './operators.ts';
import type { Entries } from './read.ts';

export function check(entries: Entries): readonly Problem[] {
  return [...checkTools(entries.tools), ...checkRules(entries), ...checkKind(entries), ...checkModels(entries), ...checkMaturity(entries), ...checkHouse(entries)];
}

function checkKind(entries: Entries): readonly Problem[] {
  return entries.kind ? checkOperators(entries.kind, operatorsOfKind(entries.kind.value), entries) : [];
}

function checkModels({ models }: Entries): readonly Problem[] {
  if (models === undefined) return [];
  return (['names', 'dated'] as const).flatMap((list) => models.value[list].flatMap((pattern, index) => faults(models, [list, index], pattern)));
}
