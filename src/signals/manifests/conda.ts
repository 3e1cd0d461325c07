import type { Dependency } from '../../domain/signals.ts';
import { dependency } from './manifest.ts';
import type { ManifestReader } from './manifest.ts';
import { normalise, requirement } from './python.ts';
import { entries, get, items, text } from './tree.ts';
import type { Node } from './tree.ts';
import { parseYaml } from './yaml.ts';

/** environment.yml: conda packages (counted as PyPI's, whose names they share) and the list under `pip:`. */
export const readConda: ManifestReader = (source, path) => {
  const { root, notes } = parseYaml(source, path);
  const dependencies = items(get(root, 'dependencies')).flatMap((item) => (item.fields ? pipPackages(item) : condaPackage(item)));
  return { dependencies, notes };
};

/** `channel::name=1.2=build`, `name >=1.2`; the interpreter and the installer are no dependencies. */
function condaPackage(item: Node): Dependency[] {
  const match = /^(?:[\w./-]+::)?([A-Za-z0-9_][\w.-]*)(?:\[[^\]]*\])?\s*([=<>!~].*)?$/.exec(text(item)?.trim() ?? '');
  const name = match?.[1] && normalise(match[1]);
  if (!name || name === 'python' || name === 'pip') return [];
  return [dependency(item.line, 'pypi', name, match[2]?.replace(/\s/g, ''), 'runtime')];
}

function pipPackages(item: Node): Dependency[] {
  return entries(item).flatMap(([key, list]) =>
    key === 'pip' ? items(list).flatMap((one) => requirement(one.line, text(one) ?? '', 'runtime') ?? []) : [],
  );
}
