import { describe, expect, test } from 'vitest';
import { configure, configured } from '../../src/configure.ts';
import { NO_CONFIGURATION } from '../../src/domain/configuration.ts';
import { ConfigError } from '../../src/domain/errors.ts';
import type { Gate } from '../../src/domain/gate.ts';
import { memorySnapshot } from '../../src/snapshot/index.ts';
import { rules, TODAY } from '../helpers/audit.ts';
import { MISTAKES } from './mistakes.ts';

const TREE = { 'services/api/app.py': 'print(1)\n', 'web/index.ts': 'export {};\n' };
const FILE = '.github/genaiops.yml';

async function setupOf(yaml: string, gate: Gate = {}, name = FILE) {
  return configure(memorySnapshot({ ...TREE, [name]: yaml }), await rules(), { gate, day: TODAY, ...(name !== FILE && { config: name }) });
}

async function problemsOf(yaml: string): Promise<string[]> {
  try {
    await setupOf(yaml);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as ConfigError).message.split('\n');
  }
  return [];
}

describe('every mistake is one sentence with file and line', () => {
  test.each(MISTAKES)('%s', async (_, yaml, sentence) => {
    expect(await problemsOf(yaml)).toEqual([`${FILE}:${sentence}`]);
  });
});

test('all mistakes are told at once, in the order of the lines', async () => {
  expect(await problemsOf('gate:\n  min-level: 9\nmodels: [nothing]\ndisabled:\n  nowhere: It is not there.\n')).toEqual([
    expect.stringContaining(':2: asks for level 9'), expect.stringContaining(':3: there is no maturity model `nothing`'), expect.stringContaining(':5: there is no practice `nowhere`'),
  ]);
});

test('no file, an empty one and one of comments decide nothing', async () => {
  const none = await configure(memorySnapshot(TREE), await rules(), { gate: {}, day: TODAY });
  expect(none.configuration).toEqual(NO_CONFIGURATION);
  for (const yaml of ['', '# nothing yet\n', '{}\n']) expect((await setupOf(yaml)).configuration).toEqual({ ...NO_CONFIGURATION, file: FILE });
});

test('the other spelling is no configuration that nobody reads', async () => {
  const snapshot = memorySnapshot({ ...TREE, '.github/genaiops.yaml': 'gate: { min-level: 3 }\n' });
  await expect(configure(snapshot, await rules(), { gate: {}, day: TODAY })).rejects.toThrow(new ConfigError('.github/genaiops.yaml: is not read; rename it to .github/genaiops.yml.'));
});

test('a configuration that was named must be there, and one elsewhere is read', async () => {
  const snapshot = memorySnapshot({ ...TREE, 'ops/audit.yml': 'gate: { min-level: 2 }\n' });
  await expect(configure(snapshot, await rules(), { config: 'ops/audits.yml', gate: {}, day: TODAY })).rejects.toThrow('There is no file ops/audits.yml in what is audited');
  expect((await configure(snapshot, await rules(), { config: 'ops/audit.yml', gate: {}, day: TODAY })).gate).toEqual({ minLevel: 2 });
});

describe('flags and inputs tighten the gate and cannot loosen it', () => {
  test.each<[string, Gate, Gate]>([
    ['gate: { min-level: 2, min-score: 40 }', {}, { minLevel: 2, minScore: 40 }],
    ['gate: { min-level: 2, min-score: 40 }', { minLevel: 1, minScore: 55 }, { minLevel: 2, minScore: 55 }],
    ['gate: { require-genai: true }', { requireGenai: false }, { requireGenai: true }],
    ['gate: { require-genai: false }', { requireGenai: true }, { requireGenai: true }],
    ['gate: { model: microsoft-genaiops }', { model: 'microsoft-genaiops', minLevel: 0 }, { model: 'microsoft-genaiops', minLevel: 0 }],
  ])('%s with %j', async (yaml, asked, expected) => {
    expect((await setupOf(yaml, asked)).gate).toEqual(expected);
  });
  test('another model than the configuration says is refused', async () => {
    await expect(setupOf('gate: { model: considerations }', { model: 'microsoft-genaiops' })).rejects.toThrow('The model "microsoft-genaiops" is asked for, but .github/genaiops.yml says that considerations decides');
  });
});

test('only the models that are named are reported, in the order of the catalogue', async () => {
  const { catalogue } = await setupOf('models: [considerations, microsoft-genaiops]\n');
  expect(catalogue.maturity.map(({ id }) => id)).toEqual(['microsoft-genaiops', 'considerations']);
});

test('roles: a pattern as in .gitignore, and the last that fits wins', async () => {
  const tree = { 'evals/ui/page.ts': '', 'evals/run.py': '', 'dist/app.js': '', 'notes.prompt.md': '' };
  const yaml = 'roles:\n  evals/ui/: main\n  "*.md": example\n  dist/: main\n  "*.py": ignored\n  evals/run.py: test\n';
  const opened = memorySnapshot({ ...tree, [FILE]: yaml });
  const snapshot = configured(opened, await configure(opened, await rules(), { gate: {}, day: TODAY }));
  expect(Object.fromEntries(snapshot.files.map(({ path, role, firstParty }) => [path, firstParty ? role : 'ignored']))).toEqual({
    'evals/ui/page.ts': 'main', 'evals/run.py': 'test', 'dist/app.js': 'main', 'notes.prompt.md': 'example', [FILE]: 'main',
  });
});
