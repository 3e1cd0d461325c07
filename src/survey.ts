import type { Pipeline } from './domain/pipeline.ts';
import type { AuditResult } from './domain/result.ts';
import type { Note } from './domain/note.ts';
import type { Settings } from './domain/settings.ts';
import type { FileSignals } from './domain/signals.ts';

/** Notes on the whole and on every file, in order of path and line. */
export function collectNotes(onWhole: readonly Note[], signals: readonly FileSignals[]): AuditResult['notes'] {
  const notes = [...onWhole, ...signals.flatMap((one) => one.notes ?? [])];
  const key = (note: (typeof notes)[number]) => `${note.path ?? ''}\0${String(note.line ?? 0).padStart(9, '0')}\0${note.code}\0${note.says}`;
  return notes.map((note) => ({ key: key(note), note })).sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ note }) => note);
}

/** What advice is written for: the languages of the code that calls a model (`callers`, by path), then of the rest, and the CI system. */
export function stackOf(signals: readonly FileSignals[], callers: ReadonlyMap<string, unknown>): { languages: string[]; pipelines?: Pipeline['system'] | undefined } {
  const calling = signals.filter(({ file }) => file.role === 'main' && callers.has(file.path));
  return { languages: [...new Set([...languagesOf(calling), ...languagesOf(signals)])], pipelines: pipelinesOf(signals) };
}

/** What GitHub did not tell, with what would allow it. What it refuses changes no verdict. */
export function notesOnSettings({ refused, trouble }: Settings): Note[] {
  const permissions = [...new Set(refused.flatMap(({ permission }) => permission ?? []))];
  const words = (which: typeof refused): string => which.map(({ what }) => what).join(', ');
  const without = refused.filter(({ permission }) => permission === undefined);
  return [
    ...permissions.map((permission) => ({ code: 'settings-refused', says: `GitHub does not let this token read: ${words(refused.filter((one) => one.permission === permission))}. With the permission ${permission} the audit could confirm more; without it nothing is held against the repository.` })),
    ...(without.length > 0 ? [{ code: 'settings-unavailable', says: `GitHub does not have here, or does not tell: ${words(without)}.` }] : []),
    ...(trouble === undefined ? [] : [{ code: 'settings-unread', says: trouble }]),
  ];
}

/** Languages of code, most files first. */
function languagesOf(signals: readonly FileSignals[]): string[] {
  const files = new Map<string, number>();
  for (const { code } of signals) {
    if (!code) continue;
    const language = code.language === 'tsx' || code.language === 'javascript' ? 'typescript' : code.language;
    files.set(language, (files.get(language) ?? 0) + 1);
  }
  return mostFirst(files);
}

/** The CI system with most files of its own; undefined where there is none. */
function pipelinesOf(signals: readonly FileSignals[]): Pipeline['system'] | undefined {
  const files = new Map<Pipeline['system'], number>();
  for (const { file, pipeline } of signals) {
    if (pipeline && file.role === 'main') files.set(pipeline.system, (files.get(pipeline.system) ?? 0) + 1);
  }
  return mostFirst(files)[0];
}

function mostFirst<T extends string>(counts: ReadonlyMap<T, number>): T[] {
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([one]) => one);
}
