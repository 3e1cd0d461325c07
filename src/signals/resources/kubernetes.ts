import type { Argument, Resource } from '../../domain/signals.ts';
import { readDocument } from '../tree/document.ts';
import { flatten, withoutLine } from '../tree/flatten.ts';
import { entriesOf, itemsOf, stringAt, valueAt, type Tree } from '../tree/tree.ts';
import { alertLines, alertRules } from './alerts.ts';
import { isYaml, MAX_RESOURCES, resource, type ResourceReader } from './reader.ts';

const MAX_ATTRIBUTES = 60;
/** A big pod template must not hide its later containers' images. */
const MAX_LOOKED_AT = 600;

/** Kubernetes manifests: every document with `apiVersion` and `kind`, and the alerts within rules and ConfigMaps. */
export const kubernetes: ResourceReader = {
  language: 'kubernetes',
  claims: (path, text) => (isYaml(path) || /\.json$/i.test(path)) && /^[ \t"{,]*apiVersion["']?:[ \t]*["']?(?:[\w.-]+\/)?v\d/m.test(text) && /^[ \t",-]*kind["']?:[ \t]*["']?[A-Z]/m.test(text),
  read: (path, text) => readDocument(path, text).documents.flatMap((tree, index, all) => readManifest(tree, text, all[index + 1]?.line)).slice(0, MAX_RESOURCES + 1),
};

function readManifest(tree: Tree, text: string, nextLine: number | undefined): Resource[] {
  const kind = stringAt(tree, 'kind');
  if (kind === undefined || stringAt(tree, 'apiVersion') === undefined) return [];
  if (kind.endsWith('List') && valueAt(tree, 'items')) return itemsOf(valueAt(tree, 'items')).flatMap((item) => readManifest(item, '', undefined));
  const own = resource('kubernetes', tree.line, kind, stringAt(tree, 'metadata', 'name'), attributes(tree));
  if (kind === 'PrometheusRule') return [own, ...alertRules(valueAt(tree, 'spec', 'groups'), 'kubernetes')];
  return kind === 'ConfigMap' ? [own, ...alertLines(text, 'kubernetes', tree.line, nextLine)] : [own];
}

/** What a manifest asks for comes first, then what it is called and labelled. */
function attributes(tree: Tree): Argument[] {
  const rank = ({ key }: { readonly key: string }): number => (key === 'spec' ? 0 : key === 'metadata' ? 2 : 1);
  const entries = entriesOf(tree).filter(({ key }) => key !== 'apiVersion' && key !== 'kind').toSorted((a, b) => rank(a) - rank(b));
  const all = flatten({ kind: 'map', line: tree.line, entries }, '', MAX_LOOKED_AT);
  return all.filter(({ name }, index) => index < MAX_ATTRIBUTES || name.endsWith('.image')).map(withoutLine);
}
