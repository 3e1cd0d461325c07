import type { Need } from '../domain/maturity-model.ts';
import type { Capability } from '../domain/result.ts';
import { rank } from '../domain/strength.ts';
import { effortOf } from './practices.ts';
import type { Practices } from './practices.ts';

/** How far a need is met. */
export interface Outcome {
  readonly state: Capability['state'];
  /** 0 to 1: how much of the strength asked for is there. Counts for nothing where the need is not applicable. */
  readonly fraction: number;
  readonly by: Capability['by'];
  /** What would meet it; of alternatives, the cheapest. */
  readonly lacks: Capability['lacks'];
  /** Whether raising what it lacks would really meet it: nothing beside it is a matter of attestation, or of a rule still to be written. */
  readonly doable: boolean;
}

export const NOT_APPLICABLE: Outcome = { state: 'not-applicable', fraction: 0, by: [], lacks: [], doable: true };
const UNKNOWN: Outcome = { state: 'unknown', fraction: 0, by: [], lacks: [], doable: false };
const ATTESTED: Outcome = { state: 'met', fraction: 1, by: [], lacks: [], doable: true };

/** `attested`: whether somebody attests what no file can show of the capability that has the need. */
export function weigh(need: Need, practices: Practices, attested: boolean): Outcome {
  if (need.practice !== undefined) return weighPractice(need.practice, need.at ?? 'present', practices);
  if (need.any) return weighAny(need.any.map((part) => weigh(part, practices, attested)), practices);
  if (need.all) return weighAll(need.all.map((part) => weigh(part, practices, attested)));
  return attested ? ATTESTED : UNKNOWN;
}

function weighPractice(practice: string, needs: NonNullable<Need['at']>, practices: Practices): Outcome {
  const has = practices.strengthOf(practice);
  if (has === 'not-applicable') return NOT_APPLICABLE;
  if (rank(has) >= rank(needs)) return { state: 'met', fraction: 1, by: [{ practice, strength: has }], lacks: [], doable: true };
  const rule = practices.ruleOf(practice);
  return { state: 'unmet', fraction: rank(has) / rank(needs), by: [], lacks: [{ practice, has, needs }], doable: rule !== undefined && !rule.undecided };
}

/** Parts that do not apply ask for nothing. */
function weighAll(parts: readonly Outcome[]): Outcome {
  const applicable = parts.filter((part) => part.state !== 'not-applicable');
  if (applicable.length === 0) return NOT_APPLICABLE;
  const worst = (['unmet', 'unknown'] as const).find((state) => applicable.some((part) => part.state === state));
  return {
    state: worst ?? 'met',
    fraction: applicable.reduce((sum, part) => sum + part.fraction, 0) / applicable.length,
    by: applicable.flatMap((part) => part.by),
    lacks: applicable.flatMap((part) => part.lacks),
    doable: applicable.every((part) => part.doable),
  };
}

/** Unknown only where nothing but an attestation is left: otherwise something can be done about it, so it is unmet. */
function weighAny(parts: readonly Outcome[], practices: Practices): Outcome {
  const applicable = parts.filter((part) => part.state !== 'not-applicable');
  if (applicable.length === 0) return NOT_APPLICABLE;
  const fraction = Math.max(...applicable.map((part) => part.fraction));
  const met = applicable.filter((part) => part.state === 'met');
  if (met.length > 0) return { state: 'met', fraction, by: met.flatMap((part) => part.by), lacks: [], doable: true };
  const cheapest = applicable.filter((part) => part.state === 'unmet').toSorted((a, b) => compareCost(a, b, practices))[0];
  const nearest = applicable.toSorted((a, b) => b.fraction - a.fraction)[0];
  return { ...(cheapest ?? nearest ?? UNKNOWN), fraction };
}

/** Doable before not, then the smaller gap of strength, then the smaller effort; sorting is stable, so the model's own order decides the rest. */
function compareCost(a: Outcome, b: Outcome, practices: Practices): number {
  const gap = (one: Outcome): number => sum(one.lacks.map((lack) => rank(lack.needs) - rank(lack.has)));
  const effort = (one: Outcome): number => sum(one.lacks.map((lack) => effortOf(lack.practice, practices)));
  return Number(b.doable) - Number(a.doable) || gap(a) - gap(b) || effort(a) - effort(b);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
