import type { Change, Evidence, Finding } from '../domain/result.ts';
import { rank } from '../domain/strength.ts';

/** How a file differs between base and head. */
export type FileChange = 'added' | 'removed' | 'changed';

/** One practice whose strength is another than before, with what came, what went, and the changed file that it rests on. */
export function changeOf(from: Finding, to: Finding, component: string | undefined, changed: (path: string) => FileChange | undefined): Change {
  const gained = missingIn(from.evidence, to.evidence);
  const lost = missingIn(to.evidence, from.evidence);
  const direction = directionOf(from, to);
  const cause = causeOf(direction === 'rose' ? [...gained, ...to.evidence, ...lost] : [...lost, ...to.evidence, ...from.evidence], changed);
  return {
    ...(component !== undefined && { component }),
    practice: to.practice, title: to.title, from: from.strength, to: to.strength, direction,
    says: sentence(from, to, direction, lost, cause),
    gained, lost,
    ...(cause && { cause }),
  };
}

function directionOf(from: Finding, to: Finding): Change['direction'] {
  if (from.strength === 'not-applicable' || to.strength === 'not-applicable') return 'other';
  return rank(to.strength) > rank(from.strength) ? 'rose' : 'fell';
}

/** Line numbers move when something else in the file changes: the same text in the same file is the same evidence. */
function missingIn(before: readonly Evidence[], after: readonly Evidence[]): Evidence[] {
  const key = ({ path, excerpt }: Evidence): string => `${path}\0${excerpt}`;
  const known = new Set(before.map(key));
  return after.filter((one) => !known.has(key(one)));
}

function causeOf(evidence: readonly Evidence[], changed: (path: string) => FileChange | undefined): Change['cause'] {
  for (const { path, line } of evidence) {
    const change = changed(path);
    if (change) return { path, ...(line !== undefined && change !== 'removed' && { line }), change };
  }
  return undefined;
}

/** What lowers a strength is told by the finding's hints; where nothing is left at all, by what went. */
function sentence(from: Finding, to: Finding, direction: Change['direction'], lost: readonly Evidence[], cause: Change['cause']): string {
  if (direction === 'other') return to.strength === 'not-applicable' ? 'It no longer applies.' : 'It applies now.';
  const by = cause ? ` (${cause.path} ${cause.change === 'changed' ? 'changed' : `was ${cause.change}`})` : '';
  if (direction === 'rose') {
    const [first] = to.evidence;
    return `${first ? `${capital(first.says)}, in ${first.path}` : 'It is there now'}${by && cause?.path !== first?.path ? by : ''}.`;
  }
  const [reason] = to.hints.filter((hint) => !from.hints.includes(hint));
  if (rank(to.strength) > 0) return `${reason ? capital(reason) : lost[0] ? `What carried it is gone: ${lost[0].says}, in ${lost[0].path}` : 'Less carries it than before'}${reason && cause && reason.includes(cause.path) ? '' : by}.`;
  const [gone] = from.evidence;
  return `${gone ? `What showed it is gone: ${gone.says}, in ${gone.path}` : 'It is gone'}${by}.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
