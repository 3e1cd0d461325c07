import { afterAll, describe, expect, test, vi } from 'vitest';
import { cleanUp, cli, repository, tree } from './run-cli.ts';

afterAll(cleanUp);
vi.setConfig({ testTimeout: 30_000 });

const RULE = [
  'id: guarded',
  'area: safety',
  'title: Answers pass the guard',
  'says: Answers are checked.',
  'why: The risk board asks for it.',
  'max: present',
  'present: { tool: { id: [house-guard], shows: [call] } }',
  "hints: [{ when: { path: { files: 'guard.cfg' } }, says: a guard is configured }]",
  'how: { says: Call the guard., effort: small }',
  'examples:',
  '  - says: an answer is checked',
  '    strength: present',
  '    evidence: app.py:2',
  '    files: { app.py: "from house_guard import Guard\\nGuard().check(text)\\n" }',
  '  - says: a guard that is only configured',
  '    strength: absent',
  '    hint: configured',
  '    files: { guard.cfg: "on\\n" }',
  '',
].join('\n');
const TOOL = "- id: house-guard\n  name: Guard\n  categories: [guardrail]\n  imports: { python: [house_guard] }\n  calls: ['*.check']\n";
const HOUSE = { '.github/genaiops.yml': 'extends: [.genaiops]\n', '.genaiops/tools/guardrail.yaml': TOOL, '.genaiops/practices/safety/guarded.yaml': RULE };
const PASSED = '✔ guarded: an answer is checked\n✔ guarded: a guard that is only configured\n2 examples: 2 passed, 0 failed.\n';

function house(from: string, to: string): Record<string, string> {
  expect(RULE).toContain(from);
  return { ...HOUSE, '.genaiops/practices/safety/guarded.yaml': RULE.replace(from, () => to) };
}

describe.concurrent('rules test', () => {
  test('runs the examples of the folders that the configuration extends', async () => {
    expect(await cli(['rules', 'test'], { cwd: await repository(HOUSE) })).toEqual({ code: 0, stdout: PASSED, stderr: '' });
  });

  test('or of the folder that is named, here or where one stands', async () => {
    const root = await tree({ 'house/tools/guardrail.yaml': TOOL, 'house/practices/safety/guarded.yaml': RULE });
    expect(await cli(['rules', 'test', './house/'], { cwd: root })).toEqual({ code: 0, stdout: PASSED, stderr: '' });
    expect(await cli(['rules', 'test', '.'], { cwd: `${root}/house` })).toEqual({ code: 0, stdout: PASSED, stderr: '' });
  });

  test('ends with 1 where an example fails, and says what was found', async () => {
    const root = await tree(house('strength: present\n    evidence: app.py:2', 'strength: automated\n    evidence: app.py:1'));
    expect(await cli(['rules', 'test'], { cwd: root })).toEqual({
      code: 1, stderr: '',
      stdout: [
        '✘ guarded: an answer is checked', '    expected automated, found present', '    expected evidence at app.py:1', '    found app.py:2 calls Guard [Guard().check(…)]',
        '✔ guarded: a guard that is only configured', '2 examples: 1 passed, 1 failed.', '',
      ].join('\n'),
    });
    const hint = await cli(['rules', 'test'], { cwd: await tree(house('hint: configured', 'hint: nowhere')) });
    expect(hint).toMatchObject({ code: 1, stdout: expect.stringContaining('    expected a hint that matches nowhere\n    hint: a guard is configured (guard.cfg:1)\n') });
  });

  test('names a practice whose examples prove little', async () => {
    const root = await tree(house(RULE.slice(RULE.indexOf('  - says: a guard that')), ''));
    expect(await cli(['rules', 'test'], { cwd: root })).toEqual({ code: 0, stdout: '✔ guarded: an answer is checked\n! guarded has no example that must not count\n1 example: 1 passed, 0 failed.\n', stderr: '' });
    const none = await cli(['rules', 'test'], { cwd: await tree(house(RULE.slice(RULE.indexOf('examples:')), '')) });
    expect(none).toEqual({ code: 0, stdout: '! guarded has no example that counts\n! guarded has no example that must not count\n0 examples: 0 passed, 0 failed.\n', stderr: '' });
  });

  test('ends with 2 where the rules are wrong', async () => {
    expect(await cli(['rules', 'test'], { cwd: await tree(house('max: present', 'maxx: present')) })).toEqual({
      code: 2, stdout: '', stderr: 'genaiops-audit: .genaiops/practices/safety/guarded.yaml:1: `max` is missing; expected one of: present, automated, enforced\n.genaiops/practices/safety/guarded.yaml:6: unknown key `maxx`; did you mean `max`?\n',
    });
    expect(await cli(['rules', 'test', 'nowhere'], { cwd: await tree(HOUSE) })).toEqual({ code: 2, stdout: '', stderr: 'genaiops-audit: There are no house rules in nowhere; expected practices/<area>/<practice>.yaml there.\n' });
    expect(await cli(['rules', 'test', '..'], { cwd: await tree(HOUSE) })).toMatchObject({ code: 2, stderr: expect.stringContaining('is not below the current one') });
  });
});

test('house practices are explained, and found over more files than one thread reads', async () => {
  const many = Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`src/m${index}.py`, `import os\nX = ${index}\n`]));
  const rule = RULE.replace('present: { tool: { id: [house-guard], shows: [call] } }', () => "present: { any: [{ tool: { id: [house-guard], shows: [call] } }, { text: { files: '**/*.py', matches: '^x = (3|3)+99$' } }] }");
  const root = await tree({ ...HOUSE, '.genaiops/practices/safety/guarded.yaml': rule, ...many });
  const { code, stdout } = await cli([root, '--format', 'json']);
  const { findings } = JSON.parse(stdout) as { findings: { practice: string; evidence: unknown[] }[] };
  expect({ code, evidence: findings.find(({ practice }) => practice === 'guarded')?.evidence }).toMatchObject({ code: 0, evidence: [{ path: 'src/m399.py', line: 2 }] });
  expect((await cli(['explain', 'guarded', root])).stdout).toContain('Answers pass the guard  guarded · Safety and trust');
});
