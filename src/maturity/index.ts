/** Levels, scores and next steps of every maturity model in the catalogue. */
import type { Catalogue } from '../domain/catalogue.ts';
import type { MaturityModel } from '../domain/maturity-model.ts';
import type { Finding, ModelResult } from '../domain/result.ts';
import type { Kind } from '../domain/rule.ts';
import { capabilityOf, weighAll, weighLevels } from './capabilities.ts';
import type { WeighedLevel } from './capabilities.ts';
import { nextSteps } from './next-steps.ts';
import { practicesOf } from './practices.ts';
import type { Practices } from './practices.ts';
import { scoreOf } from './score.ts';

/**
 * One result per model, in the catalogue's order. Without generative AI (kinds `none` and `incidental`) level and score are null, no level is met
 * and there is nothing to do next. `ecosystemHints` choose the snippets, most fitting first: `python`, `typescript`.
 */
export function assess(findings: readonly Finding[], kind: Kind, catalogue: Catalogue, ecosystemHints: readonly string[]): ModelResult[] {
  const practices = practicesOf(findings, catalogue.rules);
  const graded = kind === 'application' || kind === 'library';
  return catalogue.maturity.map((model) => {
    const result = describe(model, practices);
    return graded ? { ...result, ...grade(model, practices), next: nextSteps(model, practices, ecosystemHints) } : result;
  });
}

/** Every capability with its state, and no judgement. */
function describe(model: MaturityModel, practices: Practices): ModelResult {
  const levels = weighLevels(model, practices).map(({ level, name, capabilities }) => ({ level, name, met: false, capabilities: capabilities.map(capabilityOf) }));
  const profile = model.levels ? undefined : weighAll(model.capabilities ?? [], practices).map(capabilityOf);
  const all = profile ?? levels.flatMap(({ capabilities }) => capabilities);
  return {
    model: model.id,
    title: model.title,
    level: null,
    levelName: null,
    score: null,
    shares: {
      observed: all.filter(({ shown }) => shown === 'observed').length,
      attested: all.filter(({ shown }) => shown === 'attested').length,
      unknown: all.filter(({ state }) => state === 'unknown').length,
      notApplicable: all.filter(({ state }) => state === 'not-applicable').length,
    },
    levels,
    ...(profile && { capabilities: profile }),
    next: [],
  };
}

/** Level 0 has no name: there is generative AI, and no level is reached. */
function grade(model: MaturityModel, practices: Practices): Pick<ModelResult, 'level' | 'levelName' | 'score' | 'levels'> {
  const weighed = weighLevels(model, practices);
  const reached = weighed.findLast(({ met }) => met);
  const score = scoreOf(model, practices);
  return {
    level: model.levels ? (reached?.level ?? 0) : null,
    levelName: reached?.name ?? null,
    score: score === null ? null : Math.round(score),
    levels: weighed.map(levelOf),
  };
}

function levelOf({ level, name, met, capabilities }: WeighedLevel): ModelResult['levels'][number] {
  return { level, name, met, capabilities: capabilities.map(capabilityOf) };
}
