/** What holds for the models that ship, whatever is found and whatever people say. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { capabilitiesOf, isAttestable } from '../../src/domain/maturity-model.ts';
import type { Finding } from '../../src/domain/result.ts';
import type { Strength } from '../../src/domain/strength.ts';
import { rank, RUNGS } from '../../src/domain/strength.ts';
import { assess } from '../../src/maturity/index.ts';
import { auditFiles, rules } from '../helpers/audit.ts';
import { finding, NO_STACK } from './model.ts';

const catalogue = await rules();
const WORD = { owner: '@acme/ai', reason: 'The board agreed.', evidence: 'https://acme.test', expires: '2026-12-01' };

/** A finding for every practice, as strong as its rule allows; a third of them do not apply or are missing. */
const found = fc.tuple(...catalogue.rules.map((rule) =>
  fc.constantFrom<Strength>('absent', 'not-applicable', ...RUNGS.slice(0, rank(rule.max) + 1)).map((strength) => finding(rule.id, strength))));
const waivers = fc.uniqueArray(fc.constantFrom(...catalogue.rules.map(({ id }) => id)), { maxLength: 12 });
const attestable = catalogue.maturity.flatMap(capabilitiesOf).filter(({ needs }) => needs && isAttestable(needs)).map(({ id }) => id);
const attestations = fc.uniqueArray(fc.constantFrom(...attestable), { maxLength: 20 }).map((ids) => new Map(ids.map((id) => [id, WORD])));

const standing = (findings: readonly Finding[], said: ReadonlyMap<string, typeof WORD>) =>
  assess(findings, 'application', catalogue, NO_STACK, said).map(({ model, level, score, waived, levels, capabilities, shares, pillars, comparable, range }) => ({ model, level, score, waived, levels, capabilities, shares, pillars, comparable, range }));

test('raising one finding, what applies being fixed, lowers no level, no score and no pillar of any model', () => {
  fc.assert(fc.property(found, attestations, fc.nat(catalogue.rules.length - 1), (before, said, index) => {
    const one = before[index]!;
    fc.pre(one.strength !== 'not-applicable' && rank(one.strength) < rank(catalogue.rules[index]!.max));
    const after = before.with(index, { ...one, strength: RUNGS[rank(one.strength) + 1]! });
    const [low, high] = [standing(before, said), standing(after, said)];
    for (const [at, model] of low.entries()) {
      expect(high[at]!.level ?? 0).toBeGreaterThanOrEqual(model.level ?? 0);
      expect(high[at]!.score ?? 0).toBeGreaterThanOrEqual(model.score ?? 0);
      for (const [pillar, before_] of (model.pillars ?? []).entries()) expect(high[at]!.pillars![pillar]!.level!).toBeGreaterThanOrEqual(before_.level!);
    }
  }), { numRuns: 150 });
});

test('an attestation lowers nothing, and stays within the range that was promised', () => {
  fc.assert(fc.property(found, attestations, (list, said) => {
    const [without, withThem] = [standing(list, new Map()), standing(list, said)];
    for (const [at, model] of without.entries()) {
      expect(withThem[at]!.level ?? 0).toBeGreaterThanOrEqual(model.level ?? 0);
      expect(withThem[at]!.score ?? 0).toBeGreaterThanOrEqual(model.score ?? 0);
      expect(withThem[at]!.score ?? 0).toBeLessThanOrEqual((model.range ?? model).score ?? 0);
    }
  }), { numRuns: 150 });
});

test('a waiver never changes what is said without it, and never lowers what is said with it', () => {
  fc.assert(fc.property(found, attestations, waivers, (list, said, waived) => {
    const accepted = list.map((one) => (waived.includes(one.practice) ? { ...one, waiver: WORD } : one));
    const [without, withThem] = [standing(list, said), standing(accepted, said)];
    const unwaived = (all: typeof without) => all.map((one) => ({ ...one, waived: undefined }));
    expect(unwaived(withThem)).toEqual(unwaived(without));
    for (const model of withThem) {
      expect(model.waived?.level ?? model.level ?? 0).toBeGreaterThanOrEqual(model.level ?? 0);
      expect(model.waived?.score ?? model.score ?? 0).toBeGreaterThanOrEqual(model.score ?? 0);
    }
  }), { numRuns: 150 });
});

test('a level is that of its lowest pillar, where every capability belongs to one that requires something', () => {
  const split = catalogue.maturity.filter((model) => model.pillars?.every(({ id }) => capabilitiesOf(model).some((one) => one.pillar === id && one.required))).map(({ id }) => id);
  expect(split.length).toBeGreaterThan(0);
  fc.assert(fc.property(found, attestations, (list, said) => {
    for (const model of standing(list, said)) if (split.includes(model.model)) expect(model.level).toBe(Math.min(...model.pillars!.map(({ level }) => level!)));
  }), { numRuns: 100 });
});

test('the order of files does not matter', async () => {
  const files: Record<string, string> = {
    'app/chat.py': 'from openai import OpenAI\nclient = OpenAI()\ndef answer(q):\n    return client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": q}], max_tokens=200)\n',
    'app/other.py': 'from anthropic import Anthropic\nprint(Anthropic().messages.create(model="claude-sonnet-4", max_tokens=10, messages=[]))\n',
    'tests/test_chat.py': 'from app.chat import answer\ndef test_it():\n    assert answer("x")\n',
    '.github/workflows/ci.yml': 'on: pull_request\njobs: { test: { runs-on: ubuntu-latest, steps: [{ run: pytest }] } }\n',
    'prompts/ask.prompt.yml': 'messages:\n  - role: user\n    content: "Answer {{question}} in one short and friendly sentence."\n',
    'CODEOWNERS': '/prompts/ @acme/ai\n', 'README.md': '# Shop\n', 'requirements.txt': 'openai\nanthropic\n',
  };
  const first = await auditFiles(files);
  await fc.assert(fc.asyncProperty(fc.shuffledSubarray(Object.keys(files), { minLength: Object.keys(files).length }), async (order) => {
    expect(await auditFiles(Object.fromEntries(order.map((path) => [path, files[path]!])))).toEqual(first);
  }), { numRuns: 5 });
});
