import type { Component } from './domain/configuration.ts';
import type { ModelResult } from './domain/result.ts';
import type { FileSignals } from './domain/signals.ts';
import { decidingModel } from './gate/index.ts';

/** A component with what it is judged by: its own folder, and everything that belongs to no component (pipelines, owners, shared code). */
export function signalsOf(component: Component, components: readonly Component[], signals: readonly FileSignals[]): readonly FileSignals[] {
  const others = components.filter((one) => one !== component).map(({ path }) => `${path}/`);
  return signals.filter(({ file }) => !others.some((folder) => file.path.startsWith(folder)));
}

/**
 * The component that the repository is judged by: of those in production, and of these with generative AI where some have it, the one that the
 * deciding model puts lowest. The first of equals.
 */
export function lowest<T extends { readonly production: boolean; readonly maturity: readonly ModelResult[] }>(components: readonly T[], model: string | undefined): T | undefined {
  const production = components.filter((one) => one.production);
  const standing = ({ maturity }: T): ModelResult | undefined => decidingModel(maturity, model);
  const height = (one: T): number => (standing(one)?.level ?? 0) * 1000 + (standing(one)?.score ?? 0);
  const graded = production.filter((one) => typeof standing(one)?.score === 'number');
  return (graded.length > 0 ? graded : production).toSorted((a, b) => height(a) - height(b))[0];
}
