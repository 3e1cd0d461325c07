/** Two audits side by side: what a change does to a repository, practice by practice. */
import type { AuditResult, Change, Comparison, Component, Finding, ModelResult } from '../domain/result.ts';
import { rank } from '../domain/strength.ts';
import { changeOf } from './change.ts';
import type { FileChange } from './change.ts';

export type { FileChange } from './change.ts';

export interface Base {
  readonly result: AuditResult;
  /** Which commit it is, and why that one, as a sentence. */
  readonly says: string;
}

/** What the head has become since the base. `changed`: how a file differs between the two, undefined where it does not. */
export function compare({ result: base, says }: Base, head: AuditResult, changed: (path: string) => FileChange | undefined): Comparison {
  const model = head.maturity.find((one) => one.model === head.verdict.model);
  const before = base.maturity.find((one) => one.model === model?.model);
  const changes = pairs(base, head).flatMap(([from, to, component]) => changesBetween(from, to, component, changed)).toSorted(worstFirst);
  const lower = typeof before?.level === 'number' && typeof model?.level === 'number' && model.level < before.level;
  return {
    base: { ...(base.subject.commit !== undefined && { commit: base.subject.commit }), says, kind: base.kind, ...standing(before) },
    models: head.maturity.flatMap((to) => {
      const from = base.maturity.find((one) => one.model === to.model);
      return from && (from.level !== to.level || from.score !== to.score) ? [{ model: to.model, title: to.title, from: standing(from), to: standing(to) }] : [];
    }),
    changes,
    regressed: lower || changes.some(({ direction }) => direction === 'fell'),
  };
}

/** Parts with their counterpart. A component that only one side has is compared with nothing: nothing fell, since something else was audited. */
function pairs(base: AuditResult, head: AuditResult): (readonly [readonly Finding[], readonly Finding[], string | undefined])[] {
  if (!base.components || !head.components) return base.components || head.components ? [] : [[base.findings, head.findings, undefined]];
  const before = new Map<string, Component>(base.components.map((one) => [one.name, one]));
  return head.components.flatMap((to) => {
    const from = before.get(to.name);
    return from ? [[from.findings, to.findings, to.name] as const] : [];
  });
}

function changesBetween(before: readonly Finding[], after: readonly Finding[], component: string | undefined, changed: (path: string) => FileChange | undefined): Change[] {
  const known = new Map(before.map((one) => [one.practice, one]));
  return after.flatMap((to) => {
    const from = known.get(to.practice);
    if (!from) return [];
    if (differ(from, to)) return [changeOf(from, to, component, changed)];
    const [had, has] = [byFiles(from), byFiles(to)];
    return rank(has.strength) < rank(had.strength) ? [changeOf(had, has, component, changed)] : [];
  });
}

/** What GitHub's settings lower at the base must not hide what the change takes away: it fell, all the same, by what files show. */
function byFiles(one: Finding): Finding {
  return one.shown !== undefined && !one.disabled ? { ...one, strength: one.shown } : one;
}

/** What was missing and no longer applies, or the other way round, is no news. */
function differ(from: Finding, to: Finding): boolean {
  const nothing = (one: Finding): boolean => one.strength === 'absent' || one.strength === 'not-applicable';
  return from.strength !== to.strength && !(nothing(from) && nothing(to));
}

const ORDER = ['fell', 'rose', 'other'] as const;

/** Sorting is stable: within one direction the order of the catalogue stays. */
function worstFirst(a: Change, b: Change): number {
  return ORDER.indexOf(a.direction) - ORDER.indexOf(b.direction);
}

function standing(model: ModelResult | undefined): Comparison['models'][number]['from'] {
  return { level: model?.level ?? null, levelName: model?.levelName ?? null, score: model?.score ?? null };
}
