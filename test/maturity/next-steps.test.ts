import { expect, test } from 'vitest';
import type { MaturityModel } from '../../src/domain/maturity-model.ts';
import type { Rule } from '../../src/domain/rule.ts';
import type { Strength } from '../../src/domain/strength.ts';
import { assess } from '../../src/maturity/index.ts';
import { capability, catalogue, findings, levelled, profile, rule } from './model.ts';

/** Steps as `practice from → to`. */
function steps(model: MaturityModel, strengths: Readonly<Record<string, Strength>>, rules: readonly Rule[]): string[] {
  const [result] = assess(findings(strengths), 'application', catalogue(model, rules), []);
  return result!.next.map((step) => `${step.practice} ${step.from} → ${step.to}`);
}

const plain = ['a', 'b', 'c', 'd', 'e'].map((id) => rule(id));

test('what the lowest unmet level requires comes before what is optional or higher', () => {
  const model = levelled([[capability('1', { practice: 'a' })], [capability('2x', { practice: 'd' }, false), capability('2', { practice: 'c', at: 'enforced' })], [capability('3', { practice: 'b' })]], [10, 10, 80]);
  expect(steps(model, { a: 'present' }, plain)).toEqual(['c absent → enforced', 'b absent → present', 'd absent → present']);
});

test('small efforts first, then what helps more of the level, then the name', () => {
  const model = levelled([[
    capability('1', { practice: 'a' }), capability('2', { practice: 'b' }), capability('3', { practice: 'c' }),
    capability('4', { all: [{ practice: 'c' }, { practice: 'd' }] }, false), capability('5', { practice: 'e' }),
  ]]);
  expect(steps(model, {}, [rule('a', 'medium'), rule('b'), rule('c'), rule('d'), rule('e')])).toEqual(['c absent → present', 'b absent → present', 'e absent → present']);
});

test('a practice that a level requires twice is one step, to the higher strength', () => {
  const model = levelled([[capability('1', { practice: 'a' }), capability('2', { practice: 'a', at: 'automated' })]]);
  expect(steps(model, {}, plain)).toEqual(['a absent → automated']);
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
  expect(steps(model, {}, plain)).toEqual(['b absent → present', 'c absent → present', 'a absent → present']);
});

test('never more than three, and none when all is done', () => {
  const model = levelled([[...'abcde'].map((id) => capability(id, { practice: id }))]);
  expect(steps(model, {}, plain)).toEqual(['a absent → present', 'b absent → present', 'c absent → present']);
  expect(steps(model, { a: 'present', b: 'present', c: 'present', d: 'present', e: 'present' }, plain)).toEqual([]);
});

test('a practice whose rule is not written yet is no step, nor is one without a rule', () => {
  const model = levelled([[capability('1', { practice: 'a' }), capability('2', { practice: 'b' }), capability('3', { practice: 'unheard-of' })]]);
  expect(steps(model, {}, [rule('a', 'small', { undecided: true }), rule('b')])).toEqual(['b absent → present']);
});

test.each<[string, Record<string, string>, string[], unknown]>([
  ['the first hint that has one', { python: 'py', typescript: 'ts' }, ['java', 'typescript', 'python'], { language: 'typescript', text: 'ts' }],
  ['else the one for all', { python: 'py', any: 'all' }, ['java'], { language: 'any', text: 'all' }],
  ['else none', { python: 'py' }, ['java'], undefined],
  ['hints are not looked up in the prototype', { python: 'py' }, ['constructor', 'toString'], undefined],
])('the snippet: %s', (_, snippets, hints, expected) => {
  const model = levelled([[capability('1', { practice: 'a' })]]);
  const known = rule('a', 'medium', { how: { says: 'Do it.', effort: 'medium', snippets, proves: 'acme check' } });
  const [result] = assess([], 'application', catalogue(model, [known]), hints);
  expect(result!.next).toStrictEqual([
    { practice: 'a', title: 'Title a', from: 'absent', to: 'present', why: 'Why a', effort: 'medium', how: 'Do it.', ...(expected ? { snippet: expected } : {}), proves: 'acme check' },
  ]);
});
