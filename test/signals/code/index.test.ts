import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCodeReader } from '../../../src/signals/code/index.ts';
import { parseText } from '../../../src/signals/code/parser.ts';
import { CATALOGUE, parse } from './read.ts';

const reader = createCodeReader(CATALOGUE);
const bytes = (text: string) => new TextEncoder().encode(text);

test('languages by the end of the path', () => {
  expect(['a.py', 'a/b.ipynb', 'a.TS', 'a.tsx', 'a.jsx', 'a.java', 'a.kt', 'a.cs', 'a.go', 'a.rs', 'a.rb', 'a.php', 'a.md', 'py', 'a.py/b', ''].map((path) => reader.languageOf(path))).toEqual(['python', 'python', 'typescript', 'tsx', 'javascript', 'java', 'kotlin', 'csharp', 'go', 'rust', 'ruby', 'php', undefined, undefined, undefined, undefined]);
});

test('a scan has imports and nothing else', () => {
  expect(reader.scan('a.py', bytes('import a\nb()')).code).toEqual({
    language: 'python', parsed: false, imports: [{ line: 1, module: 'a', names: [{ name: '*', as: 'a' }] }],
    calls: [], constants: [], settings: [], comparisons: [], loops: [], definitions: [], texts: [], paths: [],
  });
});

test('a language without a grammar is scanned, and no word of it is a fault', async () => {
  const { code, notes } = await parse('a.kt', 'package test.acme\nimport a.b.C\nfun f() = C().ask("x")');
  expect([code, notes]).toEqual([reader.scan('a.kt', bytes('package test.acme\nimport a.b.C\nfun f() = C().ask("x")')).code, []]);
  expect([code.parsed, code.namespace, code.imports, code.calls]).toEqual([false, 'test.acme', [{ line: 2, module: 'a.b.C', names: [{ name: 'C', as: 'C' }] }], []]);
});

test.each([
  ['a.java', 'package a.b;\n', 'a.b'], ['a.cs', 'using X;\nnamespace A.B { }', 'A.B'], ['a.cs', 'namespace A.B;', 'A.B'], ['a.go', '// x\npackage chat\n', 'chat'],
  ['a.php', '<?php\nnamespace A\\B;', 'A\\B'], ['a.php', '<?php echo 1;', undefined], ['a.rs', 'namespace A;', undefined], ['a.py', 'package = 1', undefined],
])('%s: %j declares %s, parsed or not', async (path, source, expected) => {
  expect([reader.scan(path, bytes(source)).code.namespace, (await parse(path, source)).code.namespace]).toEqual([expected, expected]);
});

test.each([
  ['a.py', 'class A:\n    llm: Chat = None\n    n: int\n    def run(self, svc: "Svc", opt: Optional[Chat] = None, s: str = ""):\n        x: Foo = make()', ['2 A.llm Chat', '4 svc "Svc"', '4 opt Optional[Chat]', '5 x Foo']],
  ['a.ts', 'class A {\n  private llm: Chat;\n  constructor(private readonly svc: Svc, n: number, opt?: Promise<Foo>) { const y: Bar = z(); }\n}', ['2 A.llm Chat', '3 svc Svc', '3 A.svc Svc', '3 opt Promise<Foo>', '3 y Bar']],
])('%s: names declared with a type', async (path, source, expected) => {
  expect((await parse(path, source)).code.bindings?.map(({ line, name, type }) => `${line} ${name} ${type}`)).toEqual(expected);
});

test('an import for all files of a project is known as one', async () => {
  const source = 'global using Acme.Llm;\nusing System;';
  const expected = [{ line: 1, module: 'Acme.Llm', global: true, names: [{ name: '*', as: '*' }] }, { line: 2, module: 'System', names: [{ name: '*', as: '*' }] }];
  expect([reader.scan('a.cs', bytes(source)).code.imports, (await parse('a.cs', source)).code.imports]).toEqual([expected, expected]);
});

describe('candidates', () => {
  test.each([
    ['an import', 'from acme_llm import x', true],
    ['a package', 'from acme import x', true],
    ['a Python module named like its package', 'import acme_llm.types', true],
    ['a longer module', 'import acme_llm_x', false],
    ['a module that is only mentioned', '# acme\nx = "import acme"', false],
    ['a host', 'u = "https://API.acme.test/v1"', true],
    ['the last words of an unmistakable call', 'x.conversations.respond(1)', true],
    ['its last word alone', 'x.respond(1)', false],
    ['a word anywhere', 'def getCompletions(): pass', true],
    ['a tool that every repository has', "import 'runner'", false],
    ['a part of a name', 'pacmeman()', false],
    ['nothing', 'x = 1', false],
  ])('%s', (_, source, expected) => {
    expect(reader.scan('a.py', bytes(source)).weight > 0).toBe(expected);
  });

  test('in any language and encoding', () => {
    expect(reader.scan('a.ts', bytes("import { x } from '@acme/sdk/chat'")).weight).toBeGreaterThan(0);
    expect(reader.scan('a.py', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('import acme_llm', 'utf16le')])).weight).toBeGreaterThan(0);
  });

  test('weigh as much as they have different names of', () => {
    const weights = ['x = 1', 'import acme_llm', 'import acme_llm\nimport acme_llm.types', 'import acme_llm\ncompletion = "https://api.acme.test"'].map((source) => reader.scan('a.py', bytes(source)).weight);
    expect(weights).toEqual([0, 1, 1, 4]);
  });
});

describe('encodings', () => {
  const utf16 = Buffer.from('a("é")', 'utf16le');
  test.each([
    ['UTF-8 with a byte order mark', Buffer.from('\uFEFFa("é")')],
    ['UTF-16, little end first', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16])],
    ['UTF-16, big end first', Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(utf16).swap16()])],
  ])('%s', async (_, source) => {
    expect((await parse('a.py', source)).code.calls).toEqual([{ line: 1, callee: 'a', args: [{ name: '0', value: 'é' }] }]);
  });

  test('a binary file has no signals', async () => {
    const { code, notes } = await parse('a.py', bytes('import a\0'));
    expect([code.imports, code.calls, notes]).toEqual([[], [], []]);
  });
});

test('a file that is mostly wrong is noted, and still read; a little that is wrong is not noted', async () => {
  const wrong = await parse('a.js', "{% if x %}\n}}} ))) ]]] (((\n%%% import from\n");
  expect(wrong.notes).toEqual([{ code: 'syntax-errors', path: 'a.js', says: 'Most of the file could not be parsed; what was understood is read.' }]);
  const right = await parse('a.js', "a('b');\n)\nfunction c() { d(); }\nfunction e() { f(); }\n");
  expect([right.code.calls.map(({ callee }) => callee), right.notes]).toEqual([['a', 'd', 'f'], []]);
});

describe('hostile files', () => {
  const deep = 20_000;

  test.each([
    ['a.py', '('.repeat(deep)],
    ['a.py', `x = ${'['.repeat(deep)}1${']'.repeat(deep)}`],
    ['a.py', `x = ${'"a" + '.repeat(deep)}"b"`],
    ['a.py', `a${'.b()'.repeat(deep)}`],
    ['a.py', 'f"{'.repeat(deep)],
    ['a.tsx', '<a>'.repeat(deep)],
    ['a.tsx', '`${'.repeat(deep)],
    ['a.ts', 'x = {a:'.repeat(deep)],
    ['a.ts', 'export '.repeat(deep)],
    ['a.ts', '/*'.repeat(deep)],
    ['a.java', `class A { int a = ${'('.repeat(deep)}`],
    ['a.java', `class A { Object a = b${'.c()'.repeat(deep)}; }`],
    ['a.java', `class A { Object a = List.of(${'"b", '.repeat(deep)}"c"); }`],
    ['a.cs', `class A { string a = ${'"b" + '.repeat(deep)}"c"; }`],
    ['a.go', `package p\nvar ${'a, '.repeat(deep)}b = ${'f(), '.repeat(deep)}g()`],
    ['a.go', `package p\nvar a = ${'[]A{{'.repeat(deep)}`],
    ['a.rs', `fn f() { ${'json!({"a": ['.repeat(deep)} }`],
    ['a.rs', '#[a]\nfn f() {}\n'.repeat(deep / 10)],
    ['a.rb', `a ${'b '.repeat(deep)}`],
    ['a.rb', `a = ${'{b: ['.repeat(deep)}`],
    ['a.php', `<?php $a = ${'['.repeat(deep)}`],
    ['a.php', `<?php ${'if ($a) { } else'.repeat(deep)}`],
  ])('%s: depth costs no stack', async (path, source) => {
    const { code } = await parse(path, source);
    expect(code.parsed).toBe(true);
    expect(reader.scan(path, bytes(source)).code.imports).toEqual([]);
  });

  test('where the parser runs out of stack, the imports are left, and the next file is read', async () => {
    const { code, notes } = await parse('a.tsx', `import a from 'b';\n${'a ? (b) : c => '.repeat(60_000)}`);
    expect([code.parsed, code.imports.length, notes.map((note) => note.code)]).toEqual([false, 1, ['parse-too-long']]);
    expect((await parse('a.tsx', 'run()')).code.calls).toEqual([{ line: 1, callee: 'run', args: [] }]);
  });

  test('keys that prototypes have are keys like others', async () => {
    const { code } = await parse('a.js', "const a = { __proto__: 'x', constructor: 'y' }; expect(1).constructor(2); hasOwnProperty.toString('z')");
    expect(code.constants).toEqual([{ line: 1, name: 'a.__proto__', value: 'x' }, { line: 1, name: 'a.constructor', value: 'y' }]);
  });

  test('any text is read, and twice the same', async () => {
    const word = fc.constantFrom('def f(', 'class A', ':', '\n  ', '"', "'", '{', '}', '(', ')', '[', ']', '=', 'if ', '<', '>', 'a', '.', ',', '`', '${', '=>', 'f"', '@', 'await ', 'z.object(', '.default(', '"x"', 'expect(', '+', 'os.environ[', 'try', 'import ', '/', '\u{1F600}', 'fn f(', 'func ', 'use ', '::', '->', '$a', '<?php ', '#[', '!', '{|x|', 'do\n', 'end\n', '<<~A\n', 'new A', ';', 'vec![', '&', '?', 'impl ', 'struct ', ':=', 'using ', '$"');
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: word, maxLength: 40 }), fc.constantFrom('a.py', 'a.ts', 'a.tsx', 'a.js', 'a.java', 'a.cs', 'a.go', 'a.rs', 'a.rb', 'a.php'), async (source, path) => {
        const first = await parse(path, source);
        expect(first.code.parsed).toBe(true);
        expect(await parse(path, source)).toEqual(first);
      }),
      { numRuns: 300 },
    );
  });
});

test('every grammar that is shipped loads', async () => {
  for (const grammar of ['bash', 'c-sharp', 'go', 'java', 'javascript', 'php', 'python', 'ruby', 'rust', 'terraform', 'tsx', 'typescript'] as const) {
    expect((await parseText(grammar, ''))?.children, grammar).toEqual([]);
  }
});
