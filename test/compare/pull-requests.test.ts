/** What a change does, through the front door: a base and a head in, the comparison and the gate's sentences out. */
import { describe, expect, test } from 'vitest';
import { audit } from '../../src/audit.ts';
import { configure } from '../../src/configure.ts';
import type { AuditResult } from '../../src/domain/result.ts';
import { memorySnapshot } from '../../src/snapshot/index.ts';
import { rules, TODAY } from '../helpers/audit.ts';

type Files = Readonly<Record<string, string>>;

const EVAL = `on: pull_request
jobs:
  evaluate:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - run: npx promptfoo@0.118.0 eval -c evals/promptfooconfig.yaml
`;
/** A chat service whose evaluation guards its pull requests. */
const BASE: Files = {
  'app/chat.py': 'from pathlib import Path\nfrom openai import OpenAI\n\nclient = OpenAI()\nSYSTEM = Path("prompts/system.txt").read_text()\n\n\ndef answer(question):\n    return client.chat.completions.create(model="gpt-4o", messages=[{"role": "system", "content": SYSTEM}, {"role": "user", "content": question}])\n',
  'prompts/system.txt': 'You are the assistant of a small shop. Answer in one friendly sentence and never promise a refund.\n',
  'evals/promptfooconfig.yaml': 'prompts: [file://../prompts/system.txt]\nproviders: [openai:gpt-4o]\ntests:\n  - vars: { question: Where is my parcel? }\n    assert: [{ type: llm-rubric, value: is polite, threshold: 0.8 }]\n  - vars: { question: May I return it? }\n    assert: [{ type: contains, value: return }]\n',
  '.github/workflows/eval.yml': EVAL,
  'README.md': '# Shop\n',
};

async function compared(base: Files, head: Files): Promise<AuditResult> {
  const [before, after] = [memorySnapshot(base), memorySnapshot(head)];
  return audit(after, await configure(before, await rules(), { gate: {}, day: TODAY }), { path: '.', base: { snapshot: before, says: 'the base' } });
}
const { 'evals/promptfooconfig.yaml': _suite, '.github/workflows/eval.yml': _job, ...WITHOUT } = BASE;
const without = (path: string): Files => Object.fromEntries(Object.entries(BASE).filter(([one]) => one !== path));
const changesOf = (result: AuditResult) => result.comparison!.changes.map(({ practice, from, to, direction }) => `${practice} ${from} → ${to} ${direction}`);
const change = (result: AuditResult, practice: string) => result.comparison!.changes.find((one) => one.practice === practice)!;

test('nothing changed: no changes, and the gate passes', async () => {
  const result = await compared(BASE, BASE);
  expect(result.comparison).toMatchObject({ base: { says: 'the base', kind: 'application' }, models: [], changes: [] });
  expect(result.verdict).toMatchObject({ passed: true, reasons: ['Nothing is weaker than before.'] });
});

describe('a pull request', () => {
  test('that deletes the evaluation job fails', async () => {
    const result = await compared(BASE, without('.github/workflows/eval.yml'));
    expect(change(result, 'eval-in-ci')).toMatchObject({ from: 'enforced', to: 'absent', direction: 'fell', cause: { path: '.github/workflows/eval.yml', change: 'removed' }, says: expect.stringMatching(/^What showed it is gone: .*, in \.github\/workflows\/eval\.yml, which was removed\.$/) });
    expect(result.verdict).toMatchObject({ passed: false, reasons: [expect.stringMatching(/^This change weakens what was there: .*\(enforced → absent\)/)] });
  });

  test('that lets the job fail without harm fails', async () => {
    const result = await compared(BASE, { ...BASE, '.github/workflows/eval.yml': EVAL.replace('      - run:', '      - continue-on-error: true\n        run:') });
    expect(change(result, 'eval-in-ci')).toMatchObject({ from: 'enforced', to: 'automated', cause: { path: '.github/workflows/eval.yml', change: 'changed' } });
    expect(change(result, 'eval-in-ci').says).toMatch(/continue-on-error/);
    expect(result.verdict.passed).toBe(false);
  });

  test('that moves prompts into code fails', async () => {
    const { 'prompts/system.txt': prompt, ...rest } = BASE;
    const result = await compared(BASE, { ...rest, 'app/chat.py': rest['app/chat.py']!.replace('Path("prompts/system.txt").read_text()', JSON.stringify(prompt!.trim())), 'evals/promptfooconfig.yaml': rest['evals/promptfooconfig.yaml']!.replace('file://../prompts/system.txt', 'Answer the question.') });
    expect(change(result, 'prompt-files')).toMatchObject({ from: 'present', to: 'absent', direction: 'fell', cause: { path: 'prompts/system.txt', change: 'removed' } });
    expect(result.verdict.passed).toBe(false);
    expect(change(result, 'prompt-files').says).toMatch(/prompts\/system\.txt, which was removed/);
  });

  test('that only edits documentation passes', async () => {
    const result = await compared(BASE, { ...BASE, 'README.md': '# Shop\n\nNow with a motto.\n' });
    expect(result.comparison!.changes).toEqual([]);
    expect(result.verdict.passed).toBe(true);
  });

  test('that moves lines about changes nothing', async () => {
    const result = await compared(BASE, { ...BASE, 'app/chat.py': `# A comment.\n\n${BASE['app/chat.py']}` });
    expect(result.comparison!.changes).toEqual([]);
  });

  test('that removes a risk, or anything else that only describes the repository, loses nothing', async () => {
    const AGENT = 'on: { issue_comment: { types: [created] } }\njobs:\n  agent:\n    runs-on: ubuntu-latest\n    permissions: { contents: write }\n    steps:\n      - uses: anthropics/claude-code-action@v1\n        with: { allowed_non_write_users: "*" }\n';
    const result = await compared({ ...BASE, '.github/workflows/agent.yml': AGENT }, BASE);
    expect(change(result, 'agent-open-workflow')).toMatchObject({ direction: 'other', says: expect.stringMatching(/^No longer so: .*agent\.yml, which was removed\.$/) });
    expect(result.verdict.passed).toBe(true);
  });

  test('that adds an evaluation rises, and says by which file', async () => {
    const result = await compared(WITHOUT, BASE);
    expect(changesOf(result)).toContain('eval-in-ci absent → enforced rose');
    expect(change(result, 'eval-in-ci')).toMatchObject({ cause: { path: '.github/workflows/eval.yml', change: 'added' }, gained: [expect.objectContaining({ path: '.github/workflows/eval.yml' })], lost: [] });
    expect(result.comparison!.models.map(({ model }) => model)).toContain('microsoft-genaiops');
    expect(result.verdict.passed).toBe(true);
  });

  test('that removes all generative AI says so; what was missing and no longer applies is no news', async () => {
    const result = await compared(BASE, { 'README.md': '# Shop\n' });
    expect(result.kind).toBe('none');
    expect(changesOf(result)).toEqual([
      'llm-usage present → absent fell', 'prompt-files present → not-applicable other', 'prompt-tests enforced → not-applicable other', 'eval-in-ci enforced → not-applicable other',
      'eval-quality-metrics present → not-applicable other', 'eval-suite present → not-applicable other', 'eval-thresholds present → not-applicable other',
    ]);
  });
});
