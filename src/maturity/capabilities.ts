import type { CapabilityRule, MaturityModel } from '../domain/maturity-model.ts';
import { NOT_APPLICABLE, weigh } from './needs.ts';
import type { Outcome } from './needs.ts';
import type { Practices } from './practices.ts';

/** A capability of the model with what became of it. */
export interface Weighed {
  readonly rule: CapabilityRule;
  readonly outcome: Outcome;
}

export interface WeighedLevel {
  readonly level: number;
  readonly name: string;
  /** This level's required capabilities are met, and those of every lower level. */
  readonly met: boolean;
  readonly capabilities: readonly Weighed[];
}

export function weighLevels(model: MaturityModel, practices: Practices): readonly WeighedLevel[] {
  let met = true;
  return (model.levels ?? [])
    .toSorted((a, b) => a.level - b.level)
    .map(({ level, name, capabilities: rules }) => {
      const capabilities = weighAll(rules, practices);
      met &&= !capabilities.some(blocks);
      return { level, name, met, capabilities };
    });
}

export function weighAll(rules: readonly CapabilityRule[], practices: Practices): readonly Weighed[] {
  return rules.map((rule) => ({ rule, outcome: weighOne(rule, practices) }));
}

function weighOne(rule: CapabilityRule, practices: Practices): Outcome {
  return rule.needs ? weigh(rule.needs, practices, practices.isAttested(rule.id)) : NOT_APPLICABLE;
}

/** What nobody has attested blocks a level as much as what nobody has done. */
export function blocks({ rule, outcome }: Weighed): boolean {
  return rule.required && lacks(outcome);
}

export function lacks({ state }: Outcome): boolean {
  return state === 'unmet' || state === 'unknown';
}

/** A practice named twice is kept once: as first named, unless a later one is `better`. */
export function oncePerPractice<T extends { readonly practice: string }>(list: readonly T[], better: (a: T, b: T) => boolean): T[] {
  const kept = new Map<string, T>();
  for (const one of list) {
    const before = kept.get(one.practice);
    if (!before || better(one, before)) kept.set(one.practice, one);
  }
  return [...kept.values()];
}

/** Whether what files show is enough for the capability, without anybody's word. */
export function isShownByFiles(rule: CapabilityRule, files: Practices): boolean {
  return weighOne(rule, files).state === 'met';
}
