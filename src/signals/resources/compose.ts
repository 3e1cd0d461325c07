import type { Argument, Resource } from '../../domain/signals.ts';
import { readDocument } from '../tree/document.ts';
import { asString, entriesOf, itemsOf, valueAt, type Tree } from '../tree/tree.ts';
import { attributesOf, baseOf, resource, type ResourceReader } from './reader.ts';

/** Compose files: each service is a resource; `environment` is the same whether written as a mapping or a list. */
export const compose: ResourceReader = {
  language: 'compose',
  claims: (path) => /^(?:[\w-]+[.-])?(?:docker-)?compose(?:[.-][\w.-]+)?\.ya?ml$/i.test(baseOf(path)),
  read: (path, text) => readDocument(path, text).documents.flatMap((tree) => entriesOf(valueAt(tree, 'services')).map((entry): Resource => resource('compose', entry.line, 'service', entry.key, serviceAttributes(entry.value)))),
};

function serviceAttributes(service: Tree): Argument[] {
  const found: Argument[] = [];
  for (const { key, value } of entriesOf(service)) {
    if ((key === 'environment' || key === 'labels') && value.kind === 'list') found.push(...assignments(key, value));
    else found.push(...attributesOf(value, key));
  }
  return found;
}

/** `- NAME=value`, or `- NAME` for a value from outside. */
function assignments(key: string, list: Tree): Argument[] {
  return itemsOf(list).flatMap((item): Argument[] => {
    const spelled = asString(item);
    if (spelled === undefined) return [];
    const at = spelled.indexOf('=');
    return [at < 0 ? { name: `${key}.${spelled}`, value: null } : { name: `${key}.${spelled.slice(0, at)}`, value: spelled.slice(at + 1, at + 301) }];
  });
}
