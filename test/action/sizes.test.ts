/** GitHub takes comments of 65,536 characters and summaries of 1 MiB, and nothing of longer ones. */
import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { afterAll, expect, vi } from 'vitest';
import { CHANGES, pullRequestOf, shared } from './application.ts';
import { test } from './fixtures.ts';
import { cleanUp } from './run-action.ts';

afterAll(cleanUp);
vi.setConfig({ testTimeout: 30_000 });

const PRACTICES = readdirSync(new URL('../../rules/practices/', import.meta.url), { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.yaml')).map((path) => basename(path, '.yaml')).sort();
const day = (from: number): string => new Date(Date.now() + from * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
const waiverOf = (practice: string): string => `  - { practice: ${practice}, owner: "@acme/ai", reason: '${practice} ${'must wait, and wait, and '.repeat(240)}wait.', evidence: "https://acme.example/1", date: ${day(-1)}, expires: ${day(90)} }\n`;

/** A pull request that breaks something, in a repository that has waived everything and says at length why. */
const wordy = shared(() => {
  const configuration = { '.github/genaiops.yml': `waivers:\n${PRACTICES.filter((one) => one !== 'prompt-files').map(waiverOf).join('')}` };
  return pullRequestOf({ ...CHANGES['prompt in code'], ...configuration }, { ...CHANGES.documentation, ...configuration });
});

function expectWhole(markdown: string): void {
  const count = (pattern: RegExp): number => markdown.match(pattern)?.length ?? 0;
  expect(count(/^ *<details>$/gm)).toBe(count(/^ *<\/details>$/gm));
  expect(count(/^ *`{3,}/gm) % 2).toBe(0);
}

test('both are shortened: what matters is there, and where the rest is', async ({ openGitHub }) => {
  const github = await openGitHub();
  const end = await github.run(await wordy(), { 'json-file': 'out/result.json' });
  expect(end).toMatchObject({ code: 1, stderr: '', outputs: { passed: 'false', regressed: 'true', 'comment-url': expect.stringContaining('#issuecomment-1001') } });
  const [{ body = '' } = {}] = github.comments(7);
  expect(body.length).toBeLessThanOrEqual(65_536);
  expect(Buffer.byteLength(end.summary)).toBeLessThanOrEqual(1024 * 1024);
  for (const report of [body, end.summary]) {
    expect(report).toMatch(/^\*\*❌ The gate fails\.\*\* This change weakens what was there: Prompts live in files of their own \(present → absent\)\.$/m);
    expect(report).toContain('▼ **Prompts live in files of their own** present → absent.');
    expect(report).toContain('#### Next steps');
    expectWhole(report);
  }
  expect(body.trimEnd().split('\n').at(-1)).toBe('_The report is longer than a comment can be. The rest is in the [job summary](https://github.test/acme/app/actions/runs/77)._');
  expect(end.summary.trimEnd().split('\n').at(-1)).toBe('_The report is longer than a job summary can be. The input `json-file` writes all of it._');
  expect(JSON.parse(await end.written('out/result.json'))).toMatchObject({ statements: { length: PRACTICES.length - 1 } });
  // Without a summary it says how to get the rest.
  expect(await github.run(await wordy(), { summary: 'false' })).toMatchObject({ code: 1, summary: '', outputs: { passed: 'false' } });
  expect(github.comments(7)[0]?.body.trimEnd().split('\n').at(-1)).toBe('_The report is longer than a comment can be. With the input `summary: true` the rest is in the job summary._');
});
