import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createScanner } from '../../../src/signals/code/scanner.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const anywhere = (...texts: string[]) => createScanner(texts.map((text) => ({ text, whole: false })));
const whole = (...texts: string[]) => createScanner(texts.map((text) => ({ text, whole: true })));

describe('anywhere', () => {
  test.each([
    ['the only needle', ['acme'], 'an acme b', [0]],
    ['ASCII in either case', ['acme'], 'ACME', [0]],
    ['one inside another', ['he', 'she', 'his', 'hers'], 'ushers', [0, 1, 3]],
    ['a needle that begins again after a false start', ['aab'], 'aaab', [0]],
    ['a needle that ends where another goes on', ['abcd', 'bc'], 'abce', [1]],
    ['bytes beyond ASCII', ['modèle'], 'un modèle', [0]],
    ['nothing', ['acme'], 'acm e', []],
    ['no empty needle', [''], 'x', []],
  ])('%s', (_, needles, text, found) => {
    expect([...anywhere(...needles).all(bytes(text))].sort()).toEqual(found);
    expect(anywhere(...needles).test(bytes(text))).toBe(found.length > 0);
  });
});

test.each([
  ['ai', "from 'ai'", true],
  ['ai', 'ai', true],
  ['ai', 'email', false],
  ['ai', 'ai_x', false],
  ['ai', 'main ai', true],
  ['ai', 'éai', true],
  ['@acme/sdk', '"@acme/sdk/chat"', true],
])('whole: %s in %s is %s', (needle, text, found) => {
  expect(whole(needle).test(bytes(text))).toBe(found);
});

test('finds what a plain search finds', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'C'), minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), fc.string({ unit: fc.constantFrom('A', 'b', 'c', ' '), maxLength: 40 }), (needles, text) => {
      const expected = needles.flatMap((needle, index) => (text.toLowerCase().includes(needle.toLowerCase()) ? [index] : []));
      expect([...anywhere(...needles).all(bytes(text))].sort((a, b) => a - b)).toEqual(expected);
    }),
  );
});
