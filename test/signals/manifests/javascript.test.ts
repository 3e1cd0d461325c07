import { describe, expect, test } from 'vitest';
import { readManifest } from '../../../src/signals/manifests/index.ts';
import { dependenciesOf, lines } from './reading.ts';

describe('package.json', () => {
  const text = lines(`
    {
      "name": "@acme/bot",
      "version": "1.2.0",
      "description": "Answers questions.",
      "keywords": ["bot", 7, "chat"],
      "bin": "cli.js",
      "workspaces": ["packages/*"],
      "dependencies": {
        "acme-llm": "^4.0.0",
        "renamed": "npm:@acme/real@^2",
        "local": "workspace:*", "fork": "git+https://user:secret@acme.test/x.git"
      },
      "devDependencies": { "acme-eval": "1.0.0" },
      "optionalDependencies": { "acme-cache": "*" },
      "peerDependencies": { "acme-core": ">=1", "acme-trace": ">=2" },
      "peerDependenciesMeta": { "acme-trace": { "optional": true } }
    }
  `);

  test('every table with its scope, aliases resolved, URLs dropped', () => {
    expect(dependenciesOf('web/package.json', text)).toEqual([
      '9 npm acme-llm ^4.0.0 runtime',
      '10 npm @acme/real ^2 runtime',
      '11 npm fork - runtime',
      '11 npm local workspace:* runtime',
      '13 npm acme-eval 1.0.0 dev',
      '14 npm acme-cache * optional',
      '15 npm acme-core >=1 runtime',
      '15 npm acme-trace >=2 optional',
    ]);
  });

  test('its own facts', () => {
    expect(readManifest('package.json', text)?.package).toStrictEqual({
      line: 2,
      ecosystem: 'npm',
      name: '@acme/bot',
      version: '1.2.0',
      description: 'Answers questions.',
      keywords: ['bot', 'chat'],
      private: false,
      commands: { bot: 'cli.js' },
      workspaces: ['packages/*'],
    });
  });

  test.each([
    ['a missing name', '{}', { line: 1, ecosystem: 'npm', private: true }],
    ['private: true', '{"name":"x","private":true}', { line: 1, ecosystem: 'npm', name: 'x', private: true }],
    ['a table of commands', '{"name":"x","bin":{"a":"a.js","b":7}}', { line: 1, ecosystem: 'npm', name: 'x', private: false, commands: { a: 'a.js' } }],
    ['workspaces as a table', '{"workspaces":{"packages":["a","b"]}}', { line: 1, ecosystem: 'npm', private: true, workspaces: ['a', 'b'] }],
  ])('%s', (_, source, expected) => {
    expect(readManifest('package.json', source)?.package).toStrictEqual(expected);
  });

  test('comments and trailing commas pass; what is commented out is not there', () => {
    const source = '{\n  // "acme-old": "1",\n  "dependencies": {\n    /* "acme-older": "1", */\n    "acme-llm": "1",\n  },\n}';
    expect(readManifest('package.json', source)).toStrictEqual({
      dependencies: [{ line: 5, ecosystem: 'npm', name: 'acme-llm', version: '1', scope: 'runtime' }],
      package: { line: 1, ecosystem: 'npm', private: true },
      notes: [],
    });
  });

  test('a broken file gives a note with its line, and what was read', () => {
    expect(readManifest('package.json', '{\n  "dependencies": {\n    "acme-llm": "1",\n    "other" "2"\n  }\n}')).toMatchObject({
      dependencies: [{ line: 3, name: 'acme-llm' }],
      notes: [{ code: 'unreadable-json', path: 'package.json', line: 4, says: 'package.json is not valid JSON: colon expected' }],
    });
  });

  test('hostile keys are only keys', () => {
    const source = '{"name":"x","dependencies":{"__proto__":"1","constructor":"2"},"bin":{"__proto__":"a.js"}}';
    const signals = readManifest('package.json', source);
    expect(signals?.dependencies.map((one) => one.name)).toEqual(['__proto__', 'constructor']);
    expect(signals?.package).toStrictEqual({ line: 1, ecosystem: 'npm', name: 'x', private: false });
    expect(({} as Record<string, unknown>)['0']).toBeUndefined();
  });

  test.each([['an array', '[1]'], ['a string', '"x"'], ['tables of the wrong kind', '{"dependencies":["a"],"devDependencies":7}']])('%s has no dependencies', (_, source) => {
    expect(dependenciesOf('package.json', source)).toEqual([]);
  });
});

describe('deno.json and jsr.json', () => {
  test('imports that come from npm', () => {
    const text = lines(`
      {
        "name": "@acme/bot",
        "imports": {
          "acme": "npm:acme-llm@^4",
          "acme/": "npm:/acme-llm@^4/",
          "real": "npm:@acme/real",
          "std": "jsr:@std/path@1",
          "local": "./src/mod.ts"
        },
        "workspace": ["./a"]
      }
    `);
    expect(dependenciesOf('deno.jsonc', text)).toEqual(['4 npm acme-llm ^4 runtime', '5 npm acme-llm ^4 runtime', '6 npm @acme/real - runtime']);
    expect(dependenciesOf('jsr.json', text)).toHaveLength(3);
    expect(readManifest('deno.json', text)?.package).toStrictEqual({ line: 2, ecosystem: 'npm', name: '@acme/bot', private: false, workspaces: ['./a'] });
  });
});
