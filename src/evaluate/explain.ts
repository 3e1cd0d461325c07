import type { Considered } from '../domain/explanation.ts';
import type { Operator, Rule } from '../domain/rule.ts';
import { ROLES } from '../domain/snapshot.ts';
import type { Context } from './context.ts';
import { alternativesOf } from './decide.ts';
import { toEvidence } from './finding.ts';
import type { Match } from './match.ts';
import { evaluateOperator } from './operators/index.ts';

export type { Explanation } from '../domain/explanation.ts';

const MOST = 10;

/** Every alternative of a rule with what it found, what it left out because of the file's role, and what was missing. */
export function considered(rule: Rule, context: Context): Considered[] {
  return (['present', 'automated', 'enforced'] as const).flatMap((rung) =>
    (rule[rung] ? alternativesOf(rule[rung]) : []).map((operator) => {
      const counted = evaluateOperator(operator, context, { roles: rule.roles });
      const places = new Set(counted.map(placeOf));
      const left = evaluateOperator({ ...operator, roles: ROLES }, context, { roles: ROLES }).filter((match) => !places.has(placeOf(match)));
      return {
        rung, operator, count: counted.length,
        counted: counted.slice(0, MOST).map(toEvidence),
        left: left.slice(0, MOST).map((match) => ({ ...toEvidence(match), role: context.links.byPath.get(match.path)?.file.role ?? 'main' })),
        ...(counted.length === 0 && operator.all && { parts: operator.all.map((part) => partOf(part, operator, rule, context)) }),
      };
    }));
}

function partOf(part: Operator, whole: Operator, rule: Rule, context: Context) {
  const matches = evaluateOperator(part, context, { roles: whole.roles ?? rule.roles });
  return { operator: part, count: matches.length, ...(matches[0] && { first: toEvidence(matches[0]) }) };
}

function placeOf(match: Match): string {
  return `${match.path}:${match.line}`;
}
