import { describe, expect, test } from 'vitest';
import { capabilitiesOf, practicesIn } from '../../src/domain/maturity-model.ts';
import type { Need } from '../../src/domain/maturity-model.ts';
import { rank } from '../../src/domain/strength.ts';
import { headOf, model, MODELS, RULES } from './shipped.ts';

/** Where other frameworks are pointed to: by domain or risk only, so that no text of theirs is needed to read it. */
const TAGS: Readonly<Record<string, readonly string[]>> = {
  'owasp-asi': Array.from({ length: 10 }, (_, index) => `ASI${String(index + 1).padStart(2, '0')}`),
  'owasp-aima': ['responsible-ai-principles', 'governance', 'data-management', 'privacy', 'design', 'implementation', 'verification', 'operations'],
  'nist-ai-600-1': [
    'govern', 'map', 'measure', 'manage',
    'cbrn-information', 'confabulation', 'dangerous-content', 'data-privacy', 'environmental-impacts', 'harmful-bias', 'human-ai-configuration',
    'information-integrity', 'information-security', 'intellectual-property', 'obscene-content', 'value-chain',
  ],
};

/** How far each practice can go. */
const most = new Map(RULES.map((rule) => [rule.id, rule.max] as const));

function sentences(need: Need | undefined): string[] {
  return need === undefined ? [] : need.attest !== undefined ? [need.attest] : [...(need.any ?? []), ...(need.all ?? [])].flatMap(sentences);
}

describe.each(MODELS)('%s', (id) => {
  const loaded = model(id);
  const capabilities = capabilitiesOf(loaded);

  test('is what its file is called, and opens with a glossary of the fields that it uses', () => {
    expect(loaded.id).toBe(id);
    const used = new Set([...Object.keys(loaded), 'capabilities', ...capabilities.flatMap((one) => Object.keys(one))]);
    const explained = [...headOf(id).matchAll(/^# +([a-z]+)(?: {2,}|$)/gm)].map(([, field]) => field);
    expect(explained.sort()).toEqual([...used].filter((field) => !['title', 'sources'].includes(field)).sort());
  });

  test('ids are unique, sources are listed, sentences are short', () => {
    expect(new Set(capabilities.map((one) => one.id)).size).toBe(capabilities.length);
    expect(capabilities.filter((one) => !Object.hasOwn(loaded.sources, one.source)).map((one) => one.id)).toEqual([]);
    expect(capabilities.filter((one) => one.says.length > 120 || one.says.endsWith('.')).map((one) => one.id)).toEqual([]);
  });

  test('needs name known practices and ask for no more than they can reach', () => {
    const wrong = capabilities.flatMap((one) => practicesIn(one.needs ?? {}).filter(({ practice, at }) => rank(at) > rank(most.get(practice) ?? 'absent')).map(({ practice, at }) => `${one.id}: ${practice} at ${at}`));
    expect(wrong).toEqual([]);
    expect(capabilities.flatMap((one) => (one.supported ?? []).filter((practice) => !most.has(practice)))).toEqual([]);
  });

  test('an attestation is for one whole sentence, as the configuration names the capability only', () => {
    expect(capabilities.filter((one) => sentences(one.needs).length > 1).map((one) => one.id)).toEqual([]);
    expect(capabilities.flatMap((one) => sentences(one.needs)).filter((sentence) => !/^[A-Z].{20,130}\.$/.test(sentence))).toEqual([]);
  });

  test('what asks for nothing says so, and nothing else does', () => {
    expect(capabilities.filter((one) => /\(this describes the (?:level|phase), it asks for nothing\)$/.test(one.says) !== (one.needs === undefined)).map((one) => one.id)).toEqual([]);
  });

  test('tags are names that the frameworks use', () => {
    const tags = capabilities.flatMap((one) => one.tags ?? []);
    expect(tags.filter((tag) => !TAGS[tag.slice(0, tag.indexOf(':'))]?.includes(tag.slice(tag.indexOf(':') + 1)))).toEqual([]);
  });

  test('retrieval and fine-tuning are never compulsory', () => {
    const alone = (need: Need): string[] => (need.practice !== undefined ? [need.practice] : (need.all ?? []).flatMap(alone));
    const compulsory = capabilities.filter((one) => one.required).flatMap((one) => alone(one.needs ?? {}));
    expect(compulsory.filter((practice) => ['rag', 'index-pipeline', 'graph-rag', 'retrieval-tuning', 'fine-tuning'].includes(practice))).toEqual([]);
  });
});

test('models come before profiles, in an order of their own', () => {
  const sorted = MODELS.map(model).sort((a, b) => (a.order ?? Infinity) - (b.order ?? Infinity));
  expect(sorted.map(({ id, order }) => `${order} ${id}`)).toEqual([
    '1 microsoft-genaiops', '2 ibm-genai-adoption', '3 datastax-genai', '4 aim-genai', '5 considerations', '6 agents', '7 patterns', '8 path-forward',
  ]);
});

test('every risk of the top ten for agents has its check', () => {
  const answered = capabilitiesOf(model('agents')).flatMap((one) => (one.tags ?? []).filter((tag) => tag.startsWith('owasp-asi:')));
  expect(answered.sort()).toEqual((TAGS['owasp-asi'] ?? []).map((risk) => `owasp-asi:${risk}`));
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

  test('nothing required can only be attested', () => {
    expect(capabilitiesOf(model('microsoft-genaiops')).filter((one) => one.required && practicesIn(one.needs ?? {}).length === 0).map((one) => one.id)).toEqual([]);
  });

  test('what its questionnaire calls each range of points', () => {
    expect(model('microsoft-genaiops').bands).toEqual({
      points: 28,
      levels: [{ level: 1, from: 0, to: 9 }, { level: 2, from: 10, to: 14 }, { level: 3, from: 15, to: 19 }, { level: 4, from: 20, to: 28 }],
      source: 'learn',
    });
  });
});

describe('IBM\'s model', () => {
  const { pillars, levels = [] } = model('ibm-genai-adoption');

  test('five phases and two pillars', () => {
    expect(levels.map(({ level, name }) => `${level} ${name}`)).toEqual(['1 General models', '2 Chosen models', '3 Shared data and standards', '4 Scale', '5 Continuous refinement']);
    expect(pillars?.map(({ id }) => id)).toEqual(['adoption', 'governance']);
  });

  test('governance has one statement at every phase, and none that holds a level back', () => {
    expect(levels.map(({ capabilities }) => capabilities.filter((one) => one.pillar === 'governance').map((one) => [one.id, one.required, one.source]))).toEqual(
      [1, 2, 3, 4, 5].map((phase) => [[`ibm.gov.p${phase}`, false, 'ibm']]),
    );
  });
});

describe('DataStax\'s model', () => {
  const { says, pillars = [], levels = [] } = model('datastax-genai');

  test('which pillar each statement of a level belongs to', () => {
    expect(levels.map(({ name, capabilities }) => [name, Object.fromEntries(pillars.map(({ id }) => [id, capabilities.filter((one) => one.pillar === id).map((one) => one.id.replace(/^ds\.\w+\./, ''))]))])).toEqual([
      ['Beginning', { contextualisation: ['foundation-models', 'prompt-engineering'], architecture: ['event-streaming'], culture: [], trust: ['basic-security'] }],
      ['Responsive', { contextualisation: ['fine-tuning'], architecture: ['vector-store'], culture: ['code-generation'], trust: ['safety-culture'] }],
      ['Proactive', { contextualisation: ['continuous-learning'], architecture: ['automated-testing'], culture: ['oss-contribution'], trust: ['ethics-systematic', 'ethics-rights-reviews'] }],
      ['Leading', { contextualisation: ['new-capabilities'], architecture: [], culture: ['standards-bodies'], trust: ['regulators', 'auditable-governance'] }],
    ]);
  });

  test('says that the lowest pillar decides, and who made the split', () => {
    expect(says).toMatch(/lowest pillar.*this project's inference/);
  });
});

test('AIM\'s model has five levels', () => {
  expect(model('aim-genai').levels?.map(({ level, name }) => `${level} ${name}`)).toEqual(['1 Exploration', '2 Experimentation', '3 Implementation', '4 Integration', '5 Transformation']);
});

test('profiles have no levels', () => {
  expect(MODELS.filter((id) => model(id).levels === undefined)).toEqual(['agents', 'considerations', 'path-forward', 'patterns']);
});
