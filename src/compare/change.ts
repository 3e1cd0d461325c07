import { basename } from 'node:path/posix';
import type { Change, Evidence, Finding } from '../domain/result.ts';
import { rank } from '../domain/strength.ts';

/** How a file differs between base and head. */
export type FileChange = 'added' | 'removed' | 'changed';

/** One practice whose strength is another than before, with what came, what went, and the changed file that it rests on. */
export function changeOf(from: Finding, to: Finding, component: string | undefined, changed: (path: string) => FileChange | undefined): Change {
  const gained = missingIn(from.evidence, to.evidence);
  const lost = missingIn(to.evidence, from.evidence);
  const direction = directionOf(from, to);
  const rows = direction === 'rose' ? [...gained, ...to.evidence, ...lost] : [...lost, ...to.evidence, ...from.evidence];
  const cause = causeOf(rows, (one) => to.evidence.includes(one), changed);
  return {
    ...(component !== undefined && { component }),
    practice: to.practice, title: to.title, from: from.strength, to: to.strength, direction,
    says: sentence(from, to, direction, lost, cause),
    gained, lost,
    ...(cause && { cause }),
  };
}

function directionOf(from: Finding, to: Finding): Change['direction'] {
  if (from.strength === 'not-applicable' || to.strength === 'not-applicable' || to.describes) return 'other';
  return rank(to.strength) > rank(from.strength) ? 'rose' : 'fell';
}

/** Line numbers move when something else in the file changes: the same text in the same file is the same evidence. */
function missingIn(before: readonly Evidence[], after: readonly Evidence[]): Evidence[] {
  const key = ({ path, excerpt }: Evidence): string => `${path}\0${excerpt}`;
  const known = new Set(before.map(key));
  return after.filter((one) => !known.has(key(one)));
}

/** The line where something stood before the change leads nowhere now. */
function causeOf(evidence: readonly Evidence[], isThere: (one: Evidence) => boolean, changed: (path: string) => FileChange | undefined): Change['cause'] {
  for (const one of evidence) {
    const change = changed(one.path);
    if (change) return { path: one.path, ...(one.line !== undefined && isThere(one) && { line: one.line }), change };
  }
  return undefined;
}

/** What lowers a strength is told by the finding's hints; where nothing is left at all, by what went. */
function sentence(from: Finding, to: Finding, direction: Change['direction'], lost: readonly Evidence[], cause: Change['cause']): string {
  if (direction === 'other') return otherwise(from, to, cause);
  if (direction === 'rose') return `${to.evidence[0] ? capital(seen(to.evidence[0], undefined)) : 'It is there now'}.`;
  const [reason] = to.hints.filter((hint) => !from.hints.includes(hint));
  if (rank(to.strength) === 0) return `${from.evidence[0] ? `What showed it is gone: ${seen(from.evidence[0], cause)}` : 'It is gone'}.`;
  if (reason) return `${capital(reason)}${cause && !reason.includes(basename(cause.path)) ? ` (${cause.path} ${PAST[cause.change]})` : ''}.`;
  return `${lost[0] ? `What carried it is gone: ${seen(lost[0], cause)}` : 'Less carries it than before'}.`;
}

function otherwise(from: Finding, to: Finding, cause: Change['cause']): string {
  if (to.strength === 'not-applicable') return 'It no longer applies.';
  if (from.strength === 'not-applicable') return 'It applies now.';
  const [now] = to.evidence;
  return rank(to.strength) > rank(from.strength) && now ? `${capital(seen(now, undefined))}.` : `No longer so${from.evidence[0] ? `: ${seen(from.evidence[0], cause)}` : ''}.`;
}

const PAST = { added: 'was added', removed: 'was removed', changed: 'changed' } as const;

/** A piece of evidence with its file, and what became of that, or of the file that caused it. */
function seen({ says, path }: Evidence, cause: Change['cause']): string {
  if (!cause) return `${says}, in ${path}`;
  return cause.path === path ? `${says}, in ${path}, which ${PAST[cause.change]}` : `${says}, in ${path} (${cause.path} ${PAST[cause.change]})`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
