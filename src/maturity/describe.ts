import type { MaturityModel } from '../domain/maturity-model.ts';
import type { Capability, ModelResult } from '../domain/result.ts';
import { rank } from '../domain/strength.ts';
import { isShownByFiles, oncePerPractice } from './capabilities.ts';
import type { Weighed } from './capabilities.ts';
import type { Views } from './practices.ts';

/** Who attests what: by id of the capability. */
export type Attestations = ReadonlyMap<string, NonNullable<Capability['attestation']>>;

/** A capability as the result shows it. */
export function capabilityOf({ rule, outcome }: Weighed, model: MaturityModel, views: Views, attestations: Attestations): Capability {
  const { id, says, required, pillar, tags, source, supported = [] } = rule;
  const attestation = attestations.get(id);
  return {
    id, says, required, state: outcome.state, shown: shownBy({ rule, outcome }, views),
    by: oncePerPractice(outcome.by, () => false),
    ...(attestation && outcome.state !== 'not-applicable' && { attestation }),
    ...(supported.length > 0 && { supported: supported.map((practice) => ({ practice, strength: views.attested.strengthOf(practice) })) }),
    ...(pillar !== undefined && { pillar }),
    ...(tags && { tags: [...tags] }),
    source: model.sources[source]?.title ?? source,
    lacks: oncePerPractice(outcome.lacks, (a, b) => rank(a.needs) > rank(b.needs)),
  };
}

/** Files show what is missing as well as what is there. */
function shownBy({ rule, outcome: { state } }: Weighed, views: Views): Capability['shown'] {
  if (state === 'met') return isShownByFiles(rule, views.files) ? 'observed' : 'attested';
  return state === 'unmet' ? 'observed' : 'none';
}

export function sharesOf(capabilities: readonly Capability[]): ModelResult['shares'] {
  const count = (holds: (one: Capability) => boolean): number => capabilities.filter(holds).length;
  return {
    observed: count(({ shown }) => shown === 'observed'),
    attested: count(({ shown }) => shown === 'attested'),
    unknown: count(({ state }) => state === 'unknown'),
    notApplicable: count(({ state }) => state === 'not-applicable'),
  };
}
