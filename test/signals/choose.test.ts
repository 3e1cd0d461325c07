import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Role } from '../../src/domain/snapshot.ts';
import { ROLES } from '../../src/domain/snapshot.ts';
import type { Candidate } from '../../src/signals/choose.ts';
import { chooseFiles } from '../../src/signals/choose.ts';

const one = (path: string, size: number, weight: number, role: Role = 'main'): Candidate => ({ file: { path, size, role, firstParty: true }, weight });
const chosen = (candidates: readonly Candidate[], most: number) => chooseFiles(candidates, most).chosen.map(({ path }) => path).sort();

test('all files that are worth parsing, while there is room', () => {
  expect(chooseFiles([one('a.py', 10, 1), one('b.py', 10, 0)], 20)).toEqual({ chosen: [one('a.py', 10, 1).file, one('b.py', 10, 0).file], notes: [] });
});

describe('where there is no room for all', () => {
  test('those that say most, and a note of how many were left out', () => {
    const { chosen: files, notes } = chooseFiles([one('a.py', 10, 1), one('b.py', 10, 5), one('c.py', 10, 3)], 20);
    expect(files.map(({ path }) => path)).toEqual(['b.py', 'c.py']);
    expect(notes.map(({ code, says }) => [code, says.slice(0, 72)])).toEqual([['parse-limit', 'Of 3 files of code that have to do with generative AI, the 1 that say le']]);
  });

  test('a file that is too large makes room for the next', () => {
    expect(chosen([one('a.py', 30, 9), one('b.py', 10, 5), one('c.py', 10, 3)], 20)).toEqual(['b.py', 'c.py']);
  });

  test('no role takes the place of another', () => {
    const many = (role: Role, weight: number) => Array.from({ length: 50 }, (_, index) => one(`${role}${index}.py`, 10, weight, role));
    const paths = chosen([...many('test', 9), ...many('main', 1), ...many('eval', 1)], 190);
    const count = (role: Role) => paths.filter((path) => path.startsWith(role)).length;
    expect([count('main'), count('eval'), count('test')]).toEqual([12, 4, 3]);
  });

  test('what a role does not need goes to the others', () => {
    expect(chosen([one('m.py', 10, 1), ...Array.from({ length: 9 }, (_, index) => one(`t${index}.py`, 10, index, 'test'))], 40)).toEqual(['m.py', 't6.py', 't7.py', 't8.py']);
  });
});

test('a file that is longer than people write is not parsed, and said so', () => {
  const { chosen: files, notes } = chooseFiles([one('a.py', 10, 1), one('recorded.py', 300_000, 9)], 1e9);
  expect([files.length, notes.map(({ code, path }) => [code, path])]).toEqual([1, [['code-too-long', 'recorded.py']]]);
});

test('the order in which files come decides nothing, and the limit holds', () => {
  const candidate = fc.record({ path: fc.stringMatching(/^[a-z]{1,4}$/), size: fc.nat(100), weight: fc.nat(4), role: fc.constantFrom(...ROLES) });
  fc.assert(
    fc.property(fc.uniqueArray(candidate, { selector: ({ path }) => path, maxLength: 20 }), fc.nat(600), (list, most) => {
      const candidates = list.map(({ path, size, weight, role }) => one(path, size, weight, role));
      expect(chosen(candidates.toReversed(), most)).toEqual(chosen(candidates, most));
      expect(chooseFiles(candidates, most).chosen.reduce((sum, { size }) => sum + size, 0)).toBeLessThanOrEqual(most);
    }),
  );
});
