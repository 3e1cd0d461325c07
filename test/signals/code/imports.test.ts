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

const JVM: [string, string, string[]][] = [
  ['classes, members and packages', 'package x;\nimport a.b.C;\nimport static a.b.C.run;\nimport a.b.*;', ['2 a.b.C C', '3 a.b.C.run run', '4 a.b *']],
  ['several on a line', 'import a.B; import c.D;', ['1 a.B B', '1 c.D D']],
  ['not in comments and strings', '// import a.B;\n/* import a.B; */\nclass C { String s = "import a.B;"; char q = \'"\'; }\n', []],
];

const KOTLIN: [string, string, string[]][] = [
  ['classes, aliases and packages', 'package x\nimport a.b.C\nimport a.b.C as D\nimport a.b.*\nimport a.`in`.E', ['2 a.b.C C', '3 a.b.C C>D', '4 a.b *', '5 a.in.E E']],
  ['not in raw strings', 'val s = """\nimport a.B\n"""\nimport c.D', ['4 c.D D']],
];

const CSHARP: [string, string, string[]][] = [
  ['namespaces, classes and aliases', 'using A.B;\nusing static A.B.C;\nusing X = A.B.C;\nglobal using D;\nusing E = global::F.G<int>;', ['1 A.B *', '2 A.B.C *', '3 A.B.C C>X', '4 D *', '5 F.G G>E']],
  ['not what is disposed of', 'class A { void F() { using var x = f(); using (var y = g()) { } using A z = h(); } }', []],
  ['not in comments and strings', '// using A;\nclass B { string s = @"c:\\"; string t = "using A;"; string u = """using A;"""; }', []],
];

const GO: [string, string, string[]][] = [
  ['one, with a name, for its effect, into the file', 'package p\nimport "a/b"\nimport c "d/e"\nimport _ "f"\nimport . "g"', ['2 a/b *>b', '3 d/e *>c', '4 f', '5 g *']],
  ['lists with comments', 'package p\nimport (\n\t"a" // one\n\n\t/* two */ b "c"\n)', ['3 a *>a', '5 c *>b']],
  ['names of packages', 'package p\nimport ("x/go-acme"; "x/acme-go"; "x/acme/v2"; "x/acme.v3"; "x/acme-sdk-go"; "x/a-b")', ['2 x/go-acme *>acme', '2 x/acme-go *>acme', '2 x/acme/v2 *>acme', '2 x/acme.v3 *>acme', '2 x/acme-sdk-go *>acme', '2 x/a-b *>ab']],
  ['not in comments and strings', 'package p\n// import "a"\nvar s = `import "a"` + "import \\"a\\""', []],
];

const RUST: [string, string, string[]][] = [
  ['names, modules and crates', 'use a::b::C;\nuse a::b::{C, d as e};\nuse a;\nuse a as b;\nextern crate c as d;', ['1 a::b C', '2 a::b C d>e', '3 a *>a', '4 a *>b', '5 c *>d']],
  ['trees', 'use a::{b::{self, C}, d::*, E};\npub(crate) use super::{f, g::H};', ['1 a::b *>b C', '1 a::d *', '1 a E', '2 super f', '2 super::g H']],
  ['modules of its own', 'mod a;\npub mod b;\nmod c { use super::d; }', ['1 self::a *>a', '2 self::b *>b', '3 super d']],
  ['not in comments and strings', "// use a::b;\nconst S: &str = r#\"use a::\"b;\"#;\nconst C: char = '\"';\nfn f<'a>(x: &'a str) {}", []],
];

const RUBY: [string, string, string[]][] = [
  ['all kinds', "require 'a/b'\nrequire_relative \"../c\"\nrequire_relative 'd'\nautoload :E, 'f'\n  require('g')", ['1 a/b', '2 ../c', '3 ./d', '4 f E', '5 g']],
  ['not in comments and documents', "# require 'a'\n=begin\nrequire 'b'\n=end\nx.require_name 'c'\n__END__\nrequire 'd'", []],
];

const PHP: [string, string, string[]][] = [
  ['classes, aliases, functions and groups', '<?php\nuse A\\B;\nuse A\\B as C, D;\nuse function A\\f;\nuse A\\{B, C as D};\nuse \\E\\F;', ['2 A\\B B', '3 A\\B B>C', '3 D D', '4 A\\f f', '5 A\\B B', '5 A\\C C>D', '6 E\\F F']],
  ['not traits, not what closures take in', '<?php\nuse A;\n$f = function () use ($x) {};\nfinal class B extends C { use D; }', ['2 A A']],
  ['not in comments and strings', "<?php\n// use A;\n# use A;\n/* use A; */\n$s = 'use A;' . \"use A;\";\n#[X] function f() {}", []],
];

describe.each([
  ['python', 'a.py', PYTHON],
  ['typescript', 'a.ts', JAVASCRIPT],
  ['java', 'a.java', JVM],
  ['kotlin', 'a.kt', KOTLIN],
  ['csharp', 'a.cs', CSHARP],
  ['go', 'a.go', GO],
  ['rust', 'a.rs', RUST],
  ['ruby', 'a.rb', RUBY],
  ['php', 'a.php', PHP],
] as const)('%s', (language, path, cases) => {
  test.each(cases)('%s', async (_, source, expected) => {
    expect(told(scanImports(language, source))).toEqual(expected);
    expect(told(await read('imports', path, source)), 'and the syntax tree says the same').toEqual(expected);
  });

  test('any text is scanned', () => {
    const word = fc.constantFrom('import ', 'from ', "'", '"', '"""', '`', '/*', '*/', '//', '#', '{', '}', '(', ')', '\n', 'a', ',', ' as ', 'require(', 'export ', '*', '\\', '=', ';', 'using ', 'use ', 'mod ', 'require ', '::', 'r#"', '@"', 'class A {', '=begin', '.');
    fc.assert(
      fc.property(fc.string({ unit: word, maxLength: 30 }), (text) => {
        const lines = scanImports(language, text).map(({ line }) => line);
        expect(lines).toEqual([...lines].sort((a, b) => a - b));
        expect(Math.max(1, ...lines)).toBeLessThanOrEqual(text.split('\n').length);
      }),
    );
  });
});
