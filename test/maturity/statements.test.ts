import { describe, expect, test } from 'vitest';
import { capabilitiesOf, practicesIn } from '../../src/domain/maturity-model.ts';
import type { CapabilityRule } from '../../src/domain/maturity-model.ts';
import { model, MODELS, RULES } from './shipped.ts';
import { STATEMENTS } from './statements.ts';
import type { Statement } from './statements.ts';

const SHOWN = { F: 'files', G: 'api', A: 'attestation' } as const;

function statementsOf(id: string): Statement[] {
  return Object.values(STATEMENTS[id] ?? {}).flat();
}

function isLedByFiles([, shown]: Statement): boolean {
  return !shown.startsWith('A');
}

test('every model that ships is listed', () => {
  expect(MODELS).toEqual(Object.keys(STATEMENTS).sort());
});

test('the statements are as many as the sources make', () => {
  const counts = Object.entries(STATEMENTS).map(([id, groups]) => [id, Object.fromEntries(Object.entries(groups).map(([group, list]) => [group, list.length]))]);
  expect(Object.fromEntries(counts)).toEqual({
    'microsoft-genaiops': { levels: 17, suggestions: 11, organisation: 4, blog: 15 },
    'ibm-genai-adoption': { phases: 21, recommendations: 14, governance: 5 },
    'datastax-genai': { levels: 17 },
    'aim-genai': { levels: 16 },
    considerations: { considerations: 13 },
    agents: { checks: 15 },
    patterns: { patterns: 7 },
    'path-forward': { path: 9, right: 5 },
  });
});

test('of the four models, files or GitHub lead this many statements', () => {
  const led = ['microsoft-genaiops', 'ibm-genai-adoption', 'datastax-genai', 'aim-genai'].map((id) => {
    const { governance: _, ...groups } = STATEMENTS[id]!;
    const all = Object.values(groups).flat();
    return `${all.filter(isLedByFiles).length} of ${all.length}`;
  });
  expect(led).toEqual(['43 of 47', '18 of 35', '10 of 17', '4 of 16']);
});

test('an id is taken once over all models: an attestation names nothing but the id', () => {
  const ids = MODELS.flatMap((id) => capabilitiesOf(model(id)).map((one) => one.id));
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

describe.each(MODELS)('%s', (id) => {
  const statements = statementsOf(id);
  const capabilities = capabilitiesOf(model(id));
  const of = (statement: Statement): CapabilityRule => capabilities.find((one) => one.id === statement[0])!;

  test('has each statement once, and nothing else', () => {
    expect(capabilities.map((one) => one.id).sort()).toEqual(statements.map(([statement]) => statement).sort());
  });

  test('says who shows it, and whether a level needs it', () => {
    const found = capabilities.map((one) => [one.id, one.shown, one.required, one.needs === undefined]).sort();
    expect(found).toEqual(statements.map(([statement, shown, weight]) => [statement, SHOWN[shown[0] as keyof typeof SHOWN], weight === 'gates', weight === 'describes']).sort());
  });

  test('what a person shows asks for one sentence, what others show for practices', () => {
    const asking = statements.filter(([, , weight]) => weight !== 'describes');
    expect(asking.filter((one) => isLedByFiles(one) !== practicesIn(of(one).needs!).length > 0).map(([statement]) => statement)).toEqual([]);
    expect(asking.filter((one) => !isLedByFiles(one) && of(one).needs!.attest === undefined).map(([statement]) => statement)).toEqual([]);
  });

  test('files and GitHub speak for a person where the sources say so, and nowhere else', () => {
    expect(capabilities.filter((one) => one.supported !== undefined).map((one) => one.id).sort()).toEqual(statements.filter(([, shown]) => shown.startsWith('A(')).map(([statement]) => statement).sort());
  });
});

test('every supporting practice is there for a statement, or for another practice', () => {
  const capabilities = MODELS.flatMap((id) => capabilitiesOf(model(id)));
  const asked = new Set([
    ...capabilities.flatMap(({ needs, supported = [] }) => [...(needs ? practicesIn(needs).map(({ practice }) => practice) : []), ...supported]),
    ...RULES.flatMap(({ applies }) => applies?.when ?? []),
  ]);
  expect(RULES.filter(({ id, area }) => area === 'support' && !asked.has(id)).map(({ id }) => id)).toEqual([]);
});
