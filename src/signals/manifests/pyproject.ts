import type { Dependency, PackageFact } from '../../domain/signals.ts';
import { compact, record, unlessEmpty } from './manifest.ts';
import type { ManifestReader } from './manifest.ts';
import { poetryCommands, poetryDependencies } from './poetry.ts';
import { groupScope, requirement } from './python.ts';
import { parseToml } from './toml.ts';
import { entries, get, items, text, texts } from './tree.ts';
import type { Node } from './tree.ts';

/** pyproject.toml: the standard tables, and those of the tools that came before or go beside them. */
export const readPyproject: ManifestReader = (source, path) => {
  const { root, notes } = parseToml(source, path);
  const dependencies = [
    ...list(get(root, 'project', 'dependencies'), 'runtime'),
    ...groups(get(root, 'project', 'optional-dependencies')),
    ...groups(get(root, 'dependency-groups')),
    ...list(get(root, 'tool', 'uv', 'dev-dependencies'), 'dev'),
    ...entries(get(root, 'tool', 'pdm', 'dev-dependencies')).flatMap(([, group]) => list(group, 'dev')),
    ...entries(get(root, 'tool', 'hatch', 'envs')).flatMap(([, environment]) => ['dependencies', 'extra-dependencies'].flatMap((key) => list(get(environment, key), 'dev'))),
    ...poetryDependencies(get(root, 'tool', 'poetry')),
  ];
  return compact({ dependencies, package: root && packageFact(root), notes });
};

/** Items that are tables (`{include-group = "test"}`) name another group, not a package. */
function list(node: Node | undefined, scope: Dependency['scope']): Dependency[] {
  return items(node).flatMap((item) => requirement(item.line, text(item) ?? '', scope) ?? []);
}

function groups(node: Node | undefined): Dependency[] {
  return entries(node).flatMap(([name, group]) => list(group, groupScope(name)));
}

/** Undefined for a pyproject.toml that only configures tools. */
function packageFact(root: Node): PackageFact | undefined {
  const project = get(root, 'project');
  const poetry = get(root, 'tool', 'poetry');
  const members = texts(get(root, 'tool', 'uv', 'workspace', 'members'));
  const home = project ?? poetry;
  if (!home && members.length === 0) return undefined;
  const name = text(get(project, 'name')) ?? text(get(poetry, 'name'));
  const either = (key: string): Node | undefined => get(project, key) ?? get(poetry, key);
  return compact<PackageFact>({
    line: either('name')?.line ?? home?.line ?? 1,
    ecosystem: 'pypi',
    name,
    version: text(either('version')),
    description: text(either('description')),
    keywords: unlessEmpty(texts(either('keywords'))),
    private: name === undefined || isPrivate(root, texts(either('classifiers'))),
    commands: record([...scripts(get(project, 'scripts')), ...scripts(get(project, 'gui-scripts')), ...poetryCommands(poetry)]),
    workspaces: unlessEmpty(members),
  });
}

/** PyPI refuses uploads with a classifier that begins with `Private ::`. */
function isPrivate(root: Node, classifiers: readonly string[]): boolean {
  return (
    classifiers.some((classifier) => classifier.startsWith('Private ::')) ||
    get(root, 'tool', 'poetry', 'package-mode')?.scalar === false ||
    get(root, 'tool', 'uv', 'package')?.scalar === false
  );
}

function scripts(node: Node | undefined): [string, string][] {
  return entries(node).flatMap(([name, entry]) => (typeof entry.scalar === 'string' ? [[name, entry.scalar]] : []));
}
