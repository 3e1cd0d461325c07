import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isManifest, readManifest } from '../../../src/signals/manifests/index.ts';
import { dependenciesOf } from './reading.ts';

const EVERY = [
  'package.json', 'deno.json', 'jsr.json', 'pyproject.toml', 'requirements.txt', 'Pipfile', 'setup.cfg', 'setup.py', 'environment.yml', 'go.mod', 'pom.xml',
  'build.gradle', 'build.gradle.kts', 'gradle/libs.versions.toml', 'Bot.csproj', 'Directory.Packages.props', 'Cargo.toml', 'Gemfile', 'acme.gemspec', 'composer.json',
];

test.each(EVERY)('%s is a manifest, at any depth', (path) => {
  expect([isManifest(path), isManifest(`a/b/${path}`)]).toEqual([true, true]);
});

test.each([
  'package-lock.json', 'poetry.lock', 'uv.lock', 'go.sum', 'Cargo.lock', 'Gemfile.lock', 'composer.lock', 'tsconfig.json', 'settings.gradle', 'requirements.md', 'docs/base.txt',
  'mypackage.json', 'package.json.bak', 'requirements/README.md', 'requirements', 'environment.ts', 'myenvironment.yml', '',
])('%j is none', (path) => {
  expect([isManifest(path), readManifest(path, 'acme==1')]).toEqual([false, undefined]);
});

describe('whatever a file holds', () => {
  test.each(EVERY)('%s: an empty file has no dependencies', (path) => {
    const signals = readManifest(path, '');
    expect(signals?.dependencies).toEqual([]);
    expect(signals?.notes.map((note) => note.code)).toEqual(
      path.endsWith('.json') ? ['unreadable-json'] : /\.xml$|proj$|props$/.test(path) ? ['unreadable-xml'] : [],
    );
  });

  test.each([
    ['package.json', '\uFEFF{\r\n"dependencies": {\r\n"acme": "1"}}', '3 npm acme 1 runtime'],
    ['pyproject.toml', '\uFEFF[project]\r\nname = "x"\r\ndependencies = [\r\n"acme>=1",\r\n]\r\n', '4 pypi acme >=1 runtime'],
    ['requirements.txt', '\uFEFFacme==1\r\n', '1 pypi acme ==1 runtime'],
    ['environment.yml', '\uFEFFname: x\r\ndependencies:\r\n  - acme=1\r\n', '3 pypi acme =1 runtime'],
    ['pom.xml', '\uFEFF<project>\r\n<dependencies>\r\n<dependency><groupId>a</groupId>\r\n<artifactId>b</artifactId></dependency></dependencies></project>', '4 maven a:b - runtime'],
    ['build.gradle', '\uFEFFdependencies {\r\n  implementation "a:b:1"\r\n}', '2 maven a:b 1 runtime'],
    ['go.mod', '\uFEFFmodule x\r\nrequire acme.test/a v1\r\n', '2 go acme.test/a v1 runtime'],
    ['Gemfile', '\uFEFFgem "acme"\r\n', '1 gem acme - runtime'],
  ])('%s with byte-order mark and CRLF', (path, text, expected) => {
    expect(dependenciesOf(path, text)).toEqual([expected]);
    expect(readManifest(path, text)?.notes).toEqual([]);
  });

  const deep = 100_000;
  test.each([
    ['package.json', '['.repeat(deep), 'nested-too-deep'],
    ['package.json', '{"a":'.repeat(deep), 'nested-too-deep'],
    ['pyproject.toml', `a = ${'['.repeat(deep)}`, 'unreadable-toml'],
    ['environment.yml', '['.repeat(deep), 'nested-too-deep'],
    ['environment.yml', '- '.repeat(deep / 2), 'nested-too-deep'],
    ['pom.xml', '<a>'.repeat(deep), 'unreadable-xml'],
  ])('%s nested a hundred thousand levels deep (%#) is a note', (path, text, code) => {
    expect(readManifest(path, text)).toMatchObject({ dependencies: [], notes: [{ code, path }] });
  });

  test.each([['setup.py', 'import setuptools\nx = '], ['build.gradle', ''], ['Gemfile', ''], ['requirements.txt', '']])('%s nested as deep is read without a word', (path, start) => {
    expect(readManifest(path, start + '[{('.repeat(deep))).toStrictEqual({ dependencies: [], notes: [] });
  });

  test('brackets inside strings are no nesting', () => {
    expect(dependenciesOf('package.json', `{"description":"${'['.repeat(500)}","dependencies":{"acme":"1"}}`)).toEqual(['1 npm acme 1 runtime']);
  });

  test('one huge line is read', () => {
    const many = Array.from({ length: 20_000 }, (_, index) => `"acme-${index}":"1"`).join(',');
    const found = readManifest('package.json', `{"dependencies":{${many}}}`)?.dependencies ?? [];
    expect([found.length, found[0]?.line, found.at(-1)?.line]).toEqual([20_000, 1, 1]);
  });

  test('what no person wrote is not read', () => {
    expect(readManifest('a/package.json', ' '.repeat(1_000_001))).toStrictEqual({
      dependencies: [],
      notes: [{ code: 'manifest-too-large', path: 'a/package.json', says: 'a/package.json is longer than 1000000 characters and was not read' }],
    });
    expect(dependenciesOf('requirements.txt', `acme\n${'a'.repeat(300)}==1\n`)).toEqual(['1 pypi acme - runtime']);
  });

  test('a lock file\'s content under a manifest\'s name gives nothing that it does not declare', () => {
    expect(dependenciesOf('package.json', '{"lockfileVersion":3,"packages":{"node_modules/acme":{"version":"1"}}}')).toEqual([]);
    expect(dependenciesOf('pyproject.toml', '[[package]]\nname = "acme"\nversion = "1"\n')).toEqual([]);
    expect(dependenciesOf('Gemfile', 'GEM\n  specs:\n    acme (1.0)\n')).toEqual([]);
  });

  // Pieces that the formats are made of, so that arbitrary texts get past the first character.
  const piece = fc.constantFrom(
    '[', ']', '{', '}', '(', ')', '"', "'", '"""', '\\', '\n', '\r\n', ' ', '\t', '=', ':', ',', '#', '- ', '<', '>', '</', '<!--', '-->', '$', '${', '/*', '//', ';', '\u0000', '\u2028', '\uD800',
    'dependencies', '[project]', '[[bin]]', 'project', 'name', 'acme', '__proto__', 'constructor', 'setuptools', 'install_requires', 'extras_require', 'require (', 'gem "a"',
    'group :test do', 'end', 'implementation', '"a:b:1"', '<project>', '<dependencies>', '<dependency>', '<artifactId>', '&a', '*a', '|\n', '1',
  );
  const hostile = fc.oneof(fc.string({ unit: 'binary' }), fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join('')));

  test.each(EVERY)('%s: never throws, repeats itself, and every line exists', (path) => {
    fc.assert(
      fc.property(hostile, (text) => {
        const first = readManifest(path, text);
        expect(readManifest(path, text)).toStrictEqual(first);
        const last = text.split('\n').length;
        for (const place of [...(first?.dependencies ?? []), ...(first?.package ? [first.package] : [])]) {
          expect(place.line).toBeGreaterThanOrEqual(1);
          expect(place.line).toBeLessThanOrEqual(last);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('package.json: every declared package is found on its own line', () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,10}$/);
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 8 }), (names) => {
        const text = JSON.stringify({ name: 'x', dependencies: Object.fromEntries(names.map((one) => [one, '1'])) }, null, 2);
        expect(dependenciesOf('package.json', text)).toEqual(Object.keys(Object.fromEntries(names.map((one) => [one, 1]))).map((one, index) => `${index + 4} npm ${one} 1 runtime`));
      }),
    );
  });
});
