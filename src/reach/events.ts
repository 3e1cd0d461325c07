/** What an event is worth: whether a failure on it can stop a merge, whether it comes by itself, or only when a person wants it. */
import type { EventName, Pipeline, PipelineEvent } from '../domain/pipeline.ts';

/** `gate`: can stop a merge. `automatic`: comes without a person. `person`: somebody starts it. `nothing`: never comes. */
export type EventClass = 'gate' | 'automatic' | 'person' | 'nothing';

/** Stands in for the event of what nothing starts: an action without users, a workflow without `on`. */
export const NO_EVENT: PipelineEvent = { line: 1, name: 'call', spelled: '' };

/** Activity types of a pull request on which its checks are run again for each change; `closed` alone comes after the merge. */
const BEFORE_MERGE: ReadonlySet<string> = new Set(['opened', 'synchronize', 'reopened', 'ready_for_review', 'enqueued']);

export function stopsMerges(event: PipelineEvent): boolean {
  if (event.name === 'merge_group') return true;
  return event.name === 'pull_request' && (event.types === undefined || event.types.some((type) => BEFORE_MERGE.has(type)));
}

export interface NamedPipeline {
  readonly path: string;
  readonly pipeline: Pipeline;
}

export function classOf(event: PipelineEvent, live: readonly NamedPipeline[]): EventClass {
  if (event.name === 'workflow_run') return followed(event, live, new Set());
  if (event.name === 'call') return 'nothing';
  if (event.name === 'manual') return 'person';
  return event.name === 'pull_request' || event.name === 'merge_group' ? 'gate' : 'automatic';
}

/** A workflow that follows others (`workflow_run`) is as automatic as the most automatic of them. */
function followed(event: PipelineEvent, live: readonly NamedPipeline[], seen: Set<string>): EventClass {
  let best: EventClass = 'nothing';
  for (const { path, pipeline } of live) {
    const name = pipeline.name ?? path;
    if (!event.workflows?.includes(name) || seen.has(path)) continue;
    seen.add(path);
    for (const its of pipeline.events) {
      const worth = its.name === 'workflow_run' ? followed(its, live, seen) : BY_ITSELF.has(its.name) ? 'automatic' : its.name === 'manual' ? 'person' : 'nothing';
      if (worth === 'automatic') return worth;
      if (worth === 'person') best = worth;
    }
  }
  return best;
}

const BY_ITSELF: ReadonlySet<EventName> = new Set<EventName>(['push', 'pull_request', 'merge_group', 'schedule', 'release', 'deployment', 'comment', 'other']);
