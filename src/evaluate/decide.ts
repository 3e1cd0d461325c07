import type { Rule } from '../domain/rule.ts';
import type { Rung, Strength } from '../domain/strength.ts';
import { rank, strongest, weakest } from '../domain/strength.ts';
import type { Context } from './context.ts';
import type { Match } from './match.ts';
import { evaluateOperator } from './operators/index.ts';
import { carry } from './carry.ts';

export interface Decision {
  readonly strength: Rung;
  /** Best first. */
  readonly matches: readonly Match[];
  /** Sentences: what kept the strength from being higher. */
  readonly lowered: readonly string[];
}

/** Strength = presence × reach: what the rule's operators find, carried as far as automation carries it, never above the rule's maximum. */
export function decide(rule: Rule, context: Context, _decisionOf: (practice: string) => Decision): Decision {
  const scope = { roles: rule.roles };
  const found = (['present', 'automated', 'enforced'] as const).flatMap((rung) =>
    rule[rung] ? evaluateOperator(rule[rung], context, scope).map((match) => atLeast(match, rung)) : []);
  const carried = rule.reach ? carry(found, rule.reach, context) : found.map((match) => ({ ...match, strength: match.strength ?? ('present' as const) }));
  const capped = carried.map((match) => ({ ...match, strength: weakest(match.strength, rule.max) }));
  const matches = unique(capped.sort((a, b) => rank(b.strength) - rank(a.strength)));
  return {
    strength: strongest(matches.map((match) => match.strength)),
    matches,
    lowered: [...new Set(matches.flatMap((match) => match.lowered ?? []))],
  };
}

export function isHeld(strength: Strength): boolean {
  return rank(strength) > 0;
}

function atLeast(match: Match, rung: Rung): Match {
  if (rung === 'present') return match.strength === 'absent' ? { ...match, strength: 'present' } : match;
  return { ...match, strength: rung };
}

/** One match per place, and places of different files before further ones of the same file, so that five pieces of evidence show breadth. */
function unique<M extends Match>(matches: readonly M[]): M[] {
  const places = new Set<string>();
  const paths = new Map<string, number>();
  const ranked: { match: M; round: number; index: number }[] = [];
  matches.forEach((match, index) => {
    const place = `${match.path}:${match.line}`;
    if (places.has(place)) return;
    places.add(place);
    const round = paths.get(match.path) ?? 0;
    paths.set(match.path, round + 1);
    ranked.push({ match, round, index });
  });
  return ranked.sort((a, b) => a.round - b.round || a.index - b.index).map(({ match }) => match);
}
