import { describe, expect, test } from 'vitest';
import { ConfigError } from '../../src/domain/errors.ts';
import type { MaturityModel } from '../../src/domain/maturity-model.ts';
import type { ModelResult } from '../../src/domain/result.ts';
import { checkGate, judge } from '../../src/gate/index.ts';

type State = ModelResult['levels'][number]['capabilities'][number]['state'];
const capability = (says: string, state: State, required = true) => ({ id: says, says, required, state, shown: 'none' as const, by: [], lacks: [] });
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

test('nothing asked: it passes without reasons', () => {
  expect(judge(MODELS, 'application', {})).toEqual({ model: 'stairs', passed: true, reasons: [] });
  expect(judge([], 'application', {})).toEqual({ passed: true, reasons: [] });
});

describe('level', () => {
  test('met, exactly and with room', () => {
    expect(judge(MODELS, 'application', { minLevel: 1 })).toEqual({ model: 'stairs', passed: true, reasons: ['Level 1 meets the required level 1 of The stairs model.'] });
    expect(judge(MODELS, 'library', { minLevel: 0 }).passed).toBe(true);
  });
  test('not met: names what is required up to there and lacking', () => {
    expect(judge(MODELS, 'application', { minLevel: 2 })).toEqual({ model: 'stairs', passed: false, reasons: ['Level 1 is below the required level 2 of The stairs model; it lacks: Prompts have owners; A person says so.'] });
    expect(judge(MODELS, 'application', { minLevel: 3 }).reasons).toEqual(['Level 1 is below the required level 3 of The stairs model; it lacks: Prompts have owners; A person says so; Evaluations gate merges; and 1 more.']);
  });
});

describe('score', () => {
  test.each<[number, boolean, string]>([
    [41.29, true, 'The score of 41.2 meets the required 41.29 of The stairs model.'],
    [41.3, false, 'The score of 41.2 is below the required 41.3 of The stairs model.'],
    [0, true, 'The score of 41.2 meets the required 0 of The stairs model.'],
  ])('%d', (minScore, passed, says) => {
    expect(judge(MODELS, 'application', { minScore })).toEqual({ model: 'stairs', passed, reasons: [says] });
  });
  test('59.96 does not read as 60', () => {
    expect(judge([model('a', { score: 59.96, levels: [level(1)] })], 'application', { minScore: 60 }).reasons).toEqual(['The score of 59.9 is below the required 60 of The a model.']);
  });
  test('a model without a score does not show one', () => {
    expect(judge([model('a', { score: null, levels: [level(1)] })], 'application', { minScore: 0 })).toEqual({ model: 'a', passed: false, reasons: ['The a model gives no score here, so the required score of 0 is not shown.'] });
  });
});

test('both asked: what fails is the reason, or else both', () => {
  expect(judge(MODELS, 'application', { minLevel: 1, minScore: 50 })).toEqual({ model: 'stairs', passed: false, reasons: ['The score of 41.2 is below the required 50 of The stairs model.'] });
  expect(judge(MODELS, 'application', { minLevel: 1, minScore: 40 }).reasons).toHaveLength(2);
});

test('a model by its id decides instead of the first with levels', () => {
  expect(judge(MODELS, 'application', { model: 'ladder', minLevel: 3 })).toEqual({ model: 'ladder', passed: true, reasons: ['Level 3 meets the required level 3 of The ladder model.'] });
  expect(judge(MODELS, 'application', { model: 'profile', minScore: 41 }).passed).toBe(true);
});

test.each(['none', 'incidental'] as const)('kind %s is not asked for a level', (kind) => {
  const silent = [model('stairs', { level: null, score: null, levels: [level(1, capability('Something.', 'unmet')), level(2)] })];
  expect(judge(silent, kind, { minLevel: 2, minScore: 50 })).toEqual({ model: 'stairs', passed: true, reasons: ['No generative AI was found, so no level is asked for.'] });
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
