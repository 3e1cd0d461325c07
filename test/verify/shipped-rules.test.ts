/** The project's own rules on small repositories, with what GitHub would say of them. */
import { expect, test } from 'vitest';
import type { Settings } from '../../src/domain/settings.ts';
import { readSignals } from '../../src/signals/index.ts';
import { memorySnapshot } from '../../src/snapshot/index.ts';
import { verify, workflowsBehind } from '../../src/verify/index.ts';
import { auditFiles, rules } from '../helpers/audit.ts';
import { DAY, settings } from './asked.ts';

const FILES = {
  'app/chat.py': 'from openai import OpenAI\nfrom pathlib import Path\n\nPROMPT = Path("prompts/answer.md").read_text()\n\n\ndef answer(question):\n    return OpenAI().chat.completions.create(model="gpt-4o-2024-08-06", messages=[{"role": "system", "content": PROMPT}, {"role": "user", "content": question}])\n',
  'prompts/answer.md': 'You are a support agent. Answer the question of the customer in two sentences.\n',
  'promptfooconfig.yaml': 'prompts: [prompts/answer.md]\nproviders: [openai:gpt-4o]\ntests:\n  - vars: { question: Where is my parcel? }\n    assert: [{ type: llm-rubric, value: names the day, threshold: 0.8 }]\n',
  '.github/CODEOWNERS': '* @acme/all\n/prompts/ @acme/writers\n',
  '.github/workflows/ci.yml': 'name: CI\non: [push, pull_request]\njobs:\n  evaluate:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n      - run: npx promptfoo@latest eval\n',
  '.github/workflows/nightly.yml': 'on:\n  schedule: [{ cron: "0 3 * * *" }]\njobs:\n  evaluate:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n      - run: npx promptfoo@latest eval\n',
};

async function verified(known: Partial<Settings>) {
  const { findings } = await auditFiles(FILES);
  const catalogue = await rules();
  const { signals } = await readSignals(memorySnapshot(FILES), catalogue);
  const after = verify(findings, catalogue.rules, settings(known), signals, DAY);
  const of = (practice: string) => after.find((one) => one.practice === practice);
  return { of, behind: workflowsBehind(findings, catalogue.rules, signals) };
}

test('the evaluation is required, and prompts are reviewed', async () => {
  const { of, behind } = await verified({ requiredChecks: { names: ['evaluate'], complete: true }, codeOwnerReview: true });
  expect(of('eval-in-ci')).toMatchObject({ strength: 'enforced', verified: 'yes' });
  expect(of('prompt-review')).toMatchObject({ strength: 'enforced', verified: 'yes', hints: [] });
  expect(of('llm-usage')?.verified).toBe('unknown');
  expect([...behind].sort()).toEqual(['.github/workflows/ci.yml', '.github/workflows/nightly.yml']);
});

test('nothing is required, and the nightly run is switched off', async () => {
  const { of } = await verified({ requiredChecks: { names: [], complete: true }, codeOwnerReview: false, workflows: [{ path: '.github/workflows/nightly.yml', state: 'disabled_inactivity', since: '2025-01-01' }] });
  expect(of('eval-in-ci')).toMatchObject({ strength: 'automated', verified: 'no', hints: ['the check "evaluate" is not required on main (ci.yml:4)'] });
  expect(of('prompt-review')).toMatchObject({ strength: 'present', verified: 'no', hints: ['review by code owners is not required on main'] });
  expect(of('continuous-eval')).toMatchObject({ strength: 'present', verified: 'no', hints: ['the workflow nightly.yml is disabled on GitHub (disabled_inactivity)'] });
});

test('nothing can be read: all is as the files say', async () => {
  const { of } = await verified({});
  expect(of('eval-in-ci')).toMatchObject({ strength: 'enforced', verified: 'unknown' });
  expect(of('prompt-review')).toMatchObject({ strength: 'present', verified: 'unknown' });
});

test('every rule that asks GitHub could be confirmed or lowered', async () => {
  const { rules: all } = await rules();
  for (const { id, verify: asked = [], max } of all) {
    if (asked.includes('required-check')) expect(max, id).toBe('enforced');
    if (asked.length > 0) expect(max, id).not.toBe('present');
    expect(new Set(asked).size, id).toBe(asked.length);
  }
});
