/** Levels, scores and next steps of every maturity model in the catalogue. */
import type { Catalogue } from '../domain/catalogue.ts';
import type { MaturityModel } from '../domain/maturity-model.ts';
import type { Finding, ModelResult } from '../domain/result.ts';
import type { Kind } from '../domain/rule.ts';
import { weighAll, weighLevels } from './capabilities.ts';
import type { Attestations } from './describe.ts';
import { capabilityOf, sharesOf } from './describe.ts';
import { comparableTo, gradeIfAttested, gradeOf, pillarsOf } from './grade.ts';
import { nextSteps } from './next-steps.ts';
import type { Views } from './practices.ts';
import { viewsOf } from './practices.ts';
import type { Stack } from './stack.ts';

/**
 * One result per model, in the catalogue's order. Without generative AI (kinds `none` and `incidental`) level and score are null, no level is met
 * and there is nothing to do next. `stack` chooses the snippets and jobs of the advice. `attestations`: what people
 * say of capabilities that no file can show. Waivers, which findings carry, change nothing but `waived` and the next steps.
 */
export function assess(findings: readonly Finding[], kind: Kind, catalogue: Catalogue, stack: Stack, attestations: Attestations = new Map()): ModelResult[] {
  const views = viewsOf(findings, catalogue.rules, new Set(attestations.keys()));
  const graded = kind === 'application' || kind === 'library';
  return catalogue.maturity.map((model) => {
    const result = describe(model, views, attestations);
    return graded && !model.informative ? { ...result, ...judged(model, views, result), next: nextSteps(model, views.waived, stack) } : result;
  });
}

/** Every capability with its state, and no judgement. */
function describe(model: MaturityModel, views: Views, attestations: Attestations): ModelResult {
  const shown = (weighed: Parameters<typeof capabilityOf>[0]) => capabilityOf(weighed, model, views, attestations);
  const levels = weighLevels(model, views.attested).map(({ level, name, capabilities }) => ({ level, name, met: false, capabilities: capabilities.map(shown) }));
  const profile = model.levels ? undefined : weighAll(model.capabilities ?? [], views.attested).map(shown);
  return {
    model: model.id,
    title: model.title,
    level: null,
    levelName: null,
    score: null,
    shares: sharesOf(profile ?? levels.flatMap(({ capabilities }) => capabilities)),
    levels,
    ...(profile && { capabilities: profile }),
    next: [],
  };
}

function judged(model: MaturityModel, views: Views, { levels }: ModelResult): Partial<ModelResult> {
  const grade = gradeOf(model, views.attested);
  const range = gradeIfAttested(model, views.attested);
  const pillars = pillarsOf(model, views.attested);
  const comparable = comparableTo(model, grade);
  return {
    ...grade,
    ...(views.waived !== views.attested && { waived: gradeOf(model, views.waived) }),
    ...((range.level !== grade.level || range.score !== grade.score) && { range }),
    levels: levels.map((one) => ({ ...one, met: one.level <= (grade.level ?? 0) })),
    ...(pillars && { pillars }),
    ...(comparable && { comparable }),
  };
}
