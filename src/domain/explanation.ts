import type { Evidence, Finding } from './result.ts';
import type { Operator, Rule } from './rule.ts';

/** One alternative of a rule, and what it found in a repository. */
export interface Considered {
  readonly rung: 'present' | 'automated' | 'enforced';
  readonly operator: Operator;
  /** Best first, at most ten. */
  readonly counted: readonly Evidence[];
  /** How many there are in all. */
  readonly count: number;
  /** What would have counted elsewhere: in files whose role does not count here. At most ten, with the role. */
  readonly left: readonly (Evidence & { readonly role: string })[];
  /** For an alternative that asks for several things and found nothing: how often each of them was found. */
  readonly parts?: readonly { readonly operator: Operator; readonly count: number; readonly first?: Evidence }[];
}

/** A finding with everything that was considered for it. */
export interface Explanation {
  readonly rule: Rule;
  readonly finding: Finding;
  readonly considered: readonly Considered[];
}
