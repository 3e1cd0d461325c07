import type { ManifestReader } from './manifest.ts';
import { packageTable } from './poetry.ts';
import { groupScope } from './python.ts';
import { parseToml } from './toml.ts';
import { entries } from './tree.ts';

const SETTINGS = new Set(['source', 'requires', 'pipenv', 'scripts']);

/** Pipfile: `[packages]`, `[dev-packages]`, and any other table is a category of packages of its own. */
export const readPipfile: ManifestReader = (source, path) => {
  const { root, notes } = parseToml(source, path);
  const dependencies = entries(root).flatMap(([name, table]) => {
    if (SETTINGS.has(name)) return [];
    return packageTable(table, name === 'packages' ? 'runtime' : groupScope(name));
  });
  return { dependencies, notes };
};
