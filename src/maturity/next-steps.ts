import type { MaturityModel } from '../domain/maturity-model.ts';
import type { Capability, NextStep } from '../domain/result.ts';
import type { Rule } from '../domain/rule.ts';
import { rank } from '../domain/strength.ts';
import { blocks, oncePerPractice, weighAll, weighLevels } from './capabilities.ts';
import type { Weighed } from './capabilities.ts';
import { renderJob } from './ci-job/index.ts';
import { effortOf, withStrength } from './practices.ts';
import type { Practices } from './practices.ts';
import { scoreOf } from './score.ts';
import type { Stack } from './stack.ts';

/** Where no level can be reached by doing them all, more than five are a list that nobody works off. */
const MOST_GAINS = 5;

type Lack = Capability['lacks'][number];

/**
 * What to do next: the cheapest set that reaches the next level, quickest first. Where that level waits for people's word only, and for
 * profiles, whatever moves the score most. Practices whose rule is not written yet are left out: nobody could see that they were done.
 */
export function nextSteps(model: MaturityModel, practices: Practices, stack: Stack): NextStep[] {
  const levels = weighLevels(model, practices);
  const next = levels.find((level) => !level.met);
  const steps = (lacks: readonly Lack[]) => fromTheGround(lacks, practices).flatMap((lack) => stepOf(lack, practices, stack));
  const required = next ? steps(towards(next.capabilities, practices)) : [];
  if (required.length > 0) return required;
  const everything = model.levels ? levels.flatMap(({ capabilities }) => capabilities) : weighAll(model.capabilities ?? [], practices);
  return steps(byGain(model, everything, practices)).slice(0, MOST_GAINS);
}

/** What is to be done, each after whatever it builds on and the repository has not. */
function fromTheGround(lacks: readonly Lack[], practices: Practices): readonly Lack[] {
  const wanted = new Map(lacks.map((lack) => [lack.practice, lack]));
  const begun = new Set<string>();
  const ordered: Lack[] = [];
  const add = (lack: Lack): void => {
    if (begun.has(lack.practice)) return;
    begun.add(lack.practice);
    for (const practice of practices.ruleOf(lack.practice)?.how.after ?? []) {
      if (practices.strengthOf(practice) === 'absent') add(wanted.get(practice) ?? { practice, has: 'absent', needs: 'present' });
    }
    ordered.push(lack);
  };
  lacks.forEach(add);
  return ordered;
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

function stepOf({ practice, has, needs }: Lack, practices: Practices, stack: Stack): NextStep[] {
  const rule = practices.ruleOf(practice);
  if (!rule || rule.undecided) return [];
  const snippet = snippetOf(rule.how, stack);
  // A job is worth its minutes only where running is asked for, or where it is all that there is to do.
  const job = rank(needs) > rank('present') || !snippet ? jobOf(rule.how, stack) : undefined;
  return [{
    practice, title: rule.title, from: has, to: needs, why: rule.why, effort: rule.how.effort, how: rule.how.says,
    ...(snippet && { snippet }), ...(job && { job }), proves: rule.how.proves ?? `genaiops-audit explain ${practice} .`,
  }];
}

function snippetOf({ snippets = {} }: Rule['how'], stack: Stack): NextStep['snippet'] {
  const language = spokenIn(snippets, stack);
  const snippet = language === undefined ? undefined : snippets[language];
  return language === undefined || snippet === undefined ? undefined : { language, ...snippet };
}

function jobOf({ job }: Rule['how'], stack: Stack): NextStep['job'] {
  const language = job && spokenIn(job.run, stack);
  return language === undefined ? undefined : renderJob(job!, language, stack.pipelines);
}

/** The first of the repository's languages that a record has, else the one for all. */
function spokenIn(record: Readonly<Record<string, unknown>>, { languages }: Stack): string | undefined {
  return [...languages, 'any'].find((language) => Object.hasOwn(record, language));
}
