import { describe, expect, test } from 'vitest';
import type { Need } from '../../src/domain/maturity-model.ts';
import type { Rule } from '../../src/domain/rule.ts';
import type { Strength } from '../../src/domain/strength.ts';
import { assess } from '../../src/maturity/index.ts';
import { capability, catalogue, findings, levelled, NO_STACK, profile, rule } from './model.ts';

type Strengths = Readonly<Record<string, Strength>>;

/** What becomes of one need, asked of a model that has nothing else. */
function capabilityOf(needs: Need, strengths: Strengths, rules?: readonly Rule[]) {
  const [result] = assess(findings(strengths), 'application', catalogue(profile([capability('x', needs, false)]), rules), NO_STACK);
  const { state, shown, by, lacks } = result!.capabilities![0]!;
  return { state, shown, by: by.map((one) => `${one.practice} ${one.strength}`), lacks: lacks.map((one) => `${one.practice} ${one.has} → ${one.needs}`), score: result!.score };
}

describe('one need', () => {
  const attest = { attest: 'Somebody says so.' };
  test.each<[string, Need, Strengths, ReturnType<typeof capabilityOf>]>([
    ['a practice that is there', { practice: 'a' }, { a: 'automated' }, { state: 'met', shown: 'observed', by: ['a automated'], lacks: [], score: 100 }],
    ['a practice that is weaker', { practice: 'a', at: 'enforced' }, { a: 'present' }, { state: 'unmet', shown: 'observed', by: [], lacks: ['a present → enforced'], score: 33 }],
    ['a practice without a finding', { practice: 'a' }, {}, { state: 'unmet', shown: 'observed', by: [], lacks: ['a absent → present'], score: 0 }],
    ['a practice that cannot apply', { practice: 'a' }, { a: 'not-applicable' }, { state: 'not-applicable', shown: 'none', by: [], lacks: [], score: null }],
    ['an attestation', attest, {}, { state: 'unknown', shown: 'none', by: [], lacks: [], score: 0 }],

    ['all: every part', { all: [{ practice: 'a' }, { practice: 'b' }] }, { a: 'present', b: 'present' }, { state: 'met', shown: 'observed', by: ['a present', 'b present'], lacks: [], score: 100 }],
    ['all: a part is missing', { all: [{ practice: 'a' }, { practice: 'b' }] }, { a: 'present' }, { state: 'unmet', shown: 'observed', by: ['a present'], lacks: ['b absent → present'], score: 50 }],
    ['all: what cannot apply is passed over', { all: [{ practice: 'a' }, { practice: 'b' }] }, { a: 'present', b: 'not-applicable' }, { state: 'met', shown: 'observed', by: ['a present'], lacks: [], score: 100 }],
    ['all: nothing can apply', { all: [{ practice: 'a' }, { practice: 'b' }] }, { a: 'not-applicable', b: 'not-applicable' }, { state: 'not-applicable', shown: 'none', by: [], lacks: [], score: null }],
    ['all: the rest is an attestation', { all: [{ practice: 'a' }, attest] }, { a: 'present' }, { state: 'unknown', shown: 'none', by: ['a present'], lacks: [], score: 50 }],
    ['all: something is missing besides an attestation', { all: [{ practice: 'a' }, attest] }, {}, { state: 'unmet', shown: 'observed', by: [], lacks: ['a absent → present'], score: 0 }],
    ['all: a practice asked for twice is named once, at its highest', { all: [{ practice: 'a' }, { practice: 'a', at: 'enforced' }] }, {}, { state: 'unmet', shown: 'observed', by: [], lacks: ['a absent → enforced'], score: 0 }],

    ['any: one part', { any: [{ practice: 'a' }, { practice: 'b' }] }, { b: 'present' }, { state: 'met', shown: 'observed', by: ['b present'], lacks: [], score: 100 }],
    ['any: the best part counts', { any: [{ practice: 'a', at: 'enforced' }, { practice: 'b', at: 'enforced' }] }, { a: 'present', b: 'automated' }, { state: 'unmet', shown: 'observed', by: [], lacks: ['b automated → enforced'], score: 67 }],
    ['any: one cannot apply', { any: [{ practice: 'a' }, { practice: 'b' }] }, { a: 'not-applicable' }, { state: 'unmet', shown: 'observed', by: [], lacks: ['b absent → present'], score: 0 }],
    ['any: none can apply', { any: [{ practice: 'a' }, { practice: 'b' }] }, { a: 'not-applicable', b: 'not-applicable' }, { state: 'not-applicable', shown: 'none', by: [], lacks: [], score: null }],
    ['any: only an attestation is left', { any: [{ practice: 'a' }, attest] }, { a: 'not-applicable' }, { state: 'unknown', shown: 'none', by: [], lacks: [], score: 0 }],
    ['any: something can be done instead of attesting', { any: [attest, { practice: 'a' }] }, {}, { state: 'unmet', shown: 'observed', by: [], lacks: ['a absent → present'], score: 0 }],
    ['any: what is there still counts while an attestation is awaited', { any: [attest, { all: [attest, { practice: 'a' }] }] }, { a: 'present' }, { state: 'unknown', shown: 'none', by: ['a present'], lacks: [], score: 50 }],
    ['any: a whole group', { any: [{ all: [{ practice: 'a' }, { practice: 'b' }] }, { practice: 'c' }] }, { a: 'present', b: 'present' }, { state: 'met', shown: 'observed', by: ['a present', 'b present'], lacks: [], score: 100 }],
  ])('%s', (_, needs, strengths, expected) => {
    expect(capabilityOf(needs, strengths)).toEqual(expected);
  });

  test.each<[string, Need[], readonly Rule[], Strengths, string[]]>([
    ['the smallest gap', [{ practice: 'a', at: 'enforced' }, { practice: 'b', at: 'enforced' }], [rule('a', 'small'), rule('b', 'large')], { a: 'present', b: 'automated' }, ['b automated → enforced']],
    ['then the smallest effort', [{ practice: 'a' }, { practice: 'b' }, { practice: 'c' }], [rule('a', 'large'), rule('b', 'small'), rule('c', 'medium')], {}, ['b absent → present']],
    ['then the order of the model', [{ practice: 'b' }, { practice: 'a' }], [rule('a'), rule('b')], {}, ['b absent → present']],
    ['a group costs what its parts cost', [{ all: [{ practice: 'a' }, { practice: 'b' }] }, { practice: 'c' }], [rule('a'), rule('b'), rule('c', 'large')], {}, ['c absent → present']],
    ['what an attestation would still hold up comes last', [{ all: [{ practice: 'a' }, { attest: 'x' }] }, { practice: 'b', at: 'enforced' }], [rule('a'), rule('b', 'large')], {}, ['b absent → enforced']],
    ['so does what has no rule yet', [{ practice: 'a' }, { practice: 'b' }], [rule('a', 'small', { undecided: true }), rule('b', 'large')], {}, ['b absent → present']],
  ])('of alternatives it lacks the cheapest: %s', (_, any, rules, strengths, expected) => {
    expect(capabilityOf({ any }, strengths, rules).lacks).toEqual(expected);
  });
});

describe('levels', () => {
  const model = levelled([
    [capability('1a', { practice: 'a' }), capability('1x', { practice: 'd' }, false)],
    [capability('2b', { practice: 'b', at: 'automated' })],
    [capability('3c', { practice: 'c', at: 'enforced' })],
  ]);
  const levelOf = (strengths: Strengths): unknown => {
    const [result] = assess(findings(strengths), 'application', catalogue(model), NO_STACK);
    return [result!.level, result!.levelName, result!.levels.map((level) => level.met)];
  };

  test.each<[string, Strengths, unknown]>([
    ['nothing', {}, [0, null, [false, false, false]]],
    ['the first, though something optional is missing', { a: 'present' }, [1, 'One', [true, false, false]]],
    ['the second is too weak', { a: 'present', b: 'present' }, [1, 'One', [true, false, false]]],
    ['the second', { a: 'enforced', b: 'enforced' }, [2, 'Two', [true, true, false]]],
    ['a hole below: nothing above it is reached', { b: 'automated', c: 'enforced' }, [0, null, [false, false, false]]],
    ['a hole in the middle', { a: 'present', c: 'enforced' }, [1, 'One', [true, false, false]]],
    ['what cannot apply holds nothing back', { a: 'present', b: 'not-applicable', c: 'enforced' }, [3, 'Three', [true, true, true]]],
  ])('%s', (_, strengths, expected) => {
    expect(levelOf(strengths)).toEqual(expected);
  });

  test('a required attestation holds its level back', () => {
    const attested = levelled([[capability('1', { practice: 'a' })], [capability('2', { attest: 'x' })]]);
    const [result] = assess(findings({ a: 'present' }), 'application', catalogue(attested), NO_STACK);
    expect([result!.level, result!.levels[1]!.capabilities[0]!.state]).toEqual([1, 'unknown']);
  });
});

describe('scores', () => {
  const scoreOf = (strengths: Strengths, weights?: number[]): number | null => {
    const model = levelled([[capability('1', { practice: 'a' })], [capability('2x', { practice: 'b', at: 'automated' }), capability('2y', { practice: 'c' }, false)], [capability('3', { practice: 'd' })]], weights);
    return assess(findings(strengths), 'application', catalogue(model), NO_STACK)[0]!.score;
  };

  test.each<[string, Strengths, number[] | undefined, number | null]>([
    ['nothing', {}, undefined, 0],
    ['everything', { a: 'present', b: 'automated', c: 'present', d: 'enforced' }, undefined, 100],
    ['levels weigh the same', { a: 'present' }, undefined, 33],
    ['levels weigh as the model says', { a: 'present' }, [20, 30, 50], 20],
    ['a level is split evenly, optional capabilities included', { b: 'automated' }, [20, 30, 50], 15],
    ['half the strength counts half', { b: 'present' }, [20, 30, 50], 8],
    ['more strength than asked for counts once', { a: 'enforced' }, [20, 30, 50], 20],
    ['what cannot apply leaves its share to its neighbours', { b: 'automated', c: 'not-applicable' }, [20, 30, 50], 30],
    ['a level of which nothing applies leaves its weight to the others', { a: 'present', d: 'not-applicable' }, [20, 30, 50], 40],
    ['nothing applies', { a: 'not-applicable', b: 'not-applicable', c: 'not-applicable', d: 'not-applicable' }, undefined, null],
  ])('%s', (_, strengths, weights, expected) => {
    expect(scoreOf(strengths, weights)).toBe(expected);
  });
});

describe('whole results', () => {
  test('a model with levels', () => {
    const model = levelled([[capability('1', { practice: 'a' })], [capability('2', { any: [{ practice: 'b', at: 'automated' }, { attest: 'x' }] }), capability('2n', { practice: 'c' })], [capability('3', { attest: 'y' }, false)]]);
    expect(assess(findings({ a: 'present', b: 'present', c: 'not-applicable' }), 'library', catalogue(model), NO_STACK)).toStrictEqual([
      {
        model: 'ladder',
        title: 'The ladder',
        level: 1,
        levelName: 'One',
        score: 50,
        range: { level: 3, levelName: 'Three', score: 100 },
        shares: { observed: 2, attested: 0, unknown: 1, notApplicable: 1 },
        levels: [
          { level: 1, name: 'One', met: true, capabilities: [{ id: '1', says: 'Says 1', required: true, state: 'met', shown: 'observed', by: [{ practice: 'a', strength: 'present' }], lacks: [], source: 'A book' }] },
          {
            level: 2,
            name: 'Two',
            met: false,
            capabilities: [
              { id: '2', says: 'Says 2', required: true, state: 'unmet', shown: 'observed', by: [], lacks: [{ practice: 'b', has: 'present', needs: 'automated' }], source: 'A book' },
              { id: '2n', says: 'Says 2n', required: true, state: 'not-applicable', shown: 'none', by: [], lacks: [], source: 'A book' },
            ],
          },
          { level: 3, name: 'Three', met: false, capabilities: [{ id: '3', says: 'Says 3', required: false, state: 'unknown', shown: 'none', by: [], lacks: [], source: 'A book' }] },
        ],
        next: [{ practice: 'b', title: 'Title b', from: 'present', to: 'automated', why: 'Why b', effort: 'small', how: 'How b', proves: 'genaiops-audit explain b .' }],
      },
    ]);
  });

  test('a profile has a score and no level', () => {
    const [result] = assess(findings({ a: 'present' }), 'application', catalogue(profile([capability('x', { practice: 'a' }), capability('y', { practice: 'b' })])), NO_STACK);
    expect(result).toMatchObject({ level: null, levelName: null, score: 50, levels: [], capabilities: [{ state: 'met' }, { state: 'unmet' }], next: [{ practice: 'b' }] });
  });

  test.each(['none', 'incidental'] as const)('kind %s: no level, no score, nothing to do, every capability listed', (kind) => {
    const ladder = levelled([[capability('1', { practice: 'a' })], [capability('2', { practice: 'b' })]]);
    const [result] = assess(findings({ a: 'present', b: 'not-applicable' }), kind, catalogue(ladder), NO_STACK);
    expect(result).toMatchObject({
      level: null, levelName: null, score: null, next: [],
      levels: [{ met: false, capabilities: [{ id: '1', state: 'met' }] }, { met: false, capabilities: [{ id: '2', state: 'not-applicable' }] }],
    });
    const [other] = assess([], kind, catalogue(profile([capability('x', { practice: 'a' })])), NO_STACK);
    expect(other).toMatchObject({ level: null, score: null, capabilities: [{ state: 'unmet' }], next: [] });
  });

  test('every model is listed, in the catalogue\'s order', () => {
    const both = { ...catalogue(levelled([[capability('1', { practice: 'a' })]])), maturity: [profile([capability('x', { practice: 'a' })]), levelled([[capability('1', { practice: 'a' })]])] };
    expect(assess([], 'application', both, NO_STACK).map(({ model }) => model)).toEqual(['profile', 'ladder']);
  });
});
