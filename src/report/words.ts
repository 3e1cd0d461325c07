import type { AuditResult, Capability, Finding, ModelResult } from '../domain/result.ts';
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

/** `Level 2 of 4, Defined · score 54`, or why there is no level. */
export function headline(result: AuditResult): string {
  const model = leading(result);
  if (!model || model.level === null) return result.kind === 'incidental' ? 'AI is used around this code, not by it: no level' : 'No generative AI found: no level';
  return `Level ${model.level} of ${model.levels.length}${model.levelName ? `, ${model.levelName}` : ''} · score ${model.score}`;
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
