/** The `on:` key of a workflow in all its shapes: a word, a list of words, a map. */
import { isMap } from 'yaml';
import type { EventName, PipelineEvent } from '../../domain/pipeline.ts';
import { readInputs } from './arguments.ts';
import type { Entry, Tree } from './yaml-tree.ts';
import { entriesOf, get, itemsOf, lineOf, textOf, textsOf } from './yaml-tree.ts';

const NAMES = new Map<string, EventName>([
  ['push', 'push'],
  ['pull_request', 'pull_request'],
  ['pull_request_target', 'pull_request'],
  ['merge_group', 'merge_group'],
  ['schedule', 'schedule'],
  ['release', 'release'],
  ['deployment', 'deployment'],
  ['deployment_status', 'deployment'],
  ['workflow_dispatch', 'manual'],
  ['repository_dispatch', 'manual'],
  ['workflow_call', 'call'],
  ['workflow_run', 'workflow_run'],
  ['issue_comment', 'comment'],
  ['commit_comment', 'comment'],
  ['discussion_comment', 'comment'],
  ['pull_request_review', 'comment'],
  ['pull_request_review_comment', 'comment'],
]);

/** The lists of an event that are kept, by their key. */
const LISTS = [
  ['paths', 'paths'],
  ['paths-ignore', 'pathsIgnore'],
  ['branches', 'branches'],
  ['tags', 'tags'],
  ['workflows', 'workflows'],
  ['types', 'types'],
] as const;

export function readEvents(tree: Tree, on: Entry | undefined): PipelineEvent[] {
  if (isMap(on?.value)) return entriesOf(tree, on.value).map((entry) => readEvent(tree, entry));
  return itemsOf(tree, on?.value).flatMap((item) => {
    const spelled = textOf(tree, item);
    return spelled === undefined ? [] : [{ line: lineOf(tree, item), ...named(spelled) }];
  });
}

function readEvent(tree: Tree, { key, line, value }: Entry): PipelineEvent {
  const lists = isMap(value) ? LISTS.map(([from, to]) => [to, textsOf(tree, get(tree, value, from))] as const).filter(([, texts]) => texts.length > 0) : [];
  const inputs = readInputs(tree, get(tree, value, 'inputs'));
  return { line, ...named(key), ...Object.fromEntries(lists), ...(inputs.length === 0 ? {} : { inputs }) };
}

function named(spelled: string): { name: EventName; spelled: string } {
  return { name: NAMES.get(spelled) ?? 'other', spelled };
}
