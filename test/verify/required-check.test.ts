import { expect, test } from 'vitest';
import type { Finding } from '../../src/domain/result.ts';
import type { Settings } from '../../src/domain/settings.ts';
import { verify } from '../../src/verify/index.ts';
import { CONFIRMED, DAY, finding, rule, settings, signalsOf, UNTOUCHED, verifyOne } from './asked.ts';

const CI = `
on: [pull_request]
jobs:
  evaluate:
    runs-on: ubuntu-latest
    steps:
      - run: acme eval
`;
const EVALUATE = ['ci.yml:7'];
const requires = (...names: string[]): Partial<Settings> => ({ requiredChecks: { names, complete: true } });
const ask = (workflow: string, evidence: readonly string[], settings: Partial<Settings>, files: Record<string, string> = {}, strength: Finding['strength'] = 'enforced') =>
  verifyOne({ files: { 'ci.yml': workflow, ...files }, rule: rule(['required-check']), finding: finding(strength, evidence), settings });

const NOT = (says: string) => ({ strength: 'automated', verified: 'no', hints: [says] });

test.each<[string, Partial<Settings>, object]>([
  ['required', requires('build', 'evaluate'), { strength: 'enforced', ...CONFIRMED }],
  ['required, while rulesets cannot be read', { requiredChecks: { names: ['evaluate'], complete: false } }, { strength: 'enforced', ...CONFIRMED }],
  ['not required', requires('build'), NOT('the check "evaluate" is not required on main (ci.yml:4)')],
  ['nothing is required', requires(), NOT('the check "evaluate" is not required on main (ci.yml:4)')],
  ['not seen among what could be read', { requiredChecks: { names: ['build'], complete: false } }, { strength: 'enforced', ...UNTOUCHED }],
  ['refused', {}, { strength: 'enforced', ...UNTOUCHED }],
  ['a required workflow of that path, of this repository or another', { ...requires(), requiredWorkflows: ['.github/workflows/ci.yml'] }, { strength: 'enforced', ...UNTOUCHED }],
])('a job of a pull request: %s', (_, settings, expected) => {
  expect(ask(CI, EVALUATE, settings)).toMatchObject(expected);
});

test.each(['automated', 'present', 'absent', 'not-applicable'] as const)('what is %s promises no gate', (strength) => {
  const before = finding(strength, EVALUATE);
  expect(verifyOne({ files: { 'ci.yml': CI }, rule: rule(['required-check']), finding: before, settings: requires() })).toEqual(before);
});

const job = (text: string) => `on: pull_request\njobs:\n  a:\n    steps: [{ run: first }]\n  evaluate:\n${text}    steps:\n      - run: acme eval\n`;
test.each<[string, string, string[], 'yes' | 'no']>([
  ['its name', '    name: Run evals\n', ['Run evals'], 'yes'],
  ['its id, where it has a name', '    name: Run evals\n', ['evaluate'], 'no'],
  ['the name of a job before it', '', ['a'], 'no'],
  ['a name that only begins like it', '', ['evaluate-all'], 'no'],
  ['a value of its matrix', '    strategy: { matrix: { model: [large, small] } }\n', ['evaluate (small)'], 'yes'],
  ['its name without the values of its matrix', '    name: evals on ${{ matrix.model }}\n', ['evals on'], 'no'],
  ['its name with a value', '    name: evals on ${{ matrix.model }} (${{ matrix.os }})\n', ['evals on small (linux)'], 'yes'],
  ['a name with another end', '    name: evals on ${{ matrix.model }} (fast)\n', ['evals on small (slow)'], 'no'],
  ['a name that is shorter than its parts', '    name: aba${{ matrix.model }}aba\n', ['ababa'], 'no'],
  ['a name of several gaps', '    name: ${{ matrix.a }}-${{ matrix.b }}-eval\n', ['x-y-eval'], 'yes'],
  ['an expression without end, as it is written', '    name: evals ${{ matrix.model\n', ['evals ${{ matrix.model'], 'yes'],
])('the branch requires %s', (_, text, names, verified) => {
  expect(ask(job(text), [`ci.yml:${text === '' ? 7 : 8}`], requires(...names)).verified).toBe(verified);
});

test.each([
  ['Run evals', 'Run evals'],
  ['evals on ${{ matrix.model }} (${{ matrix.os }})', 'evals on … (…)'],
  ['${{ matrix.name }}', 'evaluate'],
])('a job named %s is shown as %s', (name, shown) => {
  expect(ask(job(`    name: ${name}\n`), ['ci.yml:8'], requires()).hints).toEqual([`the check "${shown}" is not required on main (ci.yml:5)`]);
});

const CALLER = 'on: pull_request\njobs:\n  quality:\n    uses: ./.github/workflows/evals.yml\n';
const CALLED = 'on: workflow_call\njobs:\n  evaluate: { steps: [{ run: acme eval }] }\n  lint: { steps: [{ run: acme lint }] }\n';
test.each<[string, string, Record<string, string>, string[], 'yes' | 'no' | 'unknown', string?]>([
  ['all its checks are required', CALLER, { 'evals.yml': CALLED }, ['quality / evaluate', 'quality / lint'], 'yes'],
  ['none is', CALLER, { 'evals.yml': CALLED }, ['evaluate', 'quality'], 'no', 'the check "quality / …" is not required on main (ci.yml:3)'],
  ['some are: which one it is about cannot be told', CALLER, { 'evals.yml': CALLED }, ['quality / lint'], 'unknown'],
  ['through two calls', CALLER, { 'evals.yml': 'on: workflow_call\njobs:\n  deeper: { uses: ./.github/workflows/inner.yml }\n', 'inner.yml': 'on: workflow_call\njobs:\n  evaluate: { steps: [{ run: acme eval }] }\n' }, ['quality / deeper / evaluate'], 'yes'],
  ['a matrix of calls', CALLER, { 'evals.yml': 'on: workflow_call\njobs:\n  evaluate: { steps: [{ run: acme eval }] }\n' }, ['quality (small) / evaluate (x)'], 'yes'],
  ['a workflow of another repository: a check of it is required', CALLER.replace('./.github/workflows/evals.yml', 'acme/shared/.github/workflows/evals.yml@v1'), {}, ['quality / anything'], 'yes'],
  ['a workflow of another repository: none is', CALLER.replace('./.github/workflows/evals.yml', 'acme/shared/.github/workflows/evals.yml@v1'), {}, ['evaluate'], 'no'],
  ['a workflow without jobs', CALLER, { 'evals.yml': 'on: workflow_call\njobs: {}\n' }, [], 'unknown'],
  ['workflows that call themselves without end', CALLER, { 'evals.yml': `on: workflow_call\njobs:\n${Array.from({ length: 40 }, (_, at) => `  j${at}: { uses: ./.github/workflows/evals.yml }\n`).join('')}` }, [], 'unknown'],
])('a job that calls a workflow: %s', (_, workflow, files, names, verified, says) => {
  const found = ask(workflow, ['ci.yml:4'], requires(...names), files);
  expect(found).toMatchObject({ verified, strength: verified === 'no' ? 'automated' : 'enforced' });
  if (says) expect(found.hints).toEqual([says]);
});

const summary = (rest: string) => `on: pull_request\njobs:\n  evaluate:\n    steps: [{ run: acme eval }]\n  middle:\n    needs: evaluate\n    steps: [{ run: acme report }]\n  all-good:\n    needs: middle\n${rest}`;
test.each<[string, string, 'yes' | 'no', string?]>([
  ['and looks at how it ended', "    if: always()\n    steps: [{ run: \"[[ '${{ needs.middle.result }}' = success ]]\" }]\n", 'yes'],
  ['and hands that to an action', '    if: ${{ !cancelled() }}\n    steps: [{ uses: acme/all@v1, with: { jobs: "${{ toJSON(needs) }}" } }]\n', 'yes'],
  ['and never looks', '    if: always()\n    steps: [{ run: echo done }]\n', 'no'],
  ['and is left out when it fails', '    steps: [{ run: "echo ${{ needs.middle.result }}" }]\n', 'no', 'the check "evaluate" is not required on main; "all-good" is, but is skipped when it fails, which counts as passed (ci.yml:3)'],
])('a required job waits for it %s', (_, rest, verified, says) => {
  const found = ask(summary(rest), ['ci.yml:4'], requires('all-good'));
  expect(found.verified).toBe(verified);
  if (says) expect(found.hints).toEqual([says]);
});

test('one of several jobs suffices, however they are ordered', () => {
  const files = { 'more.yml': CI.replace('evaluate', 'nightly-evals') };
  for (const evidence of [['ci.yml:7', 'more.yml:7'], ['more.yml:7', 'ci.yml:7']]) expect(ask(CI, evidence, requires('nightly-evals'), files)).toMatchObject({ strength: 'enforced', verified: 'yes' });
});

const GITLAB = 'evaluate:\n  script: acme eval\n';
test.each<[string, string, readonly string[], Record<string, string>]>([
  ['a pipeline of another system may be what stops it', CI, ['ci.yml:7', '/.gitlab-ci.yml:2'], { '/.gitlab-ci.yml': GITLAB }],
  ['only another system runs it', CI, ['/.gitlab-ci.yml:2'], { '/.gitlab-ci.yml': GITLAB }],
  ['a deploy waits for it', `${CI}  deploy:\n    needs: evaluate\n    environment: production\n    steps: [{ run: acme deploy }]\n`, EVALUATE, {}],
  ['it is the deploy', CI.replace('runs-on: ubuntu-latest', 'environment: production'), EVALUATE, {}],
  ['it runs on pushes alone', CI.replace('pull_request', 'push'), EVALUATE, {}],
  ['it runs when a pull request is closed', CI.replace('[pull_request]', '{ pull_request: { types: [closed] } }'), EVALUATE, {}],
  ['it stands before all jobs', CI, ['ci.yml:1'], {}],
  ['its workflow lies in a nested tree, where nothing runs it', CI, ['/sub/.github/workflows/ci.yml:7'], { '/sub/.github/workflows/ci.yml': CI }],
  ['no pipeline is part of it', CI, ['/evals/run.py:1'], { '/evals/run.py': '' }],
])('%s: the files decide', (_, workflow, evidence, files) => {
  expect(ask(workflow, evidence, requires(), files)).toMatchObject({ strength: 'enforced', ...UNTOUCHED });
});

test('files beside the jobs count only for rules that take files for enough', () => {
  const one = { files: { 'ci.yml': CI }, finding: finding('enforced', ['/evals/run.py:1', 'ci.yml:7']), settings: requires() };
  expect(verifyOne({ ...one, rule: rule(['required-check'], { reach: { by: ['run'] } }) }).verified).toBe('no');
  expect(verifyOne({ ...one, rule: rule(['required-check'], { enforced: { path: { files: 'x' } } }) }).verified).toBe('unknown');
  expect(verifyOne({ ...one, rule: rule(['required-check'], { reach: { by: ['run', 'platform'] } }) }).verified).toBe('unknown');
});

test('a deploy that another finding rests on, and that waits for it', () => {
  const files = { 'ci.yml': `${CI.replace('[pull_request]', '[pull_request, push]')}  ship:\n    needs: evaluate\n    steps:\n      - run: acme ship\n` };
  const rules = [rule(['required-check']), rule(['deployments'], { id: 'deploying' }), rule(['recent-run'], { id: 'other' })];
  const strengthWith = (practice: string) => verify([finding('enforced', EVALUATE), finding('automated', ['ci.yml:11'], { practice })], rules, settings(requires()), signalsOf(files), DAY)[0]?.strength;
  expect(strengthWith('deploying')).toBe('enforced');
  expect(strengthWith('other')).toBe('automated');
});

test('a local action is no pipeline of its own', () => {
  const action = { '/.github/actions/eval/action.yml': 'runs:\n  using: composite\n  steps:\n    - run: acme eval\n' };
  expect(ask(CI, [...EVALUATE, '/.github/actions/eval/action.yml:4'], requires(), action).verified).toBe('no');
});

test('merge queues are gates, too', () => {
  expect(ask(CI.replace('pull_request', 'merge_group'), EVALUATE, requires()).verified).toBe('no');
});
