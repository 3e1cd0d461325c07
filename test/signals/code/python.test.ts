import { describe, expect, test } from 'vitest';
import { parse, read } from './read.ts';

const SERVICE = `class Agent(Base):
    def __init__(self):
        self.client = Client(api_key=KEY, config=Config(limit=100, stop=["a", "b"]))

    @retry(stop=after(3))
    @observe
    async def run(self, question, *, limit=10, **rest):
        while steps < limit:
            try:
                reply = await self.client.chat.create(
                    messages=[{"role": "user", "content": f"q: {question}"}],
                    temperature=0.1, stream=False, extra=None, wait=-1, **{"seed": 7}, **rest,
                )
            except AcmeError as error:
                log(error)
        def inner():
            call()
`;

test('calls: nested arguments, scope, loop, assignment, decorators, rescue', async () => {
  expect(await read('calls', 'a.py', SERVICE)).toEqual([
    {
      line: 3, callee: 'Client', scope: 'Agent.__init__', assigned: 'self.client',
      args: [
        { name: 'api_key', text: 'KEY' },
        { name: 'config', text: 'Config(limit=100, stop=["a", "b"])' },
        { name: 'config.limit', value: 100 },
        { name: 'config.stop', text: '["a", "b"]' },
        { name: 'config.stop[0]', value: 'a' },
        { name: 'config.stop[1]', value: 'b' },
      ],
    },
    { line: 3, callee: 'Config', scope: 'Agent.__init__', args: [{ name: 'limit', value: 100 }, { name: 'stop', text: '["a", "b"]' }, { name: 'stop[0]', value: 'a' }, { name: 'stop[1]', value: 'b' }] },
    { line: 5, callee: 'retry', scope: 'Agent', form: 'decorator', args: [{ name: 'stop', text: 'after(3)' }, { name: 'stop.0', value: 3 }] },
    { line: 5, callee: 'after', scope: 'Agent', args: [{ name: '0', value: 3 }] },
    { line: 6, callee: 'observe', scope: 'Agent', form: 'decorator', args: [] },
    {
      line: 10, callee: 'self.client.chat.create', scope: 'Agent.run', loop: 8, assigned: 'reply', rescued: 14,
      args: [
        { name: 'messages', text: '[{"role": "user", "content": f"q: {question}"}]' },
        { name: 'messages[0]', text: '{"role": "user", "content": f"q: {question}"}' },
        { name: 'messages[0].role', value: 'user' },
        { name: 'messages[0].content', text: 'f"q: {question}"' },
        { name: 'temperature', value: 0.1 },
        { name: 'stream', value: false },
        { name: 'extra', value: null },
        { name: 'wait', value: -1 },
        { name: 'seed', value: 7 },
        { name: '**', text: 'rest' },
      ],
    },
    { line: 15, callee: 'log', scope: 'Agent.run', loop: 8, args: [{ name: '0', text: 'error' }] },
    { line: 17, callee: 'call', scope: 'Agent.run.inner', args: [] },
  ]);
});

test('definitions and loops', async () => {
  const { code } = await parse('a.py', SERVICE);
  expect(code.definitions).toEqual([
    { line: 1, endLine: 17, form: 'class', name: 'Agent', bases: ['Base'] },
    { line: 2, endLine: 3, form: 'function', name: 'Agent.__init__' },
    { line: 7, endLine: 17, form: 'function', name: 'Agent.run', decorators: ['retry', 'observe'], params: ['question', 'limit', 'rest'] },
    { line: 16, endLine: 17, form: 'function', name: 'Agent.run.inner' },
  ]);
  expect(code.loops).toEqual([{ line: 8, endLine: 15, form: 'while', over: 'steps < limit', scope: 'Agent.run' }]);
  expect(await read('loops', 'a.py', 'for a in range(3):\n  f()\nelse:\n  g()\n')).toEqual([{ line: 1, endLine: 4, form: 'for', over: 'range(3)' }]);
});

test.each([
  ['Client().chat.create()', ['Client().chat.create', 'Client']],
  ['(await get()).run()', ['get().run', 'get']],
  ['clients["a"].run()', ['clients[].run']],
  ['"x".join(y)', ['"".join']],
  ['a()(1)', ['a()', 'a']],
  ['client\\\n  .chat\\\n  .create()', ['client.chat.create']],
  ['(lambda: 1)()', []],
  ['x = [f(y) for y in z]', ['f']],
])('callees of %s', async (source, callees) => {
  expect((await read('calls', 'a.py', source)).map(({ callee }) => callee)).toEqual(callees);
});

test('with and walrus assign too; a loop ends with its function; finally rescues nothing', async () => {
  const source = 'with open(f) as handle:\n  pass\nif (n := count()):\n  pass\nfor a in b():\n  def g():\n    h()\ntry:\n  i()\nfinally:\n  pass\nlong = (\n  j\n  .k()\n)\n';
  expect(await read('calls', 'a.py', source)).toEqual([
    { line: 1, callee: 'open', args: [{ name: '0', text: 'f' }], assigned: 'handle' },
    { line: 3, callee: 'count', args: [], assigned: 'n' },
    { line: 5, callee: 'b', args: [] },
    { line: 7, callee: 'h', args: [], scope: 'g' },
    { line: 9, callee: 'i', args: [] },
    { line: 14, callee: 'j.k', args: [], assigned: 'long' },
  ]);
});

test('at most 80 arguments, those of the surface first', async () => {
  const [call] = await read('calls', 'a.py', `f([${'0,'.repeat(100)}], last=1)`);
  expect(call?.args.length).toBe(80);
  expect(call?.args.at(-1)).toEqual({ name: 'last', value: 1 });
  const [deep] = await read('calls', 'a.py', 'f([[[[[[[[1]]]]]]]])');
  expect(deep?.args.map(({ name }) => name)).toEqual(['0', '0[0]', '0[0][0]', '0[0][0][0]', '0[0][0][0][0]', '0[0][0][0][0][0]', '0[0][0][0][0][0][0]']);
});

test('constants', async () => {
  const source = `MODEL = "acme-1"
RATE: float = 1_000.5
MODELS = {"fast": "acme-mini", "deep": {"name": r"a\\b", 3: True}, key: "c"}
LIST = ["a", -1]
TABLE = dict(size="s")
READ = os.environ.get("READ", "acme-2")
ELSE = given or 'acme-3'
NONE = f"{x}"
CALL = Config(model="no constant")
class Agent(Base, mode="m"):
    model = "acme-4"
    tries: int = Field(default=3, ge=1)
    size: str = Field("s")
    other: list = field(default_factory=list)
    def run(self, model: str = "acme-5", n=2, *, none=None):
        self.last = "acme-6"
        local = "acme-7"
        return {"kind": "k"}
class Size(Enum):
    SMALL = "acme-s"
`;
  expect((await read('constants', 'a.py', source)).map(({ line, name, value }) => [line, name, value])).toEqual([
    [1, 'MODEL', 'acme-1'],
    [2, 'RATE', 1000.5],
    [3, 'MODELS.fast', 'acme-mini'],
    [3, 'MODELS.deep.name', 'a\\b'],
    [3, 'MODELS.deep.3', true],
    [3, 'MODELS.key', 'c'],
    [4, 'LIST[0]', 'a'],
    [4, 'LIST[1]', -1],
    [5, 'TABLE.size', 's'],
    [6, 'READ', 'acme-2'],
    [7, 'ELSE', 'acme-3'],
    [10, 'Agent(mode)', 'm'],
    [11, 'Agent.model', 'acme-4'],
    [12, 'Agent.tries', 3],
    [13, 'Agent.size', 's'],
    [15, 'Agent.run(model)', 'acme-5'],
    [15, 'Agent.run(n)', 2],
    [16, 'Agent.last', 'acme-6'],
    [17, 'Agent.run.local', 'acme-7'],
    [18, 'Agent.run.kind', 'k'],
    [20, 'Size.SMALL', 'acme-s'],
  ]);
});

test('settings', async () => {
  const source = `A = os.environ["A"]
B = os.environ.get("B", "b")
C = int(os.getenv("C", 5))
D = getenv("D") or "d"
os.environ["WRITTEN"] = "x"
E = env.str("E", default="e")
F = config("not_in_capitals")
class AppSettings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="APP_")
    model: str = "acme-1"
    key: str = Field(..., validation_alias="SECRET")
    _hidden: int = 1
class Plain(BaseModel):
    size: str = Field("s", env="SIZE")
parser.add_argument("-m", "--model-name", default="acme-3", help="x")
parser.add_argument("input")
@click.option("--dry-run/--no-dry-run", default=False)
def main(count: int = typer.Option(3, "--count", envvar="COUNT")): ...
`;
  expect(await read('settings', 'a.py', source)).toEqual([
    { line: 1, name: 'A', via: 'env' },
    { line: 2, name: 'B', via: 'env', fallback: 'b' },
    { line: 3, name: 'C', via: 'env', fallback: 5 },
    { line: 4, name: 'D', via: 'env', fallback: 'd' },
    { line: 6, name: 'E', via: 'env', fallback: 'e' },
    { line: 10, name: 'APP_MODEL', via: 'env', fallback: 'acme-1' },
    { line: 11, name: 'SECRET', via: 'env' },
    { line: 14, name: 'SIZE', via: 'env', fallback: 's' },
    { line: 15, name: 'model-name', via: 'argument', fallback: 'acme-3' },
    { line: 16, name: 'input', via: 'argument' },
    { line: 17, name: 'dry-run', via: 'argument', fallback: false },
    { line: 18, name: 'COUNT', via: 'env', fallback: 3 },
    { line: 18, name: 'count', via: 'argument', fallback: 3 },
  ]);
});

describe('comparisons', () => {
  test.each([
    ['if a < 1:\n  raise X', ['a < 1 raise']],
    ['if a < 1:\n  log()\n  sys.exit(1)\n  raise X', ['a < 1 exit']],
    ['if a < 1:\n  raise SystemExit(2)', ['a < 1 exit']],
    ['if a < 1:\n  return 1', ['a < 1 return']],
    ['if a < 1:\n  f()', ['a < 1 none']],
    ['if a >= 1:\n  return 1\nelse:\n  raise X', ['a >= 1 raise']],
    ['if x:\n  pass\nelif a < 1 and b != 2:\n  raise X', ['a < 1 raise', 'b != 2 raise']],
    ['if not 0 < a <= 1:\n  raise X', ['0 < a raise', 'a <= 1 raise']],
    ['if a in b and c  not   in d:\n  pytest.fail("x")', ['a in b assert', 'c not in d assert']],
    ['assert a == 1, "x"', ['a == 1 assert']],
    ['return_value = f(a > 1)', ['a > 1 none']],
    ['def f():\n  return a > 1', ['a > 1 return']],
    ['sys.exit(0 if a > 1 else 1)', ['a > 1 exit']],
    ['self.assertGreaterEqual(score(x), 0.8)', ['score(x) >= 0.8 assert']],
    ['self.assertTrue(a > 1)', ['a > 1 assert']],
    ['while a < 1:\n  raise X', ['a < 1 none']],
    ['a is None', []],
    ['passed = all(s >= t for s in scores)\nif not passed:\n  sys.exit(1)', ['s >= t exit']],
    ['passed = a > 1\nassert passed', ['a > 1 assert']],
    ['for s in scores:\n  if s < 1:\n    failures.append(s)\nif failures:\n  raise X', ['s < 1 raise']],
    ['if a < 1:\n  failed = True\nsys.exit(1 if failed else 0)', ['a < 1 exit']],
    ['if a < 1:\n  failed = True\ndef other():\n  if failed:\n    raise X', ['a < 1 none']],
  ])('%j', async (source, expected) => {
    expect((await read('comparisons', 'a.py', source)).map(({ left, op, right, leads }) => `${left} ${op} ${right} ${leads}`)).toEqual(expected);
  });
});

test('texts: bound names, joined parts, placeholders; neither docstrings nor short strings', async () => {
  const filler = 'and so on until there are sixty characters of it, at last';
  const source = `"""A docstring of more than sixty characters is documentation and not a text of the code."""
PROMPT = (
    "You help {company}. {{ question }} %(name)s {'json': 1} {0} $x "
    "${filler}"
)
def f(p="${filler} {a.b}"):
    """Also a docstring of more than sixty characters, and therefore not a text of the code."""
    ask(system=f"{x!r:>{w}} {{kept}} ${filler}")
    log("short")
    use("acme-mini")
    post("/v1/answers")
    get("https://api.acme.test/")
    return "a" + name + " {b} ${filler}"
MESSAGES = [{"content": dedent("""${filler} {%- if c %}{% endif %}""").strip()}]
`;
  expect(await read('texts', 'a.py', source)).toEqual([
    { line: 3, name: 'PROMPT', text: `You help {company}. {{ question }} %(name)s {'json': 1} {0} $x ${filler}`, interpolated: false, placeholders: ['company', 'question', 'name'] },
    { line: 6, name: 'p', text: `${filler} {a.b}`, interpolated: false, placeholders: ['a.b'] },
    { line: 8, name: 'system', scope: 'f', text: `{x!r:>{w}} {kept} ${filler}`, interpolated: true, placeholders: ['kept'] },
    { line: 10, scope: 'f', text: 'acme-mini', interpolated: false, placeholders: [] },
    { line: 11, scope: 'f', text: '/v1/answers', interpolated: false, placeholders: [] },
    { line: 12, scope: 'f', text: 'https://api.acme.test/', interpolated: false, placeholders: [] },
    { line: 13, scope: 'f', text: `a{name} {b} ${filler}`, interpolated: true, placeholders: ['b'] },
    { line: 14, name: 'content', text: `${filler} {%- if c %}{% endif %}`, interpolated: false, placeholders: ['c'] },
  ]);
});

test('paths', async () => {
  const source = `open("prompts/chat.prompty")
load(ROOT / "cases.jsonl")
load(f"{ROOT}/data/{name}.csv")
get("https://acme.test/a.json")
say("a sentence. And/or more")
say("--no/--yes")
`;
  expect(await read('paths', 'a.py', source)).toEqual([
    { line: 1, text: 'prompts/chat.prompty' },
    { line: 2, text: 'cases.jsonl' },
    { line: 3, text: '/data/' },
  ]);
});

test('nested f-strings and broken code around it are survived', async () => {
  const { code, notes } = await parse('a.py', `x = f"""{'a' + f"{b['c']}"}"""\ndef f(:\n  run(model="acme")\n`);
  expect(code.calls.map(({ callee, args }) => [callee, args])).toEqual([['run', [{ name: 'model', value: 'acme' }]]]);
  expect(notes).toEqual([]);
});
