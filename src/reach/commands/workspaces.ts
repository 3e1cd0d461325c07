/** Packages of an npm-like workspace, and how options choose among them. */
import { shellGlob } from '../../matching/index.ts';
import { baseName, resolvePath, upwards, type Folder } from './paths.ts';
import { indexOf, type PackageFolder, type World } from './world.ts';

const ROOT_FILES = ['pnpm-workspace.yaml', 'lerna.json', 'turbo.json', 'nx.json'];

/** The nearest folder above that declares a workspace, or else the uppermost package. */
export function workspaceRoot(cwd: Folder, world: World): Folder {
  const folders = upwards(cwd);
  const inside = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`);
  const declares = (folder: string): boolean =>
    world.byPath.get(inside(folder, 'package.json'))?.package?.workspaces !== undefined || ROOT_FILES.some((name) => world.has(inside(folder, name)));
  return folders.find(declares) ?? folders.findLast((folder) => world.has(inside(folder, 'package.json'))) ?? cwd;
}

/**
 * Folders of the member packages; all packages below where the root's manifest does not say which (pnpm keeps that in a file of its own).
 * The root's own package is no member, unless it is alone.
 */
export function members(root: Folder, world: World): string[] {
  const folders = memberPackages(root, world).map((one) => one.folder);
  return folders.length > 1 ? folders.filter((folder) => folder !== root) : folders;
}

/** Folders that filters choose: package names, globs of names, paths, `name...`, `...name`, `{path}`. */
export function filtered(filters: readonly string[], cwd: Folder, world: World): string[] {
  const packages = memberPackages(workspaceRoot(cwd, world), world);
  const chosen = new Set<string>();
  for (const filter of filters.filter((one) => !one.startsWith('!'))) {
    const name = filter.replace(/^\.{3}\^?/, '').replace(/\^?\.{3}$/, '').replace(/\[[^\]]*\]$/, '').replace(/^\{(.*)\}$/, '$1');
        const path = /^\.|\//.test(name) ? resolvePath(cwd, name) : undefined;
    const isNamed = shellGlob(name);
    const isPath = path === undefined ? undefined : shellGlob(path);
    for (const { folder, fact } of packages) {
      const byName = fact.name !== undefined && (fact.name === name || isNamed(fact.name) || (!name.startsWith('@') && fact.name.endsWith(`/${name}`)));
      if (byName || folder === path || isPath?.(folder)) chosen.add(folder);
    }
  }
  return [...chosen].sort();
}

/** The package that a tool calls by name or by its folder's name: `nx eval app`. */
export function project(name: string, cwd: Folder, world: World): string[] {
  const packages = memberPackages(workspaceRoot(cwd, world), world);
  return packages.filter(({ folder, fact }) => fact.name === name || fact.name?.endsWith(`/${name}`) || baseName(folder) === name).map((one) => one.folder);
}

function memberPackages(root: Folder, world: World): readonly PackageFolder[] {
  if (root === undefined) return [];
  const packages = indexOf(world).packages.filter(({ folder }) => root === '' || folder === root || folder.startsWith(`${root}/`));
  const globs = world.byPath.get(root === '' ? 'package.json' : `${root}/package.json`)?.package?.workspaces;
  if (!globs) return packages;
  const [without, within] = [globs.filter((glob) => glob.startsWith('!')), globs.filter((glob) => !glob.startsWith('!'))]
    .map((list) => list.map((glob) => shellGlob(resolvePath(root, glob.replace(/^!/, '')) ?? '')));
  const isMember = (folder: string): boolean => within?.some((matches) => matches(folder)) === true && !without?.some((matches) => matches(folder));
  return packages.filter(({ folder }) => folder === root || isMember(folder));
}
