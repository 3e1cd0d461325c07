import { describe, expect, test } from 'vitest';
import type { Operator } from '../../src/domain/rule.ts';
import type { Links } from '../../src/domain/links.ts';
import type { FileSignals } from '../../src/domain/signals.ts';
import type { Catalogue } from '../../src/domain/catalogue.ts';
import { createContext } from '../../src/evaluate/context.ts';
import { evaluateOperator } from '../../src/evaluate/operators/index.ts';

const CATALOGUE: Catalogue = { tools: [], rules: [], kind: { kinds: [] }, models: { names: [], dated: [], words: [] }, maturity: [], localOperators: [], hash: '' };

/** Where an operator holds among empty files of these names. */
function holdsIn(paths: readonly string[], operator: Operator): string[] {
  const signals: FileSignals[] = paths.map((path) => ({ file: { path, size: 1, role: 'main', firstParty: true }, sections: sectionsOf(path) }));
  const links = { byPath: new Map(signals.map((one) => [one.file.path, one])), modelCallers: new Map() } as unknown as Links;
  return evaluateOperator(operator, createContext(signals, links, { runs: [] }, CATALOGUE, () => []), { roles: ['main'] }).map((match) => `${match.path}:${match.line}`);
}

/** `two.md` has two sections, every other document one. */
function sectionsOf(path: string) {
  if (!path.endsWith('.md')) return [];
  return (path.endsWith('two.md') ? [1, 5] : [1]).map((line) => ({ line, depth: 1, title: 'Acme', words: 10 }));
}

const a: Operator = { path: { files: '*.a' } };
const sections: Operator = { section: { files: '**/*.md', title: 'acme', words: 1 } };

describe('count', () => {
  const few: Operator = { count: { of: a, by: 'folder', min: 1, max: 2 } };

  test('holds between the least and the most', () => {
    expect(holdsIn(['x/1.a', 'x/2.a', 'x/3.a', 'y/1.a'], few)).toEqual(['x/1.a:1', 'x/2.a:1', 'x/3.a:1', 'y/1.a:1']);
  });

  test('does not hold above the most, nor where there is nothing', () => {
    expect(holdsIn(['x/1.a', 'y/1.a', 'z/1.a'], few)).toEqual([]);
    expect(holdsIn(['x/1.b'], few)).toEqual([]);
  });

  test('of parts, the most counts parts and not matches', () => {
    const parts: Operator = { count: { of: { any: [a, { path: { files: '*.b' } }] }, by: 'part', min: 1, max: 1 } };
    expect(holdsIn(['1.a', '2.a'], parts)).toEqual(['1.a:1', '2.a:1']);
    expect(holdsIn(['1.a', '1.b'], parts)).toEqual([]);
  });
});

describe('most', () => {
  const wanted: Operator = { section: { files: 'two.md', title: 'acme', words: 1 } };
  const paths = ['two.md', 'b.md', 'c.md'];

  test('compares matches', () => {
    expect(holdsIn(paths, { most: { of: wanted, among: sections } })).toEqual(['two.md:1', 'two.md:5']);
  });

  test('by path compares files: one of three is not half', () => {
    expect(holdsIn(paths, { most: { of: wanted, among: sections, by: 'path' } })).toEqual([]);
    expect(holdsIn(['two.md', 'b.md'], { most: { of: wanted, among: sections, by: 'path' } })).toEqual(['two.md:1', 'two.md:5']);
  });
});
