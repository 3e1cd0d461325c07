/** How strongly a practice holds. Rungs are ordered; `not-applicable` stands outside the order. */
export const RUNGS = ['absent', 'present', 'automated', 'enforced'] as const;

export type Rung = (typeof RUNGS)[number];
export type Strength = Rung | 'not-applicable';

/** 0 for absent (and for not-applicable, which promises nothing) up to 3 for enforced. */
export function rank(strength: Strength): 0 | 1 | 2 | 3 {
  return strength === 'not-applicable' ? 0 : (RUNGS.indexOf(strength) as 0 | 1 | 2 | 3);
}

export function strongest(rungs: Iterable<Rung>): Rung {
  let best: Rung = 'absent';
  for (const rung of rungs) if (rank(rung) > rank(best)) best = rung;
  return best;
}

export function weakest(a: Rung, b: Rung): Rung {
  return rank(a) < rank(b) ? a : b;
}
