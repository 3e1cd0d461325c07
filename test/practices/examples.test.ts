import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Example } from '../../src/domain/rule.ts';
import { auditFiles, findingOf, rules } from '../helpers/audit.ts';

const catalogue = await rules();

describe('the examples in rules/ and the repositories in test/practices/', () => {
  const here = fileURLToPath(new URL('.', import.meta.url));
  const repositories = readdirSync(here).filter((name) => name.endsWith('.yaml')).flatMap((name) =>
    (parse(readFileSync(here + name, 'utf8')) as Example[]).map((example) => ({ practice: name.replace('.yaml', ''), example })));
  const inline = catalogue.rules.flatMap((rule) => (rule.examples ?? []).map((example) => ({ practice: rule.id, example })));

  test.each([...inline, ...repositories])('$practice: $example.says', async ({ practice, example }) => {
    const finding = findingOf(await auditFiles(example.files), practice);
    expect({ strength: finding.strength, evidence: finding.evidence.map((one) => `${one.path}:${one.line}`) }).toMatchObject({ strength: example.strength });
    if (example.evidence) expect(finding.evidence.flatMap((one) => [one.path, `${one.path}:${one.line}`])).toContain(example.evidence);
    if (example.hint) expect(finding.hints.join('\n')).toMatch(new RegExp(example.hint, 'i'));
  });

  test('every decided practice has an example that counts and one that does not', () => {
    const held = (strength: string) => strength !== 'absent' && strength !== 'not-applicable';
    for (const rule of catalogue.rules.filter((one) => !one.undecided)) {
      const strengths = [...inline, ...repositories].filter((one) => one.practice === rule.id).map((one) => one.example.strength);
      expect({ practice: rule.id, counts: strengths.some(held), traps: strengths.some((one) => !held(one)) }).toEqual({ practice: rule.id, counts: true, traps: true });
    }
  });
});
