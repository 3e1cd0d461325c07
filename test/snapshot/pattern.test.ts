import fc from 'fast-check';
import ignore from 'ignore';
import { expect, test } from 'vitest';
import { compilePattern } from '../../src/snapshot/pattern.ts';

const matches = (pattern: string, path: string): boolean => compilePattern(pattern).matches(path.split('/'));

test.each([
  ['*.js', 'a.js', true], ['*.js', 'x/a.js', true], ['*.js', 'a.jsx', false], ['*.js', '.js', true], ['a*c', 'abbc', true], ['a*c', 'ab/c', false], ['a?c', 'abc', true], ['a?c', 'ac', false],
  ['/a.js', 'a.js', true], ['/a.js', 'x/a.js', false], ['x/a.js', 'x/a.js', true], ['x/a.js', 'y/x/a.js', false], ['x/*', 'x/a', true], ['x/*', 'x/a/b', false],
  ['**/a', 'a', true], ['**/a', 'x/y/a', true], ['x/**', 'x/a/b', true], ['x/**', 'x', false], ['x/**/a', 'x/a', true], ['x/**/a', 'x/y/z/a', true], ['x/**/a', 'x/ya', false],
  ['**/x/**', 'x', false], ['**/x/**', 'y/x', false], ['**/x/**', 'y/x/z', true], ['**/a/**/b', 'a/a/c/b', true],
  ['[abc].js', 'b.js', true], ['[a-c].js', 'd.js', false], ['[!a-c].js', 'd.js', true], ['[^a].js', 'a.js', false], ['[]a].js', '].js', true], ['[a', '[a', false], ['\\*.js', '*.js', true], ['\\*.js', 'a.js', false],
  ['a**b', 'axxb', true], ['**', 'a/b', true], ['', 'a', false],
])('%s and %s: %s', (pattern, path, expected) => {
  expect(matches(pattern, path)).toBe(expected);
});

test('agrees with the ignore package on ordinary patterns', () => {
  const name = fc.stringMatching(/^[ab.]{1,3}$/).filter((text) => !/^\.+$/.test(text));
  const part = fc.oneof(name, fc.constantFrom('*', '**', '*.a', 'a*', '?', '[ab]', '*a*b*'));
  const pattern = fc.tuple(fc.constantFrom('', '/'), fc.array(part, { minLength: 1, maxLength: 4 })).map(([start, parts]) => start + parts.join('/'));
  const path = fc.array(name, { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(pattern, path, (source, segments) => {
      const compiled = compilePattern(source);
      // The package also asks whether a parent folder is ignored.
      const ours = segments.some((_, index) => compiled.matches(segments.slice(0, index + 1)));
      expect(ours).toBe(ignore({ ignorecase: false }).add(source).ignores(segments.join('/')));
    }),
    { numRuns: 2000 },
  );
});

test('a pattern made to hang a backtracking matcher ends', () => {
  expect(matches('*a'.repeat(100) + 'b', 'a'.repeat(250))).toBe(false);
  expect(matches('**/a/'.repeat(100) + 'b', Array<string>(500).fill('a').join('/'))).toBe(false);
});

test('any text is a pattern', () => {
  fc.assert(fc.property(fc.string(), fc.string(), (pattern, path) => typeof matches(pattern, path) === 'boolean'));
});
