import type { PromptFile } from '../../domain/signals.ts';
import { readDocument } from '../tree/document.ts';
import { flatten, type LinedArgument } from '../tree/flatten.ts';
import { entriesOf, itemsOf, valueAt, type Tree } from '../tree/tree.ts';

const MAX_SETTINGS = 200;

/** A prompt-flow definition: a graph of nodes whose inputs set deployment and parameters, or an entry point with `init`. */
export function readFlow(path: string, text: string): PromptFile | undefined {
  const tree = readDocument(path, text).documents[0];
  if (!tree || (!valueAt(tree, 'nodes') && !valueAt(tree, 'entry') && !valueAt(tree, 'flow'))) return undefined;
  return { line: 1, format: 'flow', variables: entriesOf(valueAt(tree, 'inputs')).map((entry) => entry.key), roles: [], settings: settingsOf(tree), words: 0 };
}

function settingsOf(tree: Tree): LinedArgument[] {
  const found: LinedArgument[] = [];
  const add = (node: Tree | undefined, prefix: string): void => {
    for (const setting of flatten(node, prefix, MAX_SETTINGS - found.length)) if (!isReference(setting)) found.push(setting);
  };
  for (const [index, node] of itemsOf(valueAt(tree, 'nodes')).entries()) {
    for (const entry of entriesOf(node)) {
      const name = `nodes[${index}].${entry.key}`;
      if (entry.key === 'inputs') add(entry.value, name);
      else if (['connection', 'api', 'provider', 'type'].includes(entry.key)) add(entry.value.kind === 'scalar' ? { ...entry.value, line: entry.line } : undefined, name);
    }
  }
  for (const { key, value } of entriesOf(valueAt(tree, 'node_variants'))) {
    for (const variant of entriesOf(valueAt(value, 'variants'))) add(valueAt(variant.value, 'node', 'inputs'), `node_variants.${key}.variants.${variant.key}.node.inputs`);
  }
  add(valueAt(tree, 'init'), 'init');
  return found;
}

/** `${inputs.text}` passes a value on and sets nothing. */
function isReference({ value }: LinedArgument): boolean {
  return typeof value === 'string' && value.startsWith('${');
}
