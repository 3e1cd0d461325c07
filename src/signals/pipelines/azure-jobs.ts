/** Stages and jobs of an Azure pipeline, as jobs whose `needs` hold the order of stages. */
import { isMap } from 'yaml';
import type { Node } from 'yaml';
import type { Job } from '../../domain/pipeline.ts';
import type { LinedArgument } from './arguments.ts';
import type { AzureScope, AzureSteps } from './azure-steps.ts';
import { readAzureSteps, templatePath } from './azure-steps.ts';
import type { Item } from './azure-text.ts';
import { azureArguments, azureItems, bare, both, withVariables } from './azure-text.ts';
import { flagOf } from './github-steps.ts';
import { readMatrix } from './matrix.ts';
import type { Tree } from './yaml-tree.ts';
import { entriesOf, get, lineOf, textOf, textsOf } from './yaml-tree.ts';

const MOST_JOBS = 300;

/** What a stage adds to each of its jobs. */
interface Stage {
  readonly prefix: string;
  readonly needs: readonly string[];
  readonly condition?: string;
  readonly env: readonly LinedArgument[];
}

const NO_STAGE: Stage = { prefix: '', needs: [], env: [] };

/** The jobs of a file that lists stages, jobs or only steps, or that extends a template. */
export function readAzureJobs(tree: Tree, scope: AzureScope): Job[] {
  const stages = get(tree, tree.root, 'stages');
  if (stages !== undefined) return readStages(tree, stages, scope);
  const jobs = get(tree, tree.root, 'jobs');
  if (jobs !== undefined) return readJobs(tree, jobs, scope, NO_STAGE);
  const steps = get(tree, tree.root, 'steps');
  if (steps !== undefined) return [{ id: 'job', line: lineOf(tree, steps), needs: [], env: [], ...stepsAndApproval(readAzureSteps(tree, steps, scope)) }];
  const extended = get(tree, tree.root, 'extends');
  return extended === undefined ? [] : templateJob(tree, { node: extended }, scope, NO_STAGE, 'extends');
}

/** A stage waits for the one before it, unless it says for which. */
function readStages(tree: Tree, list: Node, scope: AzureScope): Job[] {
  const jobs: Job[] = [];
  const byStage = new Map<string, readonly string[]>();
  const templates: string[] = [];
  let before: readonly string[] = [];
  for (const item of azureItems(tree, list)) {
    if (jobs.length >= MOST_JOBS) break;
    const { node } = item;
    const named = textOf(tree, get(tree, node, 'stage'));
    const depends = get(tree, node, 'dependsOn');
    // A stage that stands in no place of this file is one of a template's.
    const needs = depends === undefined ? before : textsOf(tree, depends).flatMap((name) => byStage.get(name) ?? templates);
    const prefix = named === undefined ? '' : `${named}.`;
    const own = conditionOf(tree, node, item.condition);
    const stage = { prefix, needs, ...(own === undefined ? {} : { condition: own }), env: readVariables(tree, node, scope) };
    const added = named === undefined ? templateJob(tree, item, scope, stage, 'stages') : readJobs(tree, get(tree, node, 'jobs'), scope, stage);
    before = added.map((job) => job.id);
    if (named !== undefined) byStage.set(named, before);
    else templates.push(...before);
    jobs.push(...added);
  }
  return jobs.slice(0, MOST_JOBS);
}

function readJobs(tree: Tree, list: Node | undefined, scope: AzureScope, stage: Stage): Job[] {
  return azureItems(tree, list).slice(0, MOST_JOBS).flatMap((item) => {
    const id = textOf(tree, get(tree, item.node, 'job') ?? get(tree, item.node, 'deployment'));
    if (get(tree, item.node, 'template') !== undefined) return templateJob(tree, item, scope, stage, 'jobs');
    return isMap(item.node) ? [readJob(tree, item, id ?? `job${lineOf(tree, item.node)}`, scope, stage)] : [];
  });
}

function readJob(tree: Tree, { node, condition: around }: Item, id: string, outer: AzureScope, stage: Stage): Job {
  const strategy = get(tree, node, 'strategy');
  const matrix = matrixOf(tree, get(tree, strategy, 'matrix'));
  const pool = get(tree, node, 'pool');
  const image = textOf(tree, get(tree, pool, 'vmImage') ?? pool);
  const scope: AzureScope = { ...outer, matrix: new Set(Object.keys(matrix ?? {})), windows: image === undefined ? outer.windows : /^windows/i.test(image) };
  const name = textOf(tree, get(tree, node, 'displayName'));
  const condition = both(stage.condition, conditionOf(tree, node, around));
  const continueOnError = flagOf(tree, get(tree, node, 'continueOnError'));
  const environment = get(tree, get(tree, node, 'environment'), 'name') ?? get(tree, node, 'environment');
  const environmentName = textOf(tree, environment);
  return {
    id: stage.prefix + id,
    line: lineOf(tree, node),
    ...(name === undefined ? {} : { name }),
    needs: [...stage.needs, ...textsOf(tree, get(tree, node, 'dependsOn')).map((need) => stage.prefix + need)],
    ...(condition === undefined ? {} : { condition }),
    ...(continueOnError === undefined ? {} : { continueOnError }),
    // `production.resource` is a resource of the environment `production`.
    ...(environmentName === undefined ? {} : { environment: { name: withVariables(environmentName.replace(/^([^.${]+)\..*$/, '$1'), scope.variables, scope.matrix), line: lineOf(tree, environment) } }),
    ...(matrix === undefined ? {} : { matrix }),
    env: [...stage.env, ...readVariables(tree, node, scope)],
    ...stepsAndApproval(get(tree, node, 'steps') === undefined ? deploymentSteps(tree, strategy, scope) : readAzureSteps(tree, get(tree, node, 'steps'), scope)),
  };
}

/** A template of stages or jobs is called as a whole: `needs` of others on what is in it are needs on the call. */
function templateJob(tree: Tree, { node, condition: around }: Item, scope: AzureScope, stage: Stage, kind: string): Job[] {
  const template = get(tree, node, 'template');
  const written = textOf(tree, template);
  if (written === undefined) return [];
  const line = lineOf(tree, template);
  const condition = both(stage.condition, conditionOf(tree, node, around));
  const inputs = azureArguments(tree, get(tree, node, 'parameters'), (text) => withVariables(text, scope.variables, scope.matrix));
  return [{
    id: `${stage.prefix}${kind}${line}`,
    line,
    needs: stage.needs,
    ...(condition === undefined ? {} : { condition }),
    calls: { name: templatePath(scope.path, written), line },
    ...(inputs.length === 0 ? {} : { inputs }),
    env: stage.env,
    steps: [],
  }];
}

/** What a deployment does, in the order of its life; what follows a failure runs only then. */
function deploymentSteps(tree: Tree, strategy: Node | undefined, scope: AzureScope): AzureSteps {
  const kind = get(tree, strategy, 'runOnce') ?? get(tree, strategy, 'rolling') ?? get(tree, strategy, 'canary');
  const part = (node: Node | undefined, around?: string) => readAzureSteps(tree, get(tree, node, 'steps'), scope, around);
  const parts = [
    ...['preDeploy', 'deploy', 'routeTraffic', 'postRouteTraffic'].map((name) => part(get(tree, kind, name))),
    part(get(tree, get(tree, kind, 'on'), 'success')),
    part(get(tree, get(tree, kind, 'on'), 'failure'), 'failed()'),
  ];
  const approval = parts.find((one) => one.approval !== undefined)?.approval;
  return { steps: parts.flatMap((one) => one.steps), ...(approval === undefined ? {} : { approval }) };
}

function stepsAndApproval({ steps, approval }: AzureSteps): Pick<Job, 'steps' | 'approval'> {
  return { ...(approval === undefined ? {} : { approval }), steps };
}

function conditionOf(tree: Tree, node: Node, around: string | undefined): string | undefined {
  const own = textOf(tree, get(tree, node, 'condition'));
  return both(around, own === undefined ? undefined : bare(own));
}

/** `matrix: { a: { python: '3.9' }, b: { python: '3.10' } }`: the values of each variable. */
function matrixOf(tree: Tree, node: Node | undefined): Record<string, string[]> | undefined {
  const values = new Map<string, string[]>();
  for (const { value } of entriesOf(tree, node)) {
    for (const [name, texts] of Object.entries(readMatrix(tree, value) ?? {})) values.set(name, [...new Set([...(values.get(name) ?? []), ...texts])]);
  }
  return values.size === 0 ? undefined : Object.fromEntries(values);
}

/** `variables` as a map, or as a list of `{ name, value }` among groups and templates. */
export function readVariables(tree: Tree, node: Node | undefined, scope: AzureScope): LinedArgument[] {
  const variables = get(tree, node, 'variables');
  const fill = (text: string) => withVariables(text, scope.variables, scope.matrix);
  if (isMap(variables)) return azureArguments(tree, variables, fill);
  return azureItems(tree, variables).flatMap(({ node: item }) => {
    const name = textOf(tree, get(tree, item, 'name'));
    const value = name === undefined ? undefined : azureArguments(tree, item, fill).find((one) => one.name === 'value');
    return name === undefined || value === undefined ? [] : [{ ...value, name }];
  });
}
