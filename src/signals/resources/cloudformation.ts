import { readDocument } from '../tree/document.ts';
import { entriesOf, stringAt, valueAt } from '../tree/tree.ts';
import { attributesOf, resource, type ResourceReader } from './reader.ts';

/** CloudFormation and SAM templates, YAML or JSON: `Resources`, and the defaults of `Parameters` as type `Parameter`. */
export const cloudformation: ResourceReader = {
  language: 'cloudformation',
  claims: (path, text) => /\.(?:ya?ml|json|template)$/i.test(path) && /^[ \t"'{,]*(?:AWSTemplateFormatVersion|Transform|Resources)["']?[ \t]*:/m.test(text) && /\b(?:AWS|Alexa|Custom)::/.test(text),
  read: (path, text) =>
    readDocument(path, text).documents.flatMap((tree) => [
      ...entriesOf(valueAt(tree, 'Parameters')).map(({ key, line, value }) => resource('cloudformation', line, 'Parameter', key, attributesOf(valueAt(value, 'Default'), 'Default'))),
      ...entriesOf(valueAt(tree, 'Resources')).flatMap(({ key, line, value }) => {
        const type = stringAt(value, 'Type');
        return type === undefined ? [] : [resource('cloudformation', line, type, key, attributesOf(valueAt(value, 'Properties'), 'Properties'))];
      }),
    ]),
};
