import { describe, expect, test } from 'vitest';
import type { FileSignals } from '../../src/domain/signals.ts';
import type { Tool } from '../../src/domain/tool.ts';
import { call, code, file, imports, linked, pip, tool } from './support.ts';

/** Tool ids that a file is found to import. */
const importedIn = (signals: readonly FileSignals[], tools?: readonly Tool[]): string[] => [...linked(signals, tools).toolImports.keys()];
/** `path:line tool` of every tool call. */
const callsIn = (signals: readonly FileSignals[], tools?: readonly Tool[]): string[] => linked(signals, tools).toolCalls.map((each) => `${each.path}:${each.call.line} ${each.tool}`);

describe('imports of tools', () => {
  test.each([
    ['a.py', 'acme', ['Client'], true], ['a.py', 'acme.types.chat', ['Message'], true], ['a.py', 'acmeother', ['Client'], false], ['a.py', '.acme', ['Client'], false],
    ['a.ts', '@acme/llm', ['Client'], true], ['a.ts', '@acme/llm/chat', ['Client'], true], ['a.ts', '@acme/llm-extra', ['Client'], false], ['a.ts', './acme', ['x'], false], ['a.ts', 'acme', ['x'], false],
    ['a.go', 'go.acme.test/llm/v2', [], true], ['a.java', 'test.acme.llm.Client', ['Client'], true], ['a.java', 'test.acme', ['llm'], true], ['a.rs', 'acme', [], false],
  ])('%s: %s %j: %s', (path, module, names, expected) => {
    expect(importedIn([code(path, { imports: [imports(module, ...names)] })])).toEqual(expected ? ['acme'] : []);
  });

  test('the longest catalogued name wins, names included', () => {
    const tools = [tool('suite', { imports: { python: ['acme'] } }), tool('traces', { imports: { python: ['acme.traces'] } }), tool('evals', { imports: { python: ['acme.evals'] } })];
    expect(importedIn([code('a.py', { imports: [imports('acme.traces.api', 'start')] })], tools)).toEqual(['traces']);
    expect(importedIn([code('a.py', { imports: [imports('acme', 'evals')] })], tools)).toEqual(['evals']);
    expect(importedIn([code('a.py', { imports: [imports('acme', 'Client')] })], tools)).toEqual(['suite']);
  });

  test('packages with a star, and Rust\'s dashes', () => {
    const tools = [tool('star', { packages: { npm: ['@star/*'] } }), tool('crate', { packages: { cargo: ['acme-rs'] } })];
    expect(importedIn([code('a.ts', { imports: [imports('@star/core/x', 'y')] }), code('b.rs', { imports: [imports('acme_rs::chat')] })], tools)).toEqual(['crate', 'star']);
  });

  test('are listed by path and line', () => {
    const links = linked([
      code('b.py', { imports: [imports('acme', 'A')] }),
      code('a.py', { imports: [{ line: 9, module: 'acme.x', names: [] }, { line: 2, module: 'acme', names: [] }] }),
    ]);
    expect(links.toolImports.get('acme')).toEqual([{ path: 'a.py', line: 2, module: 'acme' }, { path: 'a.py', line: 9, module: 'acme.x' }, { path: 'b.py', line: 1, module: 'acme' }]);
  });

  test('a module of the repository is not the tool, whatever its name', () => {
    const importer = code('main.py', { imports: [imports('acme', 'Client')] });
    expect(importedIn([importer, code('acme/__init__.py')])).toEqual([]);
    expect(importedIn([importer, code('src/acme.py'), pip('acme-llm')])).toEqual([]);
    expect(importedIn([code('main.py', { imports: [imports('acme', 'planner')] }), code('acme/planner.py')])).toEqual([]);
    // Nor is a folder that Python would overlook for the installed package.
    expect(importedIn([importer, code('acme/planner.py')])).toEqual(['acme']);
  });

  test('a file of the same name is not in the way of a declared package', () => {
    const signals = [code('providers/acme.py', { imports: [imports('acme', 'Client')] }), code('providers/other.py', { imports: [imports('acme', 'Client')] }), pip('acme-llm')];
    expect(linked(signals).toolImports.get('acme')).toHaveLength(2);
  });

  test('an ambiguous tool needs its package declared', () => {
    const tools = [tool('agents', { packages: { pypi: ['acme-agents'] }, imports: { python: ['agents'] }, calls: ['Runner.run'], ambiguous: true })];
    const importer = code('main.py', { imports: [imports('agents', 'Runner')], calls: [call(3, 'Runner.run')] });
    expect([importedIn([importer], tools), callsIn([importer], tools)]).toEqual([[], []]);
    expect([importedIn([importer, pip('acme_agents')], tools), callsIn([importer, pip('acme_agents')], tools)]).toEqual([['agents'], ['main.py:3 agents']]);
  });

  test('vendored code shows nothing', () => {
    const vendored = { firstParty: false };
    const links = linked([
      code('vendor/a.py', { imports: [imports('acme', 'A')], calls: [call(2, 'x.chat.create')] }, vendored),
      file('vendor/requirements.txt', { dependencies: [{ line: 1, ecosystem: 'pypi', name: 'acme-llm', scope: 'runtime' }], ...vendored }),
    ]);
    expect([links.toolImports.size, links.toolDependencies.size, links.toolCalls.length, links.modelCallers.size]).toEqual([0, 0, 0, 0]);
  });
});

test('dependencies on tools, compared as their ecosystem does', () => {
  const tools = [tool('acme', { packages: { pypi: ['Acme_LLM'], nuget: ['Acme.Llm*'], npm: ['@acme/llm'] } })];
  const links = linked(
    [
      file('b/pyproject.toml', { dependencies: [{ line: 4, ecosystem: 'pypi', name: 'acme-llm', scope: 'dev' }] }),
      file('a/App.csproj', { dependencies: [{ line: 2, ecosystem: 'nuget', name: 'acme.llm.chat', scope: 'runtime' }, { line: 1, ecosystem: 'npm', name: 'acme-llm', scope: 'runtime' }] }),
    ],
    tools,
  );
  expect([...links.toolDependencies]).toEqual([
    ['acme', [{ path: 'a/App.csproj', line: 2, name: 'acme.llm.chat', scope: 'runtime' }, { path: 'b/pyproject.toml', line: 4, name: 'acme-llm', scope: 'dev' }]],
  ]);
});

describe('calls of tools', () => {
  test('need the import in the file', () => {
    const calls = [call(4, 'client.chat.create'), call(5, 'client.chat.created'), call(6, 'chat.create'), call(7, 'Client().chat.create')];
    expect(callsIn([code('a.py', { imports: [imports('acme', 'Client')], calls })])).toEqual(['a.py:4 acme', 'a.py:7 acme']);
    expect(callsIn([code('a.py', { calls })])).toEqual([]);
  });

  test('or an unmistakable shape', () => {
    const tools = [tool('acme', { unmistakable: ['*.acme.completions.create'] })];
    expect(callsIn([code('a.rs', { calls: [call(4, 'self.acme.completions.create'), call(5, 'acme.completions.create')] })], tools)).toEqual(['a.rs:4 acme']);
  });

  test('or a receiver from a file that imports the tool', () => {
    const maker = code('app/llm.py', { imports: [imports('acme', 'Client')], calls: [call(2, 'Client', {}, { assigned: 'client' })] });
    const use = (module: string, name: string, ...calls: ReturnType<typeof call>[]) => code('app/use.py', { imports: [imports(module, name)], calls });
    expect(callsIn([maker, use('app.llm', 'client', call(3, 'client.chat.create'))])).toEqual(['app/use.py:3 acme']);
    expect(callsIn([maker, use('app', 'llm', call(3, 'llm.client.chat.create'))])).toEqual(['app/use.py:3 acme']);
    expect(callsIn([maker, use('app.llm', 'get', call(3, 'get().chat.create'))])).toEqual(['app/use.py:3 acme']);
    expect(callsIn([maker, use('app.llm', 'get', call(2, 'get', {}, { assigned: 'self.c' }), call(3, 'self.c.chat.create'))])).toEqual(['app/use.py:3 acme']);
    expect(callsIn([maker, use('app.llm', 'client', call(3, 'other.chat.create'))])).toEqual([]);
    expect(callsIn([code('app/llm.py'), use('app.llm', 'client', call(3, 'client.chat.create'))])).toEqual([]);
  });

  test('through a file that only passes the name on', () => {
    const signals = [
      code('src/llm/client.ts', { imports: [imports('@acme/llm', 'Client')] }),
      code('src/llm/index.ts', { imports: [imports('./client', '*:*')] }),
      code('src/use.ts', { imports: [imports('./llm', 'client')], calls: [call(3, 'client.chat.create')] }),
    ];
    expect(callsIn(signals)).toEqual(['src/use.ts:3 acme']);
  });

  test('on another package are not the tool\'s', () => {
    const tools = [tool('acme', { imports: { python: ['acme'] }, calls: ['*.run'] })];
    const calls = [call(3, 'subprocess.run'), call(4, 'agent.run')];
    expect(callsIn([code('a.py', { imports: [imports('acme', 'Agent'), imports('subprocess', '*:subprocess')], calls })], tools)).toEqual(['a.py:4 acme']);
  });

  test('that look alike are told apart by what they are made on, else all imported tools count', () => {
    const tools = [tool('one', { imports: { python: ['one'] }, calls: ['*.invoke'] }), tool('two', { imports: { python: ['two'] }, calls: ['*.invoke'] })];
    const both = [imports('one', 'One'), imports('two', 'Two')];
    const calls = [call(3, 'One', {}, { assigned: 'm' }), call(4, 'm.invoke'), call(5, 'Two().invoke'), call(6, 'unknown.invoke')];
    expect(callsIn([code('a.py', { imports: both, calls })], tools)).toEqual(['a.py:4 one', 'a.py:5 two', 'a.py:6 one', 'a.py:6 two']);
  });

  test('of a shape that several tools share count once where none is imported', () => {
    const tools = [tool('b', { unmistakable: ['*.chat.completions.make'] }), tool('a', { imports: { python: ['a'] }, unmistakable: ['*.completions.make'] })];
    const calls = [call(1, 'x.chat.completions.make')];
    expect(callsIn([code('a.py', { calls })], tools)).toEqual(['a.py:1 b']);
    expect(callsIn([code('a.py', { imports: [imports('a', 'A')], calls })], tools)).toEqual(['a.py:1 a']);
  });
});
