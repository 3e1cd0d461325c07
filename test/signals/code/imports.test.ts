import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ImportSignal } from '../../../src/domain/signals.ts';
import { scanImports } from '../../../src/signals/code/imports.ts';
import { read } from './read.ts';

/** `line module name>as ...` */
const told = (signals: readonly ImportSignal[]) => signals.map(({ line, module, names }) => [line, module, ...names.map(({ name, as }) => (name === as ? name : `${name}>${as}`))].join(' '));

const PYTHON: [string, string, string[]][] = [
  ['modules and aliases', 'import os, a.b as c\nimport acme_llm.types', ['1 os *>os', '1 a.b *>c', '2 acme_llm.types *>acme_llm.types']],
  ['names', 'from a.b import c, d as e', ['1 a.b c d>e']],
  ['everything', 'from a import *', ['1 a *']],
  ['relative modules', 'from . import a\nfrom ..core.llm import b', ['1 . a', '2 ..core.llm b']],
  ['several lines', 'from a import (\n  b,  # one\n  c as d,\n)\nx = 1', ['1 a b c>d']],
  ['continued lines', 'from a import b, \\\n  c\nimport d', ['1 a b c', '3 d *>d']],
  ['inside functions and after a colon', 'def f():\n    import a\nif x: import b; import c', ['2 a *>a', '3 b *>b', '3 c *>c']],
  ['not in comments', '# import a\nx = 1  # from b import c', []],
  ['not in strings', '"import a"\nx = """\nimport b\n"""\ny = \'\'\'\nfrom c import d\n\'\'\'\nimport e', ['8 e *>e']],
  ['not behind an escaped quote', 'x = "\\"; import a"\nimport b', ['2 b *>b']],
  ['not the future, not attributes', 'from __future__ import annotations\nx.import_ = 1\nyield_from = 2', []],
];

const JAVASCRIPT: [string, string, string[]][] = [
  ['default, names and aliases', "import a, { b, c as d } from 'm'", ['1 m default>a b c>d']],
  ['namespaces', "import * as a from 'm'\nimport b, * as c from \"n\"", ['1 m *>a', '2 n default>b *>c']],
  ['types', "import type { A } from 'm'\nimport { type B, C } from 'n'\nimport type D from 'o'", ['1 m A', '2 n B C', '3 o default>D']],
  ['side effects', "import 'm'", ['1 m']],
  ['several lines with comments', "import {\n  a, // one\n  /* two */ b,\n} from 'm'\nimport c from 'n'", ['1 m a b', '5 n default>c']],
  ['re-exports', "export { a as b } from 'm'\nexport * from 'n'\nexport * as c from 'o'\nexport { d }\nexport const e = 'f'", ['1 m a>b', '2 n *', '3 o *>c']],
  ['a local export before an import', "export { a }\nimport b from 'm'", ['2 m default>b']],
  ['require', "const a = require('m')\nconst { b, c: d } = require('n')\nrequire('o')", ['1 m *>a', '2 n b c>d', '3 o']],
  ['import = require', "import a = require('m')", ['1 m *>a']],
  ['dynamic imports', "const a = await import('m')\nconst { b } = await import('n')\nload(() => import('o'))", ['1 m *>a', '2 n b', '3 o']],
  ['not in comments', "// import a from 'm'\n/* import b from 'n' */\nimport c from 'o'", ['3 o default>c']],
  ['not in strings and templates', 'const a = "import b from \'m\'"\nconst c = `\nimport d from \'n\'\n`', []],
  ['not members, keys or computed names', "a.require('m')\nconst b = { import: 'n', require: 'o' }\nimport.meta.url\nimport(name)", []],
];

describe.each([
  ['python', 'a.py', PYTHON],
  ['typescript', 'a.ts', JAVASCRIPT],
] as const)('%s', (language, path, cases) => {
  test.each(cases)('%s', async (_, source, expected) => {
    expect(told(scanImports(language, source))).toEqual(expected);
    expect(told(await read('imports', path, source)), 'and the syntax tree says the same').toEqual(expected);
  });

  test('any text is scanned', () => {
    const word = fc.constantFrom('import ', 'from ', "'", '"', '"""', '`', '/*', '*/', '//', '#', '{', '}', '(', ')', '\n', 'a', ',', ' as ', 'require(', 'export ', '*', '\\', '=', ';');
    fc.assert(
      fc.property(fc.string({ unit: word, maxLength: 30 }), (text) => {
        const lines = scanImports(language, text).map(({ line }) => line);
        expect(lines).toEqual([...lines].sort((a, b) => a - b));
        expect(Math.max(1, ...lines)).toBeLessThanOrEqual(text.split('\n').length);
      }),
    );
  });
});
