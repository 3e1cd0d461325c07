import type { Dependency, PackageFact } from '../../domain/signals.ts';
import { parseJson } from './json.ts';
import { compact, dependency, record, unlessEmpty } from './manifest.ts';
import type { ManifestReader } from './manifest.ts';
import { entries, get, text, texts } from './tree.ts';
import type { Node } from './tree.ts';

export const readComposer: ManifestReader = (source, path) => {
  const { root, notes } = parseJson(source, path);
  const dependencies = [...table(get(root, 'require'), 'runtime'), ...table(get(root, 'require-dev'), 'dev')];
  return compact({ dependencies, package: root?.fields ? packageFact(root) : undefined, notes });
};

/** Names without a vendor (`php`, `ext-json`) are the platform, not packages. */
function table(node: Node | undefined, scope: Dependency['scope']): Dependency[] {
  return entries(node).flatMap(([name, value]) => (name.includes('/') ? [dependency(value.line, 'composer', name.toLowerCase(), text(value), scope)] : []));
}

function packageFact(root: Node): PackageFact {
  const name = text(get(root, 'name'));
  return compact<PackageFact>({
    line: get(root, 'name')?.line ?? root.line,
    ecosystem: 'composer',
    name,
    version: text(get(root, 'version')),
    description: text(get(root, 'description')),
    keywords: unlessEmpty(texts(get(root, 'keywords'))),
    private: name === undefined || text(get(root, 'type')) === 'project',
    commands: record(texts(get(root, 'bin')).map((file) => [file.slice(file.lastIndexOf('/') + 1), file] as const)),
  });
}
