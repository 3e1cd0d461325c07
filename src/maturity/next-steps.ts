import type { MaturityModel } from '../domain/maturity-model.ts';
import type { Capability, NextStep } from '../domain/result.ts';
import type { Rule } from '../domain/rule.ts';
import { rank } from '../domain/strength.ts';
import { blocks, oncePerPractice, weighAll, weighLevels } from './capabilities.ts';
import type { Weighed } from './capabilities.ts';
import { effortOf, withStrength } from './practices.ts';
import type { Practices } from './practices.ts';
import { scoreOf } from './score.ts';

/** More than three is a list that nobody works off. */
const MOST = 3;

type Lack = Capability['lacks'][number];

/**
 * What to do next: what the lowest unmet level requires, quickest first, then what the levels above it require, then whatever moves the score
 * most. Practices whose rule is not written yet are left out: nobody could see that they were done.
 */
export function nextSteps(model: MaturityModel, practices: Practices, hints: readonly string[]): NextStep[] {
  const levels = weighLevels(model, practices);
  const required = levels.filter((level) => !level.met).flatMap(({ capabilities }) => towards(capabilities, practices));
  const everything = model.levels ? levels.flatMap(({ capabilities }) => capabilities) : weighAll(model.capabilities ?? [], practices);
  const steps = new Map<string, NextStep>();
  for (const lack of [...required, ...byGain(model, everything, practices)]) {
    const rule = practices.ruleOf(lack.practice);
    if (steps.size === MOST) break;
    if (rule && !rule.undecided && !steps.has(lack.practice)) steps.set(lack.practice, stepOf(lack, rule, hints));
  }
  return [...steps.values()];
}

/** The practices that one level's required capabilities lack: small efforts first, and of these the ones that help most of its capabilities. */
function towards(capabilities: readonly Weighed[], practices: Practices): readonly Lack[] {
  const lacking = capabilities.filter(blocks).flatMap(({ outcome }) => outcome.lacks);
  const helps = (practice: string): number => capabilities.filter(({ outcome }) => outcome.lacks.some((lack) => lack.practice === practice)).length;
  return oncePerPractice(lacking, (a, b) => rank(a.needs) > rank(b.needs)).toSorted(
    (a, b) => effortOf(a.practice, practices) - effortOf(b.practice, practices) || helps(b.practice) - helps(a.practice) || byId(a, b),
  );
}

/** Everything lacking, the largest gain of score first; what gains nothing is left out. */
function byGain(model: MaturityModel, capabilities: readonly Weighed[], practices: Practices): readonly Lack[] {
  const now = scoreOf(model, practices) ?? 0;
  const lacking = oncePerPractice(capabilities.flatMap(({ outcome }) => outcome.lacks), (a, b) => rank(a.needs) < rank(b.needs));
  return lacking
    .map((lack) => ({ lack, gain: (scoreOf(model, withStrength(practices, lack.practice, lack.needs)) ?? 0) - now }))
    .filter(({ gain }) => gain > 0)
    .toSorted((a, b) => b.gain - a.gain || effortOf(a.lack.practice, practices) - effortOf(b.lack.practice, practices) || byId(a.lack, b.lack))
    .map(({ lack }) => lack);
}

function byId(a: Lack, b: Lack): number {
  return a.practice < b.practice ? -1 : Number(a.practice > b.practice);
}

function stepOf({ practice, has, needs }: Lack, rule: Rule, hints: readonly string[]): NextStep {
  const snippet = snippetOf(rule.how.snippets ?? {}, hints);
  return {
    practice, title: rule.title, from: has, to: needs, why: rule.why, effort: rule.how.effort, how: rule.how.says,
    ...(snippet && { snippet }), ...(rule.how.proves !== undefined && { proves: rule.how.proves }),
  };
}

/** The snippet for the first of the repository's ecosystems that has one, else the one for all. */
function snippetOf(snippets: NonNullable<Rule['how']['snippets']>, hints: readonly string[]): NextStep['snippet'] {
  const language = [...hints, 'any'].find((hint) => Object.hasOwn(snippets, hint));
  const text = language === undefined ? undefined : snippets[language];
  return language === undefined || text === undefined ? undefined : { language, text: typeof text === 'string' ? text : text.text };
}
