import { describe, expect, it } from 'vitest';
import type { Catalogue } from '../../src/domain/catalogue.ts';
import type { Condition } from '../../src/domain/rule.ts';
import { matchingOf } from '../../src/matching/index.ts';
import { compileCondition, find, parseQuery } from '../../src/signals/query.ts';
import { readYaml } from '../../src/signals/tree/yaml.ts';

const TREE = readYaml(`a:
  b: 1
  c.d: 2
list:
  - name: x
    tests: [{v: 1}, {v: 2}]
  - name: y
one: {name: z}
empty:
`).documents[0];

function values(query: string): string[] {
  return TREE ? find(TREE, parseQuery(query)).map(({ tree, line }) => `${tree.kind === 'scalar' ? JSON.stringify(tree.value) : tree.kind}@${line}`) : [];
}

describe('find', () => {
  it.each([
    ['a.b', ['1@2']],
    ['a."c.d"', ['2@3']],
    ['a', ['map@1']],
    ['a.*', ['1@2', '2@3']],
    ['list[0].name', ['"x"@5']],
    ['list[*].name', ['"x"@5', '"y"@7']],
    ['list[*].tests[*].v', ['1@6', '2@6']],
    ['**.name', ['"x"@5', '"y"@7', '"z"@8']],
    ['**.tests.**.v', ['1@6', '2@6']],
    ['a.**', ['map@1', '1@2', '2@3']],
    ['one[*].name', ['"z"@8']],
    ['one[0].name', ['"z"@8']],
    ['empty', ['null@9']],
    ['empty[*]', []],
    ['list.name', []],
    ['list[7].name', []],
    ['a.b.c', []],
    ['nothing', []],
    ['__proto__', []],
    ['constructor', []],
  ])('answers %s', (query, expected) => {
    expect(values(query)).toEqual(expected);
  });

  it('stays small however often depth is asked for', () => {
    const deep = readYaml(`${Array.from({ length: 80 }, (_, index) => `${' '.repeat(index)}a:`).join('\n')} 1`).documents[0];
    expect(deep && find(deep, parseQuery(Array(20).fill('**').join('.'))).length).toBe(81);
  });
});

describe('compileCondition', () => {
  const compiled = (condition: Condition) => compileCondition(condition, matchingOf({} as Catalogue));

  const scalar = (value: string | number | boolean | null) => ({ kind: 'scalar', line: 1, value }) as const;

  it.each([
    [{}, [], true],
    [{ exists: true }, null, true],
    [{ is: 'push' }, 'push', true],
    [{ is: 'Push' }, 'push', false],
    [{ is: true }, 'true', true],
    [{ is: 1 }, 2, false],
    [{ in: ['a', 3] }, 3, true],
    [{ in: ['a', 3] }, 'b', false],
    [{ matches: '^gpt' }, 'GPT-x', true],
    [{ matches: '4' }, 4, true],
    [{ matches: '.' }, null, false],
    [{ excludes: 'latest' }, 'acme:Latest', false],
    [{ excludes: 'latest' }, 'acme:1', true],
    [{ min: 1, max: 5 }, 5, true],
    [{ min: 1, max: 5 }, '0.5', false],
    [{ min: 0 }, 'high', false],
    [{ min: 0 }, true, false],
    [{ min: 0 }, '', false],
    [{ matches: 'a', max: 3 }, 'a', false],
  ])('%j on %j is %j', (condition, value, expected) => {
    expect(compiled(condition).holds(Array.isArray(value) ? { kind: 'list', line: 1, items: [] } : scalar(value as string))).toBe(expected);
  });

  it('asks for a literal as soon as it asks for more than existence', () => {
    expect(compiled({ is: 'x' }).holds({ kind: 'map', line: 1, entries: [] })).toBe(false);
    expect(compiled({ exists: false }).absent).toBe(true);
  });
});
