/**
 * Azure Pipelines. Their files may have any name, so the keys of the root decide; a file without any that only a pipeline has is a template,
 * which runs where another file names it. Without `trigger` every push starts a pipeline, and without `pr` every pull request of a
 * repository on GitHub does: the service checks both unless it is told not to.
 */
import { isMap } from 'yaml';
import type { Node } from 'yaml';
import type { Pipeline, PipelineEvent } from '../../domain/pipeline.ts';
import type { LinedArgument } from './arguments.ts';
import { readArguments } from './arguments.ts';
import { readAzureJobs, readVariables } from './azure-jobs.ts';
import type { AzureScope } from './azure-steps.ts';
import type { PipelineSystem } from './system.ts';
import type { Entry, Tree } from './yaml-tree.ts';
import { entriesOf, entryOf, get, itemsOf, lineOf, readTree, textOf, textsOf } from './yaml-tree.ts';

const NAMED = /(?:^|\/)(?:azure-pipelines[^/]*|\.?azure-pipelines\/.*|\.azuredevops\/.*|\.?vsts-ci[^/]*)\.ya?ml$/;
/** What only the root of a pipeline has: a template has none of it. */
const STARTS = ['trigger', 'pr', 'schedules', 'pool', 'resources', 'extends'];

export const azure: PipelineSystem = {
  owns: (path, text) => /\.ya?ml$/.test(path) && (NAMED.test(path) || looksLikeAzure(text)),
  read(path, text) {
    const { tree, notes } = readTree(path, text);
    const pipeline = tree && readAzure(tree, path);
    if (pipeline !== undefined && pipeline.jobs.length > 0) return { pipeline, notes };
    // Templates of variables and other files of the folder say nothing of their own.
    return NAMED.test(path) && notes.length > 0 ? { notes } : undefined;
  },
};

/** A glance before the YAML is parsed: stages, jobs or steps at the root, and in them something that is Azure's. */
function looksLikeAzure(text: string): boolean {
  return /^(?:stages|jobs|steps|extends):/m.test(text) && /^[ \t]*(?:- )?(?:task: *['"]?\w+@\d|vmImage:|template: \S+\.ya?ml|(?:- )?(?:deployment|stage|job): |- (?:script|bash|pwsh|powershell|checkout): )/m.test(text);
}

function readAzure(tree: Tree, path: string): Pipeline | undefined {
  const keys = new Set(entriesOf(tree, tree.root).map(({ key }) => key));
  const isPipeline = STARTS.some((key) => keys.has(key)) || /(?:^|\/)azure-pipelines[^/]*\.ya?ml$/.test(path);
  // `on` is GitHub's, `script` and `image` at the root are other systems'.
  if (!['stages', 'jobs', 'steps', 'extends'].some((key) => keys.has(key)) || ['on', 'script', 'image', 'kind', 'pipelines', 'version'].some((key) => keys.has(key))) return undefined;
  if (!['stages', 'jobs', 'steps'].every((key) => !keys.has(key) || itemsOf(tree, get(tree, tree.root, key)).every((item) => isMap(item)))) return undefined;
  const pool = get(tree, tree.root, 'pool');
  const scope: AzureScope = { path, variables: variableNames(tree), matrix: new Set(), windows: /^windows/i.test(textOf(tree, get(tree, pool, 'vmImage') ?? pool) ?? '') };
  const inputs = readParameters(tree);
  const name = textOf(tree, get(tree, tree.root, 'name'));
  return {
    system: 'azure',
    ...(name === undefined ? {} : { name }),
    events: isPipeline ? readEvents(tree) : [{ line: 1, name: 'call', spelled: 'template', ...(inputs.length === 0 ? {} : { inputs }) }],
    ...(inputs.length === 0 ? {} : { inputs }),
    env: readVariables(tree, tree.root, scope),
    jobs: readAzureJobs(tree, scope),
  };
}

function readEvents(tree: Tree): PipelineEvent[] {
  const trigger = entryOf(tree, tree.root, 'trigger');
  const pr = entryOf(tree, tree.root, 'pr');
  const schedules = entryOf(tree, tree.root, 'schedules');
  const resources = get(tree, tree.root, 'resources');
  const follows = itemsOf(tree, get(tree, resources, 'pipelines')).find((item) => get(tree, item, 'trigger') !== undefined && textOf(tree, get(tree, item, 'trigger')) !== 'none');
  const events: PipelineEvent[] = [
    ...(isOff(tree, trigger) ? [] : [{ line: trigger?.line ?? 1, name: 'push', spelled: 'trigger', ...filters(tree, trigger?.value) } as const]),
    ...(isOff(tree, pr) ? [] : [{ line: pr?.line ?? 1, name: 'pull_request', spelled: 'pr', ...filters(tree, pr?.value) } as const]),
    ...(schedules === undefined ? [] : [{ line: schedules.line, name: 'schedule', spelled: 'schedules' } as const]),
    ...(follows === undefined ? [] : [{ line: lineOf(tree, follows), name: 'other', spelled: 'pipelines' } as const]),
  ];
  return events.length > 0 ? events : [{ line: trigger?.line ?? 1, name: 'manual', spelled: 'manual' }];
}

function isOff(tree: Tree, entry: Entry | undefined): boolean {
  return textOf(tree, entry?.value) === 'none';
}

function filters(tree: Tree, node: Node | undefined): Pick<PipelineEvent, 'branches' | 'tags' | 'paths' | 'pathsIgnore'> {
  const list = (key: string, kind: string) => textsOf(tree, get(tree, get(tree, node, key), kind));
  const direct = (key: string) => (isMap(get(tree, node, key)) ? list(key, 'include') : textsOf(tree, get(tree, node, key)));
  const branches = isMap(node) ? direct('branches') : textsOf(tree, node);
  const tags = direct('tags');
  const included = direct('paths').flatMap(globs);
  const excluded = list('paths', 'exclude').flatMap(globs);
  return {
    ...(branches.length === 0 ? {} : { branches: branches.map((name) => name.replace(/^refs\/heads\//, '')) }),
    ...(tags.length === 0 ? {} : { tags }),
    ...(included.length === 0 ? {} : { paths: [...included, ...excluded.map((glob) => `!${glob}`)] }),
    ...(included.length === 0 && excluded.length > 0 ? { pathsIgnore: excluded } : {}),
  };
}

/** A folder stands for all below it, and a `*` at the end does not stop at the next folder. */
function globs(path: string): string[] {
  const local = path.replace(/^\//, '');
  if (local.endsWith('/*')) return [`${local}*`];
  return /[*?]/.test(local) ? [local] : [local.replace(/\/$/, ''), `${local.replace(/\/$/, '')}/**`];
}

/** `parameters` as a list of `{ name, default }`, or as a map of defaults. */
function readParameters(tree: Tree): LinedArgument[] {
  const parameters = get(tree, tree.root, 'parameters');
  if (isMap(parameters)) return readArguments(tree, parameters);
  return itemsOf(tree, parameters).flatMap((item) => {
    const name = textOf(tree, get(tree, item, 'name'));
    const standard = readArguments(tree, item).find((one) => one.name === 'default');
    return name === undefined ? [] : [standard === undefined ? { name, line: lineOf(tree, item) } : { ...standard, name }];
  });
}

/** Every variable that the file sets, at any level: its name is all that counts. */
function variableNames(tree: Tree): Set<string> {
  const names = new Set<string>();
  const add = (node: Node | undefined): void => {
    const variables = get(tree, node, 'variables');
    for (const { key } of isMap(variables) ? entriesOf(tree, variables) : []) names.add(key.toLowerCase());
    for (const item of isMap(variables) ? [] : itemsOf(tree, variables)) names.add((textOf(tree, get(tree, item, 'name')) ?? '').toLowerCase());
  };
  add(tree.root);
  for (const stage of itemsOf(tree, get(tree, tree.root, 'stages'))) {
    add(stage);
    for (const job of itemsOf(tree, get(tree, stage, 'jobs'))) add(job);
  }
  for (const job of itemsOf(tree, get(tree, tree.root, 'jobs'))) add(job);
  return names;
}
