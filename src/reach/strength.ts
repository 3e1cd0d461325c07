/**
 * The one place where the strength of a run is computed. A run has one way per event that its pipeline listens to; the strongest counts,
 * and what lowered the others is told only where they would have been stronger.
 */
import type { PipelineEvent } from '../domain/pipeline.ts';
import type { Rung } from '../domain/strength.ts';
import { rank, strongest } from '../domain/strength.ts';
import type { EventClass } from './events.ts';
import { stopsMerges } from './events.ts';

/** How one event leads to a run. All texts are sentences that name a place. */
export interface Way {
  readonly event: PipelineEvent;
  readonly class: EventClass;
  /** Where the event stands: `eval.yml:3`. */
  readonly place: string;
  /** Why the event does not get there at all. */
  readonly stops: readonly string[];
  /** Why a failure there stops nothing. */
  readonly loses: readonly string[];
  /** Why a person must act before it runs. */
  readonly held: readonly string[];
  /** Why its pipeline never runs where it lies. */
  readonly idle: readonly string[];
  /** On this event a deploy or publish waits for it. */
  readonly beforeDeploy: boolean;
}

export function strengthOf(ways: readonly Way[]): { strength: Rung; lowered: string[]; events: string[] } {
  const strength = strongest(ways.map(rungOf));
  const lowered = ways.filter((way) => rank(bestRung(way)) > rank(strength)).flatMap(reasons);
  const events = ways.filter((way) => way.stops.length === 0 && way.event.spelled !== '').map((way) => way.event.spelled);
  return { strength, lowered: [...new Set(lowered)], events: [...new Set(events)].sort() };
}

function rungOf(way: Way): Rung {
  if (way.stops.length > 0 || way.idle.length > 0 || way.held.length > 0 || way.class === 'person' || way.class === 'nothing') return 'present';
  const stopsSomething = way.beforeDeploy || (way.class === 'gate' && stopsMerges(way.event));
  return stopsSomething && way.loses.length === 0 ? 'enforced' : 'automated';
}

/** What it could have been, so that a reader is told of every reason that cost something. */
function bestRung(way: Way): Rung {
  return way.class === 'gate' || (way.class === 'automatic' && way.beforeDeploy) ? 'enforced' : 'automated';
}

function reasons(way: Way): string[] {
  if (way.idle.length > 0) return [...way.idle];
  if (way.stops.length > 0) return [...way.stops];
  if (way.held.length > 0 && way.class !== 'nothing') return [...way.held];
  if (way.class === 'person') return [`only a person starts it: ${way.event.spelled} (${way.place})`];
  if (way.class === 'nothing') return [uncalled(way)];
  if (way.class === 'gate' && !stopsMerges(way.event)) return [`${way.event.spelled} comes only on ${way.event.types?.join(', ')}, which stops no merge (${way.place})`, ...way.loses];
  return [...way.loses];
}

function uncalled(way: Way): string {
  if (way.event.name === 'workflow_run') return `the workflow that it follows is started by nothing in this repository (${way.place})`;
  return way.event.spelled === '' ? `nothing in this repository uses it (${way.place})` : `no workflow of this repository calls it (${way.place})`;
}
