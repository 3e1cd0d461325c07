import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { maturityModelSchema } from '../../src/domain/maturity-model.ts';
import type { MaturityModel } from '../../src/domain/maturity-model.ts';
import type { Rung } from '../../src/domain/strength.ts';

const folder = fileURLToPath(new URL('../../rules', import.meta.url));

/** Ids of the models and profiles that ship, sorted. */
export const MODELS: readonly string[] = readdirSync(`${folder}/maturity`).map((name) => name.replace(/\.yaml$/, '')).sort();

export function model(id: string): MaturityModel {
  return maturityModelSchema.parse(parse(textOf(id)));
}

/** The comment that a file opens with. */
export function headOf(id: string): string {
  return textOf(id).split('\nid: ')[0]!;
}

function textOf(id: string): string {
  return readFileSync(`${folder}/maturity/${id}.yaml`, 'utf8');
}

interface ShippedRule {
  readonly id: string;
  readonly area: string;
  readonly max: Rung;
  readonly applies?: { readonly when?: string };
}

/** Every practice that ships, as its file says it: the catalogue checks the rest. */
export const RULES: readonly ShippedRule[] = readdirSync(`${folder}/practices`, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => parse(readFileSync(`${folder}/practices/${name}`, 'utf8')) as ShippedRule);
