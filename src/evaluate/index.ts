import type { Catalogue } from '../domain/catalogue.ts';
import type { Links } from '../domain/links.ts';
import type { Reach } from '../domain/reach.ts';
import type { Finding } from '../domain/result.ts';
import type { Kind } from '../domain/rule.ts';
import type { FileSignals } from '../domain/signals.ts';
import type { Context } from './context.ts';
import { createContext } from './context.ts';
import { decide } from './decide.ts';
import type { Decision } from './decide.ts';
import { kindOf } from './kind.ts';
import { toFinding } from './finding.ts';

export interface Evaluation {
  readonly kind: Kind;
  /** One sentence: why it is of that kind. */
  readonly kindSays: string;
  /** One per rule, in the catalogue's order. */
  readonly findings: readonly Finding[];
}

/** Applies every rule of the catalogue to what was read, linked and reached. */
export function evaluate(signals: readonly FileSignals[], links: Links, reach: Reach, catalogue: Catalogue): Evaluation {
  const decisions = new Map<string, Decision>();
  const rules = new Map(catalogue.rules.map((rule) => [rule.id, rule]));
  const open = new Set<string>();
  const decisionOf = (practice: string, context: Context): Decision => {
    const known = decisions.get(practice);
    if (known) return known;
    // The loader refuses rules that refer to themselves through others; a house rule that slipped through must not hang the audit.
    if (open.has(practice)) return { strength: 'absent', matches: [], lowered: [] };
    open.add(practice);
    const decision = decide(rules.get(practice)!, context);
    decisions.set(practice, decision);
    return decision;
  };
  const context = createContext(signals, links, reach, catalogue, (practice, self) => decisionOf(practice, self).matches);
  const { kind, says } = kindOf(context);
  const findings = catalogue.rules.map((rule) => toFinding(rule, decisionOf(rule.id, context), kind, context, (other) => decisionOf(other, context)));
  return { kind, kindSays: says, findings };
}
