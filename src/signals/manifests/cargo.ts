import type { Dependency, PackageFact } from '../../domain/signals.ts';
import { compact, dependency, record, unlessEmpty } from './manifest.ts';
import type { ManifestReader } from './manifest.ts';
import { parseToml } from './toml.ts';
import { entries, get, items, text, texts } from './tree.ts';
import type { Node } from './tree.ts';

export const readCargo: ManifestReader = (source, path) => {
  const { root, notes } = parseToml(source, path);
  const targets = entries(get(root, 'target')).flatMap(([, target]) => tables(target));
  const dependencies = [...tables(root), ...targets, ...table(get(root, 'workspace', 'dependencies'), 'runtime')];
  return compact({ dependencies, package: root && packageFact(root), notes });
};

function tables(root: Node | undefined): Dependency[] {
  return [
    ...table(get(root, 'dependencies'), 'runtime'),
    ...table(get(root, 'dev-dependencies') ?? get(root, 'dev_dependencies'), 'dev'),
    ...table(get(root, 'build-dependencies') ?? get(root, 'build_dependencies'), 'dev'),
  ];
}

/** `package = "..."` names the crate behind a renamed one. */
function table(node: Node | undefined, scope: Dependency['scope']): Dependency[] {
  return entries(node).map(([name, value]) => {
    const optional = scope === 'runtime' && get(value, 'optional')?.scalar === true;
    const version = text(value) ?? text(get(value, 'version'));
    return dependency(value.line, 'cargo', text(get(value, 'package')) ?? name, version, optional ? 'optional' : scope);
  });
}

/** A manifest with only a workspace describes no package, but says where the members are. */
function packageFact(root: Node): PackageFact | undefined {
  const own = get(root, 'package');
  const workspace = get(root, 'workspace');
  if (!own && !workspace) return undefined;
  const name = text(get(own, 'name'));
  const publish = get(own, 'publish');
  return compact<PackageFact>({
    line: get(own, 'name')?.line ?? own?.line ?? workspace?.line ?? 1,
    ecosystem: 'cargo',
    name,
    version: text(get(own, 'version')),
    description: text(get(own, 'description')),
    keywords: unlessEmpty(texts(get(own, 'keywords'))),
    private: name === undefined || publish?.scalar === false || publish?.items?.length === 0,
    commands: record(items(get(root, 'bin')).flatMap((bin) => command(bin))),
    workspaces: unlessEmpty(texts(get(workspace, 'members'))),
  });
}

function command(bin: Node): [string, string][] {
  const name = text(get(bin, 'name'));
  return name === undefined ? [] : [[name, text(get(bin, 'path')) ?? `src/bin/${name}.rs`]];
}
