import type { Dependency } from '../../domain/signals.ts';
import { dependency } from './manifest.ts';
import type { ManifestReader } from './manifest.ts';
import { parseToml } from './toml.ts';
import { entries, get, text } from './tree.ts';
import type { Node } from './tree.ts';

/** gradle/libs.versions.toml: every library counts as used, since builds name it only by its alias. */
export const readVersionCatalog: ManifestReader = (source, path) => {
  const { root, notes } = parseToml(source, path);
  const versions = get(root, 'versions');
  return { dependencies: entries(get(root, 'libraries')).flatMap(([, library]) => readLibrary(library, versions)), notes };
};

/** `"group:name:version"`, or a table with `module` or `group` and `name`. */
function readLibrary(library: Node, versions: Node | undefined): Dependency[] {
  const short = text(library)?.split(':');
  const module = short ? short.slice(0, 2).join(':') : (text(get(library, 'module')) ?? [text(get(library, 'group')), text(get(library, 'name'))].join(':'));
  if (!/^[^:]+:[^:]+$/.test(module)) return [];
  const reference = text(get(library, 'version', 'ref'));
  const version = short ? short[2] : versionText(reference === undefined ? get(library, 'version') : get(versions, reference));
  return [dependency(library.line, 'maven', module, version, 'runtime')];
}

/** A rich version is a table; its strictest wish stands for it. */
function versionText(node: Node | undefined): string | undefined {
  return text(node) ?? text(get(node, 'strictly')) ?? text(get(node, 'require')) ?? text(get(node, 'prefer'));
}
