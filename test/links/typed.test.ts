import { describe, expect, test } from 'vitest';
import type { CodeSignals, FileSignals } from '../../src/domain/signals.ts';
import { call, code, defined, imports, linked, tool, typed } from './support.ts';

/** Two tools whose calls look alike, so that only the receiver tells them apart. */
const TOOLS = [
  tool('acme', { imports: { jvm: ['test.acme'], python: ['acme'], dotnet: ['Acme'], rust: ['acme'], php: ['Acme'] }, packages: { go: ['go.acme.test/llm'] }, calls: ['*.chat', '*.Chat'] }),
  tool('other', { categories: ['testing'], imports: { jvm: ['test.other'], python: ['other'], dotnet: ['Other'], rust: ['other'], php: ['Other'] }, packages: { go: ['go.other.test/sdk'] }, calls: ['*.chat', '*.Chat'] }),
];

const callsIn = (signals: readonly FileSignals[]): string[] => linked(signals, TOOLS).toolCalls.map((each) => `${each.path}:${each.call.line} ${each.tool}`);
/** `path:line via` of the files that call a model through another. */
const through = (signals: readonly FileSignals[]): string[] => [...linked(signals, TOOLS).modelCallers].filter(([, { via }]) => via !== undefined).map(([path, { line, via }]) => `${path}:${line} ${via}`);

describe('a receiver that is declared with a type of a tool', () => {
  test.each<[string, string, Partial<CodeSignals>, string]>([
    ['an injected field, bare', 'A.java', { imports: [imports('test.acme.Client', 'Client'), imports('test.other.Fake', 'Fake')], bindings: [typed(2, 'Agent.client', 'Client')], calls: [call(5, 'client.chat')] }, 'A.java:5 acme'],
    ['an injected field, of the object', 'A.java', { imports: [imports('test.acme.Client', 'Client'), imports('test.other.Fake', 'Fake')], bindings: [typed(2, 'Agent.client', 'Client')], calls: [call(5, 'this.client.chat')] }, 'A.java:5 acme'],
    ['the other one', 'A.java', { imports: [imports('test.acme.Client', 'Client'), imports('test.other.Fake', 'Fake')], bindings: [typed(2, 'Agent.client', 'Fake')], calls: [call(5, 'client.chat')] }, 'A.java:5 other'],
    ['a parameter', 'a.py', { imports: [imports('acme', 'Client'), imports('other', 'Fake')], bindings: [typed(2, 'llm', 'Optional[Client]')], calls: [call(5, 'llm.chat')] }, 'a.py:5 acme'],
    ['a nested type', 'A.java', { imports: [imports('test.acme.Client', 'Client'), imports('test.other.Fake', 'Fake')], bindings: [typed(2, 'builder', 'Client.Builder')], calls: [call(5, 'builder.chat')] }, 'A.java:5 acme'],
    ['a field of a struct, of any variable of its type', 'a.go', { imports: [imports('go.acme.test/llm', '*:llm'), imports('go.other.test/sdk', '*:sdk')], bindings: [typed(2, 'Agent.client', '*llm.Client'), typed(4, 'a', '*Agent')], calls: [call(5, 'a.client.Chat')] }, 'a.go:5 acme'],
    ['a field behind pointers and generics', 'a.rs', { imports: [imports('acme', 'Client'), imports('other', 'Fake')], bindings: [typed(2, 'Agent.client', 'Arc<Client<Config>>')], calls: [call(5, 'self.client.chat')] }, 'a.rs:5 acme'],
    ['what is made from it', 'A.java', { imports: [imports('test.acme.Client', 'Client'), imports('test.other.Fake', 'Fake')], bindings: [typed(2, 'builder', 'Client.Builder')], calls: [call(3, 'builder.build', {}, { assigned: 'this.client' }), call(5, 'this.client.chat')] }, 'A.java:5 acme'],
  ])('%s', (_, path, parts, expected) => {
    expect(callsIn([code(path, parts)])).toEqual([expected]);
  });

  test('a type of nobody\'s says nothing, and a name that is assigned keeps its meaning', () => {
    expect(callsIn([code('a.py', { imports: [imports('third', 'Client')], bindings: [typed(2, 'llm', 'Client')], calls: [call(5, 'llm.chat')] })])).toEqual([]);
  });
});

describe('wrappers that need no import', () => {
  const wrapper = (path: string, parts: Partial<CodeSignals>): FileSignals => code(path, { definitions: [defined('Answers')], calls: [call(3, 'client.chat', {}, { scope: 'Answers.ask' })], ...parts });

  test('a class of the same package, injected', () => {
    const answers = wrapper('src/main/java/shop/Answers.java', { namespace: 'shop', imports: [imports('test.acme.Client', 'Client')] });
    const controller = (path: string, namespace: string) => code(path, { namespace, definitions: [defined('Controller')], bindings: [typed(2, 'Controller.answers', 'Answers')], calls: [call(7, 'answers.ask')] });
    const main = controller('src/main/java/shop/Controller.java', 'shop');
    expect(through([answers, main])).toEqual(['src/main/java/shop/Controller.java:7 src/main/java/shop/Answers.java']);
    expect(through([answers, controller('src/test/java/shop/ControllerTest.java', 'shop')])).toEqual(['src/test/java/shop/ControllerTest.java:7 src/main/java/shop/Answers.java']);
    expect(through([answers, controller('src/main/java/other/Controller.java', 'other')])).toEqual([]);
    expect(through([answers, controller('sample/src/main/java/shop/Controller.java', 'shop')]), 'another build').toEqual([]);
  });

  test('a class that is imported, alone or with its package', () => {
    const answers = wrapper('core/src/main/java/shop/llm/Answers.java', { namespace: 'shop.llm', imports: [imports('test.acme.Client', 'Client')] });
    for (const signal of [imports('shop.llm.Answers', 'Answers'), imports('shop.llm', '*')]) {
      expect(through([answers, code('web/src/main/java/shop/web/Page.java', { namespace: 'shop.web', imports: [signal], bindings: [typed(2, 'answers', 'Answers')], calls: [call(7, 'answers.ask')] })])).toEqual(['web/src/main/java/shop/web/Page.java:7 core/src/main/java/shop/llm/Answers.java']);
    }
  });

  test('a class of a namespace that the file uses or is in', () => {
    const answers = wrapper('Core/Answers.cs', { namespace: 'Shop.Llm', imports: [imports('Acme', '*')] });
    const page = (namespace: string, ...using: string[]) => code('Web/Page.cs', { namespace, imports: using.map((name) => imports(name, '*')), calls: [call(7, 'Answers.Ask')] });
    expect(through([answers, page('Shop.Web', 'Shop.Llm')])).toEqual(['Web/Page.cs:7 Core/Answers.cs']);
    expect(through([answers, page('Shop.Llm.Tests')])).toEqual(['Web/Page.cs:7 Core/Answers.cs']);
    expect(through([answers, page('Shop.Web')])).toEqual([]);
  });

  test('an interface stands for the class that implements it', () => {
    const asks = code('Core/IAsks.cs', { namespace: 'Shop', definitions: [defined('IAsks')] });
    const answers = wrapper('Core/Answers.cs', { namespace: 'Shop', imports: [imports('Acme', '*')], definitions: [defined('Answers', 'class', ['IAsks'])] });
    const page = code('Web/Page.cs', { namespace: 'Web', imports: [imports('Shop', '*')], bindings: [typed(2, 'Page._asks', 'IAsks')], calls: [call(7, '_asks.AskAsync')] });
    expect(through([asks, answers, page])).toEqual(['Web/Page.cs:7 Core/IAsks.cs']);
    expect(through([asks, page])).toEqual([]);
  });

  test('functions and types of the same Go package', () => {
    const ask = code('llm/ask.go', { namespace: 'llm', imports: [imports('go.acme.test/llm', '*:acme')], definitions: [defined('Ask', 'function')], calls: [call(3, 'acme.Chat', {}, { scope: 'Ask' })] });
    const user = (path: string, namespace: string) => code(path, { namespace, definitions: [defined('Run', 'function')], calls: [call(7, 'Ask', {}, { scope: 'Run' })] });
    expect(through([ask, user('llm/run.go', 'llm')])).toEqual(['llm/run.go:7 llm/ask.go']);
    expect(through([ask, user('other/run.go', 'llm'), user('llm/run_test.go', 'llm_test')])).toEqual([]);
  });

  test('Rust modules, from the crate and from beside', () => {
    const ask = code('app/src/llm/ask.rs', { imports: [imports('acme', 'Client')], definitions: [defined('ask', 'function')], calls: [call(3, 'client.chat', {}, { scope: 'ask' })] });
    const root = code('app/src/main.rs');
    const user = (path: string, signal: ReturnType<typeof imports>, callee: string) => through([ask, root, code(path, { imports: [signal], calls: [call(7, callee)] })]);
    expect(user('app/src/web.rs', imports('crate::llm::ask', 'ask'), 'ask')).toEqual(['app/src/web.rs:7 app/src/llm/ask.rs']);
    expect(user('app/src/web.rs', imports('crate::llm', 'ask'), 'ask.ask')).toEqual(['app/src/web.rs:7 app/src/llm/ask.rs']);
    expect(user('app/src/llm/mod.rs', imports('self::ask', '*:ask'), 'ask.ask')).toEqual(['app/src/llm/mod.rs:7 app/src/llm/ask.rs']);
    expect(user('app/src/llm/run.rs', imports('super::ask', 'ask'), 'ask')).toEqual(['app/src/llm/run.rs:7 app/src/llm/ask.rs']);
    expect(user('app/src/web.rs', imports('crate::other', 'ask'), 'ask')).toEqual([]);
  });

  test('Ruby files, required or loaded by the name of their class', () => {
    const tools = [tool('acme', { imports: { ruby: ['acme'] }, calls: ['*.chat'] })];
    const client = code('app/services/shop/llm_client.rb', { imports: [imports('acme')], definitions: [defined('Shop'), defined('Shop.LlmClient')], calls: [call(3, '@client.chat', {}, { scope: 'Shop.LlmClient.ask' })] });
    const user = (path: string, parts: Partial<CodeSignals>) => [...linked([client, code(path, parts)], tools).modelCallers.keys()];
    expect(user('app/jobs/job.rb', { calls: [call(7, 'Shop.LlmClient.new')] })).toEqual(['app/jobs/job.rb', 'app/services/shop/llm_client.rb']);
    expect(user('app/services/run.rb', { imports: [imports('./shop/llm_client')], calls: [call(7, 'Shop.ask')] })).toEqual(['app/services/run.rb', 'app/services/shop/llm_client.rb']);
    expect(user('app/jobs/job.rb', { calls: [call(7, 'Shop.Other.new')] })).toEqual(['app/services/shop/llm_client.rb']);
  });

  test('PHP classes by their full names, and of the same namespace', () => {
    const answers = wrapper('src/Llm/Answers.php', { namespace: 'App\\Llm', imports: [imports('Acme\\Client', 'Client')] });
    const user = (namespace: string, ...signals: ReturnType<typeof imports>[]) => through([answers, code('src/Web/Page.php', { namespace, imports: signals, bindings: [typed(2, 'Page.answers', '?Answers')], calls: [call(7, 'this.answers.ask')] })]);
    expect(user('App\\Web', imports('App\\Llm\\Answers', 'Answers'))).toEqual(['src/Web/Page.php:7 src/Llm/Answers.php']);
    expect(user('App\\Llm')).toEqual(['src/Web/Page.php:7 src/Llm/Answers.php']);
    expect(user('App\\Web', imports('Other\\Answers', 'Answers'))).toEqual([]);
  });
});

test('what one file imports for its whole project', () => {
  const usings = code('app/GlobalUsings.cs', { imports: [{ ...imports('Acme', '*'), global: true }] });
  const page = (path: string) => code(path, { calls: [call(3, 'client.Chat')] });
  expect(callsIn([usings, page('app/web/Page.cs'), page('other/Page.cs')])).toEqual(['app/web/Page.cs:3 acme']);
  expect(callsIn([code('app/Usings.cs', { imports: [imports('Acme', '*')] }), page('app/web/Page.cs')])).toEqual([]);
});

test('what a repository declares itself is never a tool', () => {
  const own = code('src/Client.cs', { namespace: 'Acme.Llm', definitions: [defined('Client')] });
  expect([...linked([own, code('app/Run.cs', { imports: [imports('Acme.Llm', '*')], calls: [call(3, 'client.Chat')] })], TOOLS).toolImports.keys()]).toEqual([]);
});
