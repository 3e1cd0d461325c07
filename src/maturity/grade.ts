import type { MaturityModel } from '../domain/maturity-model.ts';
import type { ModelResult } from '../domain/result.ts';
import { blocks, lacks, weighLevels } from './capabilities.ts';
import type { WeighedLevel } from './capabilities.ts';
import type { Practices } from './practices.ts';
import { scoreOf } from './score.ts';

/** Where a repository stands on a model. Level 0 has no name: there is generative AI, and no level is reached. */
export interface Grade {
  readonly level: number | null;
  readonly levelName: string | null;
  /** 0 to 100, a whole number. */
  readonly score: number | null;
}

export function gradeOf(model: MaturityModel, practices: Practices): Grade {
  const score = scoreOf(model, practices);
  return { ...reached(model, weighLevels(model, practices).findLast(({ met }) => met)), score: score === null ? null : Math.round(score) };
}

function reached(model: MaturityModel, level: { readonly level: number; readonly name: string } | undefined): Pick<Grade, 'level' | 'levelName'> {
  return { level: model.levels ? (level?.level ?? 0) : null, levelName: level?.name ?? null };
}

/** Everything that no file can show, taken for attested: as far as the level and score could be above what is known. */
export function gradeIfAttested(model: MaturityModel, practices: Practices): Grade {
  return gradeOf(model, { ...practices, isAttested: () => true });
}

/** Each pillar's own level. One that no level requires anything of is asked for everything: it is shown beside the level, and never holds it back. */
export function pillarsOf(model: MaturityModel, practices: Practices): ModelResult['pillars'] {
  const levels = weighLevels(model, practices);
  return model.pillars?.map(({ id, name }) => {
    const own = levels.map((level) => ({ ...level, capabilities: level.capabilities.filter(({ rule }) => rule.pillar === id) }));
    const binding = own.some(({ capabilities }) => capabilities.some(({ rule }) => rule.required));
    const holdsBack = (level: WeighedLevel): boolean => level.capabilities.some((one) => (binding ? blocks(one) : lacks(one.outcome)));
    const stop = own.findIndex(holdsBack);
    return { id, name, ...reached(model, own[stop < 0 ? own.length - 1 : stop - 1]), empty: own.filter(({ capabilities }) => capabilities.length === 0).map(({ level }) => level) };
  });
}

/** Where the score would lie among the points of the model's own questionnaire. Worded so that nobody takes it for a result of that. */
export function comparableTo(model: MaturityModel, { level, score }: Grade): ModelResult['comparable'] {
  if (!model.bands || score === null) return undefined;
  const points = Math.round((score * model.bands.points) / 100);
  const band = model.bands.levels.find(({ from, to }) => points >= from && points <= to);
  if (!band) return undefined;
  const why = band.level === level ? '' : ` The level here is ${level}, as a level asks for everything that it requires, where points add up.`;
  return {
    points, of: model.bands.points, level: band.level,
    says: `Comparable position: people who answer this model's own questionnaire get 0 to ${model.bands.points} points, and this score would lie at ${points}, among those of level ${band.level}. It is no result of that questionnaire.${why}`,
  };
}
