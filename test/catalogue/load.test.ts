import { mkdtemp, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadCatalogue } from '../../src/catalogue/index.ts';
import { ConfigError } from '../../src/domain/errors.ts';
import { GOOD, rulesFolder } from './folder.ts';

const RULE = 'practices/usage/llm-usage.yaml';
const TOOLS = 'tools/llm-sdk.yaml';
const MODEL = 'maturity/house.yaml';

/** The sentences of the ConfigError that a changed folder gives. */
async function problems(changes: Record<string, string | null>): Promise<string[]> {
  const folder = await rulesFolder(changes);
  const error: unknown = await loadCatalogue(folder).then(() => undefined, (thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ConfigError);
  return (error as ConfigError).message.split('\n');
}

const rule = (from: string, to: string) => ({ [RULE]: replaced(GOOD[RULE] ?? '', from, to) });
const tools = (from: string, to: string) => ({ [TOOLS]: replaced(GOOD[TOOLS] ?? '', from, to) });
const model = (from: string, to: string) => ({ [MODEL]: replaced(GOOD[MODEL] ?? '', from, to) });

function replaced(text: string, from: string, to: string): string {
  expect(text).toContain(from);
  return text.replace(from, to);
}

test('a good folder loads', async () => {
  const catalogue = await loadCatalogue(await rulesFolder());
  expect(catalogue.tools.map(({ id }) => id)).toEqual(['acme']);
  expect(catalogue.rules.map(({ id, roles }) => [id, roles])).toEqual([['llm-usage', ['main']]]);
  expect(catalogue.maturity.map(({ id }) => id)).toEqual(['house']);
  expect(catalogue.models.words).toEqual(['acme']);
});

describe('the shape of a file', () => {
  test('an unknown key names the line and the nearest known one', async () => {
    expect(await problems(rule('present:\n', 'presnt:\n'))).toEqual([`rules/${RULE}:7: unknown key \`presnt\`; did you mean \`present\`?`]);
  });

  test('an unknown key deep in an operator is found through lists and lazy schemas', async () => {
    expect(await problems(rule('  tool:\n    id: [acme]', '  any:\n    - tool:\n        id: [acme]\n        shows: [call]\n    - calll: { callee: x }\n  x:\n    id: [acme]'))).toEqual([
      `rules/${RULE}:12: unknown key \`calll\`; did you mean \`call\`?`,
      expect.stringMatching(/^rules\/practices\/usage\/llm-usage\.yaml:13: unknown key `x`; expected one of: tool, call, .*, any, all, not, /),
    ]);
  });

  test('an unknown ecosystem lists the known ones', async () => {
    expect(await problems(tools('npm: [acme]', 'pip: [acme]'))).toEqual([`rules/${TOOLS}:4: unknown key \`pip\`; expected one of: npm, pypi, go, maven, nuget, cargo, gem, composer`]);
  });

  test('wrong types, missing keys and wrong words', async () => {
    expect(await problems(rule('title: Calls a model\n', 'title: [a]\n'))).toEqual([`rules/${RULE}:3: \`title\` must be text, and is a list`]);
    expect(await problems(rule('title: Calls a model\n', ''))).toEqual([`rules/${RULE}:1: \`title\` is missing; expected text`]);
    expect(await problems(rule('max: present', 'max: presnt'))).toEqual([`rules/${RULE}:6: \`max\` cannot be \`presnt\`; did you mean \`present\`?`]);
    expect(await problems(rule('    id: [acme]\n    shows: [call]', '    id: [acme]\n    shows: []'))).toEqual([`rules/${RULE}:10: \`present.tool.shows\` must not be empty`]);
    expect(await problems(rule('  tool:\n    id: [acme]\n    shows: [call]', '  call: { callee: 3 }'))).toEqual([`rules/${RULE}:8: \`present.call.callee\` must be text or a list, and is a number`]);
    expect(await problems({ ...tools('id: acme', 'id: Acme'), ...rule('id: [acme]', 'category: [llm-sdk]') })).toEqual([`rules/${TOOLS}:1: \`id\` must look like /^[a-z0-9][a-z0-9-]*$/`]);
  });

  test('two operators at once', async () => {
    expect(await problems(rule('    shows: [call]\n', '    shows: [call]\n  evidenceOf: llm-usage\n'))).toEqual([expect.stringMatching(/^rules\/practices\/usage\/llm-usage\.yaml:7: `present`: an operator has exactly one of: any, all, /)]);
  });

  test('broken YAML, repeated keys and exploding aliases', async () => {
    expect(await problems(rule('title: Calls a model', 'title: "Calls a model'))).toEqual([expect.stringMatching(/llm-usage\.yaml:\d+: cannot be read as YAML: /)]);
    expect(await problems(rule('title: Calls a model\n', 'title: A\ntitle: B\n'))).toEqual([`rules/${RULE}:4: cannot be read as YAML: Map keys must be unique`]);
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]', ...'bcdefgh'.split('').map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[index]}`).join(', ')}]`)].join('\n');
    expect(await problems({ 'models.yaml': bomb })).toEqual([expect.stringMatching(/^rules\/models\.yaml:1: cannot be read as YAML: Excessive alias count/)]);
  });

  test('every problem of every file is reported at once, in order', async () => {
    expect(await problems({ ...rule('max: present', 'max: presnt'), ...tools('name: Acme', 'nam: Acme'), 'kind.yaml': 'kinds: []\n' })).toEqual([
      'rules/kind.yaml:1: `kinds` must not be empty',
      `rules/${RULE}:6: \`max\` cannot be \`presnt\`; did you mean \`present\`?`,
      `rules/${TOOLS}:1: \`name\` is missing; expected text`,
      `rules/${TOOLS}:2: unknown key \`nam\`; did you mean \`name\`?`,
    ]);
  });
});

describe('the folder', () => {
  test('missing files are named', async () => {
    expect(await problems({ 'kind.yaml': null, 'models.yaml': null })).toEqual([
      'rules/kind.yaml: this file is missing; expected the kinds of repository and how each is told',
      'rules/models.yaml: this file is missing; expected how the names of models look',
    ]);
  });

  test('files that belong nowhere are refused', async () => {
    expect(await problems({ 'practices/stray.yaml': 'id: x\n' })).toEqual([expect.stringContaining('rules/practices/stray.yaml: `practices/stray.yaml` is no part of a rules folder; expected tools/<category>.yaml')]);
  });

  test('a folder that is not there', async () => {
    await expect(loadCatalogue(join(tmpdir(), 'no-such-rules'))).rejects.toThrow(/cannot be read as a rules folder \(ENOENT\)/);
  });

  test('links are not followed', async () => {
    const folder = await rulesFolder();
    const other = await mkdtemp(join(tmpdir(), 'genaiops-other-'));
    await symlink(other, join(folder, 'linked.yaml'));
    await expect(loadCatalogue(folder)).resolves.toBeDefined();
  });
});

describe('ids and places', () => {
  test('a tool id is taken once', async () => {
    const twice = (GOOD[TOOLS] ?? '').repeat(2);
    expect(await problems({ [TOOLS]: twice })).toEqual([`rules/${TOOLS}:6: the tool id \`acme\` is already taken by rules/${TOOLS}:1; ids must be unique`]);
  });

  test('a rule stands in the file and folder of its id and area', async () => {
    expect(await problems({ [RULE]: null, 'practices/prompts/other.yaml': GOOD[RULE] ?? '' })).toEqual(['rules/practices/prompts/other.yaml:1: `llm-usage` must be in a file named practices/usage/llm-usage.yaml']);
  });

  test('a tool stands in the file of its first category', async () => {
    expect(await problems(tools('[llm-sdk]', '[gateway, llm-sdk]'))).toEqual([`rules/${TOOLS}:1: \`acme\` must be in a file named tools/gateway.yaml`]);
  });
});

describe('tools', () => {
  test('must have a way to show', async () => {
    expect(await problems({ [TOOLS]: '- id: acme\n  name: Acme\n  categories: [llm-sdk]\n' })).toEqual([expect.stringContaining(`rules/${TOOLS}:1: the tool \`acme\` has no way to show itself`)]);
  });

  test('calls that no import can back never count', async () => {
    expect(await problems(tools('  packages: { npm: [acme] }\n', ''))).toEqual([expect.stringContaining(`rules/${TOOLS}:4: the calls of the tool \`acme\` can never count`)]);
  });
});

describe('references', () => {
  test('to tools', async () => {
    expect(await problems(rule('id: [acme]', 'id: [acne]'))).toEqual([`rules/${RULE}:9: there is no tool \`acne\`; did you mean \`acme\`?`]);
  });

  test('to practices: evidence, applies, advice and needs', async () => {
    expect(await problems(rule('effort: small', 'effort: small, after: [llm-usge]'))).toEqual([expect.stringMatching(/there is no practice `llm-usge`; did you mean `llm-usage`\?$/)]);
    expect(await problems(rule('    shows: [call]\n', '    shows: [call]\napplies: { when: llm-usge }\n'))).toEqual([`rules/${RULE}:11: there is no practice \`llm-usge\`; did you mean \`llm-usage\`?`]);
    expect(await problems({ 'kind.yaml': 'kinds:\n  - kind: application\n    says: x\n    when:\n      not:\n        evidenceOf: nothing-like-it\n' })).toEqual(['rules/kind.yaml:6: there is no practice `nothing-like-it`']);
    expect(await problems(model('practice: llm-usage', 'practice: llm-usages'))).toEqual([`rules/${MODEL}:10: there is no practice \`llm-usages\`; did you mean \`llm-usage\`?`]);
  });

  test('in a circle', async () => {
    const a = (GOOD[RULE] ?? '').replace('  tool:\n    id: [acme]\n    shows: [call]', '  evidenceOf: model-config');
    const b = a.replaceAll('llm-usage', 'model-config').replace('evidenceOf: model-config', 'evidenceOf: llm-usage');
    expect(await problems({ [RULE]: a, 'practices/usage/model-config.yaml': b.replace('id: llm-usage', 'id: model-config') })).toEqual([
      `rules/${RULE}:1: rules must not ask for one another's evidence in a circle: llm-usage → model-config → llm-usage`,
    ]);
  });

  test('to sources of a maturity model', async () => {
    expect(await problems(model('source: memo', 'source: memos'))).toEqual([`rules/${MODEL}:10: there is no source \`memos\`; did you mean \`memo\`?`]);
  });
});

describe('regular expressions', () => {
  const text = (pattern: string) => rule('  tool:\n    id: [acme]\n    shows: [call]', `  text:\n    files: '*.md'\n    matches: '${pattern}'`);

  test('must compile', async () => {
    expect(await problems(text('a('))).toEqual([`rules/${RULE}:10: the regular expression \`a(\` does not compile: Unterminated group`]);
  });

  test.each(['(?=a)b', '(?<!a)b', '(a)\\1'])('must run in linear time: %s', async (pattern) => {
    const [sentence, ...more] = await problems(text(pattern));
    expect(sentence).toContain(`rules/${RULE}:10: the regular expression \`${pattern}\` cannot run in linear time`);
    expect(more).toEqual([]);
  });

  test('are found in conditions, titles, hints and model names', async () => {
    expect(await problems(rule('    shows: [call]', '    shows: [call]\n    args: { model: { matches: "(" } }'))).toHaveLength(1);
    expect(await problems(rule('how:', 'hints:\n  - says: x\n    when: { section: { files: a, title: "(", words: 3 } }\nhow:'))).toEqual([expect.stringContaining(`rules/${RULE}:13: `)]);
    expect(await problems({ 'models.yaml': "names: ['(?=a)']\ndated: []\nwords: []\n" })).toEqual([expect.stringContaining('rules/models.yaml:1: ')]);
  });

  test('globs are left alone', async () => {
    const folder = await rulesFolder(rule('    shows: [call]', '    shows: [call]\n    callee: "*("'));
    await expect(loadCatalogue(folder)).resolves.toBeDefined();
  });
});

describe('strength', () => {
  test('nothing decides', async () => {
    expect(await problems(rule('present:\n  tool:\n    id: [acme]\n    shows: [call]\n', ''))).toEqual([`rules/${RULE}:1: nothing decides the practice; expected \`present\`, \`automated\` or \`enforced\`, or \`undecided: true\``]);
  });

  test('rungs beyond max', async () => {
    expect(await problems(rule('how:', 'reach: { by: [run] }\nhow:'))).toEqual([`rules/${RULE}:11: \`reach\` can never count, as \`max\` is \`present\``]);
    expect(await problems({ ...rule('max: present', 'max: automated'), ...rule('max: present', 'max: automated\nenforced: { step: { effect: [eval] } }') })).toEqual([`rules/${RULE}:7: \`enforced\` can never count, as \`max\` is \`automated\``]);
  });

  test('a max that nothing reaches', async () => {
    expect(await problems(rule('max: present', 'max: enforced'))).toEqual([`rules/${RULE}:6: \`max\` is \`enforced\`, but nothing lifts the practice above present; expected \`reach\`, \`automated\`, \`enforced\` or a \`step\``]);
    const lifted = await rulesFolder(rule('max: present', 'max: enforced\nreach: { by: [run] }'));
    await expect(loadCatalogue(lifted)).resolves.toBeDefined();
  });

  test('needs above what a practice can be', async () => {
    expect(await problems(model('{ practice: llm-usage }', '{ any: [{ practice: llm-usage, at: enforced }] }'))).toEqual([`rules/${MODEL}:10: the practice \`llm-usage\` can be \`present\` at most, so a need for \`enforced\` can never be met`]);
  });
});

describe('maturity models', () => {
  test('levels or capabilities, in order, with weights that add up', async () => {
    expect(await problems(model('sources:', 'capabilities: []\nsources:'))).toEqual([`rules/${MODEL}:1: a maturity model has either \`levels\` or, as a profile, \`capabilities\`; expected exactly one of them`]);
    expect(await problems(model('level: 1', 'level: 2'))).toEqual([`rules/${MODEL}:6: level 2 is out of order; expected level 1`]);
    expect(await problems(model('sources:', 'weights: [40, 50]\nsources:'))).toEqual([`rules/${MODEL}:4: \`weights\` has 2 numbers that add up to 90; expected 1, one a level, that add up to 100`]);
  });

  /** The good model with a second level, so that bands have an order. */
  const withBands = (bands: string) => {
    const second = '  - level: 2\n    name: Second\n    says: It goes on.\n    capabilities:\n      - { id: more, says: It calls more., required: true, shown: files, needs: { practice: llm-usage }, source: memo }\n';
    return { [MODEL]: `${replaced(GOOD[MODEL] ?? '', 'levels:\n', `bands:\n${bands}levels:\n`)}${second}` };
  };
  const bands = (levels: string) => withBands(`  points: 20\n  levels:\n${levels.replaceAll(/^/gm, '    - ')}\n  source: memo\n`);

  test('bands that cover every point once', async () => {
    await expect(loadCatalogue(await rulesFolder(bands('{ level: 1, from: 0, to: 9 }\n{ level: 2, from: 10, to: 20 }')))).resolves.toBeDefined();
  });

  test.each<[string, string, string, number]>([
    ['a gap', '{ level: 1, from: 0, to: 8 }\n{ level: 2, from: 10, to: 20 }', 'the band of level 2 goes from 10 to 20; expected it to begin at 9 and to end at 20', 9],
    ['an overlap', '{ level: 1, from: 0, to: 10 }\n{ level: 2, from: 10, to: 20 }', 'the band of level 2 goes from 10 to 20; expected it to begin at 11 and to end at 20', 9],
    ['a late start', '{ level: 1, from: 1, to: 9 }\n{ level: 2, from: 10, to: 20 }', 'the band of level 1 goes from 1 to 9; expected it to begin at 0 and to end there or above, and at 20 at most', 8],
    ['points beyond the last', '{ level: 1, from: 0, to: 9 }\n{ level: 2, from: 10, to: 21 }', 'the band of level 2 goes from 10 to 21; expected it to begin at 10 and to end at 20', 9],
    ['points that no level has', '{ level: 1, from: 0, to: 9 }\n{ level: 2, from: 10, to: 19 }', 'the band of level 2 goes from 10 to 19; expected it to begin at 10 and to end at 20', 9],
    ['a descent', '{ level: 1, from: 0, to: -1 }\n{ level: 2, from: 0, to: 20 }', 'the band of level 1 goes from 0 to -1; expected it to begin at 0 and to end there or above, and at 20 at most', 8],
    ['a level without one', '{ level: 1, from: 0, to: 20 }', '`bands` is for the levels 1; expected one band for each level, in order: 1, 2', 7],
    ['levels out of order', '{ level: 2, from: 0, to: 9 }\n{ level: 1, from: 10, to: 20 }', '`bands` is for the levels 2, 1; expected one band for each level, in order: 1, 2', 7],
    ['none at all', '{ level: 3, from: 0, to: 20 }', '`bands` is for the levels 3; expected one band for each level, in order: 1, 2', 7],
  ])('bands: %s', async (_, levels, says, line) => {
    expect(await problems(bands(levels))).toEqual([`rules/${MODEL}:${line}: ${says}`]);
  });

  test('bands of a profile, and of a source that is not listed', async () => {
    const profile = (GOOD[MODEL] ?? '').replace(/levels:\n[^]*/, 'capabilities:\n  - { id: calls, says: It calls a model., required: false, shown: files, source: memo }\nbands: { points: 5, levels: [], source: memos }\n');
    expect(await problems({ [MODEL]: profile })).toEqual([`rules/${MODEL}:7: there is no source \`memos\`; did you mean \`memo\`?`]);
    expect(await problems({ [MODEL]: profile.replace('levels: [], source: memos', 'levels: [{ level: 1, from: 0, to: 5 }], source: memo') })).toEqual([
      `rules/${MODEL}:7: \`bands\` is for the levels 1; expected one band for each level, in order: none`,
    ]);
  });

  test('pillars: each capability has one, each one has a capability, none is named twice', async () => {
    const pillars = (list: string) => ({ [MODEL]: replaced(GOOD[MODEL] ?? '', 'levels:', `pillars:\n${list.replaceAll(/^/gm, '  - ')}\nlevels:`) });
    const placed = (list: string, pillar: string) => ({ [MODEL]: replaced(pillars(list)[MODEL] ?? '', 'shown: files', `shown: files, pillar: ${pillar}`) });
    await expect(loadCatalogue(await rulesFolder(placed('{ id: trust, name: Trust }', 'trust')))).resolves.toBeDefined();
    expect(await problems(pillars('{ id: trust, name: Trust }'))).toEqual([
      `rules/${MODEL}:6: the pillar \`trust\` has no capability; expected at least one`,
      `rules/${MODEL}:12: \`calls\` has no \`pillar\`; expected one of: trust`,
    ]);
    expect(await problems(placed('{ id: trust, name: Trust }\n{ id: data, name: Data }', 'trust'))).toEqual([`rules/${MODEL}:7: the pillar \`data\` has no capability; expected at least one`]);
    expect(await problems(placed('{ id: trust, name: Trust }\n{ id: trust, name: Faith }', 'trust'))).toEqual([`rules/${MODEL}:7: the pillar id \`trust\` is already taken by rules/${MODEL}:6; ids must be unique`]);
    expect(await problems(placed('{ id: trust, name: Trust }', 'trusty'))).toEqual([
      `rules/${MODEL}:6: the pillar \`trust\` has no capability; expected at least one`,
      `rules/${MODEL}:12: there is no pillar \`trusty\`; did you mean \`trust\`?`,
    ]);
    expect(await problems(model('shown: files', 'shown: files, pillar: trust'))).toEqual([`rules/${MODEL}:10: there is no pillar \`trust\``]);
  });

  test('practices that speak for an attestation are known ones', async () => {
    expect(await problems(model('needs: { practice: llm-usage }', 'needs: { attest: Somebody says so. }, supported: [llm-usag]'))).toEqual([`rules/${MODEL}:10: there is no practice \`llm-usag\`; did you mean \`llm-usage\`?`]);
  });
});
