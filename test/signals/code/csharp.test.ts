import { expect, test } from 'vitest';
import { told } from './read.ts';

test('a service: fields, injection, awaits, attributes', async () => {
  const source = `using System;
using static Acme.Util;
using Reply = Acme.Chat.Reply;
global using Acme.Llm;
namespace Shop.Chat;
[ApiController]
public class Agent(IClient inner) : Base<Reply>, IAgent {
  private const string Model = "acme-mini", Other = Model;
  public string Name { get; set; } = "acme";
  public int Limit => 5;
  private readonly IClient _client;
  public Agent(IClient client, int limit = 10) : base(client) { _client = client; this.rest = 1; }
  [Retry(Times = 3)]
  public async Task<string> AskAsync(string question) {
    foreach (var part in parts) {
      try { return await _client.Chat?.SendAsync<string>(question); } catch (Failure e) when (e.Again) { Log("again"); }
    }
    do { Wait(1); } while (open);
  }
}
`;
  expect(await told('a.cs', source)).toEqual({
    imports: [
      '1 System *',
      '2 Acme.Util *',
      '3 Acme.Chat.Reply Reply',
      '4 Acme.Llm *',
    ],
    calls: [
      '6 @ApiController()',
      '12 base(0:client) in Agent',
      '13 @Retry(Times=3) in Agent',
      '16 _client.Chat.SendAsync(0:question) in Agent.AskAsync loop 15 rescued 16',
      '16 Log(0="again") in Agent.AskAsync loop 15',
      '18 Wait(0=1) in Agent.AskAsync loop 18',
    ],
    bindings: [
      '7 inner: IClient',
      '7 Agent.inner: IClient',
      '11 Agent._client: IClient',
      '12 client: IClient',
    ],
    constants: [
      '8 Agent.Model = "acme-mini"',
      '9 Agent.Name = "acme"',
      '10 Agent.Limit = 5',
      '12 Agent.Agent(limit) = 10',
      '12 Agent.rest = 1',
    ],
    loops: [
      '15-17 for parts in Agent.AskAsync',
      '18-18 while open in Agent.AskAsync',
    ],
    definitions: [
      '7-20 class @ApiController Agent(inner) < Base < IAgent',
      '12-12 function Agent.Agent(client, limit)',
      '14-19 function @Retry Agent.AskAsync(question)',
    ],
    texts: [
      '8 Model "acme-mini"',
    ],
  });
});

test('objects and initialisers', async () => {
  const source = `class A { void F() {
  var o = new ChatOptions { ModelId = "acme-mini", MaxOutputTokens = 1_000, Stop = { "a" }, Tools = [tool] };
  ChatOptions p = new() { Temperature = 0.5f };
  client.Ask(new ChatOptions { Seed = -7 }, model: "x", new List<Message> { new(Role.System, "s"), new Message(Role.User, text) });
  var d = new Dictionary<string, object> { ["model"] = "x", { "limit", 5 } }; var e = new { model = "y", name };
  ((Client)raw).Ask(); raw!.Ask(); list[0].Ask(); builder.Model("x").Build(); int[] n = { 1, 2 }; using var s = Start("x");
} }
`;
  expect(await told('a.cs', source)).toEqual({
    calls: [
      '2 ChatOptions(ModelId="acme-mini", MaxOutputTokens=1000, Stop:{ "a" }, Stop[0]="a", Tools:[tool], Tools[0]:tool) in A.F to o',
      '3 ChatOptions(Temperature=0.5) in A.F to p',
      '4 client.Ask(0:new ChatOptions { Seed = -7 }, 0.Seed=-7, model="x", 1:new List<Message> { new(Role.System, "s"), new Message(Role.User, text) }, 1[0]:new(Role.System, "s"), 1[0].0:Role.System, 1[0].1="s", 1[1]:new Message(Role.User, text), 1[1].0:Role.User, 1[1].1:text) in A.F',
      '4 ChatOptions(Seed=-7) in A.F',
      '4 List([0]:new(Role.System, "s"), [0].0:Role.System, [0].1="s", [1]:new Message(Role.User, text), [1].0:Role.User, [1].1:text) in A.F',
      '4 Message(0:Role.User, 1:text) in A.F',
      '5 Dictionary(model="x", limit=5) in A.F to d',
      '6 raw.Ask() in A.F',
      '6 raw.Ask() in A.F',
      '6 list[].Ask() in A.F',
      '6 builder.Model().Build(Model="x") in A.F',
      '6 builder.Model(0="x") in A.F',
      '6 Start(0="x") in A.F to s',
    ],
    bindings: [
      '3 p: ChatOptions',
    ],
    constants: [
      '2 A.F.o.ModelId = "acme-mini"',
      '2 A.F.o.MaxOutputTokens = 1000',
      '2 A.F.o.Stop[0] = "a"',
      '3 A.F.p.Temperature = 0.5',
      '5 A.F.d.model = "x"',
      '5 A.F.d.limit = 5',
      '5 A.F.e.model = "y"',
      '6 A.F.n[0] = 1',
      '6 A.F.n[1] = 2',
    ],
    definitions: [
      '1-7 class A()',
      '1-7 function A.F()',
    ],
    texts: [
      '2 ModelId "acme-mini"',
    ],
  });
});

test('settings', async () => {
  const source = `class S { void F() {
  var key = Environment.GetEnvironmentVariable("ACME_KEY") ?? "d";
  var model = configuration["Acme:Model"]; var limit = builder.Configuration.GetValue<int>("Acme:Limit", 5); var s = config.GetSection("Acme");
  config["Acme:Written"] = "x"; var no = table["x"];
} }
`;
  expect(await told('a.cs', source)).toEqual({
    calls: [
      '2 Environment.GetEnvironmentVariable(0="ACME_KEY") in S.F',
      '3 builder.Configuration.GetValue(0="Acme:Limit", 1=5) in S.F to limit',
      '3 config.GetSection(0="Acme") in S.F to s',
    ],
    constants: [
      '2 S.F.key = "d"',
      '4 S.F.config["Acme:Written"] = "x"',
    ],
    settings: [
      '2 env ACME_KEY or "d"',
      '3 env Acme:Model',
      '3 env Acme:Limit or 5',
      '3 env Acme',
    ],
    definitions: [
      '1-5 class S()',
      '1-5 function S.F()',
    ],
  });
});

test('comparisons and what they lead to', async () => {
  const source = `class T { void F() {
  if (score < 0.8) throw new Failure("low"); else if (a == b) return; else { Environment.Exit(1); }
  var low = score <= 0.5; if (low) { Assert.Fail("low"); }
  Assert.True(score >= 0.7); Assert.Equal(3, count); Assert.That(score, Is.GreaterThan(0.6)); score.Should().BeGreaterThanOrEqualTo(0.9);
  var ok = score > MIN ? 1 : 2; Debug.Assert(rate > 1);
} }
`;
  expect(await told('a.cs', source)).toEqual({
    calls: [
      '2 Failure(0="low") in T.F',
      '2 Environment.Exit(0=1) in T.F',
      '3 Assert.Fail(0="low") in T.F',
      '4 Assert.True(0:score >= 0.7) in T.F',
      '4 Assert.Equal(0=3, 1:count) in T.F',
      '4 Assert.That(0:score, 1:Is.GreaterThan(0.6), 1.0=0.6) in T.F',
      '4 Is.GreaterThan(0=0.6) in T.F',
      '4 score.Should().BeGreaterThanOrEqualTo(0=0.9) in T.F',
      '4 score.Should() in T.F',
      '5 Debug.Assert(0:rate > 1) in T.F',
    ],
    comparisons: [
      '2 score < 0.8: raise in T.F',
      '2 a == b: exit in T.F',
      '3 score <= 0.5: assert in T.F',
      '4 score >= 0.7: assert in T.F',
      '4 3 == count: assert in T.F',
      '4 score > 0.6: assert in T.F',
      '4 score >= 0.9: assert in T.F',
      '5 score > MIN: none in T.F',
      '5 rate > 1: assert in T.F',
    ],
    definitions: [
      '1-6 class T()',
      '1-6 function T.F()',
    ],
  });
});

test('texts: verbatim, raw and interpolated strings', async () => {
  const source = `class P {
  const string System = @"You are an assistant and answer in ""one"" sentence: {question} and nothing else at all.";
  string raw = """
      You are an assistant of a shop and answer in one sentence.
      Question: {{question}}
      """;
  void F() {
    Ask($"You are an assistant and answer the question {question} as briefly as you can, {{name}}.");
    Ask($$"""You are an assistant and answer the question {{question}} as briefly as you {can}.""");
    var sum = "A text that goes on over more than one line " + name + " and on with {topic}."; Load("prompts/chat.yaml");
  }
}
`;
  expect(await told('a.cs', source)).toEqual({
    calls: [
      '8 Ask(0:$"You are an assistant and answer the question {question} as briefly as you can, {{name}}.") in P.F',
      '9 Ask(0:$$"""You are an assistant and answer the question {{question}} as briefly as you {can}.""") in P.F',
      '10 Load(0="prompts/chat.yaml") in P.F',
    ],
    constants: [
      '2 P.System = "You are an assistant and answer in \\"one\\" sentence: {question} and nothing else at all."',
      '3 P.raw = "You are an assistant of a shop and answer in one sentence.\\nQuestion: {{question}}"',
    ],
    definitions: [
      '1-12 class P()',
      '7-11 function P.F()',
    ],
    texts: [
      '2 System "You are an assistant and answer in \\"one\\" sentence: {question} and nothing else at all." {question}',
      '3 raw "You are an assistant of a shop and answer in one sentence.\\nQuestion: {{question}}" {question}',
      '8 - filled "You are an assistant and answer the question {question} as briefly as you can, {name}." {name}',
      '9 - filled "You are an assistant and answer the question {{question}} as briefly as you {can}." {can}',
      '10 sum filled "A text that goes on over more than one line {name} and on with {topic}." {topic}',
    ],
    paths: [
      '10 prompts/chat.yaml',
    ],
  });
});

test('traps', async () => {
  const source = [
    '// using No.One;',
    'class A { string s = "using B;"; void F() { using (var x = Open()) { } using var y = Open(); var c = \'x\'; var q = @"c:\\"; } enum K { X = 1, Y } struct S { int a; } interface I { void G(Client c); } }',
  ].join('\n');
  expect(await told('a.cs', source)).toEqual({
    calls: [
      '2 Open() in A.F to x',
      '2 Open() in A.F to y',
    ],
    bindings: [
      '2 c: Client',
    ],
    constants: [
      '2 A.s = "using B;"',
      '2 A.F.q = "c:\\\\"',
      '2 A.K.X = 1',
    ],
    definitions: [
      '2-2 class A()',
      '2-2 function A.F()',
      '2-2 class A.K()',
      '2-2 class A.S()',
      '2-2 class A.I()',
      '2-2 function A.I.G(c)',
    ],
  });
});
