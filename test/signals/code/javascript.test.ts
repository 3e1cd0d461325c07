import { describe, expect, test } from 'vitest';
import { parse, read } from './read.ts';

const SERVICE = `export class Agent<T> extends Base<T> implements Runner {
  #client: Client;
  constructor(private size = 'small', { limit = 3, ...rest }: Options = {}) {
    this.#client = new Acme.Client({ apiKey: KEY!, nested: { a: [{ b: 1 }] } } as Options);
  }
  @Traced({ name: 'run' })
  @plain
  async run(question: string) {
    while (this.steps < 10) {
      try {
        const reply = await this.#client?.chat.create({ model: this.model, messages: [{ role: 'user', content: question }], max: -1, ...more }, null);
        await span('x', async () => { inner(); });
      } catch (error) {
        report(error);
      }
    }
    const step = async (x: number) => { later(x); };
  }
}
`;

test('calls: nested arguments, scope, loop, assignment, decorators, rescue', async () => {
  expect(await read('calls', 'a.ts', SERVICE)).toEqual([
    {
      line: 4, callee: 'Acme.Client', scope: 'Agent.constructor', assigned: 'this.#client',
      args: [
        { name: '0', text: '{ apiKey: KEY!, nested: { a: [{ b: 1 }] } } as Options' },
        { name: '0.apiKey', text: 'KEY!' },
        { name: '0.nested', text: '{ a: [{ b: 1 }] }' },
        { name: '0.nested.a', text: '[{ b: 1 }]' },
        { name: '0.nested.a[0]', text: '{ b: 1 }' },
        { name: '0.nested.a[0].b', value: 1 },
      ],
    },
    { line: 6, callee: 'Traced', scope: 'Agent', form: 'decorator', args: [{ name: '0', text: "{ name: 'run' }" }, { name: '0.name', value: 'run' }] },
    { line: 7, callee: 'plain', scope: 'Agent', form: 'decorator', args: [] },
    {
      line: 11, callee: 'this.#client.chat.create', scope: 'Agent.run', loop: 9, assigned: 'reply', rescued: 13,
      args: [
        { name: '0', text: "{ model: this.model, messages: [{ role: 'user', content: question }], max: -1, ...more }" },
        { name: '0.model', text: 'this.model' },
        { name: '0.messages', text: "[{ role: 'user', content: question }]" },
        { name: '0.messages[0]', text: "{ role: 'user', content: question }" },
        { name: '0.messages[0].role', value: 'user' },
        { name: '0.messages[0].content', text: 'question' },
        { name: '0.max', value: -1 },
        { name: '0....', text: 'more' },
        { name: '1', value: null },
      ],
    },
    { line: 12, callee: 'span', scope: 'Agent.run', loop: 9, rescued: 13, args: [{ name: '0', value: 'x' }, { name: '1', text: 'async () => { inner(); }' }] },
    { line: 12, callee: 'inner', scope: 'Agent.run', loop: 9, rescued: 13, args: [] },
    { line: 14, callee: 'report', scope: 'Agent.run', loop: 9, args: [{ name: '0', text: 'error' }] },
    { line: 17, callee: 'later', scope: 'Agent.run.step', args: [{ name: '0', text: 'x' }] },
  ]);
});

test('definitions and loops', async () => {
  const { code } = await parse('a.ts', SERVICE);
  expect(code.definitions).toEqual([
    { line: 1, endLine: 19, form: 'class', name: 'Agent', bases: ['Base', 'Runner'] },
    { line: 3, endLine: 5, form: 'function', name: 'Agent.constructor', params: ['size', 'limit', 'rest'] },
    { line: 8, endLine: 18, form: 'function', name: 'Agent.run', decorators: ['Traced', 'plain'], params: ['question'] },
    { line: 17, endLine: 17, form: 'function', name: 'Agent.run.step', params: ['x'] },
  ]);
  const source = 'interface A extends B {}\nfunction* f(a, { b: c, d }, [e], ...g) {}\nconst o = { h() {}, i: function () {} };\nexports.j = x => x;\n@D() export class K {}\nl(() => {});\n';
  expect((await read('definitions', 'a.ts', source)).map(({ line, form, name, bases, decorators, params }) => [line, form, name, ...(bases ?? []), ...(decorators ?? []), ...(params ?? [])])).toEqual([
    [1, 'class', 'A', 'B'],
    [2, 'function', 'f', 'a', 'b', 'd', 'e', 'g'],
    [3, 'function', 'h'],
    [3, 'function', 'i'],
    [4, 'function', 'j', 'x'],
    [5, 'class', 'K', 'D'],
  ]);
  expect(await read('loops', 'a.js', 'for (const a of b) {}\nfor (let i = 0; i < 3; i++) {}\nfor (;;) {}\ndo {\n} while (c);\n')).toEqual([
    { line: 1, endLine: 1, form: 'for', over: 'b' },
    { line: 2, endLine: 2, form: 'for', over: 'i < 3' },
    { line: 3, endLine: 3, form: 'for', over: '' },
    { line: 4, endLine: 5, form: 'while', over: 'c' },
  ]);
});

test.each([
  ['new Client().chat.create()', ['Client().chat.create', 'Client']],
  ['(await get<T>()).run!()', ['get().run', 'get']],
  ["a['b']?.run()", ['a[].run']],
  ['a?.b!.c<T>(1)', ['a.b.c']],
  ['super(); super.run()', ['super', 'super.run']],
  ['a()(1)', ['a()', 'a']],
  ['client\n  .chat\n  .create()', ['client.chat.create']],
  ['(() => 1)()', []],
  ['[1].map(f)', ['[].map']],
  ["import('x'); require('y')", []],
])('callees of %s', async (source, callees) => {
  expect((await read('calls', 'a.ts', source)).map(({ callee }) => callee)).toEqual(callees);
});

test('tagged templates and JSX elements are calls', async () => {
  const source = `const q = sql\`a \${b}\`;
const page = (
  <Provider client={client} theme="dark" {...props}>
    <div className="x">It's text: import and "quotes" and run()</div>
    <button onClick={() => rate('up')} disabled>up</button>
    <Chat.Box model={'acme-6'} options={{ depth: 2 }} />
  </Provider>
);`;
  expect(await read('calls', 'a.tsx', source)).toEqual([
    { line: 1, callee: 'sql', assigned: 'q', args: [{ name: '0', text: '`a ${b}`' }] },
    { line: 3, callee: 'Provider', args: [{ name: 'client', text: 'client' }, { name: 'theme', value: 'dark' }, { name: '...', text: '...props' }] },
    { line: 5, callee: 'button', args: [{ name: 'onClick', text: "() => rate('up')" }, { name: 'disabled', value: true }] },
    { line: 5, callee: 'rate', args: [{ name: '0', value: 'up' }] },
    { line: 6, callee: 'Chat.Box', args: [{ name: 'model', value: 'acme-6' }, { name: 'options', text: '{ depth: 2 }' }, { name: 'options.depth', value: 2 }] },
  ]);
});

test('constants', async () => {
  const source = `const MODEL = 'acme-1';
const READ = process.env.READ ?? 'acme-2', COUNT = Number(process.env.COUNT || 5);
const { REGION = 'eu', KEY } = options;
const models = { fast: 'acme-mini', deep: { name: \`acme-max\`, 'max-tokens': 1_000 }, list: ['a', -1] } as const;
enum Size { Small = 'acme-s', Plain, Large = 2 }
const schema = z.object({ model: z.string().default('acme-3').describe('x'), inner: z.object({ size: z.enum(['a']).default('a') }) });
const config = call({ model: 'no constant' });
class Agent {
  private readonly model = 'acme-4';
  static tries = 3;
  constructor(private size = 'small', { limit = 3 }: Options = {}) {
    this.mode = options.mode ?? 'auto';
  }
}
function run(a, model = 'acme-5') {
  const local = 'acme-6';
  return { kind: 'k' };
}
export default { name: 'd' };
`;
  expect((await read('constants', 'a.ts', source)).map(({ line, name, value }) => [line, name, value])).toEqual([
    [1, 'MODEL', 'acme-1'],
    [2, 'READ', 'acme-2'],
    [2, 'COUNT', 5],
    [3, 'REGION', 'eu'],
    [4, 'models.fast', 'acme-mini'],
    [4, 'models.deep.name', 'acme-max'],
    [4, 'models.deep.max-tokens', 1000],
    [4, 'models.list[0]', 'a'],
    [4, 'models.list[1]', -1],
    [5, 'Size.Small', 'acme-s'],
    [5, 'Size.Large', 2],
    [6, 'schema.model', 'acme-3'],
    [6, 'schema.inner.size', 'a'],
    [9, 'Agent.model', 'acme-4'],
    [10, 'Agent.tries', 3],
    [11, 'Agent.constructor(size)', 'small'],
    [11, 'Agent.constructor(limit)', 3],
    [12, 'Agent.mode', 'auto'],
    [15, 'run(model)', 'acme-5'],
    [16, 'run.local', 'acme-6'],
    [17, 'run.kind', 'k'],
    [19, 'name', 'd'],
  ]);
});

test('settings', async () => {
  const source = `const a = process.env.A ?? 'a';
const b = Number(process.env["B"] || 5);
process.env.WRITTEN = 'x';
const { C, D = 'd', e } = process.env;
const f = import.meta.env.F, g = Deno.env.get('G');
const h = env.H, i = env.lower, j = this.env.J;
const env2 = createEnv({ server: { K: z.string().min(1), L: z.coerce.number().default(0.5) } });
const env3 = z.object({ M: z.string(), lower: z.string() });
const env4 = cleanEnv(process.env, { N: str({ default: 'n' }) });
const other = build({ O: z.string() });
program
  .option('-m, --model <name>', 'which', 'acme-3')
  .option('--no-cache');
yargs.option('limit', { type: 'number', default: 3 });
list.option('plain');
`;
  expect(await read('settings', 'a.ts', source)).toEqual([
    { line: 1, name: 'A', via: 'env', fallback: 'a' },
    { line: 2, name: 'B', via: 'env', fallback: 5 },
    { line: 4, name: 'C', via: 'env' },
    { line: 4, name: 'D', via: 'env', fallback: 'd' },
    { line: 5, name: 'F', via: 'env' },
    { line: 5, name: 'G', via: 'env' },
    { line: 6, name: 'H', via: 'env' },
    { line: 6, name: 'J', via: 'env' },
    { line: 7, name: 'K', via: 'env' },
    { line: 7, name: 'L', via: 'env', fallback: 0.5 },
    { line: 8, name: 'M', via: 'env' },
    { line: 9, name: 'N', via: 'env', fallback: 'n' },
    { line: 12, name: 'model', via: 'argument', fallback: 'acme-3' },
    { line: 13, name: 'cache', via: 'argument' },
    { line: 14, name: 'limit', via: 'argument', fallback: 3 },
  ]);
});

describe('comparisons', () => {
  test.each([
    ['if (a < 1) throw x', ['a < 1 raise']],
    ['if (a < 1) { log(); process.exit(1); throw x }', ['a < 1 exit']],
    ['if (a < 1) { process.exitCode = 1 }', ['a < 1 exit']],
    ['if (a < 1) { core.setFailed("x") }', ['a < 1 exit']],
    ['if (a === 1 && b !== "c") return', ['a == 1 return', 'b != "c" return']],
    ['if (a < 1) { f() }', ['a < 1 none']],
    ['if (a >= 1) return 1; else throw x', ['a >= 1 raise']],
    ['if (x) {} else if (a in b) { throw x }', ['a in b raise']],
    ['a < 1 && process.exit(1)', ['a < 1 exit']],
    ['process.exit(a < 1 ? 1 : 0)', ['a < 1 exit']],
    ['const f = () => { return a > 1 }', ['a > 1 return']],
    ['while (a < 1) { throw x }', ['a < 1 none']],
    ['expect(await score()).toBeGreaterThanOrEqual(0.8)', ['await score() >= 0.8 assert']],
    ['expect(a).toBeLessThan(b)', ['a < b assert']],
    ['expect(list).not.toContain("x")', ['"x" not in list assert']],
    ['expect(a).not.toBe(1)', ['a != 1 assert']],
    ['expect(a).to.be.at.least(0.7)', ['a >= 0.7 assert']],
    ['expect(a).to.be.above(0.7)', ['a > 0.7 assert']],
    ['assert.isAtLeast(a, 0.6)', ['a >= 0.6 assert']],
    ['assert(a > 0.3, "x")', ['a > 0.3 assert']],
    ['expect(scores.every((s) => s >= 0.5)).toBe(true)', ['scores.every((s) => s >= 0.5) == true assert', 's >= 0.5 assert']],
    ['expect(a).constructor(1)', []],
    ['const passed = scores.every((s) => s >= t); if (!passed) process.exit(1)', ['s >= t exit']],
    ['if (a < 1) { failures.push(a) } if (failures.length > 0) throw x', ['a < 1 raise', 'failures.length > 0 raise']],
    ['let n = 0; if (a < 1) { n++ } function g() { if (n) throw x }', ['a < 1 none']],
    ['a + b', []],
  ])('%s', async (source, expected) => {
    expect((await read('comparisons', 'a.ts', source)).map(({ left, op, right, leads }) => `${left} ${op} ${right} ${leads}`)).toEqual(expected);
  });
});

test('texts: bound names, joined parts, placeholders', async () => {
  const filler = 'and so on until there are sixty characters of it, at last';
  const source = `const PROMPT = 'You help {company}. {{ question }} ' + "${filler}" + name;
ask({ system: \`\${x} {{kept}} \${y} ${filler}\`, ...['acme-mini', 'short'] });
const lines = ['${filler}', \`{b} \${c}\`, d].join('\\n');
class A { prompt = dedent\`
  ${filler}\`.trim(); }
const page = <Chat hint="${filler} it is" />;
// '${filler} in a comment'
`;
  expect(await read('texts', 'a.tsx', source)).toEqual([
    { line: 1, name: 'PROMPT', text: `You help {company}. {{ question }} ${filler}\${name}`, interpolated: true, placeholders: ['company', 'question'] },
    { line: 2, name: 'system', text: `\${x} {{kept}} \${y} ${filler}`, interpolated: true, placeholders: ['kept'] },
    { line: 2, text: 'acme-mini', interpolated: false, placeholders: [] },
    { line: 3, name: 'lines', text: `${filler}\n{b} \${c}\n\${d}`, interpolated: true, placeholders: ['b'] },
    { line: 4, name: 'prompt', scope: 'A', text: `\n  ${filler}`, interpolated: false, placeholders: [] },
    { line: 6, name: 'hint', text: `${filler} it is`, interpolated: false, placeholders: [] },
  ]);
});

test('paths', async () => {
  const source = "read(join(dir, 'prompts/chat.prompty'), `${dir}/data/cases.jsonl`, 'https://acme.test/x.json', 'a sentence. More', './llm');";
  expect(await read('paths', 'a.ts', source)).toEqual([
    { line: 1, text: 'prompts/chat.prompty' },
    { line: 1, text: '/data/cases.jsonl' },
    { line: 1, text: './llm' },
  ]);
});

test('the same in every dialect', async () => {
  for (const path of ['a.ts', 'a.mts', 'a.cts', 'a.tsx', 'a.js', 'a.mjs', 'a.cjs', 'a.jsx']) {
    expect((await read('calls', path, "class A { #b = run({ model: 'acme' }); }")).map(({ callee, assigned, args }) => [callee, assigned, args.at(-1)]), path).toEqual([
      ['run', '#b', { name: '0.model', value: 'acme' }],
    ]);
  }
});
