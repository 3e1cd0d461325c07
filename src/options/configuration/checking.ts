import type { Catalogue } from '../../domain/catalogue.ts';
import type { ConfigurationFile } from '../../domain/configuration.ts';
import type { CapabilityRule, MaturityModel } from '../../domain/maturity-model.ts';
import { capabilitiesOf } from '../../domain/maturity-model.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import type { Problem } from '../../located-yaml/problems.ts';
import type { Path } from '../../located-yaml/source.ts';

/** What a configuration is compared with, and how a mistake in it is told. */
export interface Checking {
  readonly file: ConfigurationFile;
  /** The models that are reported. */
  readonly models: readonly MaturityModel[];
  readonly catalogue: Catalogue;
  readonly snapshot: Snapshot;
  /** Today: 2026-05-31. */
  readonly day: string;
  problem(at: Path, says: string): Problem;
  /** A problem where an id names nothing; none where it does. */
  known(at: Path, what: string, id: string, ids: readonly string[]): readonly Problem[];
}

/** Capabilities of the models that are reported. */
export function reportedCapabilities({ models }: Checking): readonly { readonly capability: CapabilityRule; readonly model: MaturityModel }[] {
  return models.flatMap((model) => capabilitiesOf(model).map((capability) => ({ capability, model })));
}
