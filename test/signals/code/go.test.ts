import { expect, test } from 'vitest';
import { told } from './read.ts';

test('a service: imports, structs, methods, loops', async () => {
  const source = [
    'package chat',
    '',
    'import (',
    '	"os"',
    '	llm "go.acme.test/llm/v2"',
    '	_ "go.acme.test/driver"',
    '	. "go.acme.test/dot"',
    '	"go.acme.test/go-kit"',
    ')',
    '',
    'type Agent struct {',
    '	client *llm.Client',
    '	Base',
    '	model, other string',
    '	limit int `env:"LIMIT" envDefault:"5"`',
    '}',
    '',
    'type Asks interface {',
    '	Base',
    '	Ask(ctx context.Context, question string) error',
    '}',
    '',
    'func (a *Agent) Ask(ctx context.Context, question string, more ...Option) (string, error) {',
    '	for i := 0; i < 3; i++ {',
    '		reply, err := a.client.Chat.New(ctx, llm.Params{',
    '			Model: "acme-mini", MaxTokens: llm.Int(100), Temperature: -0.5,',
    '			Messages: []llm.Message{{Role: "user", Content: question}, llm.System("s")},',
    '			Extra: map[string]any{"seed": 7},',
    '		})',
    '	}',
    '	for _, part := range parts { go say(part) }',
    '	for !done { }',
    '	for { break }',
    '	return "", nil',
    '}',
  ].join('\n');
  expect(await told('a.go', source)).toEqual({
    imports: [
      '4 os *>os',
      '5 go.acme.test/llm/v2 *>llm',
      '6 go.acme.test/driver',
      '7 go.acme.test/dot *',
      '8 go.acme.test/go-kit *>kit',
    ],
    calls: [
      '25 a.client.Chat.New(0:ctx, 1:llm.Params{ Model: "acme-mini", MaxTokens: llm.Int(100), Temperature: -0.5, Messages: []llm.Message{{Role: "user", Conte, 1.Model="acme-mini", 1.MaxTokens=100, 1.Temperature=-0.5, 1.Messages:[]llm.Message{{Role: "user", Content: question}, llm.System("s")}, 1.Messages[0]:{Role: "user", Content: question}, 1.Messages[0].Role="user", 1.Messages[0].Content:question, 1.Messages[1]:llm.System("s"), 1.Messages[1].0="s", 1.Extra:map[string]any{"seed": 7}, 1.Extra.seed=7) in Agent.Ask to reply loop 24',
      '25 llm.Params(Model="acme-mini", MaxTokens=100, Temperature=-0.5, Messages:[]llm.Message{{Role: "user", Content: question}, llm.System("s")}, Messages[0]:{Role: "user", Content: question}, Messages[0].Role="user", Messages[0].Content:question, Messages[1]:llm.System("s"), Messages[1].0="s", Extra:map[string]any{"seed": 7}, Extra.seed=7) in Agent.Ask loop 24',
      '26 llm.Int(0=100) in Agent.Ask loop 24',
      '27 llm.System(0="s") in Agent.Ask loop 24',
      '31 say(0:part) in Agent.Ask loop 31',
    ],
    bindings: [
      '12 Agent.client: *llm.Client',
      '20 ctx: context.Context',
      '23 ctx: context.Context',
      '23 more: Option',
      '23 a: *Agent',
    ],
    constants: [
      '24 Agent.Ask.i = 0',
    ],
    settings: [
      '15 env LIMIT or "5"',
    ],
    comparisons: [
      '24 i < 3: none in Agent.Ask',
    ],
    loops: [
      '24-30 for i < 3 in Agent.Ask',
      '31-31 for parts in Agent.Ask',
      '32-32 while !done in Agent.Ask',
      '33-33 while  in Agent.Ask',
    ],
    definitions: [
      '11-16 class Agent() < Base',
      '18-21 class Asks() < Base',
      '20-20 function Asks.Ask(ctx, question)',
      '23-35 function Agent.Ask(ctx, question, more)',
    ],
    texts: [
      '26 Model "acme-mini"',
    ],
  });
});

test('constants and variables', async () => {
  const source = `package p
const Model = "acme-mini"
const ( A, B = "x", 2; C = iota )
var limits = map[string]int{"fast": 100}
var defaults = Config{Model: "acme-max", Inner: Inner{Limit: 5}}
func f() { x := 5; a.b = "c"; y, z := "s", true; var e error = nil; p := &Config{Model: "m"} }
`;
  expect(await told('a.go', source)).toEqual({
    calls: [
      '5 Config(Model="acme-max", Inner:Inner{Limit: 5}, Inner.Limit=5) to defaults',
      '5 Inner(Limit=5)',
      '6 Config(Model="m") in f to p',
    ],
    constants: [
      '2 Model = "acme-mini"',
      '3 A = "x"',
      '3 B = 2',
      '4 limits.fast = 100',
      '5 defaults.Model = "acme-max"',
      '5 defaults.Inner.Limit = 5',
      '6 f.x = 5',
      '6 f.a.b = "c"',
      '6 f.y = "s"',
      '6 f.z = true',
      '6 f.e = null',
      '6 f.p.Model = "m"',
    ],
    definitions: [
      '6-6 function f()',
    ],
    texts: [
      '2 Model "acme-mini"',
      '5 Model "acme-max"',
    ],
  });
});

test('settings', async () => {
  const source = `package p
var key, found = os.LookupEnv("ACME_KEY")
var model = flag.String("model", "acme-mini", "says")
func f() { os.Getenv("A"); getEnv("B", "d"); viper.GetString("c.d"); flag.StringVar(&x, "name", "v", "says"); cmd.Flags().StringP("long", "l", "v2", "says"); os.Setenv("NO", "x") }
`;
  expect(await told('a.go', source)).toEqual({
    calls: [
      '2 os.LookupEnv(0="ACME_KEY") to key',
      '3 flag.String(0="model", 1="acme-mini", 2="says") to model',
      '4 os.Getenv(0="A") in f',
      '4 getEnv(0="B", 1="d") in f',
      '4 viper.GetString(0="c.d") in f',
      '4 flag.StringVar(0:&x, 1="name", 2="v", 3="says") in f',
      '4 cmd.Flags().StringP(0="long", 1="l", 2="v2", 3="says") in f',
      '4 cmd.Flags() in f',
      '4 os.Setenv(0="NO", 1="x") in f',
    ],
    settings: [
      '2 env ACME_KEY',
      '3 argument model or "acme-mini"',
      '4 env A',
      '4 env B or "d"',
      '4 env c.d',
      '4 argument name or "v"',
      '4 argument long or "v2"',
    ],
    definitions: [
      '4-4 function f()',
    ],
    texts: [
      '3 model "acme-mini"',
    ],
    paths: [
      '4 c.d',
    ],
  });
});

test('comparisons and what they lead to', async () => {
  const source = `package p
func f(t *testing.T) error {
	if score < 0.8 { panic("low") } else if a == b { log.Fatalf("x") } else { os.Exit(1) }
	if x := f(); x <= 0.5 { t.Fatalf("low %v", x) }
	if n > 3 { return fmt.Errorf("many") }
	if err != nil { return err }
	if bad := score < MIN; bad { t.Error("bad") }
	require.Greater(t, score, 0.7); assert.True(t, score >= 0.9); assert.Equal(t, 3, count)
	ok := a > b
	return nil
}
`;
  expect(await told('a.go', source)).toEqual({
    calls: [
      '3 panic(0="low") in f',
      '3 log.Fatalf(0="x") in f',
      '3 os.Exit(0=1) in f',
      '4 f() in f to x',
      '4 t.Fatalf(0="low %v", 1:x) in f',
      '5 fmt.Errorf(0="many") in f',
      '7 t.Error(0="bad") in f',
      '8 require.Greater(0:t, 1:score, 2=0.7) in f',
      '8 assert.True(0:t, 1:score >= 0.9) in f',
      '8 assert.Equal(0:t, 1=3, 2:count) in f',
    ],
    bindings: [
      '2 t: *testing.T',
    ],
    comparisons: [
      '3 score < 0.8: raise in f',
      '3 a == b: exit in f',
      '4 x <= 0.5: assert in f',
      '5 n > 3: raise in f',
      '6 err != nil: return in f',
      '7 score < MIN: assert in f',
      '8 score > 0.7: assert in f',
      '8 score >= 0.9: assert in f',
      '8 3 == count: assert in f',
      '9 a > b: none in f',
    ],
    definitions: [
      '2-11 function f(t)',
    ],
  });
});

test('texts and paths', async () => {
  const source = [
    'package p',
    'const System = `You are an assistant of a shop and answer in one sentence.',
    'Question: {{.Question}} and {topic}`',
    'var Sum = "A text that goes on over more than one line " + name + " and on with {topic}."',
    'func f() { load("prompts/chat.tmpl"); ask(Params{Prompt: "You are helpful, and you say so in every sentence that you write, twice."}) }',
  ].join('\n');
  expect(await told('a.go', source)).toEqual({
    calls: [
      '5 load(0="prompts/chat.tmpl") in f',
      '5 ask(0:Params{Prompt: "You are helpful, and you say so in every sentence that you write, twice."}, 0.Prompt="You are helpful, and you say so in every sentence that you write, twice.") in f',
      '5 Params(Prompt="You are helpful, and you say so in every sentence that you write, twice.") in f',
    ],
    constants: [
      '2 System = "You are an assistant of a shop and answer in one sentence.\\nQuestion: {{.Question}} and {topic}"',
    ],
    definitions: [
      '5-5 function f()',
    ],
    texts: [
      '2 System "You are an assistant of a shop and answer in one sentence.\\nQuestion: {{.Question}} and {topic}" {Question} {topic}',
      '4 Sum filled "A text that goes on over more than one line {name} and on with {topic}." {topic}',
      '5 Prompt "You are helpful, and you say so in every sentence that you write, twice."',
    ],
    paths: [
      '5 prompts/chat.tmpl',
    ],
  });
});

test('traps', async () => {
  const source = [
    'package p',
    '// import "no/one"',
    '/* f() */',
    'var s = "import \\"x\\"" + `import "y"`',
    'func g() { defer func() { h() }(); x.(*T).Do(); list[0].Do(); (&http.Client{Timeout: 3}).Do(req); Map[string]("x"); f := func(c *llm.Client) { c.Chat() } }',
  ].join('\n');
  expect(await told('a.go', source)).toEqual({
    calls: [
      '5 h() in g',
      '5 x.Do() in g',
      '5 list[].Do() in g',
      '5 http.Client().Do(Client.Timeout=3, 0:req) in g',
      '5 http.Client(Timeout=3) in g',
      '5 c.Chat() in g',
    ],
    definitions: [
      '5-5 function g()',
    ],
  });
});
