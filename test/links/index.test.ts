import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FileSignals } from '../../src/domain/signals.ts';
import type { Links } from '../../src/domain/links.ts';
import { calleeGlobs } from '../../src/links/globs.ts';
import { call, code, constant, file, imports, linked, pip } from './support.ts';

/** Everything that is data, in the order in which it comes. */
function everything(links: Links): string {
  return JSON.stringify(links, (_, value: unknown) => (value instanceof Map || value instanceof Set ? [...value] : value));
}

const PROJECT: readonly FileSignals[] = [
  pip('acme-llm'),
  code('app/llm.py', { imports: [imports('acme', 'Client')], calls: [call(3, 'Client', {}, { assigned: 'client' }), call(5, 'client.chat.create', {}, { scope: 'ask' })], settings: [{ line: 2, name: 'ACME_MODEL', via: 'env' }] }),
  code('app/api.py', { imports: [imports('app.llm', 'ask'), imports('app', 'config')], calls: [call(7, 'ask'), call(8, 'open', { 0: 'prompts/a.md' })], settings: [{ line: 9, name: 'ACME_MODEL', via: 'env' }] }),
  code('app/config.py', { constants: [constant(1, 'MODEL', 'm')] }),
  file('prompts/a.md', { role: 'main' }),
  file('empty.bin'),
];

test('all links of a small project', () => {
  const links = linked(PROJECT);
  expect([...links.byPath.keys()]).toEqual(['app/api.py', 'app/config.py', 'app/llm.py', 'empty.bin', 'prompts/a.md', 'requirements.txt']);
  expect(everything(links)).toContain('"toolCalls":[{"path":"app/llm.py"');
  expect([...links.modelCallers]).toEqual([['app/api.py', { line: 7, via: 'app/llm.py' }], ['app/llm.py', { line: 5 }]]);
  expect([...links.settingReads]).toEqual([['ACME_MODEL', [{ path: 'app/api.py', line: 9 }, { path: 'app/llm.py', line: 2 }]]]);
  expect([...(links.loadedBy.get('prompts/a.md') ?? [])]).toEqual(['app/api.py']);
  expect(links.constantOf('app/api.py', 'config.MODEL')).toEqual({ value: 'm', path: 'app/config.py', line: 1 });
});

test('the order of the signals changes nothing', () => {
  const expected = everything(linked(PROJECT));
  fc.assert(fc.property(fc.shuffledSubarray([...PROJECT], { minLength: PROJECT.length }), (shuffled) => everything(linked(shuffled)) === expected), { numRuns: 30 });
});

test('odd signals do no harm', () => {
  const word = fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('.', '..', './a', '../../..', '@/', '@', 'a.b', '*', '__proto__', 'constructor', 'a()', 'self.a', '()', '/', '', 'app.llm', '..app', 'acme'));
  const odd = fc.record({
    imports: fc.array(fc.record({ line: fc.nat(), module: word, names: fc.array(fc.record({ name: word, as: word }), { maxLength: 3 }) }), { maxLength: 3 }),
    calls: fc.array(fc.record({ line: fc.nat(), callee: word, args: fc.array(fc.record({ name: word, text: word }), { maxLength: 2 }), assigned: word, scope: word }), { maxLength: 4 }),
    constants: fc.array(fc.record({ line: fc.nat(), name: word, value: word }), { maxLength: 3 }),
    paths: fc.array(fc.record({ line: fc.nat(), text: word }), { maxLength: 2 }),
  });
  const paths = fc.constantFrom('a.py', 'app/a.py', 'app/__init__.py', 'b.ts', 'src/index.ts', 'c.go', 'D.java', 'e.rs', 'f.cs');
  fc.assert(
    fc.property(fc.uniqueArray(fc.tuple(paths, odd), { selector: ([path]) => path, maxLength: 6 }), word, (files, name) => {
      const signals = [...PROJECT, ...files.filter(([path]) => !PROJECT.some((each) => each.file.path === path)).map(([path, parts]) => code(path, parts))];
      const links = linked(signals);
      for (const { file: { path } } of signals) links.constantOf(path, name);
      return everything(links) === everything(linked([...signals].reverse()));
    }),
    { numRuns: 300 },
  );
});

test.each([
  ['*.create', 'a.create', true], ['*.create', 'create', false], ['create', 'create', true], ['create', 'a.create', false], ['*.chat.create', 'a.b.chat.create', true], ['*.chat.create', 'a.chats.create', false],
  ['*create*', 'a.recreated', true], ['a*a', 'a', false], ['a*a', 'aa', true], ['*.from_*', 'x.from_env', true], ['*.a.*.b', 'x.a.y.b', true], ['*.a.*.b', 'x.a.b', false], ['*', '', true], ['*Agent', 'x.MyAgent', true], ['*Agent', 'x.Agents', false], ['LLM*', 'LLMJudge', true], ['LLM*', 'x.LLM', false], ['*.Search*', 'x.SearchAsync', true], ['a.*', 'a.b', true], ['a.*', 'b.a', false], ['*.a.*', 'x.a.a.y', true], ['', '', true], ['*.chat().*', 'm.chat().send', true],
])('callee glob %s and %s: %s', (glob, callee, expected) => {
  const globs = calleeGlobs([[glob, 1]]);
  expect(globs.match(callee)).toEqual(expected ? [1] : []);
  expect(globs.match(callee)).toEqual(expected ? [1] : []);
});

test('callee globs match as the same regular expressions would', () => {
  const part = fc.constantFrom('a', 'b', 'ab', '*', '.', 'create', 'abc()');
  const text = fc.array(part, { maxLength: 7 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.array(text, { maxLength: 5 }), text.map((callee) => callee.replaceAll('*', 'x')), (globs, callee) => {
      const expected = globs.filter((glob) => new RegExp(`^${glob.replace(/[.()]/g, '\\$&').replace(/\*+/g, '.*')}$`).test(callee));
      expect([...calleeGlobs(globs.map((glob) => [glob, glob])).match(callee)].sort()).toEqual(expected.sort());
    }),
    { numRuns: 2000 },
  );
});
