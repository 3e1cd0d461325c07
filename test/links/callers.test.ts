import { describe, expect, test } from 'vitest';
import type { FileSignals } from '../../src/domain/signals.ts';
import type { Tool } from '../../src/domain/tool.ts';
import { call, code, imports, linked, tool } from './support.ts';

const callers = (signals: readonly FileSignals[], tools?: readonly Tool[]): Record<string, { line: number; via?: string }> => Object.fromEntries(linked(signals, tools).modelCallers);

/** A module whose function and class call the model, and whose helper does not. */
const WRAPPER = code('app/llm.py', {
  imports: [imports('acme', 'Client')],
  calls: [
    call(2, 'Client', {}, { assigned: 'client' }),
    call(5, 'client.chat.create', {}, { scope: 'complete' }),
    call(9, 'complete', {}, { scope: 'Agent.run' }),
    call(20, 'text.lower', {}, { scope: 'slugify' }),
  ],
});
const use = (path: string, names: readonly string[], ...calls: ReturnType<typeof call>[]) => code(path, { imports: [imports('app.llm', ...names)], calls });

describe('a file that calls a model directly', () => {
  test('calls a tool that gives access to one', () => {
    expect(callers([WRAPPER])).toEqual({ 'app/llm.py': { line: 5 } });
  });

  test('is not one that calls another kind of tool', () => {
    const tools = [tool('acme', { categories: ['tracing'], imports: { python: ['acme'] }, calls: ['*.chat.create'] })];
    expect(callers([WRAPPER], tools)).toEqual({});
  });

  test.each([
    ['an address in an argument', { calls: [call(3, 'requests.post', { 0: 'https://api.acme.test/v1/chat' })] }, true],
    ['a host below it', { calls: [call(3, 'fetch', { 0: 'https://eu.api.acme.test' })] }, true],
    ['a path in an expression', { calls: [call(3, 'fetch', { 0: { text: '`${base}/v1/acme/chat`' } })] }, true],
    ['an address in a literal', { texts: [{ line: 3, text: 'https://api.acme.test/v1', interpolated: false, placeholders: [] }] }, true],
    ['another host', { calls: [call(3, 'requests.post', { 0: 'https://myapi.acme.test' })] }, false],
    ['another host that begins alike', { calls: [call(3, 'requests.post', { 0: 'https://api.acme.testing' })] }, false],
    ['a longer path', { calls: [call(3, 'fetch', { 0: '/v1/acme/chats' })] }, false],
    ['a sentence', { texts: [{ line: 3, text: 'See https://api.acme.test for the terms.', interpolated: false, placeholders: [] }] }, false],
    ['a number', { calls: [call(3, 'f', { 0: 1, 1: null })] }, false],
  ])('or sends requests: %s: %s', (_, parts, expected) => {
    expect(callers([code('a.ts', parts)])).toEqual(expected ? { 'a.ts': { line: 3 } } : {});
  });
});

describe('a file that calls a wrapper', () => {
  test.each([
    ['its function', ['complete'], [call(4, 'complete')]],
    ['its function under another name', ['complete:ask'], [call(4, 'ask')]],
    ['its class', ['Agent'], [call(4, 'Agent')]],
    ['a method of what it made', ['Agent'], [call(2, 'print'), call(4, 'Agent().run')]],
    ['all its names', ['*'], [call(4, 'complete')]],
    ['a member of the module', ['*:app.llm'], [call(4, 'app.llm.complete')]],
    ['a member of the module by its alias', ['*:llm'], [call(4, 'llm.complete')]],
  ])('by %s', (_, names, calls) => {
    expect(callers([WRAPPER, use('app/api.py', names, ...calls)])).toEqual({ 'app/api.py': { line: 4, via: 'app/llm.py' }, 'app/llm.py': { line: 5 } });
  });

  test('is named with the line of the first call, made or used', () => {
    const api = use('app/api.py', ['Agent'], call(8, 'agent.run', {}, { scope: 'answer' }), call(6, 'Agent', {}, { assigned: 'agent' }));
    expect(callers([WRAPPER, api])['app/api.py']).toEqual({ line: 6, via: 'app/llm.py' });
  });

  test.each([
    ['imports it only', ['complete'], []],
    ['calls a helper of it', ['slugify'], [call(4, 'slugify')]],
    ['calls a helper of the module', ['*:llm'], [call(4, 'llm.slugify')]],
    ['calls something else of that name', ['slugify'], [call(4, 'other.complete')]],
  ])('is not one that %s', (_, names, calls) => {
    expect(callers([WRAPPER, use('app/api.py', names, ...calls)])).toEqual({ 'app/llm.py': { line: 5 } });
  });

  test('three steps away at most, by the shortest way', () => {
    const step = (path: string, from: string, name: string, own: string) => code(path, { imports: [imports(from, name)], calls: [call(3, name, {}, { scope: own })] });
    const signals = [WRAPPER, step('app/a.py', 'app.llm', 'complete', 'a'), step('app/b.py', 'app.a', 'a', 'b'), step('app/c.py', 'app.b', 'b', 'c'), step('app/d.py', 'app.c', 'c', 'd')];
    expect(callers(signals)).toEqual({
      'app/a.py': { line: 3, via: 'app/llm.py' },
      'app/b.py': { line: 3, via: 'app/a.py' },
      'app/c.py': { line: 3, via: 'app/b.py' },
      'app/llm.py': { line: 5 },
    });
  });

  test('through a barrel, which calls nothing itself', () => {
    const signals = [
      WRAPPER,
      code('app/__init__.py', { imports: [imports('.llm', 'complete')] }),
      code('main.py', { imports: [imports('app', 'complete')], calls: [call(3, 'complete')] }),
    ];
    expect(callers(signals)).toEqual({ 'app/llm.py': { line: 5 }, 'main.py': { line: 3, via: 'app/llm.py' } });
  });

  test('through a default export', () => {
    const signals = [
      code('src/llm.ts', { calls: [call(2, 'fetch', { 0: 'https://api.acme.test' }, { scope: 'ask' })] }),
      code('src/a.ts', { imports: [imports('./llm', 'default:ask')], calls: [call(3, 'ask')] }),
    ];
    expect(callers(signals)['src/a.ts']).toEqual({ line: 3, via: 'src/llm.ts' });
  });

  test('by any name where the address stands outside all functions', () => {
    const signals = [
      code('app/http.py', { texts: [{ line: 2, name: 'URL', text: 'https://api.acme.test/v1', interpolated: false, placeholders: [] }] }),
      code('app/a.py', { imports: [imports('app.http', 'post')], calls: [call(3, 'post')] }),
      code('app/b.py', { imports: [imports('app', 'http')], calls: [call(3, 'http.post'), call(1, 'http')] }),
      code('app/c.py', { imports: [imports('app', 'http')], calls: [call(3, 'other.post')] }),
    ];
    expect(callers(signals)).toEqual({ 'app/a.py': { line: 3, via: 'app/http.py' }, 'app/b.py': { line: 3, via: 'app/http.py' }, 'app/http.py': { line: 2 } });
  });

  test('two files that import each other end', () => {
    const signals = [
      code('app/a.py', { imports: [imports('app.b', 'g'), imports('acme', 'Client')], calls: [call(2, 'c.chat.create', {}, { scope: 'f' }), call(3, 'g', {}, { scope: 'f' })] }),
      code('app/b.py', { imports: [imports('app.a', 'f')], calls: [call(2, 'f', {}, { scope: 'g' })] }),
    ];
    expect(callers(signals)).toEqual({ 'app/a.py': { line: 2 }, 'app/b.py': { line: 2, via: 'app/a.py' } });
  });
});
