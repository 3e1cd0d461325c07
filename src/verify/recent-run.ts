/** Whether the workflows that a finding rests on run, and well. */
import { daysBetween } from '../domain/days.ts';
import { rank } from '../domain/strength.ts';
import type { WorkflowSetting } from '../domain/settings.ts';
import type { Answer, Question } from './answer.ts';
import { UNKNOWN, YES } from './answer.ts';
import type { Place } from './places.ts';
import { shortPath } from './places.ts';

/** A schedule that has started nothing for longer is none. */
const LONG_DAYS = 90;
const LAST_RUNS = 10;
/** How runs end that say something of the workflow; others were cancelled, or wait for somebody. */
const ENDED: ReadonlySet<string> = new Set(['success', 'neutral', 'failure', 'timed_out', 'startup_failure', 'skipped']);
const WELL: ReadonlySet<string> = new Set(['success', 'neutral']);

export function recentRun({ finding, settings, places, mayRestElsewhere, day }: Question): Answer {
  const started = places.filter((place, index) => isStarted(place) && places.findIndex(({ path }) => path === place.path) === index);
  if (rank(finding.strength) < rank('automated') || !settings.workflows || started.length === 0) return UNKNOWN;
  const answers = started.map((place) => {
    // Not there: it is not part of the default branch yet.
    const setting = settings.workflows?.find(({ path }) => path === place.path);
    return setting ? judge(place, setting, day) : UNKNOWN;
  });
  if (answers.some(({ verified }) => verified === 'yes')) return YES;
  return (!mayRestElsewhere && answers.every(({ verified }) => verified === 'no') && answers[0]) || UNKNOWN;
}

/** Workflows that others call alone have no runs of their own. */
export function isStarted({ pipeline }: Place): boolean {
  return pipeline.events.some(({ name }) => name !== 'call');
}

function judge({ path, pipeline }: Place, { state, since, runs }: WorkflowSetting, day: string): Answer {
  const name = shortPath(path);
  if (state.startsWith('disabled')) return no(`the workflow ${name} is disabled on GitHub (${state})`);
  if (!runs) return UNKNOWN;
  const sorted = runs.toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  const last = sorted.filter(({ conclusion }) => conclusion !== undefined && ENDED.has(conclusion)).slice(0, LAST_RUNS);
  const good = last.find(({ conclusion }) => conclusion !== undefined && WELL.has(conclusion));
  if (last.length === LAST_RUNS && !good) return no(`none of the last ten runs of ${name} succeeded`);
  const isIdle = daysBetween(dayOf(sorted[0]?.at ?? since), day) > LONG_DAYS;
  // A push or a pull request may stay away as long as nobody changes anything.
  if (isIdle && pipeline.events.some((event) => event.name === 'schedule')) return no(`${name} has a schedule, but has not run for ${LONG_DAYS} days`);
  return good && daysBetween(dayOf(good.at), day) <= LONG_DAYS ? YES : UNKNOWN;
}

const no = (says: string): Answer => ({ verified: 'no', says, lowers: true });

const dayOf = (moment: string): string => moment.slice(0, 10);
