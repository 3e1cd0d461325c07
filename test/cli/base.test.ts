/** `--base REF`: the comparison that pull requests get, at the desk. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { APP, cleanUp, cli, git, repository, write } from './run-cli.ts';
import { resultOf } from './schema.ts';

afterAll(cleanUp);

const CI = 'on: pull_request\njobs: { test: { runs-on: ubuntu-latest, steps: [{ run: pytest }] } }\n';
const TEST = 'def test_it():\n    assert True\n';

test('names what fell and rose since HEAD left the base, by the configuration of the base', async () => {
  const root = await repository({ ...APP, 'tests/test_app.py': TEST, '.github/workflows/ci.yml': CI, '.github/genaiops.yml': 'gate: { fail-on: regression }\n' });
  git(root, 'checkout', '-q', '-b', 'change');
  await rm(join(root, '.github/workflows/ci.yml'));
  await write(root, { 'CODEOWNERS': '* @acme/ai\n', '.github/genaiops.yml': 'gate: { fail-on: never }\n' });
  git(root, 'add', '--all', '--force');
  git(root, 'commit', '-q', '-m', 'second');

  const { code, stdout } = await cli([root, '--base', 'main', '--format', 'json', '--fail-on', 'never']);
  const { comparison, verdict } = resultOf(stdout);
  expect(code).toBe(1);
  expect(verdict.reasons).toEqual(['This change weakens what was there: CI runs the tests (enforced → present).']);
  expect(comparison).toMatchObject({ regressed: true, base: { commit: git(root, 'rev-parse', 'main') }, configuration: { changed: ['.github/genaiops.yml'], says: ['The gate: what a pull request fails on goes from regression to never.', expect.stringMatching(/^Once merged/)] } });
  expect(comparison!.changes.map(({ practice, from, to }) => `${practice} ${from} → ${to}`)).toEqual(['ci-tests enforced → present', 'ownership absent → present']);

  expect((await cli([root, '--base', 'change'])).code).toBe(0);
});

test.each(['nothing', '--upload-pack=touch x', 'main:app.py', ''])('%j is no base: exit 2 and a sentence', async (ref) => {
  const root = await repository(APP);
  const { code, stdout, stderr } = await cli([root, `--base=${ref}`]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^genaiops-audit: --base ".*" cannot be compared with: [A-Z].*\.\n$/);
});
