import type { PackageFact } from '../../domain/signals.ts';
import { parseJson } from './json.ts';
import { compact, dependency, unlessEmpty } from './manifest.ts';
import type { ManifestReader } from './manifest.ts';
import { npmSpecifier } from './package-json.ts';
import { entries, get, text, texts } from './tree.ts';
import type { Node } from './tree.ts';

/** deno.json and jsr.json: of their imports, the ones that come from npm. */
export const readDeno: ManifestReader = (source, path) => {
  const { root, notes } = parseJson(source, path);
  const dependencies = entries(get(root, 'imports')).flatMap(([, value]) => {
    const actual = npmSpecifier(text(value) ?? '');
    return actual ? [dependency(value.line, 'npm', actual.name, actual.version, 'runtime')] : [];
  });
  return compact({ dependencies, package: root?.fields ? packageFact(root) : undefined, notes });
};

function packageFact(root: Node): PackageFact {
  const name = text(get(root, 'name'));
  const workspace = get(root, 'workspace');
  return compact<PackageFact>({
    line: get(root, 'name')?.line ?? root.line,
    ecosystem: 'npm',
    name,
    version: text(get(root, 'version')),
    private: name === undefined,
    workspaces: unlessEmpty([...texts(workspace), ...texts(get(workspace, 'members'))]),
  });
}
