import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dotted } from '../../src/matching/index.ts';

test.each([
  ['*.create', ['a.create', '.create'], ['create', 'a.create.b']],
  ['acme.*', ['acme.', 'acme.x.y'], ['acme', 'xacme.y']],
  ['a*b*c', ['abc', 'axbxc', 'abbcc'], ['ac', 'acb', 'abcd']],
  ['aa*aa', ['aaaa', 'aaxaa'], ['aaa', 'aa']],
  ['*', ['', 'a\nb'], []],
  ['a.b', ['a.b'], ['axb', 'a.b.c']],
  ['npm run (x|y)?', ['npm run (x|y)?'], ['npm run x']],
])('%s', (glob, matching, others) => {
  expect([...matching, ...others].filter(dotted(glob))).toEqual(matching);
  expect([...matching, ...others].filter(dotted(['nothing', glob]))).toEqual(matching);
});

test('nothing is matched by no globs', () => {
  expect(dotted([])('')).toBe(false);
});

test('says what an expression with a star for any run of characters says', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '.', '\n'), maxLength: 12 });
  const globs = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '.', '*'), maxLength: 6 }), { minLength: 1, maxLength: 3 });
  fc.assert(fc.property(globs, text, (list, name) => {
    const expression = new RegExp(`^(?:${list.map((glob) => glob.replaceAll('.', '\\.').replaceAll('*', '[^]*')).join('|')})$`);
    expect([list, name, dotted(list)(name)]).toEqual([list, name, expression.test(name)]);
  }), { numRuns: 2000 });
});
