import { expect, test } from 'vitest';
import { told } from './read.ts';

test('a service: requires, classes, calls, loops', async () => {
  const source = `require 'acme/llm'
require_relative "../base"
module Shop
  class Agent < Base::Agent
    LIMITS = { max_tokens: 100, "b" => 1 }.freeze
    MODEL = "acme-mini".freeze
    def initialize(client: Acme::Client.new(key: ENV["ACME_KEY"]), limit: 10, *rest, **more)
      @client = client
      @limit = limit || 5
      self.other = "x"
    end
    def ask(question)
      begin
        reply = @client.chat(parameters: { model: MODEL, messages: [{ role: "user", content: question }], stop: %w[a b], seed: -7, stream: :yes })
      rescue Acme::Error => e
        retry_it(e)
      end
      parts.each do |part| say(part) end
      while n < 3 do n += 1 end
      loop { wait 1 }
      @client.chat.completions.create model: "acme-max", limit: 5
      list[0].ask&.now(1, *a, **h)
    end
    def self.build = new
  end
end
`;
  expect(await told('a.rb', source)).toEqual({
    imports: [
      '1 acme/llm',
      '2 ../base',
    ],
    calls: [
      '1 require(0="acme/llm")',
      '2 require_relative(0="../base")',
      '7 Acme.Client.new(key:ENV["ACME_KEY"]) in Shop.Agent',
      '14 @client.chat(parameters:{ model: MODEL, messages: [{ role: "user", content: question }], stop: %w[a b], seed: -7, stream: :yes }, parameters.model:MODEL, parameters.messages:[{ role: "user", content: question }], parameters.messages[0]:{ role: "user", content: question }, parameters.messages[0].role="user", parameters.messages[0].content:question, parameters.stop:%w[a b], parameters.stop[0]="a", parameters.stop[1]="b", parameters.seed=-7, parameters.stream="yes") in Shop.Agent.ask to reply rescued 15',
      '16 retry_it(0:e) in Shop.Agent.ask',
      '18 parts.each() in Shop.Agent.ask',
      '18 say(0:part) in Shop.Agent.ask loop 18',
      '20 loop() in Shop.Agent.ask',
      '20 wait(0=1) in Shop.Agent.ask loop 20',
      '21 @client.chat.completions.create(model="acme-max", limit=5) in Shop.Agent.ask',
      '21 @client.chat.completions() in Shop.Agent.ask',
      '21 @client.chat() in Shop.Agent.ask',
      '22 list[].ask.now(0=1, 1:*a, **:h) in Shop.Agent.ask',
      '22 list[].ask() in Shop.Agent.ask',
    ],
    constants: [
      '5 Shop.Agent.LIMITS.max_tokens = 100',
      '5 Shop.Agent.LIMITS.b = 1',
      '6 Shop.Agent.MODEL = "acme-mini"',
      '7 Shop.Agent.initialize(limit) = 10',
      '9 Shop.Agent.limit = 5',
      '10 Shop.Agent.other = "x"',
    ],
    settings: [
      '7 env ACME_KEY',
    ],
    comparisons: [
      '19 n < 3: none in Shop.Agent.ask',
    ],
    loops: [
      '18-18 for parts in Shop.Agent.ask',
      '19-19 while n < 3 in Shop.Agent.ask',
      '20-20 while  in Shop.Agent.ask',
    ],
    definitions: [
      '3-26 class Shop()',
      '4-25 class Shop.Agent() < Base.Agent',
      '7-11 function Shop.Agent.initialize(client, limit, rest, more)',
      '12-23 function Shop.Agent.ask(question)',
      '24-24 function Shop.Agent.build()',
    ],
    texts: [
      '6 MODEL "acme-mini"',
      '21 model "acme-max"',
    ],
    paths: [
      '1 acme/llm',
      '2 ../base',
    ],
  });
});

test('settings', async () => {
  const source = `key = ENV["ACME_KEY"] || "k"
model = ENV.fetch("ACME_MODEL", "acme-mini")
limit = ENV.fetch("ACME_LIMIT") { 5 }
ENV["WRITTEN"] = "x"
opts.on("-m", "--model NAME") { |m| x }
`;
  expect(await told('a.rb', source)).toEqual({
    calls: [
      '2 ENV.fetch(0="ACME_MODEL", 1="acme-mini") to model',
      '3 ENV.fetch(0="ACME_LIMIT") to limit',
      '5 opts.on(0="-m", 1="--model NAME")',
    ],
    constants: [
      '1 key = "k"',
      '4 ENV["WRITTEN"] = "x"',
    ],
    settings: [
      '1 env ACME_KEY or "k"',
      '2 env ACME_MODEL or "acme-mini"',
      '3 env ACME_LIMIT or 5',
      '5 argument model',
    ],
    texts: [
      '2 - "acme-mini"',
    ],
  });
});

test('comparisons and what they lead to', async () => {
  const source = `raise "low" if score < 0.8
if a == b then exit(1) elsif c then return 1 else abort "x" end
unless score >= MIN
  exit
end
low = score <= 0.5
raise "low" if low
expect(score).to be > 0.7
expect(count).to eq(3)
assert_operator rate, :>=, 0.9
assert score > 0.6
ok = x > y
`;
  expect(await told('a.rb', source)).toEqual({
    calls: [
      '1 raise(0="low")',
      '2 exit(0=1)',
      '2 abort(0="x")',
      '7 raise(0="low")',
      '8 expect().to(expect:score, 0:be > 0.7)',
      '8 expect(0:score)',
      '9 expect().to(expect:count, 0:eq(3), 0.0=3)',
      '9 expect(0:count)',
      '9 eq(0=3)',
      '10 assert_operator(0:rate, 1=">=", 2=0.9)',
      '11 assert(0:score > 0.6)',
    ],
    comparisons: [
      '1 score < 0.8: raise',
      '2 a == b: exit',
      '3 score >= MIN: exit',
      '6 score <= 0.5: raise',
      '8 score > 0.7: assert',
      '9 count == 3: assert',
      '10 rate >= 0.9: assert',
      '11 score > 0.6: assert',
      '12 x > y: none',
    ],
  });
});

test('texts: heredocs, sums, interpolation', async () => {
  const source = `SYSTEM = <<~TEXT
  You are an assistant of a shop and answer in one sentence.
    Question: {question} and %{context}
TEXT
def f
  ask(prompt: "You are an assistant and answer the question #{question} as briefly as you can, {name}.")
  load_file("prompts/chat.txt")
  sum = "A text that goes on over more than one line " + name + " and on with {topic}."
end
`;
  expect(await told('a.rb', source)).toEqual({
    calls: [
      '6 ask(prompt:"You are an assistant and answer the question #{question} as briefly as you can, {name}.") in f',
      '7 load_file(0="prompts/chat.txt") in f',
    ],
    constants: [
      '1 SYSTEM = "You are an assistant of a shop and answer in one sentence.\\n  Question: {question} and %{context}"',
    ],
    definitions: [
      '5-9 function f()',
    ],
    texts: [
      '1 SYSTEM "You are an assistant of a shop and answer in one sentence.\\n  Question: {question} and %{context}" {question} {context}',
      '6 prompt filled "You are an assistant and answer the question #{question} as briefly as you can, {name}." {name}',
      '8 sum filled "A text that goes on over more than one line {name} and on with {topic}." {topic}',
    ],
    paths: [
      '7 prompts/chat.txt',
    ],
  });
});

test('traps', async () => {
  const source = `# require 'no'
=begin
require 'no'
=end
x = "require 'a'"
y = 'it''s'
describe "x" do it("y") { expect(a).to be_truthy } end
`;
  expect(await told('a.rb', source)).toEqual({
    calls: [
      '7 describe(0="x")',
      '7 it(0="y")',
      '7 expect().to(expect:a, 0:be_truthy)',
      '7 expect(0:a)',
    ],
    constants: [
      `5 x = "require 'a'"`,
      '6 y = "its"',
    ],
  });
});
