import { readDocument } from '../tree/document.ts';
import { itemsOf, valueAt } from '../tree/tree.ts';
import { alertLines, alertRules } from './alerts.ts';
import { attributesOf, isYaml, resource, type ResourceReader } from './reader.ts';

/** Prometheus rule files: each alert of `groups[].rules[]`. */
export const prometheus: ResourceReader = {
  language: 'prometheus',
  claims: (path, text) => (isYaml(path) || path.endsWith('.rules')) && /^[ \t]*groups:/m.test(text) && /^[ \t]*(?:-[ \t]+)?alert:/m.test(text),
  read: (path, text) => {
    const { documents } = readDocument(path.replace(/\.rules$/, '.yaml'), text);
    const found = documents.flatMap((tree) => alertRules(valueAt(tree, 'groups'), 'prometheus'));
    // Templated rule files (`{{ $labels }}` unquoted, Jinja around them) do not parse; their alerts still stand on lines of their own.
    return found.length > 0 ? found : alertLines(text, 'prometheus');
  },
};

/** Alertmanager's configuration: where alerts go. */
export const alertmanager: ResourceReader = {
  language: 'prometheus',
  claims: (path, text) => isYaml(path) && /^route:/m.test(text) && /^receivers:/m.test(text),
  read: (path, text) =>
    readDocument(path, text).documents.flatMap((tree) =>
      itemsOf(valueAt(tree, 'receivers')).length === 0 ? [] : [resource('prometheus', tree.line, 'AlertmanagerConfig', undefined, attributesOf(tree))],
    ),
};
