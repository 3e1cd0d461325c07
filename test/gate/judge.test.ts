import { describe, expect, test } from 'vitest';
import { ConfigError } from '../../src/domain/errors.ts';
import type { MaturityModel } from '../../src/domain/maturity-model.ts';
import type { ModelResult } from '../../src/domain/result.ts';
import type { Gate } from '../../src/domain/gate.ts';
import type { Comparison, Finding } from '../../src/domain/result.ts';
import type { Kind, Rule } from '../../src/domain/rule.ts';
import type { Strength } from '../../src/domain/strength.ts';
import { checkGate, judge } from '../../src/gate/index.ts';
import type { Judged } from '../../src/gate/index.ts';
import { finding, rule } from '../maturity/model.ts';

type State = ModelResult['levels'][number]['capabilities'][number]['state'];
const capability = (says: string, state: State, required = true) => ({ id: says, says, required, state, shown: 'none' as const, by: [], lacks: [], source: 'A book' });
const level = (number: number, ...capabilities: ReturnType<typeof capability>[]) => ({ level: number, name: `Level ${number}`, met: false, capabilities });
function model(id: string, fields: Partial<ModelResult> = {}): ModelResult {
  return { model: id, title: `The ${id} model`, level: 1, levelName: 'First', score: 41.29, shares: { observed: 0, attested: 0, unknown: 0, notApplicable: 0 }, levels: [], next: [], ...fields };
}
const STAIRS = model('stairs', {
  levels: [
    level(1, capability('Prompts are kept in files.', 'met')),
    level(2, capability('Prompts have owners.', 'unmet'), capability('Nice to have.', 'unmet', false), capability('A person says so.', 'unknown'), capability('Not for us.', 'not-applicable')),
    level(3, capability('Evaluations gate merges.', 'unmet'), capability('Costs are watched.', 'unmet')),
  ],
});
const PROFILE = model('profile', { level: null, levelName: null, capabilities: [] });
const MODELS = [PROFILE, STAIRS, model('ladder', { level: 3, score: 90, levels: [level(1), level(4)] })];
const CATALOGUE: MaturityModel[] = MODELS.map(({ model: id, title, levels }) => ({
  id, title, says: '', sources: {}, ...(levels.length > 0 && { levels: levels.map(({ level, name }) => ({ level, name, says: '', capabilities: [] })) }),
}));

const RULES: Rule[] = [rule('a'), rule('b', 'small', { max: 'present' }), rule('c')];
const judged = (maturity: readonly ModelResult[], kind: Kind, gate: Gate, more: Partial<Judged> = {}) => judge({ kind, findings: [], maturity, ...more }, gate, RULES);

test('nothing asked: it passes without reasons', () => {
  expect(judged(MODELS, 'application', {})).toEqual({ model: 'stairs', passed: true, reasons: [] });
  expect(judged([], 'application', {})).toEqual({ passed: true, reasons: [] });
});

describe('level', () => {
  test('met, exactly and with room', () => {
    expect(judged(MODELS, 'application', { minLevel: 1 })).toEqual({ model: 'stairs', passed: true, reasons: ['Level 1 meets the required level 1 of The stairs model.'] });
    expect(judged(MODELS, 'library', { minLevel: 0 }).passed).toBe(true);
  });
  test('not met: names what is required up to there and lacking', () => {
    expect(judged(MODELS, 'application', { minLevel: 2 })).toEqual({ model: 'stairs', passed: false, reasons: ['Level 1 is below the required level 2 of The stairs model; it lacks: Prompts have owners; A person says so.'] });
    expect(judged(MODELS, 'application', { minLevel: 3 }).reasons).toEqual(['Level 1 is below the required level 3 of The stairs model; it lacks: Prompts have owners; A person says so; Evaluations gate merges; and 1 more.']);
  });
});

describe('score', () => {
  test.each<[number, boolean, string]>([
    [41.29, true, 'The score of 41.2 meets the required 41.29 of The stairs model.'],
    [41.3, false, 'The score of 41.2 is below the required 41.3 of The stairs model.'],
    [0, true, 'The score of 41.2 meets the required 0 of The stairs model.'],
  ])('%d', (minScore, passed, says) => {
    expect(judged(MODELS, 'application', { minScore })).toEqual({ model: 'stairs', passed, reasons: [says] });
  });
  test('59.96 does not read as 60', () => {
    expect(judged([model('a', { score: 59.96, levels: [level(1)] })], 'application', { minScore: 60 }).reasons).toEqual(['The score of 59.9 is below the required 60 of The a model.']);
  });
  test('a model without a score does not show one', () => {
    expect(judged([model('a', { score: null, levels: [level(1)] })], 'application', { minScore: 0 })).toEqual({ model: 'a', passed: false, reasons: ['The a model gives no score here, so the required score of 0 is not shown.'] });
  });
});

test('both asked: what fails is the reason, or else both', () => {
  expect(judged(MODELS, 'application', { minLevel: 1, minScore: 50 })).toEqual({ model: 'stairs', passed: false, reasons: ['The score of 41.2 is below the required 50 of The stairs model.'] });
  expect(judged(MODELS, 'application', { minLevel: 1, minScore: 40 }).reasons).toHaveLength(2);
});

test('a model by its id decides instead of the first with levels', () => {
  expect(judged(MODELS, 'application', { model: 'ladder', minLevel: 3 })).toEqual({ model: 'ladder', passed: true, reasons: ['Level 3 meets the required level 3 of The ladder model.'] });
  expect(judged(MODELS, 'application', { model: 'profile', minScore: 41 }).passed).toBe(true);
});

test.each(['none', 'incidental'] as const)('kind %s is not asked for a level', (kind) => {
  const silent = [model('stairs', { level: null, score: null, levels: [level(1, capability('Something.', 'unmet')), level(2)] })];
  expect(judged(silent, kind, { minLevel: 2, minScore: 50 })).toEqual({ model: 'stairs', passed: true, reasons: ['No generative AI was found, so no level is asked for.'] });
});

describe('a gate that nothing could meet is a mistake in the configuration, whatever the kind', () => {
  test.each([
    [{ model: 'acme' }, 'There is no maturity model "acme"; known are profile, stairs, ladder.'],
    [{ minLevel: 4 }, 'A minimum level of 4 is asked for, but the highest level of The stairs model is 3.'],
    [{ model: 'profile', minLevel: 1 }, 'A minimum level of 1 is asked for, but The profile model has no levels; known are profile, stairs, ladder.'],
  ])('%j', (gate, says) => {
    expect(() => checkGate(gate, CATALOGUE)).toThrow(new ConfigError(says));
  });
});

test('--require-genai fails where there is none, and nowhere else', () => {
  expect(judged(MODELS, 'none', { requireGenai: true })).toMatchObject({ passed: false, reasons: ['No generative AI was found, and the gate requires some.'] });
  expect(judged(MODELS, 'application', { requireGenai: true })).toMatchObject({ passed: true, reasons: [] });
});

describe('waivers', () => {
  const waived = [model('stairs', { levels: [level(1), level(2)], waived: { level: 2, levelName: 'Second', score: 60 } })];
  test('count for the gate, which says what stands without them', () => {
    expect(judged(waived, 'application', { minLevel: 2, minScore: 50 }).reasons).toEqual([
      'Level 2 (1 without waivers) meets the required level 2 of The stairs model.', 'The score of 60 (41.29 without waivers) meets the required 50 of The stairs model.',
    ]);
  });
});

describe('areas and practices', () => {
  const findings = [{ ...finding('a', 'automated'), area: 'evaluation' as const }, { ...finding('b', 'present'), area: 'evaluation' as const }, { ...finding('c', 'absent'), area: 'evaluation' as const }];
  test('an area stands at the mean of how far its practices go of how far they can', () => {
    expect(judged(MODELS, 'application', { areas: { evaluation: 56 } }, { findings })).toMatchObject({ passed: false, reasons: ['The area evaluation stands at 55 of 100, below the required 56.'] });
    expect(judged(MODELS, 'application', { areas: { evaluation: 55 } }, { findings })).toMatchObject({ passed: true, reasons: ['The area evaluation stands at 55 of 100, which meets the required 55.'] });
    expect(judged(MODELS, 'application', { areas: { safety: 100 } }, { findings })).toMatchObject({ passed: true, reasons: [] });
  });
  test.each<[Strength, boolean, string[]]>([
    ['automated', true, ['a: automated, as required.']], ['present', false, ['a: present, and required is automated.']], ['not-applicable', true, []],
  ])('a practice that is %s: %s', (strength, passed, reasons) => {
    expect(judged(MODELS, 'application', { practices: { a: 'automated' } }, { findings: [finding('a', strength)] })).toMatchObject({ passed, reasons });
  });
});

describe('regression', () => {
  const base = (level_: number | null): Comparison['base'] => ({ says: 'the base', kind: 'application', level: level_, levelName: null, score: 40 });
  const change = (practice: string, direction: 'rose' | 'fell' | 'other', from: Strength, to: Strength): Comparison['changes'][number] => ({ practice, title: `Title ${practice}`, from, to, direction, says: 'The step has gone.', gained: [], lost: [] });
  const comparison = (changes: Comparison['changes'], level_: number | null = 1): Comparison => ({ base: base(level_), models: [], changes, regressed: false });
  const waiver = { owner: '@acme/ai', reason: 'Agreed upon.', evidence: 'https://acme.test', expires: '2026-12-01' };

  test.each<[string, Comparison, Gate, Partial<Finding>, boolean, string[]]>([
    ['nothing fell', comparison([change('a', 'rose', 'absent', 'present')]), {}, {}, true, ['Nothing is weaker than before.']],
    ['a practice fell', comparison([change('a', 'fell', 'enforced', 'automated')]), {}, {}, false, ['This change weakens what was there: Title a (enforced → automated).']],
    ['the level fell', comparison([], 2), {}, {}, false, ['This change weakens what was there: the level (2 → 1).']],
    ['there was no level before', comparison([], null), {}, {}, true, ['Nothing is weaker than before.']],
    ['it ceased to apply', comparison([change('a', 'other', 'present', 'not-applicable')]), {}, {}, true, ['Nothing is weaker than before.']],
    ['the gap is waived', comparison([change('a', 'fell', 'present', 'absent')]), {}, { waiver }, true, ['Nothing is weaker than before.']],
    ['regressions are not asked for', comparison([change('a', 'fell', 'present', 'absent')]), { failOn: 'never' }, {}, true, []],
    ['no base', undefined as unknown as Comparison, {}, {}, true, []],
  ])('%s', (_, compared, gate, more, passed, reasons) => {
    expect(judged(MODELS, 'application', gate, { comparison: compared, findings: [{ ...finding('a', 'absent'), ...more }] })).toMatchObject({ passed, reasons });
  });

  test('what was lost with the generative AI itself counts too', () => {
    expect(judged(MODELS, 'none', {}, { comparison: comparison([change('a', 'fell', 'enforced', 'absent')]) }).passed).toBe(false);
  });
});
