import type { Configuration } from '../domain/configuration.ts';
import { ConfigError } from '../domain/errors.ts';
import type { Gate } from '../domain/gate.ts';
import type { MaturityModel } from '../domain/maturity-model.ts';
import type { AuditResult, Comparison, Finding, ModelResult } from '../domain/result.ts';
import type { Kind, Rule } from '../domain/rule.ts';
import { areaChecks, levelCheck, practiceChecks, regressionCheck, scoreCheck } from './checks.ts';
import type { Check } from './checks.ts';

/**
 * The gate of the configuration, tightened by what inputs or flags ask for besides. They cannot loosen it: of two minimums the higher counts.
 * Throws ConfigError where they name another model than the configuration does.
 */
export function tighten({ gate, file }: Configuration, asked: Gate): Gate {
  const model = gate.model ?? asked.model;
  if (asked.model !== undefined && asked.model !== model) throw new ConfigError(`The model ${JSON.stringify(asked.model)} is asked for, but ${file} says that ${model} decides; leave one of them out.`);
  const failOn = gate.failOn === 'regression' ? gate.failOn : (asked.failOn ?? gate.failOn);
  const minLevel = higher(gate.minLevel, asked.minLevel);
  const minScore = higher(gate.minScore, asked.minScore);
  const requireGenai = gate.requireGenai || asked.requireGenai;
  return {
    ...gate,
    ...(model !== undefined && { model }), ...(failOn !== undefined && { failOn }), ...(minLevel !== undefined && { minLevel }), ...(minScore !== undefined && { minScore }),
    ...(requireGenai && { requireGenai }),
  };
}

function higher(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined ? b : b === undefined ? a : Math.max(a, b);
}

/** Before an audit: throws ConfigError for a gate that no result could meet: an unknown model, a level that the model does not have. */
export function checkGate(gate: Gate, models: readonly MaturityModel[]): void {
  const known = `known are ${models.map(({ id }) => id).join(', ') || 'none'}`;
  const model = models.find((one) => (gate.model === undefined ? one.levels !== undefined : one.id === gate.model));
  if (!model && gate.model !== undefined) throw new ConfigError(`There is no maturity model ${JSON.stringify(gate.model)}; ${known}.`);
  if (gate.minLevel === undefined) return;
  const top = model?.levels?.at(-1)?.level;
  if (!model || top === undefined) throw new ConfigError(`A minimum level of ${gate.minLevel} is asked for, but ${model ? `${model.title} has no levels` : 'no maturity model has levels'}; ${known}.`);
  if (gate.minLevel > top) throw new ConfigError(`A minimum level of ${gate.minLevel} is asked for, but the highest level of ${model.title} is ${top}.`);
}

/** What the gate looks at. */
export interface Judged {
  readonly kind: Kind;
  readonly findings: readonly Finding[];
  readonly maturity: readonly ModelResult[];
  readonly comparison?: Comparison | undefined;
}

/**
 * Whether the result is good enough, and why, in sentences: what it fails on, or else what it meets. Nothing asked: it passes, with no
 * reasons. Without generative AI no level is asked for, but what was there before must not be lost.
 */
export function judge({ kind, findings, maturity, comparison }: Judged, gate: Gate, rules: readonly Rule[]): AuditResult['verdict'] {
  const model = decidingModel(maturity, gate.model);
  const checks = [
    gate.failOn === 'never' ? undefined : regressionCheck(model, findings, comparison),
    ...(kind === 'none' || kind === 'incidental' ? [withoutGenai(gate)] : [model && levelCheck(model, gate.minLevel), model && scoreCheck(model, gate.minScore)]),
    ...areaChecks(findings, rules, gate.areas),
    ...practiceChecks(findings, gate.practices),
  ].filter((check) => check !== undefined);
  const failed = checks.filter(({ passed }) => !passed);
  return { ...(model && { model: model.model }), passed: failed.length === 0, reasons: (failed.length > 0 ? failed : checks).map(({ says }) => says) };
}

/** The result of the model that decides: the one that was chosen, or else the first with levels. */
export function decidingModel(maturity: readonly ModelResult[], chosen: string | undefined): ModelResult | undefined {
  return maturity.find((one) => (chosen === undefined ? one.levels.length > 0 : one.model === chosen));
}

function withoutGenai(gate: Gate): Check | undefined {
  if (gate.requireGenai) return { passed: false, says: 'No generative AI was found, and the gate requires some.' };
  return gate.minLevel === undefined && gate.minScore === undefined ? undefined : { passed: true, says: 'No generative AI was found, so no level is asked for.' };
}
