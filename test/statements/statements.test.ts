import { describe, expect, test } from 'vitest';
import { audit } from '../../src/audit.ts';
import { configure } from '../../src/configure.ts';
import type { AuditResult, ModelResult } from '../../src/domain/result.ts';
import { memorySnapshot } from '../../src/snapshot/index.ts';
import { rules, TODAY } from '../helpers/audit.ts';

const APP = {
  'app/chat.py': 'from openai import OpenAI\n\nclient = OpenAI()\n\n\ndef answer(question):\n    return client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": question}])\n',
};
const word = (expires = '2026-12-01') => `owner: "@acme/ai", reason: The risk board agreed to it., evidence: "https://acme.test/1", date: 2026-06-01, expires: ${expires}`;
const WORD = { owner: '@acme/ai', reason: 'The risk board agreed to it.', evidence: 'https://acme.test/1', expires: '2026-12-01' };

async function audited(yaml: string, { files = APP, day = TODAY, minLevel }: { files?: Readonly<Record<string, string>>; day?: string; minLevel?: number } = {}): Promise<AuditResult> {
  const snapshot = memorySnapshot({ ...files, ...(yaml && { '.github/genaiops.yml': yaml }) });
  return audit(snapshot, await configure(snapshot, await rules(), { gate: minLevel === undefined ? {} : { minLevel }, day }), { path: '.' });
}
const modelOf = (result: AuditResult, id: string): ModelResult => result.maturity.find((one) => one.model === id)!;
const capabilityOf = (result: AuditResult, id: string) => result.maturity.flatMap((one) => one.capabilities ?? one.levels.flatMap((level) => level.capabilities)).find((one) => one.id === id);
const findingOf = (result: AuditResult, practice: string) => result.findings.find((one) => one.practice === practice)!;
const codes = (result: AuditResult) => result.notes.map(({ code, line, says }) => `${code} ${line}: ${says}`);

describe('an attestation', () => {
  const yaml = (expires?: string) => `attestations:\n  - { capability: ms.org.stay-current, ${word(expires)} }\n`;

  test('meets what no file can show, and is shown as attested, with its owner', async () => {
    const [without, result] = [await audited(''), await audited(yaml())];
    expect(capabilityOf(without, 'ms.org.stay-current')).toMatchObject({ state: 'unknown', shown: 'none' });
    expect(capabilityOf(result, 'ms.org.stay-current')).toMatchObject({ state: 'met', shown: 'attested', attestation: WORD });
    const [before, after] = [modelOf(without, 'microsoft-genaiops'), modelOf(result, 'microsoft-genaiops')];
    expect(after.shares).toEqual({ ...before.shares, attested: 1, unknown: before.shares.unknown - 1 });
    expect(after.score!).toBeGreaterThan(before.score!);
    expect(after.range!.score!).toBeGreaterThanOrEqual(after.score!);
    expect(result.statements).toEqual([{ form: 'attestation', about: 'ms.org.stay-current', ...WORD, date: '2026-06-01', path: '.github/genaiops.yml', line: 2, state: 'counts' }]);
  });

  test.each([
    ['2026-06-15', 'counts', ['attestation-expires-soon 2: The attestation of ms.org.stay-current by @acme/ai expires on 2026-06-15, today.']],
    ['2026-07-15', 'counts', ['attestation-expires-soon 2: The attestation of ms.org.stay-current by @acme/ai expires on 2026-07-15, in 30 days.']],
    ['2026-07-16', 'counts', []],
    ['2026-06-14', 'expired', ['attestation-expired 2: The attestation of ms.org.stay-current by @acme/ai expired on 2026-06-14 and no longer counts.']],
  ])('that ends on %s %s', async (expires, state, notes) => {
    const result = await audited(yaml(expires));
    expect(result.statements![0]!.state).toBe(state);
    expect(codes(result)).toEqual(notes);
    expect(capabilityOf(result, 'ms.org.stay-current')!.state).toBe(state === 'counts' ? 'met' : 'unknown');
  });

  test('that nothing reported needs is unused', async () => {
    const result = await audited(`models: [considerations]\n${yaml()}`);
    expect(result.statements![0]!.state).toBe('unused');
    expect(codes(result)).toEqual(['attestation-unused 3: The attestation of ms.org.stay-current by @acme/ai changes nothing: no reported model needs it, or files show it.']);
  });

  test('of a practice elsewhere counts as present and no more, and what it meets is shown as attested', async () => {
    const result = await audited(`attestations:\n  - { practice: alerting, elsewhere: acme/platform, ${word()} }\n  - { practice: prompt-templates, elsewhere: acme/prompts, ${word()} }\n`);
    expect(findingOf(result, 'alerting')).toMatchObject({ strength: 'absent', elsewhere: { repository: 'acme/platform', ...WORD } });
    expect(capabilityOf(result, 'ms.up.structured-prompts')).toMatchObject({ state: 'met', shown: 'attested', by: [{ practice: 'prompt-templates', strength: 'present' }] });
    expect(capabilityOf(result, 'ms.l3.automated-alerting')).toMatchObject({ state: 'unmet', lacks: [{ practice: 'alerting', has: 'present', needs: 'automated' }] });
  });

  test('of a practice that is here all the same is unused', async () => {
    const result = await audited(`attestations:\n  - { practice: llm-usage, elsewhere: acme/platform, ${word()} }\n`);
    expect(result.statements![0]!.state).toBe('unused');
  });
});

describe('a waiver', () => {
  const LEVEL_TWO = ['prompt-templates', 'prompt-files', 'output-validation', 'experiment-tracking', 'eval-suite', 'eval-dataset'];
  const yaml = (expires?: string) => `waivers:\n${LEVEL_TWO.map((practice) => `  - { practice: ${practice}, ${word(expires)} }\n`).join('')}`;

  test('changes neither strength nor score nor level, and says what they would be', async () => {
    const [without, result] = [await audited(''), await audited(yaml())];
    const [before, after] = [modelOf(without, 'microsoft-genaiops'), modelOf(result, 'microsoft-genaiops')];
    expect(after).toMatchObject({ level: before.level, score: before.score, levels: before.levels, waived: { level: 2, levelName: 'Defined' } });
    expect(after.waived!.score!).toBeGreaterThan(before.score!);
    expect(before.waived).toBeUndefined();
    expect(findingOf(result, 'eval-suite')).toMatchObject({ strength: 'absent', waiver: WORD });
  });

  test('lets the gate pass, which says so', async () => {
    expect((await audited('', { minLevel: 2 })).verdict.passed).toBe(false);
    expect((await audited(yaml(), { minLevel: 2 })).verdict).toMatchObject({ passed: true, reasons: ['Level 2 (1 without waivers) meets the required level 2 of Microsoft GenAIOps maturity model.'] });
    expect((await audited(yaml('2026-06-14'), { minLevel: 2 })).verdict.passed).toBe(false);
  });

  test('takes the practice off the next steps', async () => {
    expect(modelOf(await audited(''), 'microsoft-genaiops').next.map(({ practice }) => practice)).toContain('prompt-templates');
    expect(modelOf(await audited(yaml()), 'microsoft-genaiops').next.map(({ practice }) => practice)).not.toContain('prompt-templates');
  });

  test('of what is not missing is unused', async () => {
    const result = await audited(`waivers:\n  - { practice: llm-usage, ${word()} }\n`);
    expect(codes(result)).toEqual(['waiver-unused 2: The waiver of llm-usage by @acme/ai changes nothing: no reported model lacks that practice.']);
  });
});

describe('a disabled practice', () => {
  test('does not apply, and says where and why', async () => {
    const result = await audited('disabled:\n  fine-tuning: We do not train models.\n');
    expect(findingOf(result, 'fine-tuning')).toMatchObject({ strength: 'not-applicable', evidence: [], hints: ['disabled in .github/genaiops.yml:2: We do not train models.'] });
  });
  test('raises no score by that, which the figures beside it may', async () => {
    const [without, result] = [await audited(''), await audited('disabled:\n  fine-tuning: The platform team does that.\n  red-teaming: Another team does that.\n')];
    for (const [index, model] of result.maturity.entries()) expect(model).toMatchObject({ level: without.maturity[index]!.level, score: without.maturity[index]!.score });
    expect(modelOf(result, 'considerations').waived!.score!).toBeGreaterThanOrEqual(modelOf(result, 'considerations').score!);
  });
});

describe('components', () => {
  const FILES = {
    'services/chat/app.py': APP['app/chat.py'],
    'services/search/main.py': `${APP['app/chat.py']}\nPROMPT = "x"\n`,
    'services/search/prompts/ask.prompt.yml': 'name: ask\nmodel: gpt-4o-2024-08-06\nmessages:\n  - role: system\n    content: You answer questions about the shop in one short and friendly sentence.\n  - role: user\n    content: "{{question}}"\n',
    'services/search/ask.py': 'from pathlib import Path\nTEMPLATE = Path("services/search/prompts/ask.prompt.yml").read_text()\n',
    'web/index.ts': 'export const x = 1;\n',
    '.github/workflows/ci.yml': 'on: pull_request\njobs: { test: { runs-on: ubuntu-latest, steps: [{ run: pytest }] } }\n',
    'tests/test_all.py': 'def test_it():\n    assert True\n',
    'CODEOWNERS': '/services/ @acme/ai\n',
  };
  const yaml = 'components:\n  - { name: Chat, path: services/chat }\n  - { name: Search, path: services/search }\n  - { name: Web, path: web, production: false }\n';

  test('are audited apart, each with what they share; the repository is its lowest one in production', async () => {
    const result = await audited(yaml, { files: FILES });
    expect(result.components!.map(({ name, kind, production }) => [name, kind, production])).toEqual([['Chat', 'application', true], ['Search', 'application', true], ['Web', 'none', false]]);
    const [chat, search] = result.components!;
    const strength = (component: typeof chat, practice: string) => component!.findings.find((one) => one.practice === practice)!.strength;
    expect([strength(chat, 'prompt-files'), strength(search, 'prompt-files')]).toEqual(['absent', 'present']);
    expect([strength(chat, 'ownership'), strength(search, 'ownership')]).toEqual(['present', 'present']);
    expect([strength(chat, 'ci-tests'), strength(search, 'ci-tests')]).toEqual(['enforced', 'enforced']);
    expect(result).toMatchObject({ component: 'Chat', kind: chat!.kind, findings: chat!.findings, maturity: chat!.maturity });
    expect(search!.maturity[0]!.score!).toBeGreaterThan(chat!.maturity[0]!.score!);
  });

  test('none with generative AI: the first in production', async () => {
    const result = await audited('components:\n  - { name: Web, path: web }\n  - { name: Services, path: services, production: false }\n', { files: FILES });
    expect(result).toMatchObject({ component: 'Web', kind: 'none' });
  });

  test('a statement that one component needs is used', async () => {
    const result = await audited(`${yaml}attestations:\n  - { practice: prompt-files, elsewhere: acme/prompts, ${word()} }\n`, { files: FILES });
    expect(result.statements![0]!.state).toBe('counts');
  });
});
