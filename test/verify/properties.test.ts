import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Finding } from '../../src/domain/result.ts';
import type { Rule } from '../../src/domain/rule.ts';
import type { Settings } from '../../src/domain/settings.ts';
import { VERIFICATIONS } from '../../src/domain/settings.ts';
import type { FileSignals } from '../../src/domain/signals.ts';
import { rank } from '../../src/domain/strength.ts';
import { verify, workflowsBehind } from '../../src/verify/index.ts';
import { DAY, finding, rule, settings, signalsOf } from './asked.ts';

const SIGNALS = signalsOf({
  'ci.yml': 'on: [pull_request, schedule]\njobs:\n  test:\n    steps: [{ run: acme test }]\n  summary:\n    needs: test\n    if: always()\n    steps: [{ run: "echo ${{ needs.test.result }}" }]\n',
  'deploy.yml': 'on: push\njobs:\n  staging:\n    environment: staging\n    steps: [{ run: acme deploy }]\n  production:\n    needs: staging\n    environment: production\n    steps: [{ run: acme deploy }]\n',
  'call.yml': 'on: [pull_request, workflow_call]\njobs:\n  again: { uses: ./.github/workflows/call.yml }\n  other: { uses: ./.github/workflows/ci.yml }\n',
  '/.gitlab-ci.yml': 'test:\n  script: acme test\n',
  '/.github/CODEOWNERS': '/prompts/ @acme/writers\n',
  '/evals/run.py': '',
});
const PATHS = SIGNALS.map(({ file }) => file.path);

const day = fc.constantFrom('2025-01-01', '2026-03-16', '2026-03-17', '2026-06-14', '2026-07-01');
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const anyRun = fc.record({ event: fc.constant('push'), at: day.map((one) => `${one}T00:00:00.000Z`), conclusion: fc.constantFrom('success', 'failure', 'cancelled', 'skipped') });
const anySettings: fc.Arbitrary<Settings> = fc
  .record({
    requiredChecks: maybe(fc.record({ names: fc.subarray(['test', 'summary', 'other / test', 'other / summary', 'staging', 'again / other / test']), complete: fc.boolean() })),
    codeOwnerReview: maybe(fc.boolean()),
    environments: maybe(fc.array(fc.record({ name: fc.constantFrom('staging', 'production'), reviewers: fc.nat(1), waitMinutes: fc.nat(1), branchPolicy: fc.boolean(), otherRules: fc.nat(1) }), { maxLength: 3 })),
    workflows: maybe(fc.array(fc.record({ path: fc.constantFrom(...PATHS), state: fc.constantFrom('active', 'disabled_manually'), since: day, runs: maybe(fc.array(anyRun, { maxLength: 12 })) }), { maxLength: 4 })),
    releases: maybe(fc.array(fc.record({ tag: fc.constant('v1'), day }), { maxLength: 1 })),
    deployments: maybe(fc.array(fc.record({ environment: fc.constantFrom('production', 'github-pages', 'x'), day }), { maxLength: 2 })),
  })
  .map((fields) => settings(Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<Settings>));

const anyRules: fc.Arbitrary<Rule[]> = fc.array(fc.tuple(fc.subarray([...VERIFICATIONS]), fc.constantFrom('present', 'automated', 'enforced' as const), fc.boolean()), { minLength: 1, maxLength: 4 }).map((all) =>
  all.map(([verifications, max, carries], at) => rule(verifications.length > 0 ? verifications : undefined, { id: `p${at}`, max: max as Rule['max'], ...(carries && { enforced: { evidenceOf: 'p0' } }) })));

const anyFindings = (rules: readonly Rule[]): fc.Arbitrary<Finding[]> => fc.tuple(...rules.map(({ id }) =>
  fc.record({ strength: fc.constantFrom('absent', 'present', 'automated', 'enforced', 'not-applicable' as const), places: fc.array(fc.tuple(fc.constantFrom(...PATHS), fc.integer({ min: 1, max: 12 })), { maxLength: 5 }), hints: fc.subarray(['a', 'b', 'c', 'd', 'e']) })
    .map(({ strength, places, hints }) => finding(strength as Finding['strength'], places.map(([path, line]) => `/${path}:${line}`), { practice: id, hints }))));

const world = anyRules.chain((rules) => fc.record({ rules: fc.constant(rules), findings: anyFindings(rules), known: anySettings }));

/** A finding is no stronger than its rule allows, whatever the generator says. */
const within = (findings: readonly Finding[], rules: readonly Rule[]): Finding[] => findings.map((one) => {
  const max = rules.find(({ id }) => id === one.practice)?.max ?? 'enforced';
  return one.strength !== 'not-applicable' && rank(one.strength) > rank(max) ? { ...one, strength: max } : one;
});

function check(property: (findings: Finding[], rules: Rule[], known: Settings) => void): void {
  fc.assert(fc.property(world, ({ rules, findings, known }) => property(within(findings, rules), rules, known)), { numRuns: 300 });
}

test('nothing is raised, but by code owners; nothing is lowered by more than a step; what is there stays', () => {
  check((findings, rules, known) => {
    verify(findings, rules, known, SIGNALS, DAY).forEach((after, at) => {
      const before = findings[at]!;
      const asked = rules.find(({ id }) => id === before.practice)?.verify ?? [];
      const mayRise = asked.includes('code-owner-review') && known.codeOwnerReview === true;
      if (!mayRise) expect(rank(after.strength)).toBeLessThanOrEqual(rank(before.strength));
      expect(rank(after.strength)).toBeGreaterThanOrEqual(Math.max(Math.min(1, rank(before.strength)), rank(before.strength) - 1));
      if (rank(before.strength) === 0 || asked.length === 0) expect(after).toEqual(before);
      if (after.verified === 'unknown') expect(after).toEqual(before);
      if (after.strength !== before.strength && rank(after.strength) < rank(before.strength)) expect(after.hints.length).toBeGreaterThan(0);
      expect(after.hints.length).toBeLessThanOrEqual(5);
      expect(after.evidence).toEqual(before.evidence);
    });
  });
});

test('verified twice is verified once', () => {
  check((findings, rules, known) => {
    const once = verify(findings, rules, known, SIGNALS, DAY);
    expect(verify(once, rules, known, SIGNALS, DAY)).toEqual(once);
  });
});

test('where nothing is known, nothing changes', () => {
  check((findings, rules) => {
    expect(verify(findings, rules, settings({}), SIGNALS, DAY)).toEqual(findings);
  });
});

test('order does not matter: of findings, rules, files, or what GitHub lists', () => {
  const reversed = (known: Settings): Settings => Object.fromEntries(Object.entries(known).map(([key, value]) => [key, Array.isArray(value) ? value.toReversed() : value])) as unknown as Settings;
  check((findings, rules, known) => {
    const forwards = verify(findings, rules, known, SIGNALS, DAY);
    // Two entries of one workflow would be two answers; GitHub lists each once.
    const once = { ...known, ...(known.workflows && { workflows: known.workflows.filter((one, at, all) => all.findIndex(({ path }) => path === one.path) === at) }) };
    expect(verify(findings.toReversed(), rules.toReversed(), reversed(once), SIGNALS.toReversed(), DAY).toReversed()).toEqual(forwards);
    expect(workflowsBehind(findings.toReversed(), rules.toReversed(), SIGNALS.toReversed())).toEqual(workflowsBehind(findings, rules, SIGNALS));
  });
});

test('the workflows to ask about: those that most findings rest on first', () => {
  const signals: FileSignals[] = signalsOf({ 'a.yml': 'on: push\njobs:\n  a: { steps: [{ run: x }] }\n', 'b.yml': 'on: push\njobs:\n  b: { steps: [{ run: x }] }\n', 'called.yml': 'on: workflow_call\njobs:\n  c: { steps: [{ run: x }] }\n' });
  const rules = ['p', 'q', 'r'].map((id) => rule(['recent-run'], { id }));
  const behind = (...findings: Finding[]) => workflowsBehind(findings, [...rules, rule(['releases'], { id: 's' })], signals);
  expect(behind(finding('automated', ['a.yml:3', 'b.yml:3', 'b.yml:3', 'called.yml:3'], { practice: 'p' }), finding('enforced', ['b.yml:3'], { practice: 'q' }))).toEqual(['.github/workflows/b.yml', '.github/workflows/a.yml']);
  // What is present needs no runs, and other rules do not ask for them.
  expect(behind(finding('present', ['a.yml:3'], { practice: 'p' }), finding('automated', ['b.yml:3'], { practice: 's' }))).toEqual([]);
});
