/** One small repository for each level of each model, through the front door. */
import { describe, expect, test } from 'vitest';
import { capabilitiesOf } from '../../src/domain/maturity-model.ts';
import type { AuditResult, Capability, ModelResult } from '../../src/domain/result.ts';
import { auditFiles, rules } from '../helpers/audit.ts';
import { published } from '../helpers/json-schema.ts';
import type { Fixture } from './fixtures.ts';
import { readFixtures, repositoryOf } from './fixtures.ts';

const catalogue = await rules();
const fixtures = readFixtures();
const validate = published('result');

test('there is a repository for every level of every model, and for having reached none', () => {
  const wanted = catalogue.maturity.flatMap(({ id, levels }) => (levels ? [0, ...levels.map(({ level }) => level)].map((level) => `${id}-${level}`) : []));
  expect(fixtures.map(({ id }) => id).toSorted()).toEqual(wanted.toSorted());
});

describe.for(fixtures)('$id: $says', (fixture) => {
  const audited = auditFiles(repositoryOf(fixture));

  test('it stands where a reader would put it', async () => {
    const { kind, notes } = await audited;
    const { level, levelName, levels, pillars } = standingOn(fixture, await audited);
    expect({ kind, level, name: levelName, pillars: pillars && Object.fromEntries(pillars.map((one) => [one.id, one.level])) })
      .toEqual({ kind: fixture.kind, level: fixture.level, name: fixture.name, pillars: fixture.pillars });
    expect(levels.filter(({ met }) => met).map((one) => one.level)).toEqual(levels.map((one) => one.level).filter((one) => one <= fixture.level));
    expect(notes).toEqual([]);
  });

  test('what people vouch for is what files cannot show', async () => {
    const result = await audited;
    const attested = metBy(standingOn(fixture, result)).filter(({ shown }) => shown === 'attested').map(({ id }) => id);
    expect(attested.toSorted()).toEqual(Object.keys(fixture.attests).toSorted());
    expect((result.statements ?? []).filter(({ state }) => state !== 'counts')).toEqual([]);
    const alone = standingOn(fixture, await auditFiles(fixture.files));
    expect({ level: alone.level, attested: alone.shares.attested }).toEqual({ level: fixture.alone, attested: 0 });
    // Without their word a level is lost, unless there is none to lose.
    if (attested.length > 0) expect(fixture.alone).toBeLessThan(fixture.level);
  });

  // Where nothing but people's word is new, the level below has tried its files.
  if (!fixture.same) test('nothing is there for show: without any one of its files something is lost', { timeout: 60_000 }, async () => {
    const result = await audited;
    const idle: string[] = [];
    for (const path of Object.keys(fixture.files)) {
      const { [path]: _, ...others } = repositoryOf(fixture);
      if (losses(standingOn(fixture, result), standingOn(fixture, await auditFiles(others))).length === 0) idle.push(path);
    }
    expect(idle.toSorted()).toEqual(fixture.scenery.toSorted());
  });

  test('its document is valid, and lists every statement of every model and profile', async () => {
    const document = JSON.parse(JSON.stringify(await audited)) as AuditResult;
    expect(validate(document) || validate.errors).toBe(true);
    expect(statementsIn(document)).toEqual(STATEMENTS);
  });
});

test.for([
  ['none', { 'README.md': '# Ledger\n\nAdds up columns of numbers.\n', 'ledger/add.py': 'def add(column):\n    return sum(column)\n' }],
  ['incidental', { 'AGENTS.md': '# For coding agents\n\nRun `go test ./...` before you are done.\n', 'main.go': 'package main\n\nfunc main() {\n\tprintln("ledger")\n}\n' }],
] as const)('a repository of kind %s lists every statement and stands on no level', async ([kind, files]) => {
  const result = await auditFiles(files);
  expect(result.kind).toBe(kind);
  expect(validate(JSON.parse(JSON.stringify(result))) || validate.errors).toBe(true);
  expect(statementsIn(result)).toEqual(STATEMENTS);
  for (const { level, levelName, score, levels, next } of result.maturity) expect({ level, levelName, score, met: levels.filter(({ met }) => met), next }).toEqual({ level: null, levelName: null, score: null, met: [], next: [] });
});

/** Model → level (or `profile`) → ids, as the rules have them. */
const STATEMENTS = catalogue.maturity.map((model) => ({
  model: model.id,
  levels: (model.levels ?? []).map(({ level, capabilities }) => ({ level, ids: capabilities.map(({ id }) => id) })),
  profile: model.levels ? undefined : capabilitiesOf(model).map(({ id }) => id),
}));

function statementsIn({ maturity }: AuditResult): typeof STATEMENTS {
  const ids = (capabilities: readonly Capability[]): string[] => capabilities.map(({ id }) => id);
  return maturity.map(({ model, levels, capabilities }) => ({ model, levels: levels.map((one) => ({ level: one.level, ids: ids(one.capabilities) })), profile: capabilities && ids(capabilities) }));
}

function standingOn({ model }: Fixture, { maturity }: AuditResult): ModelResult {
  return maturity.find((one) => one.model === model)!;
}

function metBy({ levels }: ModelResult): readonly Capability[] {
  return levels.flatMap(({ capabilities }) => capabilities).filter(({ state }) => state === 'met');
}

/** The level, and the capabilities, that are there before and not after. */
function losses(before: ModelResult, after: ModelResult): readonly string[] {
  const met = new Set(metBy(after).map(({ id }) => id));
  return [...((after.level ?? -1) < (before.level ?? -1) ? ['level'] : []), ...metBy(before).map(({ id }) => id).filter((id) => !met.has(id))];
}
