import type { MaturityModel, Need } from '../domain/maturity-model.ts';
import type { Rule } from '../domain/rule.ts';
import { rank } from '../domain/strength.ts';
import { unknown } from './check-operators.ts';
import { duplicates, misplaced, problemAt } from './entry.ts';
import type { Entry } from './entry.ts';
import { say } from './errors.ts';
import type { Problem } from '../located-yaml/problems.ts';
import type { Entries } from './read.ts';
import type { Path } from '../located-yaml/source.ts';

type Capability = NonNullable<MaturityModel['capabilities']>[number];

/** Practices as needs see them. */
interface Practices {
  readonly ids: readonly string[];
  readonly rules: ReadonlyMap<string, Rule>;
}

export function checkMaturity({ maturity, rules, practiceIds, shipped }: Entries): Problem[] {
  const practices: Practices = { ids: practiceIds, rules: new Map([...(shipped?.rules ?? []), ...rules.map(({ value }) => value)].map((rule) => [rule.id, rule])) };
  return [
    ...duplicates('maturity model', maturity),
    ...maturity.flatMap((entry) => [
      ...misplaced(entry, `maturity/${entry.value.id}.yaml`),
      ...checkShape(entry),
      ...checkBands(entry),
      ...checkCapabilities(entry, practices),
      ...checkPillars(entry),
    ]),
  ];
}

function checkShape(entry: Entry<MaturityModel>): Problem[] {
  const { levels, capabilities, weights } = entry.value;
  if ((levels === undefined) === (capabilities === undefined)) return [problemAt(entry, ['id'], say.levelsOrCapabilities())];
  const order = (levels ?? []).flatMap(({ level }, index) => (level === index + 1 ? [] : [problemAt(entry, ['levels', index, 'level'], say.levelOrder(level, index + 1))]));
  const sum = (weights ?? []).reduce((total, weight) => total + weight, 0);
  const fits = weights === undefined || (weights.length === levels?.length && sum === 100);
  return fits ? order : [...order, problemAt(entry, ['weights'], say.weights(weights.length, levels?.length ?? 0, sum))];
}

/** Every number of points must lie in the band of exactly one level. */
function checkBands(entry: Entry<MaturityModel>): Problem[] {
  const { bands, levels = [], sources } = entry.value;
  if (bands === undefined) return [];
  const found = bands.levels.map(({ level }) => level);
  const expected = levels.map(({ level }) => level);
  const ranges = bands.levels.flatMap(({ level, from, to }, index) => {
    const start = index === 0 ? 0 : (bands.levels[index - 1]?.to ?? 0) + 1;
    const end = index === bands.levels.length - 1 ? bands.points : undefined;
    const fits = from === start && to >= from && to <= bands.points && to === (end ?? to);
    return fits ? [] : [problemAt(entry, ['bands', 'levels', index], say.band(level, from, to, start, bands.points, end !== undefined))];
  });
  return [
    ...(found.join() === expected.join() ? [] : [problemAt(entry, ['bands', 'levels'], say.bandLevels(found, expected))]),
    ...ranges,
    ...unknown(entry, ['bands', 'source'], 'source', bands.source, Object.keys(sources)),
  ];
}

/** Capabilities with their place in the file. */
export function placedCapabilities({ levels, capabilities }: MaturityModel): { capability: Capability; at: Path }[] {
  return [
    ...(levels ?? []).flatMap((level, index) => level.capabilities.map((capability, inner) => ({ capability, at: ['levels', index, 'capabilities', inner] }))),
    ...(capabilities ?? []).map((capability, index) => ({ capability, at: ['capabilities', index] })),
  ];
}

function checkPillars(entry: Entry<MaturityModel>): Problem[] {
  const { pillars } = entry.value;
  if (pillars === undefined) return [];
  const placed = placedCapabilities(entry.value);
  const ids = pillars.map(({ id }) => id);
  const used = new Set(placed.map(({ capability }) => capability.pillar));
  return [
    ...duplicates('pillar', pillars.map((pillar, index) => ({ value: pillar, source: entry.source, at: [...entry.at, 'pillars', index] }))),
    ...placed.flatMap(({ capability, at }) => (capability.pillar === undefined ? [problemAt(entry, at, say.noPillar(capability.id, ids))] : [])),
    ...pillars.flatMap(({ id }, index) => (used.has(id) ? [] : [problemAt(entry, ['pillars', index], say.emptyPillar(id))])),
  ];
}

function checkCapabilities(entry: Entry<MaturityModel>, practices: Practices): Problem[] {
  const placed = placedCapabilities(entry.value);
  const { sources } = entry.value;
  return [
    ...duplicates('capability', placed.map(({ capability, at }) => ({ value: capability, source: entry.source, at: [...entry.at, ...at] }))),
    ...placed.flatMap(({ capability, at }) => [
      ...unknown(entry, [...at, 'source'], 'source', capability.source, Object.keys(sources)),
      ...(capability.needs ? checkNeed(entry, capability.needs, [...at, 'needs'], practices) : []),
      ...(capability.supported ?? []).flatMap((practice, index) => unknown(entry, [...at, 'supported', index], 'practice', practice, practices.ids)),
      ...(capability.pillar === undefined ? [] : unknown(entry, [...at, 'pillar'], 'pillar', capability.pillar, (entry.value.pillars ?? []).map(({ id }) => id))),
    ]),
  ];
}

function checkNeed(entry: Entry<MaturityModel>, need: Need, at: Path, practices: Practices): Problem[] {
  const inner = (['any', 'all'] as const).flatMap((group) => (need[group] ?? []).flatMap((part, index) => checkNeed(entry, part, [...at, group, index], practices)));
  if (need.practice === undefined) return inner;
  const rule = practices.rules.get(need.practice);
  if (rule === undefined) return unknown(entry, [...at, 'practice'], 'practice', need.practice, practices.ids);
  const wanted = need.at ?? 'present';
  return rank(wanted) > rank(rule.max) ? [problemAt(entry, [...at, 'at'], say.aboveMax(rule.id, wanted, rule.max))] : [];
}
