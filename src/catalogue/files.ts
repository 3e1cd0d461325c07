import { readFile, readdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { ConfigError } from '../domain/errors.ts';
import type { YamlFile } from '../located-yaml/source.ts';

/** One YAML file of a rules folder: its path starts with the folder's own name (`rules/tools/gateway.yaml`), its name does not. */
export type RuleFile = YamlFile;

export interface RulesFolder {
  /** The folder's own name, as sentences show it. */
  readonly shown: string;
  /** Every YAML file, sorted by name. Links are not followed. */
  readonly files: readonly RuleFile[];
}

export async function readRuleFiles(folder: string): Promise<RulesFolder> {
  const names = await yamlNames(folder, '');
  const shown = basename(resolve(folder));
  const files = await Promise.all(names.map(async (name) => ({ path: `${shown}/${name}`, name, text: await readFile(join(folder, name), 'utf8') })));
  return { shown, files };
}

async function yamlNames(folder: string, below: string): Promise<string[]> {
  const entries = await readdir(join(folder, below), { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    throw new ConfigError(`${folder}: cannot be read as a rules folder (${error.code ?? error.message}); expected a folder with tools/, practices/ and maturity/`);
  });
  const names: string[] = [];
  for (const entry of entries) {
    const name = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) names.push(...(await yamlNames(folder, name)));
    else if (entry.isFile() && /\.ya?ml$/.test(name)) names.push(name);
  }
  return names.sort();
}
