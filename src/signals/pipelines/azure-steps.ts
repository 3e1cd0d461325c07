/** The steps of an Azure job. */
import { posix } from 'node:path';
import type { Node } from 'yaml';
import type { Step } from '../../domain/pipeline.ts';
import { BASH, isApproval, taskText } from './azure-tasks.ts';
import { azureArguments, azureItems, bare, both, withVariables } from './azure-text.ts';
import { flagOf } from './github-steps.ts';
import type { Tree } from './yaml-tree.ts';
import { entriesOf, get, lineOf, takeStep, textLineOf, textOf } from './yaml-tree.ts';

export interface AzureScope {
  readonly path: string;
  /** Names of variables that are set somewhere in the file, in lower case. */
  readonly variables: ReadonlySet<string>;
  readonly matrix: ReadonlySet<string>;
  readonly windows: boolean;
}

/** Steps, and the line of a task that waits for a person. */
export interface AzureSteps {
  readonly steps: Step[];
  readonly approval?: { readonly line: number };
}

const SCRIPTS = [['script', undefined], ['bash', BASH], ['pwsh', 'pwsh'], ['powershell', 'pwsh']] as const;

export function readAzureSteps(tree: Tree, list: Node | undefined, scope: AzureScope, around?: string): AzureSteps {
  const steps: Step[] = [];
  let approval: { line: number } | undefined;
  for (const { node, condition } of azureItems(tree, list)) {
    if (!takeStep(tree, 0)) break;
    const task = get(tree, node, 'task');
    if (isApproval(textOf(tree, task) ?? '')) approval ??= { line: lineOf(tree, task) };
    const step = readStep(tree, node, scope, both(around, condition));
    if (step !== undefined) steps.push(step);
  }
  return { steps, ...(approval === undefined ? {} : { approval }) };
}

function readStep(tree: Tree, node: Node, scope: AzureScope, around: string | undefined): Step | undefined {
  const value = (key: string) => textOf(tree, get(tree, node, key));
  const fill = (text: string) => withVariables(text, scope.variables, scope.matrix);
  const own = value('condition');
  const condition = value('enabled') === 'false' ? 'false' : both(around, own === undefined ? undefined : bare(own));
  const continueOnError = flagOf(tree, get(tree, node, 'continueOnError'));
  const task = value('task');
  const template = value('template');
  const inputs = get(tree, node, template === undefined ? 'inputs' : 'parameters');
  const folder = value('workingDirectory') ?? inputOf(tree, inputs, 'workingdirectory');
  const run = template === undefined ? (task === undefined ? scriptOf(tree, node, scope, fill) : taskRun(tree, node, task, inputs, fill)) : undefined;
  const name = template === undefined ? task : templatePath(scope.path, template);
  if (run === undefined && name === undefined) return undefined;
  const nameNode = get(tree, node, template === undefined ? 'task' : 'template');
  return {
    line: lineOf(tree, node),
    ...(value('name') === undefined ? {} : { id: value('name') as string }),
    ...(value('displayName') === undefined ? {} : { name: value('displayName') as string }),
    ...(run === undefined ? {} : { run }),
    ...(name === undefined ? {} : { uses: { name, line: lineOf(tree, nameNode) } }),
    inputs: azureArguments(tree, inputs, fill),
    env: azureArguments(tree, get(tree, node, 'env'), fill),
    ...(condition === undefined ? {} : { condition }),
    ...(continueOnError === undefined ? {} : { continueOnError }),
    ...(folder === undefined || folder === '' ? {} : { workingDirectory: fill(folder) }),
  };
}

function scriptOf(tree: Tree, node: Node, { windows }: AzureScope, fill: (text: string) => string): Step['run'] {
  for (const [key, shell] of SCRIPTS) {
    const script = get(tree, node, key);
    const text = textOf(tree, script);
    if (text !== undefined) return { text: fill(text), line: textLineOf(tree, script), shell: shell ?? (windows ? 'cmd' : BASH) };
  }
  return undefined;
}

function taskRun(tree: Tree, node: Node, task: string, inputs: Node | undefined, fill: (text: string) => string): Step['run'] {
  const found = taskText(task, (name) => inputOf(tree, inputs, name) ?? '');
  if (found === undefined) return undefined;
  const from = found.from === undefined ? undefined : entriesOf(tree, inputs).findLast(({ key }) => key.toLowerCase() === found.from)?.value;
  return { text: fill(found.text), line: from === undefined ? lineOf(tree, node) : textLineOf(tree, from), ...(found.shell === undefined ? {} : { shell: found.shell }) };
}

/** Names of inputs are written in any case. */
function inputOf(tree: Tree, inputs: Node | undefined, name: string): string | undefined {
  return textOf(tree, entriesOf(tree, inputs).findLast(({ key }) => key.toLowerCase() === name)?.value);
}

/** `./` and the path from the root: templates name one another relative to their own file. Those of other repositories stay as written. */
export function templatePath(from: string, written: string): string {
  const local = written.replace(/@self$/, '');
  if (local.includes('@') || local.includes('${{')) return written;
  const path = local.startsWith('/') ? posix.normalize(local.slice(1)) : posix.join(posix.dirname(from), local);
  return `./${path}`;
}
