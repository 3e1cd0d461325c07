/**
 * Buildkite. A pipeline builds pushed branches and pull requests unless its settings (kept outside the repository) say otherwise; steps
 * between two `wait`s run side by side, and a `block` holds up all that follows until a person goes on.
 */
import type { Node } from 'yaml';
import type { Job, Pipeline, PipelineEvent, Step } from '../../domain/pipeline.ts';
import { readArguments } from './arguments.ts';
import { commandSteps, readCommands } from './script-lists.ts';
import type { PipelineSystem } from './system.ts';
import type { Tree } from './yaml-tree.ts';
import { entriesOf, get, itemsOf, lineOf, readTree, textOf, textsOf } from './yaml-tree.ts';

const MOST_JOBS = 300;
const DEEPEST_GROUP = 3;
const EVENTS: readonly PipelineEvent[] = [{ line: 1, name: 'pull_request', spelled: 'pull_request' }, { line: 1, name: 'push', spelled: 'push' }];

export const buildkite: PipelineSystem = {
  owns: (path) => /(?:^|\/)\.?buildkite\/(?:.*\/)?[^/]*\.ya?ml$/.test(path),
  read(path, text) {
    const { tree, notes } = readTree(path, text, true);
    const list = tree && (get(tree, tree.root, 'steps') ?? tree.root);
    const jobs = tree ? readSteps(tree, list) : [];
    if (tree !== undefined && jobs.length > 0) return { pipeline: { system: 'buildkite', events: EVENTS, env: readArguments(tree, get(tree, tree.root, 'env')), jobs } satisfies Pipeline, notes };
    return notes.length > 0 ? { notes } : undefined;
  },
};

interface Chain {
  readonly jobs: Job[];
  /** All since the last `wait` or `block`, and what those before it were. */
  open: string[];
  before: readonly string[];
}

function readSteps(tree: Tree, list: Node | undefined): Job[] {
  const chain: Chain = { jobs: [], open: [], before: [] };
  readList(tree, list, chain, 0);
  return chain.jobs;
}

function readList(tree: Tree, list: Node | undefined, chain: Chain, depth: number): void {
  for (const item of itemsOf(tree, list)) {
    if (chain.jobs.length >= MOST_JOBS) return;
    const keys = new Set(entriesOf(tree, item).map(({ key }) => key));
    const word = textOf(tree, item);
    const hold = ['block', 'input'].find((key) => keys.has(key) || word === key);
    if (keys.has('group') && depth < DEEPEST_GROUP) readList(tree, get(tree, item, 'steps'), chain, depth + 1);
    else if (word === 'wait' || word === 'waiter' || keys.has('wait')) barrier(chain);
    else if (hold !== undefined) {
      barrier(chain);
      chain.jobs.push({ id: idOf(tree, item) ?? `${hold}${lineOf(tree, item)}`, line: lineOf(tree, item), needs: chain.before, approval: { line: lineOf(tree, item) }, env: [], steps: [] });
      chain.before = [chain.jobs.at(-1)?.id ?? ''];
    } else if (['command', 'commands', 'trigger', 'plugins'].some((key) => keys.has(key))) {
      const job = readJob(tree, item, chain.before);
      chain.jobs.push(job);
      chain.open.push(job.id);
    }
  }
}

function barrier(chain: Chain): void {
  if (chain.open.length > 0) chain.before = chain.open;
  chain.open = [];
}

function idOf(tree: Tree, item: Node): string | undefined {
  return textOf(tree, get(tree, item, 'key') ?? get(tree, item, 'id') ?? get(tree, item, 'identifier'));
}

function readJob(tree: Tree, item: Node, before: readonly string[]): Job {
  const name = textOf(tree, get(tree, item, 'label') ?? get(tree, item, 'name'));
  const condition = textOf(tree, get(tree, item, 'if'));
  const depends = get(tree, item, 'depends_on');
  const soft = get(tree, item, 'soft_fail');
  // `soft_fail` with a list allows only some exit codes.
  const isSoft = textOf(tree, soft) === 'true';
  const called = get(tree, item, 'trigger');
  const trigger = textOf(tree, called);
  const isLater = condition !== undefined && /^\s*build\.branch\s*==\s*(?:"[^"]*"|'[^']*'|pipeline\.default_branch)\s*$/.test(condition);
  const branches = textsOf(tree, get(tree, item, 'branches')).flatMap((text) => text.split(/\s+/));
  const isNarrow = isLater || (branches.length > 0 && branches.every((branch) => !/[*!]/.test(branch)));
  return {
    id: idOf(tree, item) ?? `step${lineOf(tree, item)}`,
    line: lineOf(tree, item),
    ...(name === undefined ? {} : { name }),
    needs: depends === undefined ? before : itemsOf(tree, depends).map((one) => textOf(tree, get(tree, one, 'step') ?? one) ?? ''),
    ...(condition === undefined ? {} : { condition }),
    ...(isSoft ? { continueOnError: true } : {}),
    // A step for named branches runs after the merge.
    ...(isNarrow ? { on: ['push'] } : {}),
    ...(trigger === undefined ? {} : { calls: { name: trigger, line: lineOf(tree, called) } }),
    env: readArguments(tree, get(tree, item, 'env')),
    steps: [...pluginSteps(tree, get(tree, item, 'plugins')), ...['command', 'commands'].flatMap((key) => commandSteps(readCommands(tree, get(tree, item, key))))],
  };
}

function pluginSteps(tree: Tree, plugins: Node | undefined): Step[] {
  return itemsOf(tree, plugins).flatMap((item) => {
    const plain = textOf(tree, item);
    const entry = plain === undefined ? entriesOf(tree, item)[0] : { key: plain, line: lineOf(tree, item), value: undefined };
    return entry === undefined ? [] : [{ line: entry.line, uses: { name: entry.key.replace('#', '@'), line: entry.line }, inputs: readArguments(tree, entry.value), env: [] }];
  });
}
