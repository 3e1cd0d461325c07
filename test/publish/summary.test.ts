import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { publishSummary } from '../../src/publish/index.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'summary-'));
  writeFileSync(join(folder, 'summary'), '');
  vi.stubEnv('GITHUB_STEP_SUMMARY', join(folder, 'summary'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

test('a report that is too long for GitHub is cut between sections, counted in bytes', async () => {
  const section = `## Section\n\n${'é'.repeat(500)}\n\n`;
  expect(await publishSummary(section.repeat(2000))).toBeUndefined();
  const written = readFileSync(join(folder, 'summary'));
  expect(written.length).toBeLessThanOrEqual(1024 * 1024);
  expect(written.length).toBeGreaterThan(1000 * 1024);
  expect(written.toString('utf8').endsWith(`${'é'.repeat(500)}\n\n_The report is longer than a job summary can be. The input \`json-file\` writes all of it._\n`)).toBe(true);
});
