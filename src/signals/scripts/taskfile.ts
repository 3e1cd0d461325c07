import type { Node } from 'yaml';
import type { Script } from '../../domain/pipeline.ts';
import type { Entry, Tree } from '../pipelines/yaml-tree.ts';
import { entriesOf, get, itemsOf, readTree, textLineOf, textOf } from '../pipelines/yaml-tree.ts';
import { alignedRun } from './aligned.ts';
import type { ReadScripts } from './index.ts';

const MAX_TASKS = 1_000;

/** Tasks of a Taskfile, with their commands, what they depend on, and the folder they run in. */
export function readTaskfile(path: string, text: string): ReadScripts {
  const { tree, notes } = readTree(path, text, true);
  if (tree === undefined) return { notes };
  const variables = variablesOf(tree, tree.root);
  const scripts = entriesOf(tree, get(tree, tree.root, 'tasks')).slice(0, MAX_TASKS).map((entry) => taskOf(tree, entry, variables));
  return { scripts: { runner: 'task', scripts }, notes };
}

function variablesOf(tree: Tree, node: Node | undefined): [string, string][] {
  return entriesOf(tree, get(tree, node, 'vars')).flatMap(({ key, value }): [string, string][] => {
    const text = textOf(tree, value);
    return text === undefined ? [] : [[key, text]];
  });
}

/** A task is a map, or only its commands. */
function taskOf(tree: Tree, { key, line, value }: Entry, outer: readonly [string, string][]): Script {
  const variables = new Map([...outer, ...variablesOf(tree, value)]);
  const isMap = entriesOf(tree, value).length > 0;
  const cmds = itemsOf(tree, isMap ? (get(tree, value, 'cmds') ?? get(tree, value, 'cmd')) : value);
  const folder = textOf(tree, get(tree, value, 'dir'));
  const isSoft = (node: Node | undefined) => textOf(tree, get(tree, node, 'ignore_error')) === 'true';
  const commands = cmds.flatMap((item) => {
    const command = textOf(tree, item) === undefined ? get(tree, item, 'cmd') : item;
    const text = textOf(tree, command);
    if (text === undefined) return [];
    const filled = text.replace(/\{\{[-\s]{0,9}\.([A-Za-z_]\w*)[-\s]{0,9}\}\}/g, (_, name: string) => variables.get(name) ?? `\${${name}}`);
    const placed = folder === undefined || folder.includes('{{') ? filled : `cd ${folder} && ${filled}`;
    return [{ line: textLineOf(tree, command), text: isSoft(value) || isSoft(item) ? `${placed} || true` : placed }];
  });
  const needed = itemsOf(tree, get(tree, value, 'deps')).map((item) => textOf(tree, item) ?? textOf(tree, get(tree, item, 'task')));
  const called = cmds.map((item) => textOf(tree, get(tree, item, 'task')));
  return { name: key, line, run: alignedRun(line, commands), after: [...needed, ...called].filter((name) => name !== undefined).map((name) => name.replace(/^:/, '')) };
}
