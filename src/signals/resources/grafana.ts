import type { Resource } from '../../domain/signals.ts';
import { readDocument } from '../tree/document.ts';
import { asString, entryAt, itemsOf, stringAt, valueAt } from '../tree/tree.ts';
import { attributesOf, isYaml, resource, type ResourceReader } from './reader.ts';

/** Grafana's alert provisioning: rules with a title under `groups[].rules[]`, and `contactPoints`. */
export const grafana: ResourceReader = {
  language: 'grafana',
  claims: (path, text) => isYaml(path) && /^apiVersion:[ \t]*1[ \t\r]*$/m.test(text) && /^(?:groups|contactPoints|policies):/m.test(text),
  read: (path, text) =>
    readDocument(path, text).documents.flatMap((tree) => [
      ...itemsOf(valueAt(tree, 'groups')).flatMap((group) =>
        itemsOf(valueAt(group, 'rules')).flatMap((rule): Resource[] => {
          const title = entryAt(rule, 'title');
          return title ? [resource('grafana', title.line, 'GrafanaAlertRule', asString(title.value), attributesOf(rule))] : [];
        }),
      ),
      ...itemsOf(valueAt(tree, 'contactPoints')).map((point) => resource('grafana', point.line, 'GrafanaContactPoint', stringAt(point, 'name'), attributesOf(point))),
    ]),
};
