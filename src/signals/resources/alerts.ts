import type { Resource } from '../../domain/signals.ts';
import { asString, entriesOf, entryAt, itemsOf, stringAt, valueAt, type Tree } from '../tree/tree.ts';
import { attributesOf, resource } from './reader.ts';

/** One resource for each alert of `groups[].rules[]`; recording rules are no alerts. */
export function alertRules(groups: Tree | undefined, language: Resource['language']): Resource[] {
  return itemsOf(groups).flatMap((group) =>
    itemsOf(valueAt(group, 'rules')).flatMap((rule) => {
      const alert = entryAt(rule, 'alert');
      return alert ? [resource(language, alert.line, 'PrometheusRule', asString(alert.value), [{ name: 'group', value: stringAt(group, 'name') ?? null }, ...attributesOf(without(rule, 'alert'))])] : [];
    }),
  );
}

/** The same found by lines, where the rules stand in text of another kind: a ConfigMap's value, a template. */
export function alertLines(text: string, language: Resource['language'], firstLine = 1, lastLine = Number.POSITIVE_INFINITY): Resource[] {
  const found: Resource[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (index + 1 < firstLine || index + 1 > lastLine) continue;
    const name = /^\s*-\s+alert:\s*["']?([\w{}. -]*[\w}])["']?\s*$/.exec(line.slice(0, 300))?.[1];
    if (name !== undefined) found.push(resource(language, index + 1, 'PrometheusRule', name, []));
  }
  return found;
}

function without(tree: Tree, key: string): Tree {
  return { kind: 'map', line: tree.line, entries: entriesOf(tree).filter((entry) => entry.key !== key) };
}
