import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Need } from '../../src/domain/maturity-model.ts';
import { RUNGS, rank } from '../../src/domain/strength.ts';
import type { Strength } from '../../src/domain/strength.ts';
import { modelResultSchema } from '../../src/domain/result.ts';
import { assess } from '../../src/maturity/index.ts';
import { capability, catalogue, finding, levelled, NO_STACK, profile, rule } from './model.ts';

const PRACTICES = ['a', 'b', 'c', 'd', 'e', 'f'];
const EFFORTS = ['small', 'medium', 'large'] as const;

const { need } = fc.letrec<{ need: Need }>((tie) => ({
  need: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ practice: fc.constantFrom(...PRACTICES), at: fc.constantFrom(...RUNGS.slice(1)) }),
    fc.record({ attest: fc.constant('Somebody says so.') }),
    fc.record({ any: fc.array(tie('need'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ all: fc.array(tie('need'), { minLength: 1, maxLength: 3 }) }),
  ),
}));
const capabilities = fc.array(fc.tuple(need, fc.boolean()), { minLength: 1, maxLength: 4 }).map((list) => list.map(([needs, required], index) => capability(`c${index}`, needs, required)));
const rules = fc.tuple(...PRACTICES.map((id) => fc.constantFrom(...EFFORTS).map((effort) => rule(id, effort))));
const known = fc
  .tuple(fc.oneof(fc.array(capabilities, { minLength: 1, maxLength: 4 }).map((levels) => levelled(levels)), capabilities.map((list) => profile(list))), rules)
  .map(([model, list]) => catalogue(model, list));
const strength = fc.constantFrom<Strength>(...RUNGS, 'not-applicable');
const found = fc.tuple(...PRACTICES.map((practice) => strength.map((one) => finding(practice, one))));

test('raising one finding lowers no level and no score', () => {
  fc.assert(
    fc.property(known, found, fc.nat(PRACTICES.length - 1), fc.constantFrom(...RUNGS), (data, before, index, to) => {
      const one = before[index]!;
      fc.pre(one.strength !== 'not-applicable' && rank(to) > rank(one.strength));
      const after = before.map((other) => (other === one ? { ...one, strength: to } : other));
      const [low] = assess(before, 'application', data, NO_STACK);
      const [high] = assess(after, 'application', data, NO_STACK);
      expect(high!.level ?? 0).toBeGreaterThanOrEqual(low!.level ?? 0);
      expect(high!.score ?? 0).toBeGreaterThanOrEqual(low!.score ?? 0);
    }),
  );
});

test('the order of the findings does not matter', () => {
  const shuffled = found.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })));
  fc.assert(fc.property(known, shuffled, (data, [list, other]) => {
    expect(assess(other, 'application', data, NO_STACK)).toStrictEqual(assess(list, 'application', data, NO_STACK));
  }));
});

test('a result is well-formed: scores in bounds, no level above a missing one, shares that add up, steps that rise', () => {
  fc.assert(
    fc.property(known, found, (data, list) => {
      const [result] = assess(list, 'application', data, NO_STACK);
      expect(() => modelResultSchema.parse(result)).not.toThrow();
      const { score, levels, level, shares, next } = result!;
      expect(score === null || (Number.isInteger(score) && score >= 0 && score <= 100)).toBe(true);
      expect(levels.map(({ met }) => met)).toEqual(levels.map((_, index) => index < (level ?? 0)));
      const all = result!.capabilities ?? levels.flatMap((one) => one.capabilities);
      expect(shares.observed + shares.attested + shares.unknown + shares.notApplicable).toBe(all.length);
      expect(next.length).toBeLessThanOrEqual(PRACTICES.length);
      for (const step of next) expect(rank(step.to)).toBeGreaterThan(rank(step.from));
    }),
  );
});

test('doing every step again and again ends where files can lead: only attestations hold a level back', () => {
  fc.assert(
    fc.property(known, found, (data, list) => {
      let now = [...list];
      for (let round = 0; round < 3 * PRACTICES.length; round += 1) {
        const steps = assess(now, 'application', data, NO_STACK)[0]!.next;
        now = now.map((one) => ({ ...one, strength: steps.find((step) => step.practice === one.practice)?.to ?? one.strength }));
      }
      const [result] = assess(now, 'application', data, NO_STACK);
      const next = result!.levels.find((level) => !level.met);
      const blocking = (next?.capabilities ?? []).filter((one) => one.required && one.state === 'unmet' && one.lacks.length > 0);
      expect([result!.next, blocking]).toEqual([[], []]);
    }),
  );
});
