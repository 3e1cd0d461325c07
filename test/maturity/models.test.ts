import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { maturityModelSchema } from '../../src/domain/maturity-model.ts';
import type { CapabilityRule, MaturityModel, Need } from '../../src/domain/maturity-model.ts';
import { rank } from '../../src/domain/strength.ts';
import type { Rung } from '../../src/domain/strength.ts';

const folder = fileURLToPath(new URL('../../rules', import.meta.url));

function model(id: string): MaturityModel {
  return maturityModelSchema.parse(parse(readFileSync(`${folder}/maturity/${id}.yaml`, 'utf8')));
}

function capabilitiesOf({ levels, capabilities }: MaturityModel): CapabilityRule[] {
  return [...(levels ?? []).flatMap((level) => level.capabilities), ...(capabilities ?? [])];
}

function leaves(need: Need): Need[] {
  return need.any || need.all ? [...(need.any ?? []), ...(need.all ?? [])].flatMap(leaves) : [need];
}

/** Practices of the specification, with how far each can go. */
const most = new Map(
  readdirSync(`${folder}/practices`, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => parse(readFileSync(`${folder}/practices/${name}`, 'utf8')) as { id: string; area: string; max: Rung })
    .filter((rule) => rule.area !== 'support')
    .map((rule) => [rule.id, rule.max] as const),
);

describe.each(['microsoft-genaiops', 'considerations'])('%s', (id) => {
  const loaded = model(id);
  const capabilities = capabilitiesOf(loaded);

  test('is what its file is called, and opens with a glossary of its fields', () => {
    expect(loaded.id).toBe(id);
    const head = readFileSync(`${folder}/maturity/${id}.yaml`, 'utf8').split('\nid: ')[0]!;
    for (const field of ['id', 'says', 'required', 'shown', 'needs', 'source']) expect(head).toMatch(new RegExp(`^# +${field} `, 'm'));
  });

  test('ids are unique, sources are listed, sentences are short', () => {
    expect(new Set(capabilities.map((one) => one.id)).size).toBe(capabilities.length);
    expect(capabilities.filter((one) => !Object.hasOwn(loaded.sources, one.source)).map((one) => one.id)).toEqual([]);
    expect(capabilities.filter((one) => one.says.length > 120 || one.says.endsWith('.')).map((one) => one.id)).toEqual([]);
  });

  test('needs name known practices and ask for no more than they can reach', () => {
    const wrong = capabilities.flatMap((one) => leaves(one.needs).filter((need) => need.practice !== undefined && !(rank(need.at ?? 'present') <= rank(most.get(need.practice) ?? 'absent'))).map((need) => `${one.id}: ${need.practice} at ${need.at ?? 'present'}`));
    expect(wrong).toEqual([]);
  });

  test('nothing required can only be attested', () => {
    expect(capabilities.filter((one) => one.required && leaves(one.needs).every((need) => need.attest !== undefined)).map((one) => one.id)).toEqual([]);
  });

  test('what only a person can show says so', () => {
    expect(capabilities.filter((one) => leaves(one.needs).every((need) => need.attest !== undefined) && one.shown !== 'attestation').map((one) => one.id)).toEqual([]);
  });
});

describe('Microsoft\'s model', () => {
  const levels = model('microsoft-genaiops').levels ?? [];
  const ids = (level: number, required: boolean): string[] => (levels[level - 1]?.capabilities ?? []).filter((one) => one.required === required).map((one) => one.id);

  test('four levels with their names and weights', () => {
    expect(levels.map(({ level, name }) => `${level} ${name}`)).toEqual(['1 Initial', '2 Defined', '3 Managed', '4 Optimized']);
    expect(model('microsoft-genaiops').weights).toEqual([15, 25, 30, 30]);
  });

  test('what each level requires', () => {
    expect([1, 2, 3, 4].map((level) => ids(level, true))).toEqual([
      ['ms.l1.basic-model-testing', 'ms.l1.elementary-prompting'],
      ['ms.l2.structured-prompts', 'ms.l2.rag', 'ms.l2.augmentation-iteration', 'ms.l2.structured-eval'],
      ['ms.l3.prompt-management', 'ms.l3.prompt-eval', 'ms.l3.realtime-deploy', 'ms.l3.advanced-monitoring', 'ms.l3.automated-alerting'],
      ['ms.l4.integrated-cicd', 'ms.l4.automated-monitoring', 'ms.l4.auto-refinement', 'ms.l4.fine-tuning'],
    ]);
  });

  test('what each level lists besides', () => {
    expect([1, 2, 3, 4].map((level) => ids(level, false))).toEqual([
      ['ms.l1.basic-eval-monitoring', 'ms.l1.manual-isolated', 'ms.up.try-llm-apis', 'ms.up.structured-prompts', 'ms.up.basic-metrics'],
      ['ms.l2.meta-prompts', 'ms.l2.rai-metrics', 'ms.l2.vector-index', 'ms.up.advanced-prompting', 'ms.up.systematic-deploy', 'ms.up.advanced-metrics', 'ms.up.safety-ethics', 'ms.up.proactive-monitoring'],
      ['ms.l3.multi-llm-tools', 'ms.l3.repo-versioning', 'ms.l3.batch-variants', 'ms.l3.cicd', 'ms.l3.three-metric-kinds', 'ms.up.predictive-safety', 'ms.up.fine-tune', 'ms.up.versioning-rollback'],
      [
        'ms.l4.large-scale-eval', 'ms.l4.synthetic-data', 'ms.l4.deep-logging', 'ms.l4.ab-testing', 'ms.l4.drift-bias-alerts', 'ms.l4.auto-approval', 'ms.l4.intricate-rag',
        'ms.org.stay-current', 'ms.org.align-objectives', 'ms.org.innovation-learning', 'ms.org.share-knowledge',
      ],
    ]);
  });

  test('retrieval and fine-tuning are never compulsory', () => {
    const alone = (need: Need): string[] => (need.practice !== undefined ? [need.practice] : (need.all ?? []).flatMap(alone));
    const compulsory = levels.flatMap((level) => level.capabilities).filter((one) => one.required).flatMap((one) => alone(one.needs));
    expect(compulsory.filter((practice) => ['rag', 'index-pipeline', 'fine-tuning'].includes(practice))).toEqual([]);
  });
});

test('the considerations are a profile of thirteen statements, none required', () => {
  const { levels, capabilities = [] } = model('considerations');
  expect([levels, capabilities.filter((one) => one.required)]).toEqual([undefined, []]);
  expect(capabilities.map((one) => one.id)).toEqual([
    'con.prompt.manage', 'con.prompt.version', 'con.prompt.optimise', 'con.prompt.dev-to-prod',
    'con.cost.token-usage', 'con.cost.model-size', 'con.cost.inference-speed', 'con.cost.business-value',
    'con.safety.consistent', 'con.safety.appropriate', 'con.safety.accurate',
    'con.vendor.capability-change', 'con.vendor.availability',
  ]);
});
