import type { Node } from 'yaml';
import type { Script } from '../../domain/pipeline.ts';
import type { Entry, Tree } from '../pipelines/yaml-tree.ts';
import { entriesOf, get, itemsOf, lineOf, readTree, textLineOf, textOf } from '../pipelines/yaml-tree.ts';
import type { ReadScripts } from './index.ts';

const MAX_HOOKS = 200;
const SHELL = /^(?:ba|da|z)?sh$/;

/**
 * Hooks of an azure.yaml, which `azd` runs before and after its commands: `predeploy`, `postprovision`. Those of a service carry its name
 * (`postdeploy api`) and run in its folder. Of two for different systems the POSIX one is read.
 */
export function readAzd(path: string, text: string): ReadScripts {
  const { tree, notes } = readTree(path, text);
  if (tree === undefined) return { notes };
  const scripts = hooksOf(tree, tree.root, '', undefined);
  for (const { key, value } of entriesOf(tree, get(tree, tree.root, 'services')).slice(0, MAX_HOOKS)) {
    scripts.push(...hooksOf(tree, value, ` ${key}`, textOf(tree, get(tree, value, 'project'))));
  }
  return { scripts: { runner: 'azd', scripts: scripts.slice(0, MAX_HOOKS) }, notes };
}

function hooksOf(tree: Tree, owner: Node | undefined, suffix: string, folder: string | undefined): Script[] {
  return entriesOf(tree, get(tree, owner, 'hooks')).flatMap((entry) => {
    // Newer files may list several hooks for one moment.
    const runs = itemsOf(tree, entry.value).flatMap((hook) => hookOf(tree, hook, folder));
    const first = runs[0];
    return first === undefined ? [] : [scriptOf(entry, suffix, runs)];
  });
}

function scriptOf({ key, line }: Entry, suffix: string, runs: readonly { text: string; line: number }[]): Script {
  const at = runs[0]?.line ?? line;
  return { name: key + suffix, line: at, run: runs.map((run) => run.text).join('\n'), after: [] };
}

function hookOf(tree: Tree, node: Node, folder: string | undefined): { text: string; line: number }[] {
  const hook = get(tree, node, 'posix') ?? node;
  const run = get(tree, hook, 'run');
  const text = textOf(tree, run);
  if (text === undefined || text.trim() === '') return [];
  const shell = textOf(tree, get(tree, hook, 'shell'));
  // A hook is either the path of a script or the text of one.
  const isFile = /^[\w./\\-]+\.(?:sh|ps1|py|js|ts)$/.test(text.trim());
  const program = text.trim().endsWith('.py') ? 'python' : /\.[jt]s$/.test(text.trim()) ? 'node' : shell === undefined || SHELL.test(shell) ? 'sh -e' : shell;
  const command = isFile ? `${program} ${text.trim().replaceAll('\\', '/')}` : shell === undefined || SHELL.test(shell) ? text : '';
  if (command === '') return [];
  const placed = folder === undefined ? command : `cd ${folder} && ${command}`;
  const isSoft = textOf(tree, get(tree, hook, 'continueOnError')) === 'true';
  return [{ text: isSoft ? `{ ${placed.trim().replace(/;$/, '')}; } || true` : placed, line: isFile ? lineOf(tree, run) : textLineOf(tree, run) }];
}
