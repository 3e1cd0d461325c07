import { expect, test } from 'vitest';
import type { MaturityModel } from '../../src/domain/maturity-model.ts';
import type { NextStep } from '../../src/domain/result.ts';
import type { Rule } from '../../src/domain/rule.ts';
import type { Strength } from '../../src/domain/strength.ts';
import { assess } from '../../src/maturity/index.ts';
import type { Stack } from '../../src/maturity/stack.ts';
import { capability, catalogue, findings, levelled, NO_STACK, profile, rule } from './model.ts';

/** Steps as `practice from → to`. */
function steps(model: MaturityModel, strengths: Readonly<Record<string, Strength>>, rules: readonly Rule[]): string[] {
  const [result] = assess(findings(strengths), 'application', catalogue(model, rules), NO_STACK);
  return result!.next.map((step) => `${step.practice} ${step.from} → ${step.to}`);
}

const plain = ['a', 'b', 'c', 'd', 'e'].map((id) => rule(id));

test('what the lowest unmet level requires, and nothing that is optional or higher', () => {
  const model = levelled([[capability('1', { practice: 'a' })], [capability('2x', { practice: 'd' }, false), capability('2', { practice: 'c', at: 'enforced' })], [capability('3', { practice: 'b' })]], [10, 10, 80]);
  expect(steps(model, { a: 'present' }, plain)).toEqual(['c absent → enforced']);
});

test('a level that waits for people only: the largest gains of score', () => {
  const model = levelled([[capability('1', { attest: 'Somebody says so.' })], [capability('2', { practice: 'c' }), capability('2x', { practice: 'b' }, false)]], [50, 50]);
  expect(steps(model, {}, plain)).toEqual(['b absent → present', 'c absent → present']);
});

test('small efforts first, then what helps more of the level, then the name', () => {
  const model = levelled([[
    capability('1', { practice: 'a' }), capability('2', { practice: 'b' }), capability('3', { practice: 'c' }),
    capability('4', { all: [{ practice: 'c' }, { practice: 'd' }] }, false), capability('5', { practice: 'e' }),
  ]]);
  expect(steps(model, {}, [rule('a', 'medium'), rule('b'), rule('c'), rule('d'), rule('e')])).toEqual(['c absent → present', 'b absent → present', 'e absent → present', 'a absent → present']);
});

test('a practice that a level requires twice is one step, to the higher strength', () => {
  const model = levelled([[capability('1', { practice: 'a' }), capability('2', { practice: 'a', at: 'automated' })]]);
  expect(steps(model, {}, plain)).toEqual(['a absent → automated']);
});

test('what a practice builds on comes before it, where it is absent', () => {
  const after = (...ids: string[]) => ({ how: { says: 'Do it.', effort: 'small' as const, after: ids } });
  const model = levelled([[capability('1', { practice: 'a' }), capability('2', { practice: 'c', at: 'enforced' })]]);
  const rules = [rule('a', 'small', after('b', 'd')), rule('b', 'small', after('c')), rule('c', 'large'), rule('d')];
  expect(steps(model, { d: 'present' }, rules)).toEqual(['c absent → enforced', 'b absent → present', 'a absent → present']);
  expect(steps(model, {}, [rule('a', 'small', after('c')), rule('c', 'small', after('a'))])).toEqual(['c absent → enforced', 'a absent → present']);
});

test('of alternatives, the cheapest', () => {
  const model = levelled([[capability('1', { any: [{ practice: 'a' }, { practice: 'b' }] })]]);
  expect(steps(model, {}, [rule('a', 'large'), rule('b', 'small')])).toEqual(['b absent → present']);
});

test('at the top, the largest gain of score', () => {
  const model = levelled([[capability('1', { practice: 'a' }), capability('1x', { practice: 'b' }, false)], [capability('2x', { practice: 'c' }, false)]]);
  expect(steps(model, { a: 'present' }, plain)).toEqual(['c absent → present', 'b absent → present']);
});

test('a profile: the largest gain of score, the name deciding between equals', () => {
  const model = profile([capability('x', { practice: 'c' }), capability('y', { practice: 'b' }), capability('z', { all: [{ practice: 'a' }, { practice: 'd' }] }), capability('w', { practice: 'b' })]);
  expect(steps(model, {}, plain)).toEqual(['b absent → present', 'c absent → present', 'a absent → present', 'd absent → present']);
});

test('all that a level requires, and none when all is done', () => {
  const model = levelled([[...'abcde'].map((id) => capability(id, { practice: id }))]);
  expect(steps(model, {}, plain)).toEqual(['a absent → present', 'b absent → present', 'c absent → present', 'd absent → present', 'e absent → present']);
  expect(steps(model, { a: 'present', b: 'present', c: 'present', d: 'present', e: 'present' }, plain)).toEqual([]);
});

test('of gains of score, never more than five', () => {
  const rules = [...'abcdef'].map((id) => rule(id));
  expect(steps(profile(rules.map(({ id }) => capability(id, { practice: id }))), {}, rules)).toHaveLength(5);
});

test('a practice whose rule is not written yet is no step, nor is one without a rule', () => {
  const model = levelled([[capability('1', { practice: 'a' }), capability('2', { practice: 'b' }), capability('3', { practice: 'unheard-of' })]]);
  expect(steps(model, {}, [rule('a', 'small', { undecided: true }), rule('b')])).toEqual(['b absent → present']);
});

/** The one step there is, to `at`, for a practice with this advice. */
function stepTo(at: 'present' | 'enforced', how: Partial<Rule['how']>, stack: Stack): NextStep {
  const model = levelled([[capability('1', { practice: 'a', at })]]);
  const [result] = assess([], 'application', catalogue(model, [rule('a', 'medium', { how: { says: 'Do it.', effort: 'medium', ...how } })]), stack);
  return result!.next[0]!;
}

const snippets = { python: { path: 'a.py', text: 'py' }, typescript: { path: 'a.ts', text: 'ts' } };
const any = { path: 'a.yml', text: 'all' };

test.each<[string, Rule['how']['snippets'], string[], unknown]>([
  ['the first language that has one', snippets, ['java', 'typescript', 'python'], { language: 'typescript', path: 'a.ts', text: 'ts' }],
  ['else the one for all', { ...snippets, any }, ['java'], { language: 'any', path: 'a.yml', text: 'all' }],
  ['else none', snippets, ['java'], undefined],
  ['languages are not looked up in the prototype', snippets, ['constructor', 'toString'], undefined],
])('the snippet: %s', (_, given, languages, expected) => {
  expect(stepTo('present', { snippets: given }, { languages }).snippet).toStrictEqual(expected);
});

const job = { name: 'check', on: 'pull-request', run: { python: 'pytest', any: 'npx acme' } } as const;

test.each<[string, 'present' | 'enforced', Partial<Rule['how']>, Stack, [string, string] | undefined]>([
  ['where running is asked for', 'enforced', { snippets, job }, { languages: ['python'] }, ['github', '- run: pytest\n']],
  ['for the CI system in use', 'enforced', { job }, { languages: ['go'], pipelines: 'gitlab' }, ['gitlab', '- npx acme\n']],
  ['where it is all that there is to do', 'present', { job }, { languages: ['python'] }, ['github', '- run: pytest\n']],
  ['not where a file is enough', 'present', { snippets, job }, { languages: ['python'] }, undefined],
  ['not without one', 'enforced', { snippets }, { languages: ['python'] }, undefined],
])('the job: %s', (_, at, how, stack, expected) => {
  const { job: given } = stepTo(at, how, stack);
  expect(given && [given.system, given.text.slice(-(expected?.[1].length ?? 0))]).toEqual(expected);
});

test('a step says all that there is to know, and how to see that it is done', () => {
  expect(stepTo('present', { snippets: { any } }, { languages: [] })).toStrictEqual({
    practice: 'a', title: 'Title a', from: 'absent', to: 'present', why: 'Why a', effort: 'medium', how: 'Do it.', snippet: { language: 'any', path: 'a.yml', text: 'all' }, proves: 'genaiops-audit explain a .',
  });
  expect(stepTo('present', { proves: 'acme check' }, { languages: [] }).proves).toBe('acme check');
});
