import type { Argument, Resource } from '../../domain/signals.ts';
import { readDocument } from '../tree/document.ts';
import { stringAt } from '../tree/tree.ts';
import { alertLines } from './alerts.ts';
import { attributesOf, baseOf, MAX_RESOURCES, resource, type ResourceReader } from './reader.ts';

const MAX_VALUES = 1000;
const VALUES = /^(?:values(?:[._-][\w.-]+)?|[\w.-]+[._-]values)\.ya?ml$/i;
const CHART = /^Chart\.ya?ml$/;

/** Helm charts: `Chart.yaml` with its dependencies, values files, and templates read by their lines, as they are no YAML yet. */
export const helm: ResourceReader = {
  language: 'helm',
  claims: (path, text) => {
    const base = baseOf(path);
    if (CHART.test(base)) return true;
    if (VALUES.test(base)) return !/^kind:[ \t]*[A-Z]/m.test(text);
    return /(?:^|\/)templates\/(?:.*\/)?[^/]+\.(?:ya?ml|tpl)$/i.test(path) && /\{\{/.test(text) && /^kind:[ \t]*\S/m.test(text);
  },
  read: (path, text) => {
    const base = baseOf(path);
    if (!CHART.test(base) && !VALUES.test(base)) return readTemplate(text);
    const [tree] = readDocument(path, text).documents;
    if (tree?.kind !== 'map') return [];
    return CHART.test(base) ? [resource('helm', tree.line, 'Chart', stringAt(tree, 'name'), attributesOf(tree))] : [resource('helm', tree.line, 'values', base, attributesOf(tree, '', MAX_VALUES))];
  },
};

/** Each `kind:` at the margin begins a resource; images are its attributes, alerts resources of their own. */
function readTemplate(text: string): Resource[] {
  const found: { line: number; type: string; name: string | undefined; attributes: Argument[] }[] = [];
  let inMetadata = false;
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.slice(0, 400);
    const kind = /^kind:\s*["']?([A-Z]\w*)/.exec(line)?.[1];
    if (kind !== undefined) {
      if (found.length >= MAX_RESOURCES) break;
      found.push({ line: index + 1, type: kind, name: undefined, attributes: [] });
    }
    const at = found.at(-1);
    if (/^\S/.test(line)) inMetadata = line.startsWith('metadata:');
    if (!at) continue;
    const name = inMetadata ? /^ {2}name:\s*(.+?)\s*$/.exec(line)?.[1] : undefined;
    if (name !== undefined) at.name ??= name;
    const setting = /^\s*(?:-\s+)?(image|schedule|replicas|strategy|type|command):\s*(\S.*?)\s*$/.exec(line);
    if (setting) at.attributes.push({ name: setting[1] ?? '', value: (setting[2] ?? '').replace(/^["']|["']$/g, '').slice(0, 300) });
  }
  const resources = found.map(({ line, type, name, attributes }) => resource('helm', line, type, name, attributes));
  return [...resources, ...alertLines(text, 'helm')].toSorted((a, b) => a.line - b.line);
}
