import type { Gate } from '../domain/gate.ts';
import type { Comparison, Finding, ModelResult } from '../domain/result.ts';
import type { Area, Rule } from '../domain/rule.ts';
import { rank } from '../domain/strength.ts';

/** One question of the gate, answered. */
export interface Check {
  readonly passed: boolean;
  readonly says: string;
}

/** How many missing capabilities or fallen practices a reason names before it counts the rest. */
const NAMED = 3;

/** Accepted gaps count as closed here, and a reason that rests on them says so. */
export function levelCheck(model: ModelResult, required: number | undefined): Check | undefined {
  if (required === undefined) return undefined;
  const level = model.waived?.level ?? model.level ?? 0;
  if (level >= required) return { passed: true, says: `Level ${level}${without(level, model.level)} meets the required level ${required} of ${model.title}.` };
  const lacking = model.levels
    .filter((one) => one.level <= required)
    .flatMap(({ capabilities }) => capabilities)
    .filter((one) => one.required && (one.state === 'unmet' || one.state === 'unknown'))
    .map(({ says }) => says.replace(/\.$/, ''));
  return { passed: false, says: `Level ${level} is below the required level ${required} of ${model.title}${lacking.length > 0 ? `; it lacks: ${someOf(lacking)}` : ''}.` };
}

export function scoreCheck(model: ModelResult, required: number | undefined): Check | undefined {
  if (required === undefined) return undefined;
  if (model.score === null) return { passed: false, says: `${model.title} gives no score here, so the required score of ${required} is not shown.` };
  const score = model.waived?.score ?? model.score;
  // Rounded down: 59.96 must not read "60 is below 60".
  const shown = Math.floor(score * 10) / 10;
  return score >= required
    ? { passed: true, says: `The score of ${shown}${without(score, model.score)} meets the required ${required} of ${model.title}.` }
    : { passed: false, says: `The score of ${shown} is below the required ${required} of ${model.title}.` };
}

function without(waived: number, own: number | null): string {
  return waived === own ? '' : ` (${own} without waivers)`;
}

export function practiceChecks(findings: readonly Finding[], wanted: Gate['practices']): Check[] {
  return Object.entries(wanted ?? {}).flatMap(([practice, at]) => {
    const finding = findings.find((one) => one.practice === practice);
    if (!finding || finding.strength === 'not-applicable' || finding.waiver) return [];
    const strength = finding.elsewhere && finding.strength === 'absent' ? 'present' : finding.strength;
    const passed = rank(strength) >= rank(at);
    return [{ passed, says: `${finding.title}: ${strength}${passed ? ', as required' : `, and required is ${at}`}.` }];
  });
}

export function areaChecks(findings: readonly Finding[], rules: readonly Rule[], wanted: Gate['areas']): Check[] {
  return Object.entries(wanted ?? {}).flatMap(([area, least]) => {
    const mean = meanOf(findings, rules, area as Area);
    if (mean === undefined || least === undefined) return [];
    const passed = mean >= least;
    return [{ passed, says: `The area ${area} stands at ${Math.floor(mean)} of 100, ${passed ? 'which meets' : 'below'} the required ${least}.` }];
  });
}

/** Of each applicable practice of the area, how far it goes of how far it can go; waived ones count as closed. */
function meanOf(findings: readonly Finding[], rules: readonly Rule[], area: Area): number | undefined {
  const most = new Map(rules.map(({ id, max }) => [id, rank(max)]));
  const shares = findings.filter((one) => one.area === area && one.strength !== 'not-applicable').map((one) => (one.waiver ? 1 : rank(one.strength) / (most.get(one.practice) ?? 3)));
  return shares.length > 0 ? (100 * shares.reduce((sum, share) => sum + share, 0)) / shares.length : undefined;
}

/** Lower than at the base: the level, or any practice that applies on both sides and whose gap nobody has accepted. */
export function regressionCheck(model: ModelResult | undefined, findings: readonly Finding[], comparison: Comparison | undefined): Check | undefined {
  if (!comparison) return undefined;
  const accepted = new Set(findings.filter(({ waiver }) => waiver).map(({ practice }) => practice));
  const fallen = comparison.changes.filter(({ direction, practice }) => direction === 'fell' && !accepted.has(practice));
  const [from, to] = [comparison.base.level, model?.level ?? null];
  const level = from !== null && to !== null && to < from ? [`the level (${from} → ${to})`] : [];
  const reasons = [...level, ...fallen.map(({ title, component, from: had, to: has }) => `${component === undefined ? '' : `${component}: `}${title} (${had} → ${has})`)];
  return reasons.length === 0
    ? { passed: true, says: 'Nothing is weaker than before.' }
    : { passed: false, says: `This change weakens what was there: ${someOf(reasons)}.` };
}

function someOf(list: readonly string[]): string {
  return `${list.slice(0, NAMED).join('; ')}${list.length > NAMED ? `; and ${list.length - NAMED} more` : ''}`;
}
