import { expect, test } from 'vitest';
import { told } from './read.ts';

test('a service: use, structs, impl, loops', async () => {
  const source = `use acme_llm::{types::{Message, Params as P}, Client};
use crate::llm::*;
use std::{env, fs::{self, File}};
mod agent;
mod inner { use super::x; }
pub struct Agent { client: Arc<Client<Config>>, limit: u32 }
pub trait Asks: Send { fn ask(&self) -> String; }
impl Asks for Agent {
    #[retry(times = 3)]
    async fn ask(&self, question: &str, mut n: Limits) -> Result<String> {
        for part in parts.iter() { say(part); }
        while let Some(x) = next.pop() { say(x); }
        loop { break; }
        let reply = self.client.chat().create(request).await?;
        Ok(reply)
    }
}
impl Agent { fn new() -> Self { make::<T>("x") } }
`;
  expect(await told('a.rs', source)).toEqual({
    imports: [
      '1 acme_llm::types Message Params>P',
      '1 acme_llm Client',
      '2 crate::llm *',
      '3 std env',
      '3 std::fs *>fs File',
      '4 self::agent *>agent',
      '5 super x',
    ],
    calls: [
      '9 @retry(times=3) in Agent',
      '11 parts.iter() in Agent.ask',
      '11 say(0:part) in Agent.ask loop 11',
      '12 next.pop() in Agent.ask loop 12',
      '12 say(0:x) in Agent.ask loop 12',
      '14 self.client.chat().create(0:request) in Agent.ask to reply',
      '14 self.client.chat() in Agent.ask',
      '15 Ok(0:reply) in Agent.ask',
      '18 make(0="x") in Agent.new',
    ],
    bindings: [
      '6 Agent.client: Arc<Client<Config>>',
      '10 n: Limits',
    ],
    loops: [
      '11-11 for parts.iter() in Agent.ask',
      '12-12 while let Some(x) = next.pop() in Agent.ask',
      '13-13 while  in Agent.ask',
    ],
    definitions: [
      '6-6 class Agent()',
      '7-7 class Asks() < Send',
      '7-7 function Asks.ask()',
      '8-17 class Agent() < Asks',
      '10-16 function @retry Agent.ask(question, n)',
      '18-18 function Agent.new()',
    ],
  });
});

test('builders, structs, macros', async () => {
  const source = `fn f() {
    let request = ParamsArgs::default().model("acme-mini").max_tokens(512u32)
        .messages([MessageArgs::default().content("x").build()?.into()]).build()?;
    let p = Params { model: "acme-mini".to_string(), max_tokens: Some(100), seed: -7, ..Default::default() };
    let v = vec![MessageArgs::default().content("x").build()?, say("y", 2)];
    let j = json!({"model": "acme-max", "limit": 5, "messages": [{"role": "user", "content": question}]});
    println!("{}", client.ask("q").await?);
}
`;
  expect(await told('a.rs', source)).toEqual({
    calls: [
      '2 ParamsArgs.default().model().max_tokens(0=512) in f',
      '2 ParamsArgs.default().model(0="acme-mini") in f',
      '2 ParamsArgs.default() in f',
      '3 ParamsArgs.default().model().max_tokens().messages().build(model="acme-mini", max_tokens=512, messages:[MessageArgs::default().content("x").build()?.into()], messages[0]:MessageArgs::default().content("x").build()?.into(), messages[0].content="x") in f to request',
      '3 ParamsArgs.default().model().max_tokens().messages(0:[MessageArgs::default().content("x").build()?.into()], 0[0]:MessageArgs::default().content("x").build()?.into(), 0[0].content="x") in f',
      '3 MessageArgs.default().content().build().into(content="x") in f',
      '3 MessageArgs.default().content().build(content="x") in f',
      '3 MessageArgs.default().content(0="x") in f',
      '3 MessageArgs.default() in f',
      '4 Params(model="acme-mini", max_tokens=100, seed=-7, ..:Default::default()) in f to p',
      '4 Some(0=100) in f',
      '4 Default.default() in f',
      '5 vec([0]:MessageArgs::default().content("x").build(), [1]:say("y", 2)) in f to v',
      '5 MessageArgs.default() in f',
      '5 MessageArgs.default().content(0="x") in f',
      '5 MessageArgs.default().content().build() in f',
      '5 say(0="y", 1=2) in f',
      '6 json(model="acme-max", limit=5, messages:[{"role": "user", "content": question}], messages[0]:{"role": "user", "content": question}, messages[0].role="user", messages[0].content:question) in f to j',
      '7 println(0="{}", 1:client.ask("q")) in f',
      '7 client.ask(0="q") in f',
    ],
    constants: [
      '4 f.p.model = "acme-mini"',
      '4 f.p.max_tokens = 100',
      '4 f.p.seed = -7',
      '6 f.j.model = "acme-max"',
      '6 f.j.limit = 5',
      '6 f.j.messages[0].role = "user"',
    ],
    definitions: [
      '1-8 function f()',
    ],
    texts: [
      '2 model "acme-mini"',
      '4 model "acme-mini"',
      '6 - "acme-max"',
    ],
  });
});

test('constants and settings', async () => {
  const source = `pub const MODEL: &str = "acme-mini";
static LIMIT: u32 = 1_000;
#[derive(Parser)]
struct Args {
    #[arg(long, env = "ACME_MODEL", default_value = "acme-mini")]
    model_name: String,
    #[arg(short, long, default_value_t = 5)]
    limit: u32,
    #[serde(default)]
    plain: u32,
}
fn f() {
    let key = std::env::var("ACME_KEY").unwrap_or_else(|_| "d".to_string());
    let url = env::var("ACME_URL").unwrap_or("u".into());
    let a = env!("A"); let b = option_env!("B");
    self.model = "x".into(); let (c, d) = (1, 2);
}
`;
  expect(await told('a.rs', source)).toEqual({
    calls: [
      '3 @derive(0:Parser)',
      '5 @arg(0:long, env="ACME_MODEL", default_value="acme-mini") in Args',
      '7 @arg(0:short, 1:long, default_value_t=5) in Args',
      '9 @serde() in Args',
      '13 std.env.var().unwrap_or_else(var="ACME_KEY", 0:|_| "d".to_string()) in f to key',
      '13 std.env.var(0="ACME_KEY") in f',
      '14 env.var().unwrap_or(var="ACME_URL", 0="u") in f to url',
      '14 env.var(0="ACME_URL") in f',
      '15 env(0="A") in f to a',
      '15 option_env(0="B") in f to b',
    ],
    constants: [
      '1 MODEL = "acme-mini"',
      '2 LIMIT = 1000',
      '13 f.key = "d"',
      '14 f.url = "u"',
      '16 f.model = "x"',
    ],
    settings: [
      '5 env ACME_MODEL or "acme-mini"',
      '5 argument model-name or "acme-mini"',
      '7 argument limit or 5',
      '13 env ACME_KEY or "d"',
      '14 env ACME_URL or "u"',
      '15 env A',
      '15 env B',
    ],
    definitions: [
      '4-11 class @derive Args()',
      '12-17 function f()',
    ],
    texts: [
      '1 MODEL "acme-mini"',
      '5 - "acme-mini"',
    ],
  });
});

test('comparisons and what they lead to', async () => {
  const source = `fn f() -> Result<()> {
    if score < 0.8 { panic!("low"); } else if a == b { return Err(anyhow!("x")); } else { std::process::exit(1); }
    if n > 3 { bail!("many"); }
    let low = score <= 0.5; if low { panic!("low"); }
    assert!(score >= 0.7, "low {}", score); assert_eq!(count, 3); ensure!(rate > 0.9, "x"); assert!(passed);
    let passed = x > y;
}
`;
  expect(await told('a.rs', source)).toEqual({
    calls: [
      '2 panic(0="low") in f',
      '2 Err(0:anyhow!("x"), 0.0="x") in f',
      '2 anyhow(0="x") in f',
      '2 std.process.exit(0=1) in f',
      '3 bail(0="many") in f',
      '4 panic(0="low") in f',
      '5 assert(0:score >= 0.7, 1="low {}", 2:score) in f',
      '5 assert_eq(0:count, 1=3) in f',
      '5 ensure(0:rate > 0.9, 1="x") in f',
      '5 assert(0:passed) in f',
    ],
    comparisons: [
      '2 score < 0.8: raise in f',
      '2 a == b: raise in f',
      '3 n > 3: raise in f',
      '4 score <= 0.5: raise in f',
      '5 score >= 0.7: assert in f',
      '5 count == 3: assert in f',
      '5 rate > 0.9: raise in f',
      '6 x > y: assert in f',
    ],
    definitions: [
      '1-7 function f()',
    ],
  });
});

test('texts and paths', async () => {
  const source = [
    'const SYSTEM: &str = r#"You are an assistant of a shop and answer in "one" sentence: {question} and {{ context }}."#;',
    'fn f() {',
    '    ask("You are helpful, and you say so \\',
    '         in every sentence that you write, twice.");',
    '    let t = include_str!("prompts/chat.txt");',
    '    let m = Message { content: "You are helpful, and you say so in every sentence that you write, twice.".into() };',
    '}',
  ].join('\n');
  expect(await told('a.rs', source)).toEqual({
    calls: [
      '3 ask(0="You are helpful, and you say so in every sentence that you write, twice.") in f',
      '5 include_str(0="prompts/chat.txt") in f to t',
      '6 Message(content="You are helpful, and you say so in every sentence that you write, twice.") in f to m',
    ],
    constants: [
      '1 SYSTEM = "You are an assistant of a shop and answer in \\"one\\" sentence: {question} and {{ context }}."',
      '6 f.m.content = "You are helpful, and you say so in every sentence that you write, twice."',
    ],
    definitions: [
      '2-7 function f()',
    ],
    texts: [
      '1 SYSTEM "You are an assistant of a shop and answer in \\"one\\" sentence: {question} and {{ context }}." {question} {context}',
      '3 - "You are helpful, and you say so in every sentence that you write, twice."',
      '6 content "You are helpful, and you say so in every sentence that you write, twice."',
    ],
    paths: [
      '5 prompts/chat.txt',
    ],
  });
});

test('traps', async () => {
  const source = `// use no::one;
/* f() */
fn f<'a>(x: &'a str) -> char { let s = "use a::b;"; let r = r#"use c::d;"#; g('"'); h("x") }
`;
  expect(await told('a.rs', source)).toEqual({
    calls: [
      `3 g(0:'"') in f`,
      '3 h(0="x") in f',
    ],
    constants: [
      '3 f.s = "use a::b;"',
      '3 f.r = "use c::d;"',
    ],
    definitions: [
      '3-3 function f(x)',
    ],
  });
});
