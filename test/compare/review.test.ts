import { expect, test } from 'vitest';
import { memorySnapshot } from '../../src/snapshot/index.ts';
import { review } from '../../src/review.ts';
import { rules, TODAY } from '../helpers/audit.ts';

const FILE = '.github/genaiops.yml';
const APP = { 'app/chat.py': 'from openai import OpenAI\nclient = OpenAI()\ndef answer(q):\n    return client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": q}])\n' };
const tree = (yaml?: string) => memorySnapshot({ ...APP, ...(yaml !== undefined && { [FILE]: yaml }) });
const WAIVER = 'waivers:\n  - { practice: eval-suite, owner: "@acme/ai", reason: The risk board agreed., evidence: "https://acme.test/1", date: 2026-06-01, expires: 2026-12-01 }\n';

async function reviewed(head: ReturnType<typeof tree>, base: Parameters<typeof review>[1], gate = {}) {
  return review(head, base, await rules(), { gate, day: TODAY }, { path: '.' });
}

test('the configuration of the base decides, and the effect of another is told', async () => {
  const result = await reviewed(tree('gate: { min-level: 0 }\n'), { snapshot: tree('gate: { min-level: 4 }\n'), how: 'the base' });
  expect(result.verdict.passed).toBe(false);
  expect(result.comparison!.configuration!.says[0]).toBe('The gate: the minimum level goes from 4 to 0.');
});

test('a base whose configuration is wrong decides nothing, so that it can be mended', async () => {
  const result = await reviewed(tree('gate: { min-level: 1 }\n'), { snapshot: tree('gatte: 1\n'), how: 'the base' });
  expect(result.verdict.passed).toBe(true);
  expect(result.notes[0]).toEqual({ code: 'base-configuration-invalid', says: 'The configuration of the base is wrong and decides nothing: .github/genaiops.yml:1: unknown key `gatte`; did you mean `gate`?' });
  // Inputs still do.
  expect((await reviewed(tree(), { snapshot: tree('gatte: 1\n'), how: 'the base' }, { minLevel: 4 })).verdict.passed).toBe(false);
});

test('without the base that is asked for, minimums of the head hold and its excuses do not', async () => {
  const yaml = `gate: { practices: { eval-suite: present } }\ndisabled: { fine-tuning: We train no models. }\n${WAIVER}`;
  const result = await reviewed(tree(yaml), { missing: 'the commit is not there.' });
  expect(result.verdict).toMatchObject({ passed: false, reasons: [expect.stringContaining('required is present')] });
  expect(result.findings.filter(({ waiver, disabled }) => waiver ?? disabled)).toEqual([]);
  expect(result.notes[0]).toEqual({ code: 'no-base', says: 'There is nothing to compare with: the commit is not there.' });
  expect((await reviewed(tree(yaml), undefined)).verdict.passed).toBe(true);
});

test('a configuration that is named and that the base does not have yet decides nothing yet', async () => {
  const head = memorySnapshot({ ...APP, 'ops/audit.yml': 'gate: { min-level: 4 }\n' });
  const result = await review(head, { snapshot: tree(), how: 'the base' }, await rules(), { gate: {}, day: TODAY, config: 'ops/audit.yml' }, { path: '.' });
  expect(result).toMatchObject({ verdict: { passed: true }, notes: [], comparison: { configuration: { changed: ['ops/audit.yml'], says: ['The gate: the minimum level goes from none to 4.', expect.anything()] } } });
});

test('naming another configuration does not get around the one of the base', async () => {
  const head = memorySnapshot({ ...APP, 'lax.yml': 'gate: { fail-on: never }\n' });
  const result = await review(head, { snapshot: tree('gate: { min-level: 4 }\n'), how: 'the base' }, await rules(), { gate: {}, day: TODAY, config: 'lax.yml' }, { path: '.' });
  expect(result.verdict).toMatchObject({ passed: false, reasons: [expect.stringContaining('below the required level 4')] });
});

test('an input that contradicts the configuration of the base is an error, and no way around it', async () => {
  const base = { snapshot: tree('gate: { model: microsoft-genaiops, min-level: 4 }\n'), how: 'the base' };
  await expect(reviewed(tree(), base, { model: 'considerations' })).rejects.toThrow('but .github/genaiops.yml says that microsoft-genaiops decides');
});
