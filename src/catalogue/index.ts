/** The catalogue: everything the tool knows, read from rules/, verified, and compiled. The only stage that reads rules. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { ConfigError } from '../domain/errors.ts';
import type { Catalogue } from '../domain/catalogue.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import { check } from './check.ts';
import { compileCatalogue } from './compile.ts';
import { sentences } from '../located-yaml/problems.ts';
import { readRuleFiles } from './files.ts';
import { withHouseRules } from './house.ts';
import { readParts } from './read.ts';

export { compileCatalogue } from './compile.ts';
export type { CatalogueParts } from './compile.ts';

/**
 * Reads and verifies a rules folder (`tools/*.yaml`, `practices/<area>/<practice>.yaml`, `maturity/*.yaml`, `models.yaml`,
 * `kind.yaml`). Throws one ConfigError whose message lists every problem, one sentence a line, each with file and line.
 */
export async function loadCatalogue(folder: string): Promise<Catalogue> {
  const { entries, parts, problems } = readParts(await readRuleFiles(folder));
  const found = [...problems, ...check(entries)];
  if (found.length > 0) throw new ConfigError(sentences(found).join('\n'));
  return compileCatalogue(parts);
}

/**
 * The catalogue that ships: the compiled file beside the bundle, or, when the sources themselves run (tests, scripts), rules/ read
 * afresh. Rules of the compiled file carry no examples.
 */
export async function compiledCatalogue(): Promise<Catalogue> {
  if (import.meta.url.endsWith('.ts')) return loadCatalogue(fileURLToPath(new URL('../../rules', import.meta.url)));
  return JSON.parse(await readFile(new URL('./catalogue.json', import.meta.url), 'utf8')) as Catalogue;
}

/**
 * The shipped catalogue with the house rules in some folders of a snapshot (`tools/*.yaml`, `practices/<area>/<practice>.yaml`,
 * `maturity/*.yaml`): they may name what ships, and add to it. Throws one ConfigError with a sentence for every problem, each with file and
 * line. A folder without rules is no problem here.
 */
export async function extendCatalogue(shipped: Catalogue, snapshot: Snapshot, folders: readonly string[]): Promise<Catalogue> {
  return folders.length === 0 ? shipped : withHouseRules(shipped, snapshot, folders);
}
