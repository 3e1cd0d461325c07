import type { AuditResult } from './domain/result.ts';
import type { FileSignals } from './domain/signals.ts';
import type { Snapshot } from './domain/snapshot.ts';

/** Notes of the snapshot and of every file, in order of path and line. */
export function collectNotes(snapshot: Snapshot, signals: readonly FileSignals[]): AuditResult['notes'] {
  const notes = [...snapshot.notes, ...signals.flatMap((one) => one.notes ?? [])];
  const key = (note: (typeof notes)[number]) => `${note.path ?? ''}\0${String(note.line ?? 0).padStart(9, '0')}\0${note.code}\0${note.says}`;
  return notes.map((note) => ({ key: key(note), note })).sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ note }) => note);
}

/** Languages of the first-party code, most files first: snippets of advice are chosen by them. */
export function ecosystemsOf(signals: readonly FileSignals[]): string[] {
  const files = new Map<string, number>();
  for (const { code } of signals) {
    if (!code) continue;
    const language = code.language === 'tsx' || code.language === 'javascript' ? 'typescript' : code.language;
    files.set(language, (files.get(language) ?? 0) + 1);
  }
  return [...files].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([language]) => language);
}
