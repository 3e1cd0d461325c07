import type { AuditOptions } from './audit.ts';
import { audit } from './audit.ts';
import { changesBetween } from './changed-files.ts';
import type { Asked, Setup } from './configure.ts';
import { configure } from './configure.ts';
import type { Catalogue } from './domain/catalogue.ts';
import type { Attestation, Waiver } from './domain/configuration.ts';
import { CONFIGURATION_FILE } from './domain/configuration.ts';
import { ConfigError } from './domain/errors.ts';
import type { Gate } from './domain/gate.ts';
import type { AuditResult, Comparison } from './domain/result.ts';
import type { Snapshot } from './domain/snapshot.ts';

export interface Merge {
  readonly base: Snapshot;
  readonly head: Snapshot;
  readonly shipped: Catalogue;
  readonly asked: Asked;
  /** What the audit went by: the configuration of the base. */
  readonly setup: Setup;
  /** The audit of the head by it. */
  readonly now: AuditResult;
  /** As that audit had it. */
  readonly settings?: AuditOptions['settings'];
}

/**
 * What a pull request that changes the configuration, house rules, attestations or waivers will bring once it is merged; undefined where it
 * changes none of them. It decides nothing before: the audit went by the configuration of the base.
 */
export async function afterMerge({ base, head, shipped, asked, setup, now, settings }: Merge): Promise<Comparison['configuration']> {
  try {
    const own = await configure(head, shipped, asked);
    const changed = await changedFiles(base, head, [asked.config ?? CONFIGURATION_FILE], [...setup.configuration.extends, ...own.configuration.extends]);
    if (changed.length === 0) return undefined;
    const then = await audit(head, own, { path: now.subject.path, ...(settings && { settings }) });
    return { changed, valid: true, says: [...some([...gateWords(setup.gate, own.gate), ...statementWords(setup, own)]), outcome(now, then)] };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const changed = await changedFiles(base, head, [asked.config ?? CONFIGURATION_FILE], setup.configuration.extends);
    // A configuration that was wrong before is not this change's doing.
    if (changed.length === 0) return undefined;
    return { changed, valid: false, says: [...some(error.message.split('\n')), 'Once it is merged, every audit ends with this; nothing of it counts now.'] };
  }
}

/** More of them would hide the rest of a report. */
const MOST = 20;

function some(sentences: readonly string[]): readonly string[] {
  return sentences.length > MOST ? [...sentences.slice(0, MOST), `And ${sentences.length - MOST} more.`] : sentences;
}

async function changedFiles(base: Snapshot, head: Snapshot, files: readonly string[], folders: readonly string[]): Promise<string[]> {
  const concerned = (path: string): boolean => files.includes(path) || folders.some((folder) => path.startsWith(`${folder}/`));
  const paths = new Set([base, head].flatMap((snapshot) => snapshot.files.map(({ path }) => path).filter(concerned)));
  return [...(await changesBetween(base, head, paths)).keys()].sort();
}

/** Each minimum and switch of the gate that will be another. */
function gateWords(now: Gate, then: Gate): string[] {
  const keys: readonly (readonly [keyof Gate, string])[] = [
    ['model', 'the model that decides'], ['failOn', 'what a pull request fails on'], ['minLevel', 'the minimum level'], ['minScore', 'the minimum score'],
    ['requireGenai', 'whether generative AI is required'], ['areas', 'the minimums of areas'], ['practices', 'the minimums of practices'],
  ];
  return keys.flatMap(([key, words]) => {
    const [from, to] = [shown(now[key]), shown(then[key])];
    return from === to ? [] : [`The gate: ${words} goes from ${from} to ${to}.`];
  });
}

function shown(value: unknown): string {
  return value === undefined ? 'none' : typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Attestations, waivers and disabled practices that come or go, or that are written anew. */
function statementWords(now: Setup, then: Setup): string[] {
  const said = ({ configuration: { attestations, waivers, disabled } }: Setup): Map<string, string> => new Map([
    ...attestations.map((one) => [`the attestation of ${one.capability ?? one.practice}`, written(one)] as const),
    ...waivers.map((one) => [`the waiver of ${one.practice}`, written(one)] as const),
    ...disabled.map(({ practice, reason }) => [`the practice ${practice}, disabled`, reason] as const),
  ]);
  const [before, after] = [said(now), said(then)];
  return [
    ...[...after].flatMap(([subject, text]) => (before.has(subject) ? (before.get(subject) === text ? [] : [`Changed: ${subject}.`]) : [`New: ${subject}.`])),
    ...[...before.keys()].filter((subject) => !after.has(subject)).map((subject) => `Gone: ${subject}.`),
  ];
}

/** Where it is written makes no difference. */
function written(statement: Attestation | Waiver): string {
  return JSON.stringify({ ...statement, line: 0 });
}

function outcome(now: AuditResult, then: AuditResult): string {
  const standing = ({ maturity, verdict }: AuditResult): string => {
    const model = maturity.find((one) => one.model === verdict.model);
    return model && model.level !== null ? `level ${model.waived?.level ?? model.level}, score ${model.waived?.score ?? model.score}` : 'no level';
  };
  const minimums = then.verdict.passed ? 'met' : `not met: ${then.verdict.reasons.join(' ')}`;
  return `Once merged, this code would stand at ${standing(then)} (${standing(now)} now), and its own minimums would be ${minimums}`.replace(/([^.])$/, '$1.');
}
