/** Runs the examples of house rules: each is a small repository, audited with the rules that ship and those of the house. */
import { audit } from './audit.ts';
import { extendCatalogue } from './catalogue/index.ts';
import type { Catalogue } from './domain/catalogue.ts';
import { NO_CONFIGURATION } from './domain/configuration.ts';
import { ConfigError } from './domain/errors.ts';
import type { Finding } from './domain/result.ts';
import type { Example, Rule } from './domain/rule.ts';
import type { RulesTest, TriedExample } from './domain/rules-test.ts';
import type { Snapshot } from './domain/snapshot.ts';
import { rank } from './domain/strength.ts';
import { matchingOf } from './matching/index.ts';
import { memorySnapshot } from './snapshot/index.ts';

/** `folders`: where the house rules are in the snapshot; empty for its root. Throws ConfigError where there are none, or where they are wrong. */
export async function testRules(shipped: Catalogue, snapshot: Snapshot, folders: readonly string[], day: string): Promise<RulesTest> {
  const catalogue = await extendCatalogue(shipped, snapshot, folders);
  const ships = new Set(shipped.rules.map(({ id }) => id));
  const rules = catalogue.rules.filter(({ id }) => !ships.has(id));
  if (rules.length === 0) throw new ConfigError(`There are no house rules in ${folders.map((folder) => folder || '.').join(' and ')}; expected practices/<area>/<practice>.yaml there.`);
  const tried: TriedExample[] = [];
  for (const rule of rules) for (const example of rule.examples ?? []) tried.push(await tryExample(rule, example, catalogue, day));
  return { tried, weak: rules.flatMap(weaknesses) };
}

async function tryExample(rule: Rule, example: Example, catalogue: Catalogue, day: string): Promise<TriedExample> {
  const { findings } = await audit(memorySnapshot(example.files), { catalogue, configuration: NO_CONFIGURATION, gate: {}, day }, { path: '.' });
  const finding = findings.find(({ practice }) => practice === rule.id)!;
  return { practice: rule.id, says: example.says, wrong: faults(example, finding, catalogue), finding };
}

function faults({ strength, evidence, hint }: Example, finding: Finding, catalogue: Catalogue): string[] {
  const places = finding.evidence.flatMap(({ path, line }) => [path, `${path}:${line}`]);
  return [
    ...(finding.strength === strength ? [] : [`expected ${strength}, found ${finding.strength}`]),
    ...(evidence === undefined || places.includes(evidence) ? [] : [`expected evidence at ${evidence}`]),
    ...(hint === undefined || matchingOf(catalogue).expression(hint).test(finding.hints.join('\n')) ? [] : [`expected a hint that matches ${hint}`]),
  ];
}

/** An example that counts shows that a rule finds something; one that does not, that it does not find everything. */
function weaknesses({ id, undecided, examples = [] }: Rule): RulesTest['weak'] {
  if (undecided) return [];
  const held = ({ strength }: Example): boolean => strength !== 'not-applicable' && rank(strength) > 0;
  return [
    ...(examples.some(held) ? [] : [{ practice: id, lacks: 'an example that counts' }]),
    ...(examples.every(held) ? [{ practice: id, lacks: 'an example that must not count' }] : []),
  ];
}
