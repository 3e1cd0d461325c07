import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { indexPage } from '../../scripts/docs/index-page.ts';
import { practicePage } from '../../scripts/docs/practice-page.ts';
import type { Catalogue } from '../../src/domain/catalogue.ts';
import type { Operator, Rule } from '../../src/domain/rule.ts';
import { OPERATORS } from '../../src/domain/rule.ts';
import { rules } from '../helpers/audit.ts';

const catalogue = await rules();
const folder = new URL('../../docs/practices/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8');

describe('docs/practices/', () => {
  test('has a page for each rule, and no other', () => {
    expect(readdirSync(folder).sort()).toEqual(['README.md', ...catalogue.rules.map(({ id }) => `${id}.md`)].sort());
  });

  test.each(catalogue.rules.map((rule) => ({ rule })))('$rule.id opens with its title', ({ rule }) => {
    expect(read(`${rule.id}.md`).split('\n', 1)).toEqual([`# ${rule.title}`]);
    expect(read('README.md')).toContain(`](${rule.id}.md)`);
  });

  test('what is generated is whole, and leads nowhere that there is no page', () => {
    const pages = [indexPage(catalogue), ...catalogue.rules.map((rule) => practicePage(rule, catalogue))];
    for (const page of pages) {
      expect(/undefined|\[object|NaN/.exec(page)?.[0]).toBeUndefined();
      const links = [...page.matchAll(/\]\(([\w-]+)\.md\)/g)].map(([, id]) => id!).filter((id) => id !== 'README');
      expect(links.filter((id) => !catalogue.rules.some((rule) => rule.id === id))).toEqual([]);
    }
  });
});

const RULE: Rule = {
  id: 'acme-use', area: 'usage', title: 'Acme is used', says: 'The code calls Acme.', why: 'It matters.', max: 'enforced', roles: ['main', 'test'], applies: { kinds: ['application'], when: 'base' },
  present: { any: [{ call: { callee: ['acme.run', 'acme.ask'], args: { model: {} } } }, { any: [{ evidenceOf: 'base' }, { all: [{ import: { module: 'acme' } }, { not: { setting: { name: 'OFF' } } }], within: 'file' }] }, { modelCall: {}, says: 'calls it by hand' }] },
  reach: { by: ['run', 'platform'], effect: ['eval'] }, searched: ['calls of Acme'], hints: [{ when: { import: { module: 'acme' } }, says: 'it is imported only' }],
  how: { says: 'Call it.', effort: 'small', snippets: { any: { path: 'acme.yml', text: 'acme\n' } }, job: { name: 'check', on: 'pull-request', run: { python: 'acme check', any: 'npx acme' } }, proves: 'acme --check' }, sources: [{ title: 'A book' }, { title: 'A page', url: 'https://acme.test' }],
  examples: [{ says: 'It is called.', files: {}, strength: 'present' }],
};
const BASE: Rule = { id: 'base', area: 'usage', title: 'The base | of all', says: 'There is one.', why: 'So.', max: 'present', roles: ['main'], undecided: true, how: { says: 'Make it.', effort: 'large' } };
const SMALL = { tools: [], rules: [RULE, BASE], kind: { kinds: [] }, models: { names: [], dated: [], words: [] }, maturity: [], localOperators: [], hash: '' } as Catalogue;

test('a page tells all that the rule says', () => {
  expect(practicePage(RULE, SMALL)).toBe(`# Acme is used

\`acme-use\` · [Use of models](README.md)

The code calls Acme.

## Why it matters

It matters.

## How strong it can get

Up to **enforced**: it is present where there is real evidence, automated where a pipeline gets there by itself, and enforced where its failure stops a merge or a deploy.

What carries it further: a pipeline that runs what was found; a platform that acts on the file by itself, as eval.

It applies to repositories of the kind application.

It applies where [The base | of all](base.md) is found.

What counts is in files of the role main or test.

## How it is decided

At least **present** is what:

- calls \`acme.run\`, \`acme.ask\`, with \`model\`
- is evidence of [The base | of all](base.md)
- in one file, all of:
  - imports \`acme\`
  - and nowhere:
    - reads a setting like \`OFF\` from the environment or the command line
- calls it by hand

Where it is absent, the report says what was looked for: calls of Acme.

Near misses that the report names:

- it is imported only

## How to get it

Call it. (small effort)

\`acme.yml\`:

~~~yml
acme
~~~

The job, on pull requests (\`npx acme\` for all others):

~~~yml
name: check
on:
  pull_request:
permissions:
  contents: read
jobs:
  check:
    runs-on: ubuntu-latest
    timeout-minutes: 30
    steps:
      - uses: actions/checkout@v6
      - uses: actions/setup-python@v6
        with:
          python-version: '3.13'
          cache: pip
      - run: pip install -r requirements.txt
      - run: acme check
~~~

\`acme --check\` shows it done.

## Sources

- A book
- [A page](https://acme.test)

## Examples

- **present**: It is called.
`);
  expect(practicePage(BASE, SMALL)).toContain('## How it is decided\n\nIt is not examined yet: every report says so, and it counts as absent.\n');
});

test('the index is a table for each area', () => {
  expect(indexPage(SMALL)).toMatch(/## Use of models\n\n\| Practice \| At most \| What counts \|\n\|---\|---\|---\|\n\| \[Acme is used\]\(acme-use\.md\) \| enforced \| The code calls Acme\. \|\n\| \[The base \\\| of all\]\(base\.md\) \| not examined yet \| There is one\. \|\n$/);
});

test('every operator has words', () => {
  const specs: Partial<Record<(typeof OPERATORS)[number], unknown>> = {
    any: [{ modelCall: {} }], all: [{ modelCall: {} }], not: { modelCall: {} }, count: { of: { modelCall: {} }, by: 'path', min: 2 }, runs: { of: { modelCall: {} } }, uses: { of: { modelCall: {} } },
    limit: { of: { modelCall: {} }, to: 'present', because: 'so' }, most: { of: { modelCall: {} }, among: { modelCall: {} } }, owners: {}, tool: { category: ['testing'], shows: ['call'] },
    evidenceOf: 'base', import: { module: 'x' }, call: { callee: 'x' }, document: { files: 'x', where: { a: {} } }, path: { files: 'x' }, text: { files: 'x', matches: 'y' }, section: { files: 'x', title: 'y', words: 1 }, resource: { type: 'x' },
  };
  for (const name of OPERATORS) {
    const page = practicePage({ ...BASE, undecided: false, present: { [name]: specs[name] ?? {} } as Operator }, SMALL);
    expect(page).toMatch(/is what:\n\n- [a-zA-Z]/);
  }
});
