import { ConfigError } from '../domain/errors.ts';
import type { Gate } from '../domain/gate.ts';
import type { MaturityModel } from '../domain/maturity-model.ts';
import type { AuditResult, ModelResult } from '../domain/result.ts';
import type { Kind } from '../domain/rule.ts';

/** How many missing capabilities a reason names before it counts the rest. */
const NAMED = 3;

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

/** Whether the result is good enough, and why, in sentences: what it fails on, or else what it meets. Nothing asked: it passes, with no reasons. */
export function judge(maturity: readonly ModelResult[], kind: Kind, gate: Gate): AuditResult['verdict'] {
  const model = maturity.find((one) => (gate.model === undefined ? one.levels.length > 0 : one.model === gate.model));
  const chosen = model && { model: model.model };
  const asked = gate.minLevel !== undefined || gate.minScore !== undefined;
  if (kind === 'none' || kind === 'incidental') return { ...chosen, passed: true, reasons: asked ? ['No generative AI was found, so no level is asked for.'] : [] };
  if (!model) return { passed: true, reasons: [] };
  const checks = [levelCheck(model, gate.minLevel), scoreCheck(model, gate.minScore)].filter((check) => check !== undefined);
  const failed = checks.filter(({ passed }) => !passed);
  return { ...chosen, passed: failed.length === 0, reasons: (failed.length > 0 ? failed : checks).map(({ says }) => says) };
}

interface Check {
  readonly passed: boolean;
  readonly says: string;
}

function levelCheck(model: ModelResult, required: number | undefined): Check | undefined {
  if (required === undefined) return undefined;
  const level = model.level ?? 0;
  if (level >= required) return { passed: true, says: `Level ${level} meets the required level ${required} of ${model.title}.` };
  const lacking = model.levels
    .filter((one) => one.level <= required)
    .flatMap(({ capabilities }) => capabilities)
    .filter((one) => one.required && (one.state === 'unmet' || one.state === 'unknown'))
    .map(({ says }) => says.replace(/\.$/, ''));
  const more = lacking.length > NAMED ? `; and ${lacking.length - NAMED} more` : '';
  const list = lacking.length > 0 ? `; it lacks: ${lacking.slice(0, NAMED).join('; ')}${more}` : '';
  return { passed: false, says: `Level ${level} is below the required level ${required} of ${model.title}${list}.` };
}

function scoreCheck(model: ModelResult, required: number | undefined): Check | undefined {
  if (required === undefined) return undefined;
  if (model.score === null) return { passed: false, says: `${model.title} gives no score here, so the required score of ${required} is not shown.` };
  // Rounded down: 59.96 must not read "60 is below 60".
  const shown = Math.floor(model.score * 10) / 10;
  return model.score >= required
    ? { passed: true, says: `The score of ${shown} meets the required ${required} of ${model.title}.` }
    : { passed: false, says: `The score of ${shown} is below the required ${required} of ${model.title}.` };
}
