import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Catalogue } from '../../src/domain/catalogue.ts';
import type { Operator } from '../../src/domain/rule.ts';
import { createLocalMatcher } from '../../src/signals/local.ts';

function matcher(...operators: Operator[]): ReturnType<typeof createLocalMatcher> {
  const catalogue: Catalogue = { tools: [], rules: [], kind: { kinds: [{ kind: 'none', says: '' }] }, models: { names: [], dated: [], words: [] }, maturity: [], localOperators: operators.map((operator, index) => ({ ...operator, op: index + 7 })), hash: '' };
  return createLocalMatcher(catalogue);
}

describe('wants', () => {
  const { wants } = matcher(
    { document: { files: ['acme.config.{yml,yaml}', '.acmerc'], where: {} } },
    { text: { files: '**/*.PY', matches: 'x' } },
    { document: { files: ['.github/**', 'evals/*.json', 'Makefile*'], where: {} } },
  );

  it.each([
    ['acme.config.yaml', true],
    ['deep/down/ACME.config.yml', true],
    ['acme.config.json', false],
    ['a/.acmerc', true],
    ['src/a.py', true],
    ['a.py', true],
    ['a.pyi', false],
    ['.github/workflows/.hidden/a', true],
    ['x/.github/a', false],
    ['evals/a.json', true],
    ['evals/deep/a.json', false],
    ['sub/evals/a.json', false],
    ['tools/makefile.inc', true],
    ['', false],
  ])('%s: %s', (path, expected) => {
    expect(wants(path)).toBe(expected);
  });
});

describe('match', () => {
  it('finds the first match of an expression, line by line and without case', () => {
    const { match } = matcher({ text: { files: '*.py', matches: '^\\s*retry\\(' } }, { text: { files: '*.py', matches: 'absent' } });
    expect(match('a.py', 'import x\n\n\n   RETRY(3)  \nretry(4)\n')).toEqual({ matches: [{ op: 7, line: 4, excerpt: 'RETRY(3)' }], notes: [] });
  });

  it('cuts a long excerpt', () => {
    const { match } = matcher({ text: { files: '*.txt', matches: 'x' } });
    expect(match('a.txt', `  ${'x'.repeat(500)}`).matches[0]?.excerpt).toBe('x'.repeat(160));
  });

  it('finds documents whose every query has a value that meets its condition; the line is that of the first', () => {
    const { match } = matcher(
      { document: { files: '*.yaml', where: { 'tests[*].assert[*].type': { matches: '^llm' }, 'providers': { exists: true } } } },
      { document: { files: '*.yaml', where: { 'providers[0]': { is: 'acme:mini' }, 'sharing': { exists: false } } } },
      { document: { files: '*.yaml', where: { sharing: { exists: false } } } },
      { document: { files: '*.yaml', where: { '**.type': { is: 'nothing' } } } },
    );
    const text = '# config\nproviders: [acme:mini]\ntests:\n  - assert:\n      - type: equals\n      - type: llm-rubric\n        value: kind\n';
    expect(match('c.yaml', text)).toEqual({
      matches: [{ op: 7, line: 6, excerpt: '- type: llm-rubric' }, { op: 8, line: 2, excerpt: 'providers: [acme:mini]' }, { op: 9, line: 2, excerpt: 'providers: [acme:mini]' }],
      notes: [],
    });
  });

  it('looks within one document of a file at a time', () => {
    const { match } = matcher({ document: { files: '*.yaml', where: { kind: { is: 'Rollout' }, 'spec.strategy.canary': { exists: true } } } });
    expect(match('a.yaml', 'kind: Rollout\n---\nkind: Service\nspec: {strategy: {canary: {}}}\n').matches).toEqual([]);
    expect(match('b.yaml', 'kind: Service\n---\nkind: Rollout\nspec: {strategy: {canary: {}}}\n').matches).toEqual([{ op: 7, line: 3, excerpt: 'kind: Rollout' }]);
  });

  it.each([
    ['a.json', '{\n "a": {\n  "b": "x" }}', 3],
    ['a.toml', 'z = 1\n[a]\nb = "x"\n', 3],
    ['a.xml', '<a>\n <b>x</b>\n</a>', 2],
    ['a.md', '---\na:\n  b: x\n---\n', 3],
  ])('reads %s', (path, text, line) => {
    expect(matcher({ document: { files: '*', where: { 'a.b': { is: 'x' } } } }).match(path, text).matches.map((found) => found.line)).toEqual([line]);
  });

  it('notes a configuration file that cannot be read, and no other', () => {
    const named = matcher({ document: { files: ['acme*.yaml', 'acme.json'], where: { a: { exists: true } } } });
    expect(named.match('acme-x.yaml', 'a: 1\nb: [\n')).toEqual({ matches: [], notes: [{ code: 'unreadable-yaml', path: 'acme-x.yaml', line: 3, says: expect.stringMatching(/^The YAML cannot be parsed: .+\.$/) }] });
    expect(named.match('acme.json', '{"a": }').notes).toEqual([{ code: 'unreadable-json', path: 'acme.json', line: 1, says: 'The JSON cannot be parsed: a brace closes what is not open.' }]);
    expect(named.match('charts/x/templates/acme.yaml', 'a: [\n').notes).toEqual([]);
    expect(named.match('acme.yaml', '{{- if .x }}\na: [\n').notes).toEqual([]);
    expect(matcher({ document: { files: '**/*.yaml', where: {} } }).match('acme.yaml', 'a: [\n').notes).toEqual([]);
    expect(matcher({ text: { files: 'acme.yaml', matches: 'zzz' } }).match('acme.yaml', 'a: [\n').notes).toEqual([]);
  });

  it('leaves alone what is not local or not wanted', () => {
    const { wants, match } = matcher({ import: { module: 'x' } });
    expect([wants('a.py'), match('a.py', 'import x')]).toEqual([false, { matches: [], notes: [] }]);
  });

  it('survives hostile files', () => {
    const { match } = matcher({ document: { files: ['*.yaml', '*.json'], where: { '**.a.**.b': { exists: true } } } });
    expect(match('a.yaml', `a: &a {x: 1}\nb: [${'*a,'.repeat(20_000)}]`).matches).toEqual([]);
    expect(match('a.json', '{"a":'.repeat(100_000)).matches).toEqual([]);
    expect(match('b.json', '{"__proto__": {"a": {"b": 1}}}').matches.length).toBe(1);
  });

  it('never throws', () => {
    const { match } = matcher({ document: { files: '*', where: { '**.a': { matches: 'b' }, 'c[*]': { exists: false } } } }, { text: { files: '*', matches: 'a+b' } });
    const piece = fc.constantFrom('a', 'b', ':', ' ', '\n', '- ', '[', ']', '{', '}', '"', '<a>', '</a>', '=', '---\n');
    const texts = fc.array(fc.oneof(piece, fc.string({ maxLength: 4 })), { maxLength: 40 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.constantFrom('x.yaml', 'x.json', 'x.toml', 'x.xml', 'x.md', 'x'), texts, (path, text) => {
        expect(match(path, text)).toEqual(match(path, text));
      }),
      { numRuns: 300 },
    );
  });
});
