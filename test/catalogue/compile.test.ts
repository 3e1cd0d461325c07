import { describe, expect, test } from 'vitest';
import { compileCatalogue } from '../../src/catalogue/index.ts';
import type { CatalogueParts } from '../../src/catalogue/index.ts';
import { withoutExamples } from '../../src/catalogue/compile.ts';
import type { Operator, Rule } from '../../src/domain/rule.ts';

const NOTHING: CatalogueParts = { tools: [], rules: [], kind: { kinds: [{ kind: 'none', says: 'nothing' }] }, models: { names: [], dated: [], words: [] }, maturity: [] };

function rule(id: string, area: Rule['area'], present: Operator): Rule {
  return { id, area, title: id, says: id, why: id, max: 'present', roles: ['main'], present, how: { says: id, effort: 'small' } };
}
const text = (matches: string): Operator => ({ text: { files: '*.md', matches } });

describe('numbers', () => {
  test('operators on bytes get one, wherever they stand, and the same search has the same', () => {
    const compiled = compileCatalogue({
      ...NOTHING,
      kind: { kinds: [{ kind: 'application', says: 'x', when: { not: text('b') } }, { kind: 'none', says: 'nothing' }] },
      rules: [
        {
          ...rule('b', 'prompts', { any: [text('a'), { count: { of: text('b'), by: 'path', min: 2 } }, { path: { files: 'x', bytes: 3 } }] }),
          hints: [{ when: { all: [{ document: { files: 'x.json', where: { a: { exists: true } } } }, text('a')], says: 'near' }, says: 'near' }],
        },
      ],
    });
    expect(compiled.localOperators).toEqual([
      { text: { files: '*.md', matches: 'a' }, op: 0 },
      { text: { files: '*.md', matches: 'b' }, op: 1 },
      { document: { files: 'x.json', where: { a: { exists: true } } }, op: 2 },
    ]);
    expect(compiled.rules[0]?.present).toEqual({ any: [{ ...text('a'), op: 0 }, { count: { of: { ...text('b'), op: 1 }, by: 'path', min: 2 } }, { path: { files: 'x', bytes: 3 } }] });
    expect(compiled.rules[0]?.hints?.[0]?.when).toEqual({ all: [{ document: { files: 'x.json', where: { a: { exists: true } } }, op: 2 }, { ...text('a'), op: 0 }], says: 'near' });
    expect(compiled.kind.kinds).toEqual([{ kind: 'application', says: 'x', when: { not: { ...text('b'), op: 1 } } }, { kind: 'none', says: 'nothing' }]);
  });

  test('both sides of a limit are reached', () => {
    const limited: Operator = { limit: { of: text('a'), to: 'present', unless: text('b'), because: 'x' } };
    const { rules, localOperators } = compileCatalogue({ ...NOTHING, rules: [rule('a', 'usage', limited)] });
    expect(localOperators).toHaveLength(2);
    expect(rules[0]?.present).toEqual({ limit: { of: { ...text('a'), op: 0 }, to: 'present', unless: { ...text('b'), op: 1 }, because: 'x' } });
  });

  test('a number that a file of rules gives is not taken', () => {
    const { rules } = compileCatalogue({ ...NOTHING, rules: [rule('a', 'usage', { any: [{ ...text('a'), op: 7 }, { import: { module: 'x' }, op: 3 }] })] });
    expect(rules[0]?.present).toEqual({ any: [{ ...text('a'), op: 0 }, { import: { module: 'x' } }] });
  });
});

test('rules come by area and id, tools and models by id', () => {
  const any: Operator = { import: { module: 'x' } };
  const { rules, tools } = compileCatalogue({
    ...NOTHING,
    rules: [rule('z', 'prompts', any), rule('b', 'usage', any), rule('a', 'support', any), rule('a2', 'prompts', any)],
    tools: [{ id: 'b', name: 'B', categories: ['rag'], files: ['b'] }, { id: 'a', name: 'A', categories: ['rag'], files: ['a'] }],
  });
  expect(rules.map(({ id }) => id)).toEqual(['b', 'a2', 'z', 'a']);
  expect(tools.map(({ id }) => id)).toEqual(['a', 'b']);
});

describe('the hash', () => {
  const base: CatalogueParts = { ...NOTHING, rules: [rule('a', 'usage', text('a'))] };
  const hash = compileCatalogue(base).hash;

  test('is 16 hex digits and the same for the same knowledge in another order', () => {
    expect(hash).toMatch(/^[0-9a-f]{16}$/);
    const turned = Object.fromEntries(Object.entries(base.rules[0]!).reverse()) as unknown as Rule;
    expect(compileCatalogue({ ...base, rules: [turned] }).hash).toBe(hash);
  });

  test('does not hang on examples, which only tests read', () => {
    const shown = { ...base.rules[0]!, examples: [{ says: 'x', files: {}, strength: 'absent' as const }] };
    const compiled = compileCatalogue({ ...base, rules: [shown] });
    expect(compiled.hash).toBe(hash);
    expect(compiled.rules[0]?.examples).toHaveLength(1);
    expect(withoutExamples(shown)).toEqual(base.rules[0]);
  });

  test.each<[string, Partial<CatalogueParts>]>([
    ['rules', { rules: [rule('a', 'usage', text('b'))] }],
    ['model names', { models: { names: ['x'], dated: [], words: [] } }],
    ['tools', { tools: [{ id: 'a', name: 'A', categories: ['rag'], files: ['a'] }] }],
  ])('changes with %s', (_, change) => {
    expect(compileCatalogue({ ...base, ...change }).hash).not.toBe(hash);
  });
});
