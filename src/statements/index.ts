/** What people say about what files show: practices that do not apply, that another repository holds, or whose absence is accepted for a time. */
import type { Attestation, Configuration, Waiver } from '../domain/configuration.ts';
import { daysBetween } from '../domain/days.ts';
import type { MaturityModel } from '../domain/maturity-model.ts';
import { capabilitiesOf, practicesIn } from '../domain/maturity-model.ts';
import type { Note } from '../domain/note.ts';
import type { Finding, ModelResult, Statement } from '../domain/result.ts';
import { capabilitiesIn } from '../domain/result.ts';
import type { Strength } from '../domain/strength.ts';
import { rank } from '../domain/strength.ts';

/** How many days before its end a statement is reported. */
const NOTICE_DAYS = 30;

/** A repository, or a component of it. */
interface Audited {
  readonly findings: readonly Finding[];
  readonly maturity: readonly ModelResult[];
}

type Word = NonNullable<Finding['waiver']>;

/** The findings with what people say of them. What was found stays readable: a waiver changes no strength. `day`: today, as 2026-05-31. */
export function amend(findings: readonly Finding[], configuration: Configuration, day: string): readonly Finding[] {
  const disabled = new Map(configuration.disabled.map((one) => [one.practice, one]));
  const waivers = new Map(configuration.waivers.filter((one) => counts(one, day)).map((one) => [one.practice, one]));
  const elsewhere = new Map(configuration.attestations.filter((one) => one.practice !== undefined && counts(one, day)).map((one) => [one.practice, one]));
  return findings.map((finding) => {
    const off = disabled.get(finding.practice);
    if (off) return { ...finding, strength: 'not-applicable', evidence: [], searched: [], hints: [`disabled in ${configuration.file}:${off.line}: ${off.reason}`], disabled: { reason: off.reason, found: finding.strength } };
    const waiver = waivers.get(finding.practice);
    const other = elsewhere.get(finding.practice);
    return { ...finding, ...(other?.elsewhere !== undefined && { elsewhere: { repository: other.elsewhere, ...wordOf(other) } }), ...(waiver && { waiver: wordOf(waiver) }) };
  });
}

/** The attestations of capabilities that count today, by capability. */
export function attestationsOf(configuration: Configuration, day: string): ReadonlyMap<string, Word> {
  return new Map(configuration.attestations.flatMap((one) => (one.capability !== undefined && counts(one, day) ? [[one.capability, wordOf(one)]] : [])));
}

/** Every attestation and waiver with what became of it in the repository or its components. Unused: nothing that was audited is different for it. */
export function account(configuration: Configuration, audited: readonly Audited[], models: readonly MaturityModel[], day: string): readonly Statement[] {
  const stateOf = (one: Attestation | Waiver, used: boolean): Statement['state'] => (counts(one, day) ? (used ? 'counts' : 'unused') : 'expired');
  const path = configuration.file ?? '';
  const strengths = (practice: string): Strength[] => audited.flatMap(({ findings }) => findings.filter((one) => one.practice === practice).map((one) => one.strength));
  const needed = new Set(audited.flatMap(({ maturity }) => maturity).flatMap(capabilitiesIn).filter(({ shown, attestation }) => attestation && shown === 'attested').map(({ id }) => id));
  const asked = models.flatMap(capabilitiesOf).flatMap(({ needs }) => (needs ? practicesIn(needs) : []));
  const isLacking = (practice: string): boolean => asked.some((one) => one.practice === practice && strengths(practice).some((strength) => strength !== 'not-applicable' && rank(strength) < rank(one.at)));
  return [
    ...configuration.attestations.map((one): Statement => {
      const used = one.capability !== undefined ? needed.has(one.capability) : strengths(one.practice ?? '').includes('absent');
      return { form: 'attestation', about: one.capability ?? one.practice ?? '', ...(one.elsewhere !== undefined && { elsewhere: one.elsewhere }), ...wordOf(one), date: one.date, path, line: one.line, state: stateOf(one, used) };
    }),
    ...configuration.waivers.map((one): Statement => ({ form: 'waiver', about: one.practice, ...wordOf(one), date: one.date, path, line: one.line, state: stateOf(one, isLacking(one.practice)) })),
  ];
}

/** What whoever answers for a statement should know: it is over, soon over, or of no use. */
export function notesOn(statements: readonly Statement[], day: string): readonly Note[] {
  return statements.flatMap(({ form, about, owner, expires, state, path, line }): Note[] => {
    const subject = `The ${form} of ${about} by ${owner}`;
    const left = daysBetween(day, expires);
    const over = state === 'expired' ? [{ code: `${form}-expired`, path, line, says: `${subject} expired on ${expires} and no longer counts.` }] : [];
    const soon = state !== 'expired' && left <= NOTICE_DAYS ? [{ code: `${form}-expires-soon`, path, line, says: `${subject} expires on ${expires}, ${left === 0 ? 'today' : left === 1 ? 'tomorrow' : `in ${left} days`}.` }] : [];
    const idle = state === 'unused' ? [{ code: `${form}-unused`, path, line, says: `${subject} changes nothing${form === 'waiver' ? ': no reported model lacks that practice' : ': no reported model needs it, or files show it'}.` }] : [];
    return [...over, ...soon, ...idle];
  });
}

/** Up to and including its last day. */
function counts({ expires }: { readonly expires: string }, day: string): boolean {
  return daysBetween(day, expires) >= 0;
}

function wordOf({ owner, reason, evidence, expires }: Word): Word {
  return { owner, reason, evidence, expires };
}
