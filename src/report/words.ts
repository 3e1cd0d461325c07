import type { AuditResult, Capability, Change, Component, Finding, ModelResult } from '../domain/result.ts';
import type { Area } from '../domain/rule.ts';
import type { Strength } from '../domain/strength.ts';

/** Three dots a reader takes in at a glance; the word stands beside them wherever there is room. */
export const DOTS: { readonly [S in Strength]: string } = {
  enforced: '●●●', automated: '●●○', present: '●○○', absent: '○○○', 'not-applicable': ' – ',
};

export const AREA_TITLES: { readonly [A in Area]: string } = {
  usage: 'Use of models', prompts: 'Prompts', evaluation: 'Evaluation', augmentation: 'Augmentation and refinement', delivery: 'Delivery', monitoring: 'Monitoring',
  safety: 'Safety and trust', cost: 'Cost and resilience', vendor: 'Vendor independence', agents: 'Agents', organisation: 'Organisation', support: 'Supporting practices',
};

/** The model that leads the reports: the one that decides, or, where that is a profile without levels, the first that has some. */
export function leading({ maturity, verdict }: AuditResult): ModelResult | undefined {
  const levelled = maturity.filter((model) => model.levels.length > 0);
  return levelled.find((one) => one.model === verdict.model) ?? levelled[0];
}

export const ARROWS: { readonly [D in Change['direction']]: string } = { fell: '▼', rose: '▲', other: '◇' };

/** `Level 2 of 4, Defined · score 54`, with an arrow from what it was before a change, or why there is no level. */
export function headline(result: AuditResult): string {
  const model = leading(result);
  const before = result.comparison?.base;
  if (model && model.level !== null && before && before.level !== null && before.score !== null && (before.level !== model.level || before.score !== model.score)) {
    const level = before.level === model.level ? levelWords(model) : `${before.level} → ${levelWords(model)}`;
    return `Level ${level} · score ${before.score === model.score ? model.score : `${before.score} → ${model.score}`}${waivedWords(model)}`;
  }
  if (!model || model.level === null) return result.kind === 'incidental' ? 'AI is used around this code, not by it: no level' : 'No generative AI found: no level';
  return `Level ${levelWords(model)} · score ${model.score}${waivedWords(model)}`;
}

function waivedWords({ level, score, waived }: ModelResult): string {
  return waived && (waived.level !== level || waived.score !== score) ? ` (with waivers: level ${waived.level}, score ${waived.score})` : '';
}

/** `2 of 4, Defined`. */
export function levelWords(model: ModelResult): string {
  return `${model.level} of ${model.levels.length}${model.levelName ? `, ${model.levelName}` : ''}`;
}

/** `; up to 3 with attestations`, where those could still lift the level. */
export function rangeWords({ level, range }: ModelResult): string {
  return range?.level !== undefined && range.level !== null && level !== null && range.level > level ? `; up to ${range.level} with attestations` : '';
}

/** The level of a component on the model that decides, or why it has none. */
export function componentLevel(component: Component, decides: string | undefined): string {
  const model = component.maturity.find((one) => one.model === decides);
  return model && model.level !== null ? levelWords(model) : component.kind === 'incidental' ? 'none: AI is used around it' : 'none: no generative AI';
}

/** Who showed what of a model: `31 shown by files · 2 attested (5%) · 4 unknown · 3 not applicable`. The share is that of what applies. */
export function shareWords({ shares: { observed, attested, unknown, notApplicable } }: ModelResult): string {
  const applicable = observed + attested + unknown;
  const share = applicable > 0 ? Math.round((100 * attested) / applicable) : 0;
  return `${observed} shown by files · ${attested} attested (${share}%) · ${unknown} unknown · ${notApplicable} not applicable`;
}

/** `Architecture 3, Culture 1 (asks nothing at level 4)`. */
export function pillarWords(model: ModelResult): string {
  return (model.pillars ?? []).map(({ name, level, empty }) => `${name} ${level}${empty.length > 0 ? ` (asks nothing at level ${empty.join(' and ')})` : ''}`).join(', ');
}

/** What somebody says of a practice that is not found. */
export function spoken({ elsewhere, waiver }: Finding): string {
  return [
    ...(elsewhere ? [`held in ${elsewhere.repository}, as ${elsewhere.owner} attests until ${elsewhere.expires}`] : []),
    ...(waiver ? [`waived by ${waiver.owner} until ${waiver.expires}: ${waiver.reason}`] : []),
  ].join('; ');
}

/** The lowest level that is not met, and what it lacks. */
export function nextLevel(model: ModelResult): { readonly level: ModelResult['levels'][number]; readonly lacking: readonly Capability[] } | undefined {
  const level = model.levels.find((one) => !one.met);
  return level && { level, lacking: level.capabilities.filter((one) => one.required && (one.state === 'unmet' || one.state === 'unknown')) };
}

/** `3 of 5 capabilities`. */
export function progress(level: ModelResult['levels'][number]): string {
  const required = level.capabilities.filter((one) => one.required && one.state !== 'not-applicable');
  return `${required.filter((one) => one.state === 'met').length} of ${required.length} capabilities`;
}

/** Shown in its area; what does not apply is listed apart, unless somebody decided so. */
export function applies({ strength, disabled }: Finding): boolean {
  return strength !== 'not-applicable' || disabled !== undefined;
}

export function byArea(findings: readonly Finding[]): readonly (readonly [Area, readonly Finding[]])[] {
  const areas = new Map<Area, Finding[]>();
  for (const finding of findings) areas.set(finding.area, [...(areas.get(finding.area) ?? []), finding]);
  return [...areas];
}

/** One line on an absent practice: its first hint, or what was looked for. */
export function absence(finding: Finding): string {
  return finding.hints[0] ?? (finding.searched.length ? `looked for ${finding.searched.join('; ')}` : '');
}

export function place(at: { readonly path: string; readonly line?: number | undefined }): string {
  return at.line === undefined ? at.path : `${at.path}:${at.line}`;
}

/** Text of the audited tree, made safe for a terminal or a log: no control, format or line-separating characters. */
export function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ');
}
