/**
 * GitLab CI. What decides where a job runs (`rules`, `only`, `workflow`) is asked here, once for each kind of pipeline, and comes out as
 * `on`. A merge request's pipeline counts as `pull_request`; branch pipelines are pushes, which come after the fact. Files that a
 * pipeline includes are read by themselves and joined by who follows it; they may lie anywhere, so their text decides.
 */
import { isMap } from 'yaml';
import type { Node } from 'yaml';
import type { Job, Pipeline, PipelineEvent } from '../../domain/pipeline.ts';
import { withStages } from '../../domain/stages.ts';
import { readArguments } from './arguments.ts';
import type { Around } from './gitlab-job.ts';
import { readGitlabJob } from './gitlab-job.ts';
import type { Scenario } from './gitlab-rules.ts';
import { outcomeOf, SCENARIOS } from './gitlab-rules.ts';
import type { PipelineSystem } from './system.ts';
import type { Entry, Tree } from './yaml-tree.ts';
import { entriesOf, entryOf, get, itemsOf, lineOf, readTree, textOf, textsOf } from './yaml-tree.ts';

const MOST_JOBS = 500;
/** Keys of the root that are no jobs. */
const RESERVED: ReadonlySet<string> = new Set([
  'stages', 'variables', 'default', 'include', 'workflow', 'image', 'services', 'cache', 'before_script', 'after_script', 'spec', 'pages:deploy', 'types',
]);

export const gitlab: PipelineSystem = {
  owns: (path, text) => /(?:^|\/)\.gitlab-ci\.ya?ml$/.test(path) || isGitlabName(path) || (/\.ya?ml$/.test(path) && /(?:^|\/)(?:\.?ci|\.gitlab|gitlab|\.gitlab-ci|gitlab-ci|\.pipelines|pipelines|\.ci-templates|templates)\//.test(path) && /^ {2,4}(?:script|extends|trigger):/m.test(text)),
  read(path, text) {
    const { tree, notes } = readTree(path, text, true);
    const isSure = /(?:^|\/)\.gitlab-ci\.ya?ml$/.test(path);
    const pipeline = tree && readPipeline(tree);
    if (pipeline !== undefined && (isSure || looksLikeJobs(pipeline))) return { pipeline, notes };
    if (!isSure && !isGitlabName(path)) return undefined;
    return { notes: notes.length > 0 ? notes : [{ code: 'invalid-pipeline', path, line: 1, says: 'The pipeline has no jobs, so it runs nothing.' }] };
  },
};

function isGitlabName(path: string): boolean {
  return /\.gitlab-ci\.ya?ml$/.test(path);
}

function looksLikeJobs({ jobs, templates }: Pipeline): boolean {
  return [...jobs, ...(templates ?? [])].some((job) => job.steps.length > 0 || job.calls !== undefined);
}

function readPipeline(tree: Tree): Pipeline | undefined {
  const entries = entriesOf(tree, tree.root).filter(({ key, value }) => !RESERVED.has(key) && isMap(value)).slice(0, MOST_JOBS);
  const includes = itemsOf(tree, get(tree, tree.root, 'include'));
  if (entries.length === 0 && includes.length === 0) return undefined;
  const variables = variablesOf(tree);
  const workflow = entryOf(tree, tree.root, 'workflow');
  const scenarios = SCENARIOS.filter((scenario) => comes(tree, workflow, scenario, variables));
  const events = new Map<string, PipelineEvent>();
  const isHidden = ({ key }: Entry) => key.startsWith('.');
  const known: Around['known'] = new Map();
  const read = (entry: Entry): Job => readGitlabJob(tree, entry, { scenarios, variables, known, hasWorkflow: workflow !== undefined, note: (scenario, line) => note(events, scenario, line) });
  const stages = stagesOf(tree);
  const jobs = withStages([...entries.filter((entry) => !isHidden(entry)).map(read), ...includedElsewhere(tree, includes)], stages);
  const templates = entries.filter(isHidden).map(read);
  for (const scenario of scenarios) if (scenario.name === 'push' || (workflow !== undefined && scenario.name === 'pull_request')) note(events, scenario, workflow?.line ?? 1);
  const local = localIncludes(tree, includes);
  const env = readArguments(tree, get(tree, tree.root, 'variables'));
  return {
    system: 'gitlab',
    events: [...events.values()].sort((a, b) => (a.spelled < b.spelled ? -1 : 1)),
    // Jobs that say nothing come in no pipeline of a merge request, unless `workflow` asks for those.
    ...(workflow === undefined ? { on: ['parent_pipeline', 'push', 'schedule', 'web'] } : {}),
    ...(local.length === 0 ? {} : { includes: local }),
    stages,
    ...(templates.length === 0 ? {} : { templates }),
    env,
    jobs,
  };
}

function note(events: Map<string, PipelineEvent>, { spelled, name }: Scenario, line: number): void {
  if (name !== 'call' && !events.has(spelled)) events.set(spelled, { line, name, spelled });
}

/** Without `workflow: rules`, pipelines of every kind come. */
function comes(tree: Tree, workflow: Entry | undefined, scenario: Scenario, variables: ReadonlyMap<string, string>): boolean {
  const rules = get(tree, workflow?.value, 'rules');
  return rules === undefined || outcomeOf(tree, rules, scenario, variables, { when: undefined, soft: undefined }).automatic;
}

/** Literal variables of the whole pipeline: `NAME: x` or `NAME: { value: x }`. */
function variablesOf(tree: Tree): Map<string, string> {
  const texts = entriesOf(tree, get(tree, tree.root, 'variables')).map(({ key, value }) => [key, textOf(tree, get(tree, value, 'value') ?? value)] as const);
  return new Map(texts.filter((pair): pair is readonly [string, string] => pair[1] !== undefined && !pair[1].includes('$')));
}

/** Stages that nobody lists are these three, and two always stand around them. */
function stagesOf(tree: Tree): string[] {
  const listed = textsOf(tree, get(tree, tree.root, 'stages') ?? get(tree, tree.root, 'types'));
  return ['.pre', ...(listed.length === 0 ? ['build', 'test', 'deploy'] : listed.filter((name) => name !== '.pre' && name !== '.post')), '.post'];
}

function localIncludes(tree: Tree, includes: readonly Node[]): { name: string; line: number }[] {
  return includes.flatMap((item) => {
    const local = get(tree, item, 'local') ?? (isMap(item) ? undefined : item);
    const name = textOf(tree, local);
    return name === undefined || /^https?:/.test(name) ? [] : [{ name: `./${name.replace(/^\.?\//, '')}`, line: lineOf(tree, local) }];
  });
}

/** Jobs of GitLab's own templates, components and other projects: only their names are known. */
function includedElsewhere(tree: Tree, includes: readonly Node[]): Job[] {
  return includes.flatMap((item) => ['template', 'component', 'remote'].flatMap((kind) => {
    const node = get(tree, item, kind);
    const name = textOf(tree, node);
    if (name === undefined) return [];
    return [{ id: `${kind} ${name}`, line: lineOf(tree, node), needs: [], calls: { name, line: lineOf(tree, node) }, env: [], steps: [] }];
  }));
}
