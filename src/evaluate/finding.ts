import type { Evidence, Finding } from '../domain/result.ts';
import type { Kind, Rule } from '../domain/rule.ts';
import type { Strength } from '../domain/strength.ts';
import { rank } from '../domain/strength.ts';
import type { Context } from './context.ts';
import type { Decision } from './decide.ts';
import { isHeld } from './decide.ts';
import { hintsOf } from './hints.ts';
import type { Match } from './match.ts';

const MOST_EVIDENCE = 5;

/** A decision as the result shows it, with hints where more was within reach. */
export function toFinding(rule: Rule, decision: Decision, kind: Kind, context: Context, decisionOf: (practice: string) => Decision): Finding {
  const strength = strengthOf(rule, decision, kind, decisionOf);
  const applicable = strength !== 'not-applicable';
  return {
    practice: rule.id,
    area: rule.area,
    title: rule.title,
    strength,
    verified: 'unknown',
    evidence: applicable && isHeld(strength) ? decision.matches.slice(0, MOST_EVIDENCE).map(toEvidence) : [],
    searched: applicable ? [...(rule.searched ?? [])] : [],
    ...(rule.describes && { describes: true }),
    hints: applicable && rank(strength) < rank(rule.max) ? hintsOf(rule, strength, decision, context) : [],
  };
}

function strengthOf(rule: Rule, decision: Decision, kind: Kind, decisionOf: (practice: string) => Decision): Strength {
  const { kinds, when } = rule.applies ?? {};
  if (kinds && !kinds.includes(kind)) return 'not-applicable';
  if (when !== undefined && !isHeld(decisionOf(when).strength)) return 'not-applicable';
  return rule.undecided ? 'absent' : decision.strength;
}

export function toEvidence(match: Match): Evidence {
  return { path: match.path, ...(match.line !== undefined && { line: match.line }), excerpt: match.excerpt, says: match.says };
}
