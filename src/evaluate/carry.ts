import type { Run } from '../domain/reach.ts';
import type { Rule } from '../domain/rule.ts';
import type { Rung } from '../domain/strength.ts';
import { rank } from '../domain/strength.ts';
import type { Context } from './context.ts';
import type { Match } from './match.ts';
import { exercised, ofRun } from './operators/automation.ts';

type Found = Match & { readonly alternative: number };
type Carried = Found & { readonly strength: Rung };
type ReachSpec = NonNullable<Rule['reach']>;

/**
 * Raises each match as far as the runs that the rule declares carry it. A match that automation itself produced (a step) keeps its own
 * strength. The run that raises a match is shown behind it.
 */
export function carry(matches: readonly Found[], reach: ReachSpec, context: Context): Carried[] {
  if (!reach.by.includes('run')) return matches.map((match) => ({ ...match, strength: match.strength ?? 'present' }));
  const runs = runsByFile(context.reach.runs, reach);
  return matches.flatMap((match): Carried[] => {
    if (match.strength !== undefined) return [{ ...match, strength: match.strength }];
    const best = runs.get(match.path);
    if (!best) return [{ ...match, strength: 'present' }];
    return [{ ...match, strength: best.strength, lowered: best.lowered }, { ...ofRun(best), alternative: match.alternative, carries: true }];
  });
}

/** The strongest run per file; of equal ones the first, so that the order of pipelines decides nothing but which is shown. */
function runsByFile(runs: readonly Run[], reach: ReachSpec): ReadonlyMap<string, Run> {
  const best = new Map<string, Run>();
  for (const run of runs) {
    for (const file of exercised(run, reach.effect)) {
      const known = best.get(file);
      if (!known || rank(run.strength) > rank(known.strength)) best.set(file, run);
    }
  }
  return best;
}
