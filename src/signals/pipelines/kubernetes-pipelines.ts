/**
 * Argo Workflows and Tekton, as far as a file tells by itself what runs when: Argo's CronWorkflow, and Tekton's PipelineRun that names the
 * events of the repository it answers to (`pipelinesascode.tekton.dev/on-event`). All others are started by what is not in the file.
 */
import type { Node } from 'yaml';
import type { EventName, Job, Pipeline, PipelineEvent, Step } from '../../domain/pipeline.ts';
import { textStep } from './script-lists.ts';
import type { PipelineSystem } from './system.ts';
import type { Tree } from './yaml-tree.ts';
import { entryOf, get, itemsOf, lineOf, readTrees, textOf, textsOf } from './yaml-tree.ts';

const MOST_JOBS = 100;

export const argo: PipelineSystem = {
  owns: (path, text) => /\.ya?ml$/.test(path) && /^apiVersion: *['"]?argoproj\.io\//m.test(text) && /^kind: *['"]?(?:Cron|Cluster)?Workflow(?:Template)?\b/m.test(text),
  read: (path, text) => read(path, text, 'argo', /^(?:CronWorkflow|Workflow|WorkflowTemplate|ClusterWorkflowTemplate)$/, readArgo),
};

export const tekton: PipelineSystem = {
  owns: (path, text) => /\.ya?ml$/.test(path) && /^apiVersion: *['"]?tekton\.dev\//m.test(text),
  read: (path, text) => read(path, text, 'tekton', /^(?:PipelineRun|Pipeline|Task|TaskRun|ClusterTask)$/, readTekton),
};

interface Part {
  readonly events: readonly PipelineEvent[];
  readonly jobs: readonly Job[];
}

function read(path: string, text: string, system: 'argo' | 'tekton', kinds: RegExp, reader: (tree: Tree, kind: string) => Part): ReturnType<PipelineSystem['read']> {
  const { trees, notes } = readTrees(path, text);
  const parts = trees.flatMap((tree) => {
    const kind = textOf(tree, get(tree, tree.root, 'kind')) ?? '';
    return kinds.test(kind) ? [reader(tree, kind)] : [];
  });
  const jobs = parts.flatMap((part) => part.jobs).slice(0, MOST_JOBS);
  if (jobs.length === 0) return notes.length > 0 ? { notes } : undefined;
  const events = new Map(parts.flatMap((part) => part.events).map((event) => [event.spelled, event]));
  return { pipeline: { system, events: [...events.values()], env: [], jobs } satisfies Pipeline, notes };
}

function readArgo(tree: Tree, kind: string): Part {
  const spec = get(tree, tree.root, 'spec');
  const schedule = entryOf(tree, spec, 'schedule') ?? entryOf(tree, spec, 'schedules');
  const inner = kind === 'CronWorkflow' ? get(tree, spec, 'workflowSpec') : spec;
  const isOff = textOf(tree, get(tree, spec, 'suspend')) === 'true';
  const events: PipelineEvent[] = kind === 'CronWorkflow' && schedule !== undefined && !isOff ? [{ line: schedule.line, name: 'schedule', spelled: 'schedule' }] : [];
  const jobs = itemsOf(tree, get(tree, inner, 'templates')).map((template) => job(tree, template, [get(tree, template, 'script') ?? get(tree, template, 'container')].flatMap((node) => (node === undefined ? [] : containerSteps(tree, node)))));
  return { events, jobs: jobs.filter((one) => one.steps.length > 0) };
}

function readTekton(tree: Tree): Part {
  const metadata = get(tree, tree.root, 'metadata');
  const on = entryOf(tree, get(tree, metadata, 'annotations'), 'pipelinesascode.tekton.dev/on-event');
  const names: Readonly<Record<string, EventName>> = { push: 'push', pull_request: 'pull_request', incoming: 'other' };
  const words = (textOf(tree, on?.value) ?? '').split(/[[\],\s"']+/).filter((word) => Object.hasOwn(names, word));
  const spec = get(tree, tree.root, 'spec');
  const pipeline = get(tree, spec, 'pipelineSpec') ?? spec;
  const tasks = [...itemsOf(tree, get(tree, pipeline, 'tasks')), ...itemsOf(tree, get(tree, pipeline, 'finally'))];
  const jobs = tasks.length > 0
    ? tasks.map((task) => job(tree, task, itemsOf(tree, get(tree, get(tree, task, 'taskSpec'), 'steps')).flatMap((step) => containerSteps(tree, step)), textsOf(tree, get(tree, task, 'runAfter'))))
    : [job(tree, metadata ?? tree.root, itemsOf(tree, get(tree, get(tree, spec, 'taskSpec') ?? spec, 'steps')).flatMap((step) => containerSteps(tree, step)))];
  return { events: words.map((spelled) => ({ line: on?.line ?? 1, name: names[spelled] ?? 'other', spelled })), jobs: jobs.filter((one) => one.steps.length > 0) };
}

function job(tree: Tree, node: Node | undefined, steps: Step[], needs: string[] = []): Job {
  return { id: textOf(tree, get(tree, node, 'name')) ?? 'job', line: lineOf(tree, node), needs, env: [], steps };
}

/** A container's script, or its command with arguments; a shell's `-c` is text. */
function containerSteps(tree: Tree, node: Node): Step[] {
  const script = textStep(tree, get(tree, node, 'script') ?? get(tree, node, 'source'));
  if (script.length > 0) return script;
  const words = [...itemsOf(tree, get(tree, node, 'command')), ...itemsOf(tree, get(tree, node, 'args'))];
  const texts = words.map((word) => textOf(tree, word) ?? '');
  const dash = /(?:^|\/)(?:ba)?sh$/.test(texts[0] ?? '') ? texts.findIndex((text) => /^-\w*c$/.test(text)) : -1;
  if (dash !== -1) return textStep(tree, words[dash + 1]);
  const line = lineOf(tree, words[0] ?? node);
  return texts.length === 0 ? [] : [{ line, run: { text: texts.map((word) => (/^[\w@%+=:,./$-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(' '), line }, inputs: [], env: [] }];
}
