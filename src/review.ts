import { afterMerge } from './after-merge.ts';
import type { AuditOptions } from './audit.ts';
import { audit } from './audit.ts';
import type { Asked, Setup } from './configure.ts';
import { configure, configureAlone, withGate } from './configure.ts';
import type { Catalogue } from './domain/catalogue.ts';
import { NO_CONFIGURATION } from './domain/configuration.ts';
import { ConfigError } from './domain/errors.ts';
import type { Note } from './domain/note.ts';
import type { AuditResult } from './domain/result.ts';
import type { Snapshot } from './domain/snapshot.ts';
import { tighten } from './gate/index.ts';

/** What the head is compared with; a sentence where it could not be had, though it was asked for. */
export type Base = { readonly snapshot: Snapshot; readonly how: string } | { readonly missing: string };

/**
 * Audits a head against its base, by the configuration of the base: a change to it, or to what it names, gains nothing before it is merged, and
 * is told with its effect. Without a base that is asked for, minimums of the head's configuration hold, and nothing in it that could excuse
 * anything does.
 */
export async function review(head: Snapshot, base: Base | undefined, shipped: Catalogue, asked: Asked, options: Omit<AuditOptions, 'base'>): Promise<AuditResult> {
  if (!base) return audit(head, await configure(head, shipped, asked), options);
  if ('missing' in base) return withNote(await audit(head, minimumsOf(await configure(head, shipped, asked), shipped), options), { code: 'no-base', says: `There is nothing to compare with: ${base.missing}` });
  const { setup, note } = await setupOf(base.snapshot, shipped, asked);
  const result = await audit(head, setup, { ...options, base: { snapshot: base.snapshot, says: base.how } });
  const configuration = await afterMerge({ base: base.snapshot, head, shipped, asked, setup, now: result, settings: options.settings });
  const told = configuration && result.comparison ? { ...result, comparison: { ...result.comparison, configuration } } : result;
  return note ? withNote(told, note) : told;
}

/**
 * A configuration that was asked for by name and that the base does not have yet decides nothing yet: the usual one does, so that naming another
 * loosens nothing. A base whose configuration is wrong must not fail the very change that mends it: it decides nothing until then.
 */
async function setupOf(base: Snapshot, shipped: Catalogue, { config, gate, day }: Asked): Promise<{ setup: Setup; note?: Note }> {
  const isThere = config !== undefined && base.files.some(({ path }) => path === config);
  const own = await configureAlone(base, shipped, { day, ...(isThere && { config }) }).catch(mistakesIn);
  // Inputs that do not go with a configuration that is right are a mistake of their own.
  if (typeof own !== 'string') return { setup: withGate(own, gate) };
  const setup = { catalogue: shipped, configuration: NO_CONFIGURATION, gate: tighten(NO_CONFIGURATION, gate), day };
  return { setup, note: { code: 'base-configuration-invalid', says: `The configuration of the base is wrong and decides nothing: ${own.split('\n').join(' ')}` } };
}

function mistakesIn(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  throw error;
}

function minimumsOf({ gate, day, configuration }: Setup, shipped: Catalogue): Setup {
  return { catalogue: shipped, configuration: { ...NO_CONFIGURATION, ...(configuration.file !== undefined && { file: configuration.file }) }, gate, day };
}

function withNote(result: AuditResult, note: Note): AuditResult {
  return { ...result, notes: [note, ...result.notes] };
}
