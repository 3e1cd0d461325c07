import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCodeReader } from '../../../src/signals/code/index.ts';
import { parseText } from '../../../src/signals/code/parser.ts';
import { CATALOGUE, parse } from './read.ts';

const reader = createCodeReader(CATALOGUE);
const bytes = (text: string) => new TextEncoder().encode(text);

test('languages by the end of the path', () => {
  expect(['a.py', 'a/b.ipynb', 'a.TS', 'a.tsx', 'a.jsx', 'a.md', 'py', 'a.py/b', ''].map((path) => reader.languageOf(path))).toEqual(['python', 'python', 'typescript', 'tsx', 'javascript', undefined, undefined, undefined, undefined]);
});

test('a scan has imports and nothing else', () => {
  expect(reader.scan('a.py', bytes('import a\nb()'))).toEqual({
    language: 'python', parsed: false, imports: [{ line: 1, module: 'a', names: [{ name: '*', as: 'a' }] }],
    calls: [], constants: [], settings: [], comparisons: [], loops: [], definitions: [], texts: [], paths: [],
  });
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
    expect(reader.isCandidate('a.py', bytes(source))).toBe(expected);
  });

  test('only code, in any encoding', () => {
    expect(reader.isCandidate('a.ts', bytes("import { x } from '@acme/sdk/chat'"))).toBe(true);
    expect(reader.isCandidate('a.md', bytes('import acme_llm'))).toBe(false);
    expect(reader.isCandidate('a.py', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('import acme_llm', 'utf16le')]))).toBe(true);
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
  ])('%s: depth costs no stack', async (path, source) => {
    const { code } = await parse(path, source);
    expect(code.parsed).toBe(true);
    expect(reader.scan(path, bytes(source)).imports).toEqual([]);
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
    const word = fc.constantFrom('def f(', 'class A', ':', '\n  ', '"', "'", '{', '}', '(', ')', '[', ']', '=', 'if ', '<', '>', 'a', '.', ',', '`', '${', '=>', 'f"', '@', 'await ', 'z.object(', '.default(', '"x"', 'expect(', '+', 'os.environ[', 'try', 'import ', '/', '\u{1F600}');
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: word, maxLength: 40 }), fc.constantFrom('a.py', 'a.ts', 'a.tsx', 'a.js'), async (source, path) => {
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
