import { beforeAll, describe, expect, test } from 'vitest';
import { fileURLToPath } from 'node:url';
import { check } from '../../src/catalogue/check.ts';
import { compileCatalogue } from '../../src/catalogue/compile.ts';
import { sentences } from '../../src/located-yaml/problems.ts';
import { readRuleFiles } from '../../src/catalogue/files.ts';
import { loadCatalogue } from '../../src/catalogue/index.ts';
import { COMPOSITES } from '../../src/catalogue/operators.ts';
import { readParts } from '../../src/catalogue/read.ts';
import { OPERATORS } from '../../src/domain/rule.ts';
import { CATEGORIES } from '../../src/domain/tool.ts';
import type { Tool } from '../../src/domain/tool.ts';

const RULES = fileURLToPath(new URL('../../rules', import.meta.url));
let folder: Awaited<ReturnType<typeof readRuleFiles>>;
let read: ReturnType<typeof readParts>;
let tools: readonly Tool[];

beforeAll(async () => {
  folder = await readRuleFiles(RULES);
  read = readParts(folder);
  tools = read.parts.tools;
});

test('the rules that ship have no problem', () => {
  expect(sentences([...read.problems, ...check(read.entries)])).toEqual([]);
});

test('loading is deterministic', async () => {
  const [first, second] = await Promise.all([loadCatalogue(RULES), loadCatalogue(RULES)]);
  expect(JSON.stringify(first)).toBe(JSON.stringify(second));
});

describe('tools', () => {
  test('every category is used, and every file is named after one', () => {
    const used = new Set(tools.flatMap(({ categories }) => categories));
    expect(CATEGORIES.filter((category) => !used.has(category))).toEqual([]);
    const files = folder.files.filter(({ name }) => name.startsWith('tools/')).map(({ name }) => name.slice('tools/'.length, -'.yaml'.length));
    expect(files.filter((file) => !CATEGORIES.includes(file as (typeof CATEGORIES)[number]))).toEqual([]);
  });

  test('ids are sorted within a file', () => {
    const ids = read.entries.tools.map(({ value, source }) => `${source.path} ${value.id}`);
    expect(ids).toEqual(sorted(ids));
  });

  test('every list is sorted and says nothing twice', () => {
    for (const tool of tools) {
      for (const [field, list] of listsOf(tool)) expect(list, `${tool.id}: ${field}`).toEqual(sorted([...new Set(list)]));
    }
  });

  test('no callee glob is covered by another of its list', () => {
    const covers = (wide: string, glob: string): boolean => wide !== glob && wide.includes('*') && new RegExp(`^${wide.split('*').map((piece) => piece.replace(/[.()]/g, '\\$&')).join('.*')}$`).test(glob);
    const covered = tools.flatMap((tool) => [tool.calls ?? [], tool.unmistakable ?? []].flatMap((list) => list.filter((glob) => list.some((wide) => covers(wide, glob))).map((glob) => `${tool.id}: ${glob}`)));
    expect(covered).toEqual([]);
  });

  test('every file explains its fields and only those', () => {
    for (const { name, text } of folder.files.filter((file) => file.name.startsWith('tools/'))) {
      const explained = [...text.split('\n\n')[0]!.matchAll(/^#   (\w+) /gm)].map(([, field]) => field);
      expect(explained, name).toEqual(['id', 'name', 'categories', 'packages', 'imports', 'calls', 'unmistakable', 'commands', 'actions', 'files', 'resources', 'images', 'env', 'hosts', 'ambiguous', 'retired']);
    }
  });

  test('what needs no import is unlike anything else: some piece of it is a word of its own', () => {
    const weak = tools.flatMap((tool) => (tool.unmistakable ?? []).filter((glob) => Math.max(...glob.split(/[.*()]+/).map(({ length }) => length)) < 6));
    expect(weak).toEqual([]);
  });

  test('an ambiguous tool has a package that can tell it apart', () => {
    expect(tools.filter(({ ambiguous, packages }) => ambiguous && !packages).map(({ id }) => id)).toEqual([]);
  });

  test('names that collide are marked ambiguous', () => {
    const collide: [keyof Tool & ('imports' | 'packages'), string, string][] = [
      ['imports', 'python', 'agents'], ['imports', 'python', 'guardrails'], ['imports', 'python', 'agentops'], ['imports', 'python', 'autogen'],
      ['packages', 'npm', 'ai'], ['packages', 'npm', 'agents'], ['packages', 'npm', 'flags'], ['packages', 'npm', 'workflow'],
    ];
    for (const [field, where, name] of collide) {
      const unmarked = tools.filter((tool) => (tool[field] as Record<string, string[]> | undefined)?.[where]?.includes(name) && tool.packages && !tool.ambiguous);
      expect(unmarked.map(({ id }) => id), name).toEqual([]);
    }
  });

  test('general clients prove nothing: they are in no entry', () => {
    const general = new Set(['boto3', 'botocore', 'redis', 'ioredis', 'elasticsearch', '@elastic/elasticsearch', 'pg', 'psycopg', 'requests', 'httpx', 'axios', 'jinja2', '@supabase/supabase-js', 'pydantic', 'zod']);
    const named = tools.flatMap((tool) => listsOf(tool).filter(([field]) => /^(packages|imports)/.test(field)).flatMap(([, list]) => list.filter((name) => general.has(name)).map((name) => `${tool.id}: ${name}`)));
    expect(named).toEqual([]);
  });

  test('actions are globs in lower case without a version, URLs have no scheme, retired is a sentence', () => {
    for (const tool of tools) {
      for (const { uses } of tool.actions ?? []) expect(uses).toMatch(/^[a-z0-9_.*-]+\/[a-z0-9_.*/-]+$/);
      for (const host of tool.hosts ?? []) expect(host).not.toMatch(/^https?:|\*/);
      if (tool.retired !== undefined) expect(tool.retired).toMatch(/^[A-Z].*\.$/);
      for (const name of tool.images ?? []) expect(name).not.toMatch(/:[\w.]+$/);
    }
  });
});

describe('the compiled catalogue', () => {
  test('knows which operators hold others', () => {
    expect(sorted(COMPOSITES)).toEqual(sorted(OPERATORS.slice(0, OPERATORS.indexOf('tool'))));
  });

  test('numbers every operator that reads bytes', () => {
    const compiled = compileCatalogue(read.parts);
    compiled.localOperators.forEach((operator, index) => expect(operator.op).toBe(index));
    const text = JSON.stringify(compiled.rules) + JSON.stringify(compiled.kind);
    const used = new Set([...text.matchAll(/"op":(\d+)/g)].map(([, op]) => Number(op)));
    expect(sorted([...used].map(String))).toEqual(sorted(compiled.localOperators.map(({ op }) => String(op))));
  });
});

function sorted(list: readonly string[]): string[] {
  return [...list].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

/** Every list of words of an entry, with the field that holds it. */
function listsOf(tool: Tool): [string, readonly string[]][] {
  const nested = (['packages', 'imports'] as const).flatMap((field) => Object.entries(tool[field] ?? {}).map(([where, list]): [string, readonly string[]] => [`${field}.${where}`, list]));
  const plain = (['calls', 'unmistakable', 'files', 'resources', 'images', 'env', 'hosts'] as const).flatMap((field): [string, readonly string[]][] => (tool[field] ? [[field, tool[field]]] : []));
  return [...nested, ...plain, ['commands', (tool.commands ?? []).map(({ run }) => run)], ['actions', (tool.actions ?? []).map(({ uses }) => uses)]];
}
