import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { audit } from '../../src/audit.ts';
import { compileCatalogue, extendCatalogue, loadCatalogue } from '../../src/catalogue/index.ts';
import { withoutExamples } from '../../src/catalogue/compile.ts';
import { configure } from '../../src/configure.ts';
import type { Catalogue } from '../../src/domain/catalogue.ts';
import { ConfigError } from '../../src/domain/errors.ts';
import type { Snapshot } from '../../src/domain/snapshot.ts';
import { expressionOfGlob } from '../../src/matching/index.ts';
import { DEFAULT_FILES } from '../../src/reach/commands/programs.ts';
import { memorySnapshot } from '../../src/snapshot/index.ts';
import { findingOf, rules, TODAY } from '../helpers/audit.ts';
import { GOOD, rulesFolder } from './folder.ts';

const RULE = 'house/practices/safety/guarded.yaml';
const TOOLS = 'house/tools/guardrail.yaml';
const MODEL = 'house/maturity/policy.yaml';

/** A folder of house rules that is right in every way, beside the rules of folder.ts: tests change one file of it. */
const HOUSE: Readonly<Record<string, string>> = {
  'house/README.md': '# Our rules\n',
  [TOOLS]: "- id: guard\n  name: Guard\n  categories: [guardrail]\n  packages: { pypi: [house-guard] }\n  imports: { python: [house_guard] }\n  calls: ['*.check']\n",
  [RULE]: [
    'id: guarded',
    'area: safety',
    'title: Answers pass the guard',
    'says: Answers are checked.',
    'why: The risk board asks for it.',
    'max: present',
    'applies: { when: llm-usage }',
    'present:',
    '  any:',
    '    - tool: { id: [guard, acme], shows: [call] }',
    "    - text: { files: ['**/*.cfg', house.ini], matches: 'guard: *on' }",
    "hints: [{ when: { path: { files: 'guard/**' } }, says: a guard is there }]",
    'how: { says: Call the guard., effort: small }',
    '',
  ].join('\n'),
  [MODEL]: [
    'id: policy',
    'title: Policy',
    'says: What the house asks for.',
    'sources: { memo: { title: A memo } }',
    'levels:',
    '  - level: 1',
    '    name: Guarded',
    '    says: Nothing leaves unchecked.',
    '    capabilities:',
    '      - { id: guarded, says: Answers are checked., required: true, shown: files, needs: { all: [{ practice: guarded }, { practice: llm-usage }] }, source: memo }',
    '',
  ].join('\n'),
};

let shipped: Catalogue;
beforeAll(async () => {
  shipped = await rules();
});

async function small(): Promise<Catalogue> {
  return loadCatalogue(await rulesFolder());
}

/** What a changed house folder is refused with; a file given as `null` is left out. */
async function problems(changes: Readonly<Record<string, string | null>>, folders: readonly string[] = ['house']): Promise<string[]> {
  const files = Object.entries({ ...HOUSE, ...changes }).filter((entry): entry is [string, string] => entry[1] !== null);
  return refusal(memorySnapshot(Object.fromEntries(files)), folders);
}

async function refusal(snapshot: Snapshot, folders: readonly string[] = ['house']): Promise<string[]> {
  const error: unknown = await extendCatalogue(await small(), snapshot, folders).then(() => undefined, (thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ConfigError);
  return (error as ConfigError).message.split('\n');
}

function changed(file: string, from: string, to: string): Record<string, string> {
  expect(HOUSE[file]).toContain(from);
  return { [file]: HOUSE[file]!.replace(from, to) };
}

describe('a good folder', () => {
  test('adds its rules, tools and models behind those that ship', async () => {
    const first = changed(RULE, 'id: guarded', 'id: aaa')[RULE]!;
    const catalogue = await extendCatalogue(await small(), memorySnapshot({ ...HOUSE, 'house/practices/usage/aaa.yaml': first.replace('area: safety', 'area: usage') }), ['house']);
    expect(catalogue.rules.map(({ id }) => id)).toEqual(['llm-usage', 'aaa', 'guarded']);
    expect(catalogue.tools.map(({ id }) => id)).toEqual(['acme', 'guard']);
    expect(catalogue.maturity.map(({ id }) => id)).toEqual(['house', 'policy']);
    expect([catalogue.kind, catalogue.models]).toEqual([(await small()).kind, (await small()).models]);
  });

  test('and no other file of the repository', async () => {
    const catalogue = await extendCatalogue(await small(), memorySnapshot({ ...HOUSE, 'other/practices/usage/x.yaml': 'x', 'housekeeping/tools/y.yaml': 'y' }), ['house']);
    expect(catalogue.rules.map(({ id }) => id)).toEqual(['llm-usage', 'guarded']);
  });

  test('can be several, which see one another, or the root', async () => {
    const moved = { ...HOUSE, [MODEL]: '', 'more/deep/maturity/policy.yaml': HOUSE[MODEL]! };
    delete (moved as Record<string, string>)[MODEL];
    expect((await extendCatalogue(await small(), memorySnapshot(moved), ['house', 'more/deep', 'house'])).maturity).toHaveLength(2);
    const root = Object.fromEntries(Object.entries(HOUSE).map(([path, text]) => [path.slice('house/'.length), text]));
    expect((await extendCatalogue(await small(), memorySnapshot(root), [''])).rules).toHaveLength(2);
  });

  test('knows which of its texts did not ship, whether they are patterns or not', async () => {
    const { house, hash } = await extendCatalogue(await small(), memorySnapshot(HOUSE), ['house']);
    expect(house).toEqual(expect.arrayContaining(['guard: *on', '**/*.cfg', 'house.ini', 'guard/**', '*.check', 'house_guard']));
    expect(house).not.toEqual(expect.arrayContaining(['acme']));
    expect(house).not.toContain('call');
    expect(hash).not.toBe((await small()).hash);
  });

  test('without folders the catalogue is the one that ships', async () => {
    expect(await extendCatalogue(shipped, memorySnapshot(HOUSE), [])).toBe(shipped);
    expect(shipped.house).toBeUndefined();
  });

  test('compiling what is compiled changes nothing', () => {
    expect(compileCatalogue(shipped)).toEqual(shipped);
    const bundled = { ...shipped, rules: shipped.rules.map(withoutExamples) };
    expect(compileCatalogue(JSON.parse(JSON.stringify(bundled)) as Catalogue)).toEqual(JSON.parse(JSON.stringify(bundled)));
  });
});

describe('what is no part of house rules', () => {
  test.each([
    ['house/kind.yaml', '`kind.yaml` is no part of house rules: kinds of repository and names of models are the same for everybody; expected tools, practices or maturity models'],
    ['house/models.yaml', '`models.yaml` is no part of house rules: kinds of repository and names of models are the same for everybody; expected tools, practices or maturity models'],
    ['house/rules.yaml', '`rules.yaml` is no part of house rules; expected tools/<category>.yaml, practices/<area>/<practice>.yaml or maturity/<model>.yaml'],
    ['house/practices/guarded.yaml', '`practices/guarded.yaml` is no part of house rules; expected tools/<category>.yaml, practices/<area>/<practice>.yaml or maturity/<model>.yaml'],
    ['house/tools/guardrail.yml', '`tools/guardrail.yml` is no part of house rules; expected tools/<category>.yaml, practices/<area>/<practice>.yaml or maturity/<model>.yaml'],
  ])('%s', async (path, sentence) => {
    expect(await problems({ [path]: GOOD['kind.yaml']! })).toEqual([`${path}: ${sentence}`]);
  });
});

describe('ids', () => {
  const taken = (what: string, id: string) => `the ${what} id \`${id}\` is taken by one that ships; house rules add, they do not replace`;

  test('of what ships are taken', async () => {
    expect(await problems({ 'house/practices/usage/llm-usage.yaml': GOOD['practices/usage/llm-usage.yaml']! })).toEqual([`house/practices/usage/llm-usage.yaml:1: ${taken('practice', 'llm-usage')}`]);
    expect(await problems({ 'house/tools/llm-sdk.yaml': GOOD['tools/llm-sdk.yaml']! })).toEqual([`house/tools/llm-sdk.yaml:1: ${taken('tool', 'acme')}`]);
    expect(await problems({ 'house/maturity/house.yaml': GOOD['maturity/house.yaml']!.replace('id: calls', 'id: calling') })).toEqual([`house/maturity/house.yaml:1: ${taken('maturity model', 'house')}`]);
    expect(await problems(changed(MODEL, 'id: guarded', 'id: calls'))).toEqual([`${MODEL}:10: ${taken('capability', 'calls')}`]);
  });

  test('are unique over all folders', async () => {
    expect(await problems({ 'more/practices/safety/guarded.yaml': HOUSE[RULE]!, 'more/tools/guardrail.yaml': HOUSE[TOOLS]! }, ['house', 'more'])).toEqual([
      `more/practices/safety/guarded.yaml:1: the practice id \`guarded\` is already taken by ${RULE}:1; ids must be unique`,
      `more/tools/guardrail.yaml:1: the tool id \`guard\` is already taken by ${TOOLS}:1; ids must be unique`,
    ]);
  });

  test('that are named must exist, here or among what ships', async () => {
    expect(await problems(changed(RULE, 'id: [guard, acme]', 'id: [guard, acmee]'))).toEqual([`${RULE}:10: there is no tool \`acmee\`; did you mean \`acme\`?`]);
    expect(await problems(changed(RULE, 'when: llm-usage', 'when: llm-use'))).toEqual([`${RULE}:7: there is no practice \`llm-use\`; did you mean \`llm-usage\`?`]);
    expect(await problems(changed(RULE, '    - text: {', '    - evidenceOf: guardedd\n    - text: {'))).toEqual([`${RULE}:11: there is no practice \`guardedd\`; did you mean \`guarded\`?`]);
    expect(await problems(changed(MODEL, '{ practice: llm-usage }', '{ practice: llm-usage, at: automated }'))).toEqual([`${MODEL}:10: the practice \`llm-usage\` can be \`present\` at most, so a need for \`automated\` can never be met`]);
  });

  test('are those of the file', async () => {
    expect(await problems({ [RULE]: null, 'house/practices/cost/guarded.yaml': HOUSE[RULE]! })).toEqual(['house/practices/cost/guarded.yaml:1: `guarded` must be in a file named practices/safety/guarded.yaml']);
  });
});

describe('the shape of files is checked as that of the rules that ship', () => {
  test.each<[string, Record<string, string>, string[]]>([
    ['broken YAML', { [RULE]: 'id: [\n' }, [`${RULE}:2: cannot be read as YAML: Flow sequence in block collection must be sufficiently indented and end with a ]`]],
    ['a misspelt key', changed(RULE, 'title:', 'titlee:'), [`${RULE}:1: \`title\` is missing; expected text`, `${RULE}:3: unknown key \`titlee\`; did you mean \`title\`?`]],
    ['a misspelt operator', changed(RULE, '- text:', '- texts:'), [expect.stringMatching(/^house\/practices\/safety\/guarded\.yaml:11: unknown key `texts`; did you mean `text`\?$/) as unknown as string]],
    ['a rule that nothing decides', { [RULE]: HOUSE[RULE]!.replace(/present:\n[^]*hints/, 'hints') }, [`${RULE}:1: nothing decides the practice; expected \`present\`, \`automated\` or \`enforced\`, or \`undecided: true\``]],
    ['a promise that nothing keeps', changed(RULE, 'max: present', 'max: enforced'), [`${RULE}:6: \`max\` is \`enforced\`, but nothing lifts the practice above present; expected \`reach\`, \`automated\`, \`enforced\` or a \`step\``]],
    ['a tool that cannot be seen', { [TOOLS]: '- { id: guard, name: Guard, categories: [guardrail] }\n' }, [`${TOOLS}:1: the tool \`guard\` has no way to show itself; expected at least one of packages, imports, calls, unmistakable, commands, actions, files, resources, images, env or hosts`]],
    ['tools that are no list', { [TOOLS]: 'guard: 1\n' }, [`${TOOLS}:1: the file must be a list of tools, and is something else`]],
    ['a circle', changed(RULE, '    - text: {', '    - evidenceOf: guarded\n    - text: {'), [`${RULE}:1: rules must not ask for one another's evidence in a circle: guarded → guarded`]],
    ['an area of its own', changed(RULE, 'area: safety', 'area: house'), [expect.stringMatching(/guarded\.yaml:2: `area` cannot be `house`; expected one of: usage, /) as unknown as string]],
    ['a level without an end', changed(MODEL, 'level: 1', 'level: 2'), [`${MODEL}:6: level 2 is out of order; expected level 1`]],
  ])('%s', async (_, files, sentences) => {
    expect(await problems(files)).toEqual(sentences);
  });

  test('all at once, in order of file and line', async () => {
    expect(await problems({ ...changed(RULE, 'id: [guard, acme]', 'id: [gard]'), ...changed(MODEL, 'source: memo', 'source: memos'), 'house/kind.yaml': 'kinds: []\n' })).toEqual([
      expect.stringMatching(/^house\/kind\.yaml: /), expect.stringMatching(/^house\/maturity\/policy\.yaml:10: there is no source `memos`/), expect.stringMatching(/^house\/practices\/safety\/guarded\.yaml:10: there is no tool `gard`/),
    ]);
  });
});

describe('patterns', () => {
  test.each([
    ["'(?=guard)'", 'the regular expression `(?=guard)` cannot run in linear time (invalid or unsupported Perl syntax: `(?=`); expected RE2 syntax, which has no lookaround and no backreferences'],
    ["'(a)\\1'", 'the regular expression `(a)\\1` cannot run in linear time (invalid escape sequence: `\\1`); expected RE2 syntax, which has no lookaround and no backreferences'],
    ["'[a'", 'the regular expression `[a` does not compile: Unterminated character class'],
    ["'((\\pL{10}){10}\\w){10}(?:[^a]{1000}[^b]{1000}){1}[a-c]{900}\\w{1000}.{1000}.{1000}.{1000}.{1000}.{1000}.{1000}.{1000}'", 'the regular expression `((\\pL{10}){10}\\w){10}(?:[^a]{1000}[^b]{1000}){1}[a-c]{900}\\w{1000}.{1000}.{1000}.{1000}.{1000}.{1000}.{1000}.{1000}` repeats too much; expected fewer or smaller counts'],
  ])('%s is refused', async (pattern, sentence) => {
    expect(await problems(changed(RULE, "'guard: *on'", pattern))).toEqual([`${RULE}:11: ${sentence}`]);
  });

  test.each([
    ['**/+(a|b).cfg', 'parentheses, `|`, `\\` and a leading `!` have no meaning here'],
    ['!x.cfg', 'parentheses, `|`, `\\` and a leading `!` have no meaning here'],
    ['{a', '`{` is never closed'],
  ])('the glob %s is refused, in rules and in tools', async (glob, fault) => {
    const sentence = `the glob \`${glob}\` cannot be used in house rules: ${fault}; expected \`*\`, \`**\`, \`?\`, \`[abc]\` and \`{a,b}\``;
    expect(await problems(changed(RULE, "'**/*.cfg'", `'${glob}'`))).toEqual([`${RULE}:11: ${sentence}`]);
    expect(await problems(changed(RULE, 'guard/**', glob))).toEqual([`${RULE}:12: ${sentence}`]);
    expect(await problems({ [TOOLS]: `${HOUSE[TOOLS]}  files: [a.cfg, '${glob}']\n` })).toEqual([`${TOOLS}:7: ${sentence}`]);
    expect(await problems({ [TOOLS]: `${HOUSE[TOOLS]}  actions:\n    - { uses: '${glob}', effect: scan }\n` })).toEqual([`${TOOLS}:8: ${sentence}`]);
  });

  test('texts have an end', async () => {
    const sentence = 'a text of 2001 characters is too long here; expected at most 2000';
    expect(await problems(changed(RULE, 'guard: *on', 'x'.repeat(2001)))).toEqual([`${RULE}:11: ${sentence}`]);
    expect(await problems(changed(RULE, "text: { files: ['**/*.cfg', house.ini], matches: 'guard: *on' }", `call: { callee: '${'*a'.repeat(1000)}b' }`))).toEqual([`${RULE}:11: ${sentence}`]);
    expect(await problems(changed(RULE, "- text: { files: ['**/*.cfg', house.ini], matches: 'guard: *on' }", `- document:\n        files: x.yaml\n        where:\n          ? "${'*.'.repeat(1000)}*"\n          : { exists: true }`))).toEqual([`${RULE}:14: ${sentence}`]);
  });

  test('that tools of a house are matched together with are understood as well', () => {
    expect(Object.values(DEFAULT_FILES).flat().filter((glob) => 'fault' in expressionOfGlob(glob))).toEqual([]);
  });
});

test('whatever a folder holds, it is read or refused', async () => {
  const catalogue = await small();
  const edit = fc.record({ file: fc.constantFrom(TOOLS, RULE, MODEL), at: fc.nat(600), length: fc.nat(12), text: fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('*', '{', '[', '&a', '*a', '__proto__: ', '\n', '  - ', '(a+)+$', '!!js', '"', ': ', '1e99', 'null')) });
  await fc.assert(fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 3 }), async (edits) => {
    const files: Record<string, string> = { ...HOUSE };
    for (const { file, at, length, text } of edits) files[file] = files[file]!.slice(0, at) + text + files[file]!.slice(at + length);
    const error: unknown = await extendCatalogue(catalogue, memorySnapshot(files), ['house']).then(() => undefined, (thrown: unknown) => thrown);
    if (error !== undefined) expect(error).toBeInstanceOf(ConfigError);
  }), { numRuns: 500 });
});

describe('bounds', () => {
  test('on files', async () => {
    const many = Object.fromEntries(Array.from({ length: 501 }, (_, index) => [`house/tools/${index}.yaml`, '[]\n']));
    expect(await refusal(memorySnapshot(many))).toEqual(['house: there are 501 files of house rules; expected at most 500']);
    expect(await problems({ 'house/tools/big.yaml': '#'.repeat(256 * 1024 + 1) })).toEqual(['house/tools/big.yaml: the file is larger than 262144 bytes; expected rules that people can read']);
    const gone = memorySnapshot(HOUSE);
    expect(await refusal({ ...gone, read: (path) => (path === TOOLS ? Promise.reject(new Error('gone')) : gone.read(path)) })).toContain(`${TOOLS}: the file cannot be read; it changed or went away`);
  });

  test('on tools', async () => {
    const tools = Array.from({ length: 100 }, (_, index) => `- { id: t${index}, name: T, categories: [guardrail], hosts: ['${'x'.repeat(700)}'] }`);
    expect(await problems({ [TOOLS]: `${HOUSE[TOOLS]}${tools.join('\n')}\n` })).toEqual([expect.stringMatching(/guardrail\.yaml:\d+: the tools of house rules come to more than 65536 characters, which would be looked for in every file; expected fewer$/)]);
  });

  test('on depth and aliases', async () => {
    expect(await problems({ [RULE]: `present: ${'{ any: ['.repeat(10_000)}` })).toEqual([expect.stringMatching(/guarded\.yaml:\d+: cannot be read as YAML: /)]);
    const bomb = `a: &a [x, x, x, x, x, x, x, x]\n${'bcdefgh'.split('').map((name, index) => `${name}: &${name} [${Array(8).fill(`*${'abcdefgh'[index]}`).join(', ')}]`).join('\n')}\n`;
    expect(await problems({ [RULE]: bomb })).toEqual([`${RULE}:1: cannot be read as YAML: Excessive alias count indicates a resource exhaustion attack`]);
  });
});

describe('an audit with house rules', () => {
  const APP = {
    'requirements.txt': 'house-guard\nopenai\n',
    'app.py': 'from house_guard import Guard\nfrom openai import OpenAI\n\ndef answer(question):\n    text = OpenAI().chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": question}])\n    return Guard().check(text)\n',
  };
  const EXTENDS = { '.github/genaiops.yml': 'extends: [house]\n' };
  const house = { ...HOUSE, ...changed(RULE, 'id: [guard, acme]', 'id: [guard]') };

  async function audited(files: Readonly<Record<string, string>>) {
    const snapshot = memorySnapshot(files);
    return audit(snapshot, await configure(snapshot, shipped, { gate: {}, day: TODAY }), { path: '.' });
  }

  test('finds a house practice by a house tool, behind the practices that ship, and counts it for a house model', async () => {
    const result = await audited({ ...APP, ...EXTENDS, ...house });
    expect(findingOf(result, 'guarded')).toMatchObject({ strength: 'present', evidence: [{ path: 'app.py', line: 6, says: 'calls Guard' }] });
    const safety = result.findings.filter(({ area }) => area === 'safety').map(({ practice }) => practice);
    expect([safety.at(-1), safety.length > 3]).toEqual(['guarded', true]);
    expect(result.maturity.at(-1)).toMatchObject({ model: 'policy', level: 1, levelName: 'Guarded' });
  });

  test('finds nothing in its own rules, and the rest of the result is as it was', async () => {
    const plain = await audited(APP);
    const { 'app.py': app } = APP;
    const result = await audited({ 'requirements.txt': 'openai\n', 'app.py': app.replace(/^.*Guard.*$/m, '').replace('Guard().check(text)', 'text'), ...EXTENDS, ...house, 'house/guard.cfg': 'guard: on\n' });
    expect(findingOf(result, 'guarded')).toMatchObject({ strength: 'absent', evidence: [] });
    expect(findingOf(await audited({ ...APP, ...EXTENDS, ...house }), 'llm-usage')).toEqual(findingOf(plain, 'llm-usage'));
  });

  test('may be waived, disabled and reported like any other', async () => {
    const yaml = 'extends: [house]\nmodels: [policy]\ngate: { model: policy, min-level: 1 }\nwaivers:\n  - { practice: guarded, owner: "@acme/ai", reason: The risk board agreed., evidence: "https://acme.test/1", date: 2026-06-01, expires: 2026-12-01 }\n';
    const result = await audited({ ...APP, 'app.py': 'from openai import OpenAI\nOpenAI().chat.completions.create(model="gpt-4o")\n', '.github/genaiops.yml': yaml, ...house });
    expect(result.maturity.map(({ model, level, waived }) => [model, level, waived?.level])).toEqual([['policy', 0, 1]]);
    expect(result.verdict).toMatchObject({ model: 'policy', passed: true });
  });

  test('ends on hostile patterns over hostile files', { timeout: 60_000 }, async () => {
    const hostile = [
      '  any:',
      "    - text: { files: '**/{*a,a*}*a*a*a*a*a*b.{txt,md}', matches: '(a+)+$' }",
      "    - text: { files: '**/*.txt', matches: '(x|x)*y' }",
      "    - document: { files: '**/*.json', where: { '**.**.**.a': { matches: '^(\\w+\\s?)*$', excludes: '(a|aa)+$' } } }",
      "    - call: { callee: '*a*a*a*a*a*a*a*b', args: { '*a*a*a*a*b': { matches: '(.*)*z$' } } }",
      "    - literal: { matches: '(?:a|a)*z$' }",
      "    - step: { argv: '*a*a*a*a*a*a*a*b', condition: '(a+)+$' }",
      "    - section: { files: '**/*a*a*a*a*a*a*b.md', title: '(a+)+$', words: 1 }",
    ].join('\n');
    const long = 'a'.repeat(30_000);
    const result = await audited({
      ...EXTENDS, ...house, [RULE]: HOUSE[RULE]!.replace(/ {2}any:\n[^]*(?=hints)/, () => `${hostile}\n`).replace('applies: { when: llm-usage }\n', ''),
      [`${'a'.repeat(200)}.txt`]: `${long}!\n${'x'.repeat(30_000)}`,
      [`${'a'.repeat(200)}.md`]: `# ${long}!\n\nword\n`,
      'x.json': `{"b": {"a": "${'ab '.repeat(10_000)}!"}}`,
      'app.py': `import openai\n${'a'.repeat(2000)}(${'a'.repeat(2000)}="${'a'.repeat(250)}")\nx = "${long}"\n`,
      '.github/workflows/ci.yml': `on: push\njobs:\n  a:\n    runs-on: x\n    if: ${'a'.repeat(2000)}!\n    steps:\n      - run: ${'a '.repeat(2000)}\n`,
      CODEOWNERS: `${'*a'.repeat(100)}b @acme/ai\n`,
    });
    expect(findingOf(result, 'guarded')).toMatchObject({ strength: 'absent', evidence: [] });
  });
});
