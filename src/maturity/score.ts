import type { MaturityModel } from '../domain/maturity-model.ts';
import { weighAll, weighLevels } from './capabilities.ts';
import type { Weighed } from './capabilities.ts';
import type { Practices } from './practices.ts';

/**
 * 0 to 100, not rounded; null where nothing applies. Every level has its weight, split evenly over its applicable capabilities; a level with none
 * leaves its weight to the others. A profile is one mean over its capabilities.
 */
export function scoreOf(model: MaturityModel, practices: Practices): number | null {
  if (!model.levels) return percent(mean(weighAll(model.capabilities ?? [], practices)));
  let total = 0;
  let weights = 0;
  for (const { level, capabilities } of weighLevels(model, practices)) {
    const index = model.levels.findIndex((one) => one.level === level);
    const weight = model.weights?.[index] ?? 1;
    const fraction = mean(capabilities);
    if (fraction === undefined) continue;
    total += weight * fraction;
    weights += weight;
  }
  return percent(weights > 0 ? total / weights : undefined);
}

/** Of the applicable capabilities; undefined when there is none. */
function mean(capabilities: readonly Weighed[]): number | undefined {
  const fractions = capabilities.filter(({ outcome }) => outcome.state !== 'not-applicable').map(({ outcome }) => outcome.fraction);
  return fractions.length > 0 ? fractions.reduce((sum, one) => sum + one, 0) / fractions.length : undefined;
}

/** The bound takes care of what adding up fractions may leave above 1. */
function percent(fraction: number | undefined): number | null {
  return fraction === undefined ? null : Math.min(100, fraction * 100);
}
