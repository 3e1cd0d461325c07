import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { audit } from '../../src/audit.ts';
import { configure } from '../../src/configure.ts';
import { memorySnapshot } from '../../src/snapshot/index.ts';
import { testRules } from '../../src/rules-test.ts';
import { findingOf, rules, TODAY } from '../helpers/audit.ts';

const guide = readFileSync(new URL('../../docs/house-rules.md', import.meta.url), 'utf8');

/** The YAML that the guide shows, in its order: the configuration, a tool, a practice, a model. */
const [configuration = '', tool = '', practice = '', model = ''] = [...guide.matchAll(/```yaml\n([^]*?)```/g)].map(([, text]) => text!);
const [toolPath, practicePath, modelPath] = [...guide.matchAll(/`(\.genaiops\/[a-z]+\/[\w/-]+\.yaml)`/g)].map(([, path]) => path!);
const HOUSE = { '.github/genaiops.yml': configuration, [toolPath!]: tool, [practicePath!]: practice, [modelPath!]: model };

test('the examples of the guide pass, and prove something', async () => {
  const { tried, weak } = await testRules(await rules(), memorySnapshot(HOUSE), ['.genaiops'], TODAY);
  expect(tried.map(({ says, wrong }) => ({ says, wrong }))).toEqual([{ says: 'an answer is checked', wrong: [] }, { says: 'the platform only reports', wrong: [] }]);
  expect(weak).toEqual([]);
});

test('what the guide shows works together', async () => {
  const snapshot = memorySnapshot({ ...HOUSE, 'requirements.txt': 'openai\n', 'app.py': 'from openai import OpenAI\nprint(OpenAI().responses.create(model="gpt-4o", input="x"))\n', 'deploy/a/values.yaml': 'x: 1\n  acme-guard: enforce\n' });
  const result = await audit(snapshot, await configure(snapshot, await rules(), { gate: { model: 'acme-policy', minLevel: 1 }, day: TODAY }), { path: '.' });
  expect(findingOf(result, 'acme-guarded')).toMatchObject({ strength: 'present', evidence: [{ path: 'deploy/a/values.yaml', line: 2 }] });
  expect(result.maturity.at(-1)).toMatchObject({ model: 'acme-policy', level: 1, levelName: 'Guarded' });
  expect(result.verdict).toMatchObject({ model: 'acme-policy', passed: true });
});

test('the links of the guide lead somewhere, and its numbers are those of the code', () => {
  const targets = [...guide.matchAll(/\]\((?!https?:)([^)#]+)(?:#([\w-]+))?\)/g)];
  expect(targets.length).toBeGreaterThan(1);
  expect(targets.filter(([, path]) => !existsSync(new URL(path!, new URL('../../docs/', import.meta.url))))).toEqual([]);
  const headings = readFileSync(new URL('../../CONTRIBUTING.md', import.meta.url), 'utf8').match(/^## .+$/gm)?.map((line) => line.slice(3).toLowerCase().replaceAll(' ', '-'));
  for (const [, path, heading] of targets) if (heading && path!.endsWith('CONTRIBUTING.md')) expect(headings).toContain(heading);
  const house = ['house', 'check-house'].map((name) => readFileSync(new URL(`../../src/catalogue/${name}.ts`, import.meta.url), 'utf8')).join('\n');
  for (const constant of ['MOST_FILES = 500;', 'MOST_BYTES = 256 * 1024;', 'LONGEST = 2_000;']) expect(house).toContain(constant);
});
