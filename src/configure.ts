import { extendCatalogue } from './catalogue/index.ts';
import type { Catalogue } from './domain/catalogue.ts';
import type { Configuration } from './domain/configuration.ts';
import type { Gate } from './domain/gate.ts';
import type { Snapshot } from './domain/snapshot.ts';
import { checkGate, tighten } from './gate/index.ts';
import { readConfiguration } from './options/index.ts';
import { withRoles } from './snapshot/index.ts';

/** What an audit is run with besides the files. */
export interface Setup {
  /** With house rules, and with those models alone that are reported. */
  readonly catalogue: Catalogue;
  readonly configuration: Configuration;
  readonly gate: Gate;
  /** Today, as 2026-05-31: what decides whether a statement still counts. */
  readonly day: string;
}

export interface Asked {
  /** The configuration's file, relative to the snapshot's root; the usual place when not given. */
  readonly config?: string;
  /** What the inputs or flags ask for besides the configuration. They can only tighten it. */
  readonly gate: Gate;
  readonly day: string;
}

/** The configuration that a snapshot holds, put into effect. Throws ConfigError with a sentence for every mistake in it. */
export async function configure(holder: Snapshot, shipped: Catalogue, { gate, ...asked }: Asked): Promise<Setup> {
  return withGate(await configureAlone(holder, shipped, asked), gate);
}

/** The same, before inputs or flags ask for anything. */
export async function configureAlone(holder: Snapshot, shipped: Catalogue, { config, day }: Omit<Asked, 'gate'>): Promise<Setup> {
  const { configuration, check } = await readConfiguration(holder, config);
  const extended = await extendCatalogue(shipped, holder, configuration.extends);
  check(extended, holder, day);
  // The very catalogue where nothing is left out: what was made ready for it is used again.
  const catalogue = configuration.models ? { ...extended, maturity: extended.maturity.filter(({ id }) => configuration.models?.includes(id)) } : extended;
  return withGate({ catalogue, configuration, gate: {}, day }, {});
}

/** With what inputs or flags ask for besides. Throws ConfigError where that does not go with the configuration, or where no result could meet it. */
export function withGate(setup: Setup, asked: Gate): Setup {
  const gate = tighten(setup.configuration, asked);
  checkGate(gate, setup.catalogue.maturity);
  return { ...setup, gate };
}

/** The files as the configuration sees them. What house rules look for is written in them: they are no evidence of it. */
export function configured(snapshot: Snapshot, { configuration }: Setup): Snapshot {
  const houses = configuration.extends.map((folder) => ({ pattern: `/${folder.replace(/[*?[\\]/g, '\\$&')}/`, role: 'ignored' as const }));
  return withRoles(snapshot, [...configuration.roles, ...houses]);
}
