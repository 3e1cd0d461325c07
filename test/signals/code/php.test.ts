import { expect, test } from 'vitest';
import { told } from './read.ts';

test('a service: use, properties, promotion, calls, loops', async () => {
  const source = [
    '<?php',
    'namespace Shop\\Chat;',
    'use Acme\\Client;',
    'use Acme\\{Message, Params as P};',
    'use function Acme\\say;',
    '#[Service]',
    'class Agent extends Base implements Asks {',
    '  use Logs;',
    `  const MODEL = 'acme-mini', OTHER = self::MODEL;`,
    `  private string $model = 'acme-max';`,
    '  private Client $other;',
    `  public function __construct(private readonly Client $client, string $name = 'd', ?int $n = null) { $this->limit = 5; }`,
    '  #[Retry(3)]',
    '  public function ask(string $question): string {',
    '    foreach ($parts as $k => $part) { say($part); }',
    '    for ($i = 0; $i < 3; $i++) {}',
    '    try {',
    `      $reply = $this->client->chat()->create(['model' => 'acme-mini', 'max_tokens' => 100, 'messages' => [['role' => 'user', 'content' => $question]], 'seed' => -7]);`,
    '    } catch (Failure $e) { retry($e); }',
    '    return Acme::client($key)->ask(new Params(model: \'x\'), \'y\')?->text() ?? parent::ask() ?? static::ask() ?? (new \\Acme\\Other())->ask();',
    '  }',
    '}',
    'interface Asks extends A, B { public function ask(string $q); }',
    `enum Kind: string { case X = 'x'; }`,
    `function g($p = 3) { define('LIMIT', 5); }`,
  ].join('\n');
  expect(await told('a.php', source)).toEqual({
    imports: [
      '3 Acme\\Client Client',
      '4 Acme\\Message Message',
      '4 Acme\\Params Params>P',
      '5 Acme\\say say',
    ],
    calls: [
      '6 @Service()',
      '13 @Retry(0=3) in Agent',
      '15 say(0:$part) in Agent.ask loop 15',
      `18 this.client.chat().create(0:['model' => 'acme-mini', 'max_tokens' => 100, 'messages' => [['role' => 'user', 'content' => $question]], 'seed' => -7], 0.model="acme-mini", 0.max_tokens=100, 0.messages:[['role' => 'user', 'content' => $question]], 0.messages[0]:['role' => 'user', 'content' => $question], 0.messages[0].role="user", 0.messages[0].content:$question, 0.seed=-7) in Agent.ask to reply rescued 19`,
      '18 this.client.chat() in Agent.ask rescued 19',
      '19 retry(0:$e) in Agent.ask',
      `20 Acme.client().ask().text(client:$key, ask.0:new Params(model: 'x'), ask.0.model="x", ask.1="y") in Agent.ask`,
      `20 Acme.client().ask(0:new Params(model: 'x'), 0.model="x", 1="y") in Agent.ask`,
      '20 Acme.client(0:$key) in Agent.ask',
      '20 Params(model="x") in Agent.ask',
      '20 parent.ask() in Agent.ask',
      '20 static.ask() in Agent.ask',
      '20 Acme.Other().ask() in Agent.ask',
      '20 Acme.Other() in Agent.ask',
      '25 define(0="LIMIT", 1=5) in g',
    ],
    bindings: [
      '11 Agent.other: Client',
      '12 client: Client',
      '12 Agent.client: Client',
    ],
    constants: [
      '9 Agent.MODEL = "acme-mini"',
      '10 Agent.model = "acme-max"',
      '12 Agent.__construct(name) = "d"',
      '12 Agent.limit = 5',
      '16 Agent.ask.i = 0',
      '24 Kind.X = "x"',
      '25 g(p) = 3',
      '25 LIMIT = 5',
    ],
    comparisons: [
      '16 $i < 3: none in Agent.ask',
    ],
    loops: [
      '15-15 for $parts in Agent.ask',
      '16-16 for $i < 3 in Agent.ask',
    ],
    definitions: [
      '7-22 class @Service Agent() < Base < Asks',
      '12-12 function Agent.__construct(client, name, n)',
      '14-21 function @Retry Agent.ask(question)',
      '23-23 class Asks() < A < B',
      '23-23 function Asks.ask(q)',
      '24-24 class Kind()',
      '25-25 function g(p)',
    ],
    texts: [
      '9 MODEL "acme-mini"',
      '10 model "acme-max"',
      '18 model "acme-mini"',
    ],
  });
});

test('settings', async () => {
  const source = `<?php
$key = getenv('ACME_KEY') ?: 'k'; $model = env('ACME_MODEL', 'acme-mini'); $e = $_ENV['A'] ?? 'd'; $s = $_SERVER['B']; $m = $_SERVER['REQUEST_METHOD'];
$c = config('services.acme.model'); $_ENV['WRITTEN'] = 'x';
`;
  expect(await told('a.php', source)).toEqual({
    calls: [
      '2 getenv(0="ACME_KEY")',
      '2 env(0="ACME_MODEL", 1="acme-mini") to model',
      '3 config(0="services.acme.model") to c',
    ],
    constants: [
      '2 key = "k"',
      '2 e = "d"',
      `3 _ENV['WRITTEN'] = "x"`,
    ],
    settings: [
      '2 env ACME_KEY or "k"',
      '2 env ACME_MODEL or "acme-mini"',
      '2 env A or "d"',
      '2 env B',
      '3 env services.acme.model',
    ],
    texts: [
      '2 - "acme-mini"',
    ],
    paths: [
      '3 services.acme.model',
    ],
  });
});

test('comparisons and what they lead to', async () => {
  const source = [
    '<?php',
    'if ($score < 0.8) { throw new \\Exception(\'low\'); } elseif ($a === $b) { exit(1); } else { return; }',
    `$low = $score <= 0.5; if ($low) { die('low'); }`,
    '$this->assertGreaterThan(0.7, $score); self::assertTrue($score >= 0.9); expect($rate)->toBeGreaterThan(0.6); assert($n > 1);',
    '$ok = $x > $y;',
  ].join('\n');
  expect(await told('a.php', source)).toEqual({
    calls: [
      '2 Exception(0="low")',
      '3 die(0="low")',
      '4 this.assertGreaterThan(0=0.7, 1:$score)',
      '4 self.assertTrue(0:$score >= 0.9)',
      '4 expect().toBeGreaterThan(expect:$rate, 0=0.6)',
      '4 expect(0:$rate)',
      '4 assert(0:$n > 1)',
    ],
    comparisons: [
      '2 $score < 0.8: raise',
      '2 $a == $b: exit',
      '3 $score <= 0.5: exit',
      '4 $score > 0.7: assert',
      '4 $score >= 0.9: assert',
      '4 $rate > 0.6: assert',
      '4 $n > 1: assert',
      '5 $x > $y: none',
    ],
  });
});

test('texts: heredoc, nowdoc, interpolation', async () => {
  const source = `<?php
$system = <<<TEXT
You are an assistant of a shop and answer in one sentence.
Question: $question and {$topic} and {name}
TEXT;
const RAW = <<<'TEXT'
You are an assistant of a shop and answer in one sentence: {question}.
TEXT;
ask(['prompt' => "You are an assistant and answer the question {$question} as briefly as you can, {name}."]);
$sum = 'A text that goes on over more than one line ' . $name . ' and on with {topic}.'; load('prompts/chat.txt');
`;
  expect(await told('a.php', source)).toEqual({
    calls: [
      `9 ask(0:['prompt' => "You are an assistant and answer the question {$question} as briefly as you can, {name}."], 0.prompt:"You are an assistant and answer the question {$question} as briefly as you can, {name}.")`,
      '10 load(0="prompts/chat.txt")',
    ],
    constants: [
      '6 RAW = "You are an assistant of a shop and answer in one sentence: {question}."',
    ],
    texts: [
      '2 system filled "You are an assistant of a shop and answer in one sentence.\\nQuestion: $question and $topic and {name}" {name}',
      '6 RAW "You are an assistant of a shop and answer in one sentence: {question}." {question}',
      '9 prompt filled "You are an assistant and answer the question $question as briefly as you can, {name}." {name}',
      '10 sum filled "A text that goes on over more than one line {$name} and on with {topic}." {topic}',
    ],
    paths: [
      '10 prompts/chat.txt',
    ],
  });
});

test('traps', async () => {
  const source = [
    '<html>use No\\One; <?php',
    '// use No\\One;',
    '# use No\\One;',
    '$x = "use No\\One;"; $f = function ($a) use ($b) { c($a); }; $g = fn($x) => $x->y();',
  ].join('\n');
  expect(await told('a.php', source)).toEqual({
    calls: [
      '4 c(0:$a)',
      '4 x.y()',
    ],
    constants: [
      '4 x = "use No\\\\One;"',
    ],
  });
});
