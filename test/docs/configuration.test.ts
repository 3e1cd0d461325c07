/** The configurations that the guides show are accepted, by the program and by the schema that editors use. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { configure } from '../../src/configure.ts';
import { memorySnapshot } from '../../src/snapshot/index.ts';
import { rules } from '../helpers/audit.ts';
import { published } from '../helpers/json-schema.ts';
import { MISTAKES } from '../options/mistakes.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const shown = ['README.md', 'docs/configuration.md'].flatMap((guide) =>
  [...read(guide).matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml]) => yaml!).filter((yaml) => /^(?:gate|components):/m.test(yaml)).map((yaml, index) => ({ guide, index, yaml })));
const schema = JSON.parse(read('schemas/genaiops.schema.json')) as object;

const accepts = published('genaiops');

/** What the configurations of the guides name. */
const TREE = { 'services/chat/a.py': '', 'services/search/a.py': '', 'apps/playground/a.ts': '' };

describe('what the guides show', () => {
  test('there is something to check', () => expect(shown.length).toBeGreaterThanOrEqual(3));

  test.each(shown)('$guide, example $index', async ({ yaml }) => {
    expect(accepts(parse(yaml))).toBe(true);
    await configure(memorySnapshot({ ...TREE, '.github/genaiops.yml': yaml }), await rules(), { gate: {}, day: '2026-11-01' });
  });
});

test('the schema explains every key at the top', () => {
  const { properties } = schema as { properties: Record<string, { description?: string }> };
  expect(Object.entries(properties).filter(([, one]) => !one.description).map(([key]) => key)).toEqual([]);
});

test('the schema refuses what it can know to be wrong', () => {
  // Ids, folders and dates in relation to one another are beyond a schema.
  const beyond = /there is no|asks for|leaves it out|named twice|is taken|lies in|no component|no pattern|cannot be (?:disabled|attested)|both disabled|lies in the future|expires on|would hold|(?:waived|attested) twice|only describes|could never be met|house rules|rules folder|no folder|folder|belong together|names either|cannot be read/;
  const wrong = MISTAKES.filter(([, , sentence]) => !beyond.test(sentence));
  expect(wrong.length).toBeGreaterThan(12);
  expect(wrong.filter(([, yaml]) => accepts(parse(yaml))).map(([name]) => name)).toEqual([]);
});
