import type { Resource } from '../../domain/signals.ts';
import { readDocument } from '../tree/document.ts';
import { entriesOf, itemsOf, stringAt, valueAt, type Tree } from '../tree/tree.ts';
import { attributesOf, MAX_RESOURCES, resource, type ResourceReader } from './reader.ts';

/** Azure Resource Manager templates and their parameter files: `resources`, nested ones too, and parameters as type `param`. */
export const arm: ResourceReader = {
  language: 'arm',
  claims: (path, text) => /\.jsonc?$/i.test(path) && /"\$schema"\s*:\s*"[^"\n]*schema\.management\.azure\.com[^"\n]*deployment(?:Template|Parameters)/i.test(text.slice(0, 5000)),
  read: (path, text) => readDocument(path, text).documents.flatMap((tree) => [...parameters(tree), ...nested(tree, '')]),
};

function parameters(tree: Tree): Resource[] {
  return entriesOf(valueAt(tree, 'parameters')).map(({ key, line, value }) =>
    resource('arm', line, 'param', key, [...attributesOf(valueAt(value, 'value'), 'value'), ...attributesOf(valueAt(value, 'defaultValue'), 'value')]),
  );
}

/** Resources of a template, of a resource, or of a template deployed by a resource; a child's type goes on from its parent's. */
function nested(tree: Tree | undefined, parent: string): Resource[] {
  const found: Resource[] = [];
  const list = valueAt(tree, 'resources');
  // The newer language version keeps resources under symbolic names.
  const all = [...itemsOf(list), ...entriesOf(list).map((entry) => entry.value)];
  for (const item of all.slice(0, MAX_RESOURCES)) {
    const own = stringAt(item, 'type');
    if (own === undefined) continue;
    const type = parent === '' || own.includes('.') ? own : `${parent}/${own}`;
    const rest: Tree = { kind: 'map', line: item.line, entries: entriesOf(item).filter(({ key }) => !['type', 'name', 'apiVersion', 'resources'].includes(key)) };
    found.push(resource('arm', item.line, type, stringAt(item, 'name'), attributesOf(rest)), ...nested(item, type), ...nested(valueAt(item, 'properties', 'template'), ''));
  }
  return found;
}
