import { describe, expect, test } from 'vitest';
import { afterMerge } from '../../src/after-merge.ts';
import { audit } from '../../src/audit.ts';
import { configure } from '../../src/configure.ts';
import { memorySnapshot } from '../../src/snapshot/index.ts';
import { rules, TODAY } from '../helpers/audit.ts';

const FILE = '.github/genaiops.yml';
const APP = { 'app/chat.py': 'from openai import OpenAI\nclient = OpenAI()\ndef answer(q):\n    return client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": q}])\n' };
const WAIVER = 'waivers:\n  - practice: eval-suite\n    owner: "@acme/ai"\n    reason: The risk board agreed to it.\n    evidence: https://acme.test/1\n    date: 2026-06-01\n    expires: 2026-12-01\n';

/** The effect of a pull request that turns one configuration into another; null for no file. */
async function effect(before: string | null, after: string | null) {
  const [base, head] = [before, after].map((yaml) => memorySnapshot({ ...APP, ...(yaml !== null && { [FILE]: yaml }) })) as [ReturnType<typeof memorySnapshot>, ReturnType<typeof memorySnapshot>];
  const shipped = await rules();
  const asked = { gate: {}, day: TODAY };
  const setup = await configure(base, shipped, asked);
  const now = await audit(head, setup, { path: '.', base: { snapshot: base, says: 'the base' } });
  return { now, effect: await afterMerge({ base, head, shipped, asked, setup, now }) };
}

test('the same configuration has no effect to tell, and neither has none', async () => {
  expect((await effect('gate: { min-level: 2 }\n', 'gate: { min-level: 2 }\n')).effect).toBeUndefined();
  expect((await effect(null, null)).effect).toBeUndefined();
});

describe('a pull request gains nothing now by what it changes', () => {
  test('a lower minimum', async () => {
    const { now, effect: told } = await effect('gate: { min-level: 2 }\n', 'gate: { min-level: 1, fail-on: never }\n');
    expect(now.verdict).toMatchObject({ passed: false, reasons: [expect.stringContaining('below the required level 2')] });
    expect(told).toEqual({ changed: [FILE], valid: true, says: [
      'The gate: what a pull request fails on goes from none to never.', 'The gate: the minimum level goes from 2 to 1.',
      expect.stringMatching(/^Once merged, this code would stand at level 1, score \d+ \(level 1, score \d+ now\), and its own minimums would be met\.$/),
    ] });
  });
  test('a waiver', async () => {
    const { now, effect: told } = await effect('gate: { practices: { eval-suite: present } }\n', `gate: { practices: { eval-suite: present } }\n${WAIVER}`);
    expect(now.verdict.passed).toBe(false);
    expect(told).toMatchObject({ valid: true, says: ['New: the waiver of eval-suite.', expect.stringMatching(/would be met\.$/)] });
  });
  test('the first configuration', async () => {
    expect((await effect(null, 'gate: { min-level: 4 }\n')).effect).toMatchObject({ changed: [FILE], says: ['The gate: the minimum level goes from none to 4.', expect.stringMatching(/would be not met: Level 1 is below the required level 4/)] });
  });
  test('the end of it', async () => {
    expect((await effect(`${WAIVER}`, null)).effect).toMatchObject({ says: ['Gone: the waiver of eval-suite.', expect.anything()] });
  });
});

test('an invalid one is told, and fails nothing now', async () => {
  const { now, effect: told } = await effect(null, 'gatte: 1\n');
  expect(now.verdict.passed).toBe(true);
  expect(told).toEqual({ changed: [FILE], valid: false, says: ['.github/genaiops.yml:1: unknown key `gatte`; did you mean `gate`?', 'Once it is merged, every audit ends with this; nothing of it counts now.'] });
});
