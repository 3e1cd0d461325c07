import fc from 'fast-check';
import picomatch from 'picomatch';
import { describe, expect, test } from 'vitest';
import type { Catalogue } from '../../src/domain/catalogue.ts';
import { expressionOfGlob, matchingOf } from '../../src/matching/index.ts';
import type { PathOptions } from '../../src/matching/index.ts';

/** The glob as that of a house rule. */
function house(glob: string, options: PathOptions = {}): (path: string) => boolean {
  return matchingOf({ house: [glob] } as unknown as Catalogue).paths(glob, options);
}

describe('globs of house rules', () => {
  test.each([
    ['prompts/*', ['prompts/a', 'prompts/.a'], ['prompts', 'prompts/a/b']],
    ['prompts/**', ['prompts', 'prompts/a', 'prompts/a/b', 'prompts/.a/b'], ['other/a', 'promptss']],
    ['prompt*/**', ['prompts/a', 'prompt/a/b'], ['prompts', 'x/prompts/a']],
    ['**/x.ts', ['x.ts', 'a/x.ts', 'a/.b/x.ts'], ['a/y.ts', 'xx.ts', 'xxts']],
    ['a/**/z', ['a/z', 'a/b/z', 'a/b/c/z'], ['a/b', 'z']],
    ['{a,b{c,d}}/*.ts', ['a/x.ts', 'bc/x.ts', 'bd/x.ts'], ['b/x.ts', 'c/x.ts']],
    ['{,*/}.acme/*.md', ['.acme/x.md', 'a/.acme/x.md'], ['a/b/.acme/x.md']],
    ['{**/,}{a/**,b}', ['b', 'x/y/b', 'a/z', 'x/a/z'], ['c']],
    ['[ab]?.[^t]s', ['ax.js', 'by.cs'], ['ax.ts', 'cx.js', 'a.js', 'a/.js']],
    ['[a-c]x[]-]', ['ax]', 'cx-'], ['dx-', 'ax']],
    ['/LICEN[SC]E*', ['LICENSE', 'LICENCE.md'], ['a/LICENSE']],
    ['a+b$(c|d)'.slice(0, 4), ['a+b$'], ['aab$']],
    ['a,b', ['a,b'], ['a']],
  ])('%s', (glob, matching, others) => {
    expect([...matching, ...others].filter(house(glob))).toEqual(matching);
  });

  test('case and hidden names, as the operator asks', () => {
    expect(house('**/README.md')('docs/readme.md')).toBe(false);
    expect(house('**/README.md', { nocase: true })('docs/readme.md')).toBe(true);
    expect(house('**/*.md', { dot: false })('.acme/x.md')).toBe(false);
    expect(house('.acme/*.md', { dot: false })('.acme/x.md')).toBe(true);
    expect(house('*.md', { rewrite: (glob) => `**/${glob}` })('a/x.md')).toBe(true);
  });

  test.each([
    ['+(a|b)', 'parentheses, `|`, `\\` and a leading `!` have no meaning here'],
    ['!(a).md', 'parentheses, `|`, `\\` and a leading `!` have no meaning here'],
    ['!a', 'parentheses, `|`, `\\` and a leading `!` have no meaning here'],
    ['a\\*', 'parentheses, `|`, `\\` and a leading `!` have no meaning here'],
    ['{a,b', '`{` is never closed'],
    ['{a,{b,c}', '`{` is never closed'],
    ['a}', '`}` closes nothing'],
    ['{a}', 'braces hold alternatives with commas between them, such as `{yml,yaml}`'],
    ['{1..3}', 'braces hold alternatives with commas between them, such as `{yml,yaml}`'],
    ['[ab', '`[` is never closed'],
    ['[!a]', 'a class without some characters is written `[^…]`'],
    ['[z-a]', '`[z-a]` has a range that ends before it begins'],
    ['', 'it is empty'],
  ])('%s is refused', (glob, fault) => {
    expect(expressionOfGlob(glob)).toEqual({ fault });
  });

  test('agree with picomatch, which reads the globs that ship', () => {
    const piece = fc.constantFrom('a', 'b', '*', '?', '.', '{a,b}', '{a*,.b}', '[ab]');
    const part = fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join('').replace(/\*+/g, '*')).filter((one) => !/^\.+$/.test(one));
    const globs = fc.array(fc.oneof(part, fc.constant('**')), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/')).filter((glob) => !/\*\*\/\*\*|\.\/|\/\.$|^\.$/.test(glob));
    // Of names that end with a dot, picomatch's short cut for `*.*` knows nothing.
    const names = fc.array(fc.constantFrom('a', 'b', '.'), { minLength: 1, maxLength: 4 }).map((chars) => chars.join('')).filter((one) => !one.endsWith('.'));
    const paths = fc.array(names, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
    fc.assert(fc.property(globs, paths, (glob, path) => {
      expect([glob, path, house(glob)(path)]).toEqual([glob, path, picomatch(glob, { dot: true })(path)]);
    }), { numRuns: 3000 });
  });

  test('any text is read or refused', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'ab*?[]{},/!^-.()|\\+$'), maxLength: 20 }), (glob) => {
      const read = expressionOfGlob(glob);
      expect('fault' in read || typeof house(glob)('a/b') === 'boolean').toBe(true);
    }), { numRuns: 2000 });
  });

  test('no glob takes for ever', { timeout: 30_000 }, () => {
    for (const glob of [`${'*a'.repeat(300)}b`, `${'**/'.repeat(300)}b`, `${'{a,*}'.repeat(200)}b`, `${'{*,**}'.repeat(100)}/b`]) expect(house(glob)('a'.repeat(3000))).toBe(false);
  });
});
