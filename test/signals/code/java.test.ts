import { expect, test } from 'vitest';
import { told } from './read.ts';

test('a service: fields, injection, chains, annotations', async () => {
  const source = [
    'package test.acme.chat;',
    'import java.util.List;',
    'import static test.acme.Util.say;',
    '@Service',
    'public class Agent extends Base<Reply> implements Asks {',
    '  static final String MODEL = "acme-mini", OTHER = MODEL;',
    '  @Value("${acme.limit:100}") private int limit;',
    '  private final Client client;',
    '  Agent(Client.Builder builder, @Value("${acme.key}") String key) {',
    '    this.client = builder.key(key).build();',
    '  }',
    '  @Retryable(maxAttempts = 3)',
    '  String ask(String question, int... more) throws Failure {',
    '    for (int i = 0; i < 3; i++) {',
    '      try {',
    '        return client.prompt().user(question).call().content();',
    '      } catch (Timeout | Failure e) {',
    '        log.warn("again", e);',
    '      }',
    '    }',
    '    while (!done) wait(1);',
    '    return null;',
    '  }',
    '}',
  ].join('\n');
  expect(await told('a.java', source)).toEqual({
    imports: [
      '2 java.util.List List',
      '3 test.acme.Util.say say',
    ],
    calls: [
      '4 @Service()',
      '7 @Value(0="${acme.limit:100}") in Agent',
      '9 @Value(0="${acme.key}") in Agent',
      '10 builder.key().build(key:key) in Agent.Agent to this.client',
      '10 builder.key(0:key) in Agent.Agent',
      '12 @Retryable(maxAttempts=3) in Agent',
      '16 client.prompt().user().call().content(user:question) in Agent.ask loop 14 rescued 17',
      '16 client.prompt().user().call(user:question) in Agent.ask loop 14 rescued 17',
      '16 client.prompt().user(0:question) in Agent.ask loop 14 rescued 17',
      '16 client.prompt() in Agent.ask loop 14 rescued 17',
      '18 log.warn(0="again", 1:e) in Agent.ask loop 14',
      '21 wait(0=1) in Agent.ask loop 21',
    ],
    bindings: [
      '8 Agent.client: Client',
      '9 builder: Client.Builder',
    ],
    constants: [
      '6 Agent.MODEL = "acme-mini"',
      '14 Agent.ask.i = 0',
    ],
    settings: [
      '7 env acme.limit or "100"',
      '9 env acme.key',
    ],
    comparisons: [
      '14 i < 3: none in Agent.ask',
    ],
    loops: [
      '14-20 for i < 3 in Agent.ask',
      '21-21 while !done in Agent.ask',
    ],
    definitions: [
      '5-24 class @Service Agent() < Base < Asks',
      '9-11 function Agent.Agent(builder, key)',
      '13-23 function @Retryable Agent.ask(question, more)',
    ],
    texts: [
      '6 MODEL "acme-mini"',
    ],
  });
});

test('builders and objects', async () => {
  const source = `class A { void f() {
  Options o = Options.builder().model("acme-mini").maxTokens(1_000).stop("a", "b").build();
  client.call(new Prompt(List.of(new Message("user", "x")), Options.builder().temperature(0.5f).build()));
  Object p = Map.of("model", MODEL, "limit", -5L);
  var r = new Client("k") { void g() {} };
  String[] names = {"a", "b"}; names[0].trim(); ((Client) raw).ask(); this.client.ask(); super.ask(); Files::read; x -> x.ask();
  builders.get(0).model("x").build().ask("y");
} }
`;
  expect(await told('a.java', source)).toEqual({
    calls: [
      '2 Options.builder().model().maxTokens().stop().build(model="acme-mini", maxTokens=1000, stop.0="a", stop.1="b") in A.f to o',
      '2 Options.builder().model().maxTokens().stop(0="a", 1="b") in A.f',
      '2 Options.builder().model().maxTokens(0=1000) in A.f',
      '2 Options.builder().model(0="acme-mini") in A.f',
      '2 Options.builder() in A.f',
      '3 client.call(0:new Prompt(List.of(new Message("user", "x")), Options.builder().temperature(0.5f).build()), 0.0:List.of(new Message("user", "x")), 0.0[0]:new Message("user", "x"), 0.0[0].0="user", 0.0[0].1="x", 0.1:Options.builder().temperature(0.5f).build(), 0.1.temperature=0.5) in A.f',
      '3 Prompt(0:List.of(new Message("user", "x")), 0[0]:new Message("user", "x"), 0[0].0="user", 0[0].1="x", 1:Options.builder().temperature(0.5f).build(), 1.temperature=0.5) in A.f',
      '3 List.of(0:new Message("user", "x"), 0.0="user", 0.1="x") in A.f',
      '3 Message(0="user", 1="x") in A.f',
      '3 Options.builder().temperature().build(temperature=0.5) in A.f',
      '3 Options.builder().temperature(0=0.5) in A.f',
      '3 Options.builder() in A.f',
      '4 Map.of(0="model", 1:MODEL, 2="limit", 3=-5) in A.f to p',
      '5 Client(0="k") in A.f to r',
      '6 names[].trim() in A.f',
      '6 raw.ask() in A.f',
      '6 this.client.ask() in A.f',
      '6 super.ask() in A.f',
      '6 x.ask() in A.f',
      '7 builders.get().model().build().ask(get=0, model="x", 0="y") in A.f',
      '7 builders.get().model().build(get=0, model="x") in A.f',
      '7 builders.get().model(0="x") in A.f',
      '7 builders.get(0=0) in A.f',
    ],
    bindings: [
      '2 o: Options',
    ],
    constants: [
      '4 A.f.p.limit = -5',
      '6 A.f.names[0] = "a"',
      '6 A.f.names[1] = "b"',
    ],
    definitions: [
      '1-8 class A()',
      '1-8 function A.f()',
      '5-5 function A.f.g()',
    ],
    texts: [
      '2 model "acme-mini"',
    ],
  });
});

test('settings', async () => {
  const source = `@ConfigurationProperties(prefix = "acme")
class Settings {
  private String model = "acme-mini"; private int limit; static int count;
  String key = System.getenv("ACME_KEY"), home = System.getProperty("acme.home", "d"), rest = env.getProperty("acme.rest");
  String other = Optional.ofNullable(System.getenv("ACME_OTHER")).orElse("d");
  String not = map.get("key") + properties.size();
}
@ConfigurationProperties("acme.chat") record Chat(String model, int limit) {}
`;
  expect(await told('a.java', source)).toEqual({
    calls: [
      '1 @ConfigurationProperties(prefix="acme")',
      '4 System.getenv(0="ACME_KEY") in Settings to key',
      '4 System.getProperty(0="acme.home", 1="d") in Settings to home',
      '4 env.getProperty(0="acme.rest") in Settings to rest',
      '5 Optional.ofNullable().orElse(ofNullable:System.getenv("ACME_OTHER"), ofNullable.0="ACME_OTHER", 0="d") in Settings to other',
      '5 Optional.ofNullable(0:System.getenv("ACME_OTHER"), 0.0="ACME_OTHER") in Settings',
      '5 System.getenv(0="ACME_OTHER") in Settings',
      '6 map.get(0="key") in Settings',
      '6 properties.size() in Settings',
      '8 @ConfigurationProperties(0="acme.chat")',
    ],
    constants: [
      '3 Settings.model = "acme-mini"',
    ],
    settings: [
      '3 env acme.model or "acme-mini"',
      '3 env acme.limit',
      '4 env acme.key',
      '4 env acme.home or "d"',
      '4 env acme.rest',
      '4 env ACME_KEY',
      '5 env acme.other',
      '5 env ACME_OTHER or "d"',
      '6 env acme.not',
      '8 env acme.chat.model',
      '8 env acme.chat.limit',
    ],
    definitions: [
      '2-7 class @ConfigurationProperties Settings()',
      '8-8 class @ConfigurationProperties Chat(model, limit)',
    ],
    texts: [
      '3 model "acme-mini"',
    ],
    paths: [
      '4 acme.home',
      '4 acme.rest',
      '8 acme.chat',
    ],
  });
});

test('comparisons and what they lead to', async () => {
  const source = `class T { void f() {
  if (score < 0.8) throw new Failure("low");
  if (score < MIN) { System.exit(1); } else if (a == b) { return; } else { go(); }
  boolean low = score <= 0.5; if (low) { fail("low"); }
  assert rate > 0.9; assertTrue(score >= 0.7, "m"); assertEquals(3, count);
  assertThat(score).as("s").isGreaterThanOrEqualTo(0.8); assertThat(score, greaterThan(0.6)); Assertions.assertThat(list.size()).isLessThan(9);
  boolean plain = a != b;
} }
`;
  expect(await told('a.java', source)).toEqual({
    calls: [
      '2 Failure(0="low") in T.f',
      '3 System.exit(0=1) in T.f',
      '3 go() in T.f',
      '4 fail(0="low") in T.f',
      '5 assertTrue(0:score >= 0.7, 1="m") in T.f',
      '5 assertEquals(0=3, 1:count) in T.f',
      '6 assertThat().as().isGreaterThanOrEqualTo(assertThat:score, as="s", 0=0.8) in T.f',
      '6 assertThat().as(0="s") in T.f',
      '6 assertThat(0:score) in T.f',
      '6 assertThat(0:score, 1:greaterThan(0.6), 1.0=0.6) in T.f',
      '6 greaterThan(0=0.6) in T.f',
      '6 Assertions.assertThat().isLessThan(assertThat:list.size(), 0=9) in T.f',
      '6 Assertions.assertThat(0:list.size()) in T.f',
      '6 list.size() in T.f',
    ],
    comparisons: [
      '2 score < 0.8: raise in T.f',
      '3 score < MIN: exit in T.f',
      '3 a == b: return in T.f',
      '4 score <= 0.5: assert in T.f',
      '5 rate > 0.9: assert in T.f',
      '5 score >= 0.7: assert in T.f',
      '5 3 == count: assert in T.f',
      '6 score >= 0.8: assert in T.f',
      '6 score > 0.6: assert in T.f',
      '6 list.size() < 9: assert in T.f',
      '7 a != b: none in T.f',
    ],
    definitions: [
      '1-8 class T()',
      '1-8 function T.f()',
    ],
  });
});

test('texts: text blocks, sums, names, placeholders, paths', async () => {
  const source = `class P {
  static final String SYSTEM = """
      You are an assistant of a shop and answer in one sentence.
        Question: {question} and {{ context }}
      """;
  void f() {
    client.prompt().system("You are helpful, and you say so in every sentence that you write, twice.").call();
    String sum = "A text that goes on over more than one line " + name + " and on with {topic}.";
    run("prompts/chat.st", "classpath:x", "short");
  }
  @SystemMessage("Answer the question of the user as briefly as it can be done: {{question}}") String ask(String question);
}
`;
  expect(await told('a.java', source)).toEqual({
    calls: [
      '7 client.prompt().system().call(system="You are helpful, and you say so in every sentence that you write, twice.") in P.f',
      '7 client.prompt().system(0="You are helpful, and you say so in every sentence that you write, twice.") in P.f',
      '7 client.prompt() in P.f',
      '9 run(0="prompts/chat.st", 1="classpath:x", 2="short") in P.f',
      '11 @SystemMessage(0="Answer the question of the user as briefly as it can be done: {{question}}") in P',
    ],
    constants: [
      '2 P.SYSTEM = "You are an assistant of a shop and answer in one sentence.\\n  Question: {question} and {{ context }}\\n"',
    ],
    definitions: [
      '1-12 class P()',
      '6-10 function P.f()',
      '11-11 function @SystemMessage P.ask(question)',
    ],
    texts: [
      '2 SYSTEM "You are an assistant of a shop and answer in one sentence.\\n  Question: {question} and {{ context }}\\n" {question} {context}',
      '7 system "You are helpful, and you say so in every sentence that you write, twice."',
      '8 sum filled "A text that goes on over more than one line {name} and on with {topic}." {topic}',
      '11 SystemMessage "Answer the question of the user as briefly as it can be done: {{question}}" {question}',
    ],
    paths: [
      '9 prompts/chat.st',
    ],
  });
});

test('traps: comments and strings hold no code; enums, records, interfaces, nested classes', async () => {
  const source = `// import no.one;
/* client.ask("x"); */
class A { class B { void c() { /* x */ d("import e;"); } } enum K { X("x", 1); } record R(Client client) {} interface I extends J, K { String D = "d"; void g(Client c); } }
`;
  expect(await told('a.java', source)).toEqual({
    calls: [
      '3 d(0="import e;") in A.B.c',
    ],
    bindings: [
      '3 client: Client',
      '3 A.R.client: Client',
      '3 c: Client',
    ],
    constants: [
      '3 A.I.D = "d"',
    ],
    definitions: [
      '3-3 class A()',
      '3-3 class A.B()',
      '3-3 function A.B.c()',
      '3-3 class A.K()',
      '3-3 class A.R(client)',
      '3-3 class A.I() < J < K',
      '3-3 function A.I.g(c)',
    ],
  });
});
