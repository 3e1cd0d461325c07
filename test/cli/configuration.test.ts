/** A wrong configuration ends the bundle with 2 and its sentences; a right one is obeyed. */
import { afterAll, describe, expect, test } from 'vitest';
import type { AuditResult } from '../../src/domain/result.ts';
import { MISTAKES } from '../options/mistakes.ts';
import { APP, cleanUp, cli, tree, write } from './run-cli.ts';

afterAll(cleanUp);

const configured = (yaml: string) => tree({ ...APP, 'services/api/app.py': 'print(1)\n', 'web/index.ts': 'export {};\n', '.github/genaiops.yml': yaml });

// Dates are judged by the real day here; test/options fixes one.
const independent = MISTAKES.filter(([, yaml]) => !yaml.includes('2026-'));

test('every mistake ends with 2 and its sentence, and prints no result', async () => {
  expect(independent.length).toBeGreaterThanOrEqual(20);
  for (const [name, yaml, sentence] of independent) {
    const { code, stdout, stderr } = await cli([await configured(yaml)]);
    expect({ name, code, stdout, stderr }).toEqual({ name, code: 2, stdout: '', stderr: `genaiops-audit: .github/genaiops.yml:${sentence}\n` });
  }
}, 60_000);

describe('a right one', () => {
  test('sets the gate, which flags can only tighten', async () => {
    const root = await configured('gate:\n  min-level: 3\n');
    const { code, stdout } = await cli([root, '--min-level', '0', '--format', 'json']);
    expect(code).toBe(1);
    expect((JSON.parse(stdout) as AuditResult).verdict.reasons[0]).toMatch(/below the required level 3/);
  });
  test('may lie elsewhere, and must be there when it is named', async () => {
    const root = await configured('');
    await write(root, { 'ops/audit.yml': 'models: [microsoft-genaiops]\n' });
    const { stdout } = await cli([root, '--config', 'ops/audit.yml', '--format', 'json']);
    expect((JSON.parse(stdout) as AuditResult).maturity.map(({ model }) => model)).toEqual(['microsoft-genaiops']);
    expect(await cli([root, '--config', 'ops/none.yml'])).toMatchObject({ code: 2, stderr: expect.stringContaining('There is no file ops/none.yml') });
  });
  test('--require-genai fails where there is none', async () => {
    const root = await tree({ 'README.md': '# Plain\n' });
    expect((await cli([root])).code).toBe(0);
    expect((await cli([root, '--require-genai'])).code).toBe(1);
  });
});
