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
import type { Explanation } from './explain.ts';
import { considered } from './explain.ts';
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
  const { context, decisionOf } = prepare(signals, links, reach, catalogue);
  const { kind, says } = kindOf(context);
  const findings = catalogue.rules.map((rule) => toFinding(rule, decisionOf(rule.id), kind, context, decisionOf));
  return { kind, kindSays: says, findings };
}

/** One rule's finding, with everything that was considered for it. Undefined for a practice that the catalogue does not have. */
export function explain(practice: string, signals: readonly FileSignals[], links: Links, reach: Reach, catalogue: Catalogue): Explanation | undefined {
  const rule = catalogue.rules.find((one) => one.id === practice);
  if (!rule) return undefined;
  const { context, decisionOf } = prepare(signals, links, reach, catalogue);
  const { kind } = kindOf(context);
  return { rule, finding: toFinding(rule, decisionOf(practice), kind, context, decisionOf), considered: considered(rule, context) };
}

interface Prepared {
  readonly context: Context;
  /** What a rule finds, decided once. */
  readonly decisionOf: (practice: string) => Decision;
}

function prepare(signals: readonly FileSignals[], links: Links, reach: Reach, catalogue: Catalogue): Prepared {
  const rules = new Map(catalogue.rules.map((rule) => [rule.id, rule]));
  const decisions = new Map<string, Decision>();
  const open = new Set<string>();
  const decisionOf = (practice: string): Decision => {
    const known = decisions.get(practice);
    if (known) return known;
    // The loader refuses rules that refer to themselves through others; a house rule that slipped through must not hang the audit.
    if (open.has(practice)) return { strength: 'absent', matches: [], lowered: [] };
    open.add(practice);
    const decision = decide(rules.get(practice)!, context);
    decisions.set(practice, decision);
    return decision;
  };
  const context = createContext(signals, links, reach, catalogue, (practice) => decisionOf(practice).matches);
  return { context, decisionOf };
}
