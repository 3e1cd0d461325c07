import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { OPERATORS } from '../../src/domain/rule.ts';
import { ACTION_INPUTS } from '../../src/options/index.ts';
import { REPORT_NAMES } from '../../src/report/index.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const README = read('README.md');
const GUIDES = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'docs/configuration.md', 'docs/workflows.md', 'docs/house-rules.md', 'docs/permissions.md'] as const;

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly outputs: Readonly<Record<string, unknown>>;
}
const action = parse(read('action.yml')) as Action;

/** The rows below a table's head, as lists of cells. */
function rowsBelow(text: string, head: string): string[][] {
  const lines = text.slice(text.indexOf(head)).split('\n').slice(2);
  const end = lines.findIndex((line) => !line.startsWith('|'));
  return lines.slice(0, end).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
}

test("the README's inputs are those of action.yml, in their order and with their defaults", () => {
  const rows = rowsBelow(README, '| Input | Default |');
  expect(rows.map(([name]) => name)).toEqual(Object.keys(action.inputs).map((name) => `\`${name}\``));
  expect(Object.keys(action.inputs)).toEqual(Object.keys(ACTION_INPUTS));
  for (const [name, shown, says] of rows) {
    const value = action.inputs[name!.replaceAll('`', '')]!.default;
    // A default that is empty, or known only in a run, is told in words.
    if (value === '' || value.includes('${{')) expect(shown).toMatch(/^[a-z' ]+$/);
    else expect(shown).toBe(`\`${value}\``);
    expect(says).toMatch(/\.$/);
  }
});

test("the README's outputs are those of action.yml", () => {
  const [, list = ''] = /^Outputs: (.+)\.$/m.exec(README) ?? [];
  expect(list.split(', ')).toEqual(Object.keys(action.outputs).map((name) => `\`${name}\``));
});

test("the README's usage names the reports and flags that exist", () => {
  const [usage = ''] = /^node dist\/cli\.js PATH \[.+$/m.exec(README) ?? [];
  expect(/--format ([\w|]+)/.exec(usage)?.[1]?.split('|')).toEqual([...REPORT_NAMES]);
  const flags = read('src/options/command-line.ts');
  const named = usage.match(/--[a-z-]+/g) ?? [];
  expect(named.length).toBeGreaterThan(2);
  expect(named.filter((flag) => ![`'${flag} `, `'${flag}'`].some((text) => flags.includes(text)))).toEqual([]);
});

test.each(GUIDES)('the commands that %s shows exist', (guide) => {
  const text = read(guide);
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  // A command before an arrow is an audited repository's.
  expect([...text.matchAll(/npm run ([\w-]+)\b(?!` →)/g)].map(([, name]) => name!).filter((name) => !(name in scripts))).toEqual([]);
  expect([...text.matchAll(/npx vitest run ([\w/.-]+\w)/g)].map(([, path]) => path!).filter((path) => !existsSync(new URL(path, root)))).toEqual([]);
  expect([...text.matchAll(/(?<![\w/.-])((?:\.ci|scripts|dist)\/[\w./-]+\w)/g)].map(([, path]) => path!).filter((path) => !existsSync(new URL(path, root)))).toEqual([]);
});

test.each(GUIDES)('the links of %s lead somewhere', (guide) => {
  const targets = [...read(guide).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, target]) => target!);
  expect(targets.filter((target) => !existsSync(new URL(target, new URL(guide, root))))).toEqual([]);
});

test("CONTRIBUTING's table names every operator of rules", () => {
  const named = rowsBelow(read('CONTRIBUTING.md'), '| Operator | Holds where |').flatMap(([names]) => [...names!.matchAll(/`(\w+)`/g)].map(([, name]) => name));
  expect(named.sort()).toEqual([...OPERATORS].sort());
});
