import type { Operator, Rule } from '../domain/rule.ts';
import type { Rung, Strength } from '../domain/strength.ts';
import { rank, strongest, weakest } from '../domain/strength.ts';
import type { Context } from './context.ts';
import type { Match } from './match.ts';
import { evaluateOperator } from './operators/index.ts';
import { bestFirst } from './order.ts';
import { carry } from './carry.ts';

export interface Decision {
  readonly strength: Rung;
  /** Best first. */
  readonly matches: readonly Match[];
  /** Sentences: what kept the strength from being higher. */
  readonly lowered: readonly string[];
}

/** Strength = presence × reach: what the rule's operators find, carried as far as automation carries it, never above the rule's maximum. */
export function decide(rule: Rule, context: Context): Decision {
  const found = (['present', 'automated', 'enforced'] as const).flatMap((rung) => atRung(rule, rung, context));
  const carried = rule.reach ? carry(found, rule.reach, context) : found.map((match) => ({ ...match, strength: match.strength ?? ('present' as const) }));
  const matches = bestFirst(carried.map((match) => ({ ...match, strength: weakest(match.strength, rule.max) })), rule.id, context);
  return {
    strength: strongest(matches.map((match) => match.strength)),
    matches,
    lowered: [...new Set(matches.flatMap((match) => match.lowered ?? []))],
  };
}

/** What the alternatives of one rung find, each match with the number of its alternative. */
function atRung(rule: Rule, rung: 'present' | 'automated' | 'enforced', context: Context): (Match & { readonly alternative: number })[] {
  const operator = rule[rung];
  if (!operator) return [];
  return alternativesOf(operator).flatMap((part, alternative) =>
    evaluateOperator(part, context, { roles: rule.roles }).map((match) => ({ ...atLeast(match, rung), alternative })));
}

/** The alternatives of an `any` at the top of a rule, each with what the `any` says of all. */
export function alternativesOf(operator: Operator): readonly Operator[] {
  return operator.any?.map((part) => ({ ...(operator.says && { says: operator.says }), ...(operator.roles && { roles: operator.roles }), ...part })) ?? [operator];
}

export function isHeld(strength: Strength): boolean {
  return rank(strength) > 0;
}

function atLeast(match: Match, rung: Rung): Match {
  if (rung === 'present') return match.strength === 'absent' ? { ...match, strength: 'present' } : match;
  return { ...match, strength: rung };
}
