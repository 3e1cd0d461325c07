/** Travis CI. It builds pushes and pull requests unless its settings say otherwise; cron jobs are set outside the repository. */
import { isSeq } from 'yaml';
import type { Node } from 'yaml';
import type { Job, Pipeline, PipelineEvent, Step } from '../../domain/pipeline.ts';
import { commandSteps, readCommands } from './script-lists.ts';
import type { PipelineSystem } from './system.ts';
import type { Tree } from './yaml-tree.ts';
import { entriesOf, entryOf, get, itemsOf, lineOf, readTree, textOf } from './yaml-tree.ts';

const EVENTS: readonly PipelineEvent[] = [{ line: 1, name: 'pull_request', spelled: 'pull_request' }, { line: 1, name: 'push', spelled: 'push' }];
const MOST_JOBS = 200;
const EXPANDING = ['python', 'node_js', 'ruby', 'go', 'php', 'jdk', 'rust', 'scala', 'dotnet', 'os', 'env'];
/** What comes before the result is known; a failure in any of it fails the build. */
const PHASES = ['before_install', 'install', 'before_script', 'script'];

export const travis: PipelineSystem = {
  owns: (path) => /(?:^|\/)\.travis\.ya?ml$/.test(path),
  read(path, text) {
    const { tree, notes } = readTree(path, text, true);
    const jobs = tree ? readJobs(tree) : [];
    if (jobs.some((job) => job.steps.length > 0)) return { pipeline: { system: 'travis', events: EVENTS, env: [], jobs } satisfies Pipeline, notes };
    // Without a script Travis runs what its language's default is, which no file says.
    return { notes };
  },
};

function readJobs(tree: Tree): Job[] {
  const matrix = entryOf(tree, tree.root, 'jobs') ?? entryOf(tree, tree.root, 'matrix');
  const listed = itemsOf(tree, get(tree, matrix?.value, 'include')).slice(0, MOST_JOBS);
  // Versions to test with make jobs of their own beside those listed.
  const included = EXPANDING.some((key) => isSeq(get(tree, tree.root, key))) ? [undefined, ...listed] : listed;
  const forgiven = itemsOf(tree, get(tree, matrix?.value, 'allow_failures'));
  const condition = textOf(tree, get(tree, tree.root, 'if'));
  const jobs: Job[] = [];
  const byStage = new Map<string, string[]>();
  let stage = 'test';
  for (const node of included.length === 0 ? [tree.root] : included) {
    const own = node === tree.root ? undefined : node;
    stage = textOf(tree, get(tree, own, 'stage')) ?? stage;
    const name = textOf(tree, get(tree, own, 'name'));
    const line = own === undefined ? (entryOf(tree, tree.root, 'script')?.line ?? 1) : lineOf(tree, own);
    const id = name ?? (own === undefined ? 'job' : `${stage} ${line}`);
    // Stages run one after the other, jobs of one stage side by side.
    const needs = [...byStage].filter(([other]) => other !== stage).flatMap(([, ids]) => ids);
    byStage.set(stage, [...(byStage.get(stage) ?? []), id]);
    const isSoft = own !== undefined && forgiven.some((wanted) => matches(tree, own, wanted));
    jobs.push({ id, line, ...(name === undefined ? {} : { name }), needs, ...events(tree, own, condition), ...(isSoft ? { continueOnError: true } : {}), env: [], steps: stepsOf(tree, own) });
  }
  return jobs;
}

/** `if: type = pull_request`; `branch = main` also holds for pull requests into main. */
function events(tree: Tree, own: Node | undefined, outer: string | undefined): Pick<Job, 'condition' | 'on'> {
  const condition = textOf(tree, get(tree, own, 'if')) ?? outer;
  if (condition === undefined) return {};
  const type = /^\s*type\s*(=|==|!=|IS|IN)\s*\(?\s*(\w+)\s*\)?\s*$/i.exec(condition);
  const named = type === null ? undefined : EVENTS.map((event) => event.spelled).filter((event) => (event === type[2]) !== (type[1] === '!='));
  return { condition: condition === 'false' ? 'false' : `if ${condition}`, ...(named === undefined ? {} : { on: named }) };
}

function matches(tree: Tree, job: Node, wanted: Node): boolean {
  const keys = entriesOf(tree, wanted);
  return keys.length > 0 && keys.every(({ key, value }) => textOf(tree, value) !== undefined && textOf(tree, get(tree, job, key)) === textOf(tree, value));
}

/** A job's own phases over those of the root. What follows the result (`after_*`) cannot change it; deploys come only after a success. */
function stepsOf(tree: Tree, own: Node | undefined): Step[] {
  // `skip` says that a phase has nothing to do.
  const phase = (name: string) => readCommands(tree, get(tree, own, name) ?? get(tree, tree.root, name)).filter((command) => command.text !== 'skip');
  const deploys = itemsOf(tree, get(tree, own, 'deploy') ?? get(tree, tree.root, 'deploy'));
  return [
    ...PHASES.flatMap((name) => commandSteps(phase(name))),
    ...commandSteps(phase('after_success'), { continueOnError: true }),
    ...commandSteps(phase('after_failure'), { condition: 'failure()', continueOnError: true }),
    ...commandSteps(phase('before_deploy')),
    ...deploys.flatMap((node) => deployStep(tree, node)),
    ...commandSteps(phase('after_deploy'), { continueOnError: true }),
    ...commandSteps(phase('after_script'), { condition: 'always()', continueOnError: true }),
  ];
}

function deployStep(tree: Tree, node: Node): Step[] {
  const provider = get(tree, node, 'provider');
  const name = textOf(tree, provider);
  if (name === undefined) return [];
  if (name === 'script') return commandSteps(readCommands(tree, get(tree, node, 'script')));
  return [{ line: lineOf(tree, node), uses: { name: `deploy:${name}`, line: lineOf(tree, provider) }, inputs: [], env: [] }];
}
