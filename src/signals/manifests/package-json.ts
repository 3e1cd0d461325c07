import type { Dependency, PackageFact } from '../../domain/signals.ts';
import { parseJson } from './json.ts';
import { compact, dependency, record, unlessEmpty } from './manifest.ts';
import type { ManifestReader } from './manifest.ts';
import { entries, get, text, texts } from './tree.ts';
import type { Node } from './tree.ts';

export const readPackageJson: ManifestReader = (source, path) => {
  const { root, notes } = parseJson(source, path);
  return compact({ dependencies: root ? dependencies(root) : [], package: root?.fields ? packageFact(root) : undefined, notes });
};

function dependencies(root: Node): Dependency[] {
  const optionalPeers = get(root, 'peerDependenciesMeta');
  return [
    ...table(root, 'dependencies', () => 'runtime'),
    ...table(root, 'devDependencies', () => 'dev'),
    ...table(root, 'optionalDependencies', () => 'optional'),
    ...table(root, 'peerDependencies', (name) => (get(optionalPeers, name, 'optional')?.scalar === true ? 'optional' : 'runtime')),
  ];
}

function table(root: Node, key: string, scopeOf: (name: string) => Dependency['scope']): Dependency[] {
  return entries(get(root, key)).map(([name, value]) => {
    const actual = npmSpecifier(text(value) ?? '');
    return dependency(value.line, 'npm', actual?.name ?? name, actual ? actual.version : text(value), scopeOf(name));
  });
}

/** `npm:@acme/llm@^4/sub` → the package behind an alias; undefined for anything else. */
export function npmSpecifier(specifier: string): { readonly name: string; readonly version?: string } | undefined {
  const match = /^npm:\/?(@[^/@\s]+\/[^/@\s]+|[^/@\s]+)(?:@([^/]*))?/.exec(specifier);
  return match?.[1] === undefined ? undefined : compact({ name: match[1], version: match[2] });
}

function packageFact(root: Node): PackageFact {
  const name = text(get(root, 'name'));
  return compact<PackageFact>({
    line: get(root, 'name')?.line ?? root.line,
    ecosystem: 'npm',
    name,
    version: text(get(root, 'version')),
    description: text(get(root, 'description')),
    keywords: unlessEmpty(texts(get(root, 'keywords'))),
    private: get(root, 'private')?.scalar === true || name === undefined,
    commands: commands(get(root, 'bin'), name),
    workspaces: unlessEmpty([...texts(get(root, 'workspaces')), ...texts(get(root, 'workspaces', 'packages'))]),
  });
}

/** A `bin` that is a string installs one command, named like the package without its scope. */
function commands(bin: Node | undefined, name: string | undefined): PackageFact['commands'] {
  const single = text(bin);
  if (single !== undefined) return name === undefined ? undefined : record([[name.replace(/^@[^/]*\//, ''), single]]);
  return record(entries(bin).flatMap(([command, file]) => (typeof file.scalar === 'string' ? [[command, file.scalar] as const] : [])));
}
