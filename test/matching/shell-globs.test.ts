import fc from 'fast-check';
import picomatch from 'picomatch';
import { describe, expect, it } from 'vitest';
import { shellGlob } from '../../src/matching/index.ts';

describe('globs of the repository', () => {
  it.each([
    ['packages/*', ['packages/a'], ['packages/a/b', 'packages', 'packages/.a']],
    ['packages/**', ['packages/a', 'packages/a/b', 'packages'], ['other/a', 'packages/.git/x']],
    ['**/x.ts', ['x.ts', 'a/x.ts', 'a/b/x.ts'], ['a/y.ts', 'xx.ts']],
    ['a/**/z', ['a/z', 'a/b/z', 'a/b/c/z'], ['a/b', 'z']],
    ['{a,b{c,d}}/*.ts', ['a/x.ts', 'bc/x.ts', 'bd/x.ts'], ['b/x.ts', 'c/x.ts']],
    ['[ab]?.[!t]s', ['ax.js', 'by.cs'], ['ax.ts', 'cx.js', 'a.js']],
    ['[a-c]x', ['ax', 'cx'], ['dx', '-x']],
    ['./a/*', ['a/b'], []],
    ['@acme/*', ['@acme/app'], ['@other/app', '@acme']],
    ['.github/*', ['.github/x'], []],
    ['', [], ['', 'a']],
    ['[', ['['], ['a']],
    ['a{b', ['a{b'], ['ab']],
  ])('%s', (glob, matching, others) => {
    expect([...matching, ...others].filter((path) => shellGlob(glob)(path))).toEqual(matching);
  });

  it('agrees with picomatch where both know the syntax', () => {
    const part = fc.array(fc.constantFrom('a', 'b', '*', '?'), { minLength: 1, maxLength: 4 }).map((chars) => chars.join('').replace(/\*+/g, '*'));
    const name = fc.array(fc.constantFrom('a', 'b', '.'), { minLength: 1, maxLength: 4 }).map((chars) => chars.join('')).filter((one) => !/^\.+$/.test(one));
    // Not `**` at the end: there picomatch asks for one more part after a `*` and for none after a letter.
    const globs = fc.tuple(fc.array(fc.oneof(part, fc.constant('**')), { maxLength: 3 }), part).map(([parts, last]) => [...parts, last].join('/'));
    const paths = fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
    fc.assert(fc.property(globs, paths, (glob, path) => {
      expect([glob, path, shellGlob(glob)(path)]).toEqual([glob, path, picomatch(glob)(path)]);
      expect([glob, path, shellGlob(glob, { dot: true })(path)]).toEqual([glob, path, picomatch(glob, { dot: true })(path)]);
    }), { numRuns: 1000 });
  });

  it('ends on globs that would take a regular expression for ever', () => {
    expect(shellGlob(`${'*a'.repeat(100)}b`)('a'.repeat(2000))).toBe(false);
    expect(shellGlob(`${'**/'.repeat(90)}x`)('a/'.repeat(500))).toBe(false);
    expect(shellGlob('{a,b}'.repeat(50))('c'.repeat(50))).toBe(false);
  });
});
