import { readDocument } from '../tree/document.ts';
import { entriesOf, stringAt, valueAt } from '../tree/tree.ts';
import { attributesOf, baseOf, resource, type ResourceReader } from './reader.ts';

/** Programs in Pulumi's YAML: `resources`, each with `type` and `properties`. */
export const pulumi: ResourceReader = {
  language: 'pulumi',
  claims: (path, text) => /^(?:Pulumi|Main)\.ya?ml$/.test(baseOf(path)) && /^resources:/m.test(text),
  read: (path, text) =>
    readDocument(path, text).documents.flatMap((tree) =>
      entriesOf(valueAt(tree, 'resources')).flatMap(({ key, line, value }) => {
        const type = stringAt(value, 'type');
        return type === undefined ? [] : [resource('pulumi', line, type, key, attributesOf(valueAt(value, 'properties'), 'properties'))];
      }),
    ),
};
