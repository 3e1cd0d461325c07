/** The matrix of `matrix.test.ts` for other systems: events by weakenings by routes, against a table of their own. */
import { describe, expect, test } from 'vitest';
import type { Rung } from '../../src/domain/strength.ts';
import { strongest } from '../../src/domain/strength.ts';
import { lines, runsOf } from './repository.ts';

const E = 'enforced';
const A = 'automated';
const P = 'present';
const COMMAND = 'acme eval -c evals/acme.yaml';

const VARIANTS = ['plain', 'allowed to fail', '|| true', 'switched off', 'only by hand', 'a path filter without the evidence', 'a path filter with the evidence', 'before a deploy'] as const;
type Variant = (typeof VARIANTS)[number];
const ROUTES = ['direct command', 'package script', 'just recipe', 'shell script', 'template'] as const;
type Route = (typeof ROUTES)[number];

interface System {
  readonly events: readonly string[];
  readonly expected: Record<Variant, readonly Rung[]>;
  files(event: string, route: Route, variant: Variant): Record<string, string>;
}

function command(route: Route, variant: Variant): string {
  const words = { 'direct command': COMMAND, 'package script': 'npm run eval', 'just recipe': 'just eval', 'shell script': 'bash scripts/eval.sh', template: COMMAND }[route];
  return variant === '|| true' ? `${words} || true` : words;
}

function shared(route: Route): Record<string, string> {
  return {
    'evals/acme.yaml': 'cases: []\n',
    ...(route === 'package script' ? { 'package.json': JSON.stringify({ scripts: { eval: COMMAND } }) } : {}),
    ...(route === 'just recipe' ? { justfile: lines('eval:', `    ${COMMAND}`) } : {}),
    ...(route === 'shell script' ? { 'scripts/eval.sh': lines('set -e', COMMAND) } : {}),
  };
}

const gitlab: System = {
  events: ['merge request', 'push', 'schedule', 'web', 'no rules'],
  expected: {
    plain: [E, A, A, P, A],
    'allowed to fail': [A, A, A, P, A],
    '|| true': [A, A, A, P, A],
    'switched off': [P, P, P, P, P],
    'only by hand': [P, P, P, P, P],
    // A schedule has no change to look at, and a job started by hand is no better for one.
    'a path filter without the evidence': [P, P, A, P, P],
    'a path filter with the evidence': [E, A, A, P, A],
    // The deploy comes in the same pipelines, so that in each of them it waits.
    'before a deploy': [E, E, E, P, E],
  },
  files(event, route, variant) {
    const source = { 'merge request': 'merge_request_event', push: 'push', schedule: 'schedule', web: 'web' }[event];
    const filter = variant === 'a path filter without the evidence' ? ['docs/**/*'] : variant === 'a path filter with the evidence' ? ['evals/**/*'] : undefined;
    const by = variant === 'only by hand' ? ', when: manual' : variant === 'switched off' ? ', when: never' : '';
    const changes = filter === undefined ? '' : `, changes: ${JSON.stringify(filter)}`;
    const rules = source === undefined
      ? [...(by === '' ? [] : [`  ${by.slice(2)}`]), ...(filter === undefined ? [] : [`  only: {changes: ${JSON.stringify(filter)}}`])]
      : [`  rules: [{if: '$CI_PIPELINE_SOURCE == "${source}"'${changes}${by}}]`];
    const job = ['eval:', ...rules, ...(variant === 'allowed to fail' ? ['  allow_failure: true'] : []), ...(route === 'template' ? ['  extends: .eval'] : [`  script: ['${command(route, variant)}']`])];
    const deploy = variant === 'before a deploy' ? ['deploy:', '  stage: deploy', ...(source === undefined ? [] : rules), '  script: [acme deploy]'] : [];
    return {
      ...shared(route),
      '.gitlab-ci.yml': lines(...(route === 'template' ? ['include: /ci/eval.yml'] : []), '.unused:', '  script: [acme eval unused]', '# script: [acme eval comment]', ...job, ...deploy),
      ...(route === 'template' ? { 'ci/eval.yml': lines('.eval:', '  script:', `    - ${command(route, variant)}`) } : {}),
    };
  },
};

const azure: System = {
  events: ['pr', 'trigger', 'schedules', 'manual', 'nothing said', 'template without a caller'],
  expected: {
    plain: [E, A, A, P, E, P],
    'allowed to fail': [A, A, A, P, A, P],
    '|| true': [A, A, A, P, A, P],
    'switched off': [P, P, P, P, P, P],
    'only by hand': [P, P, P, P, P, P],
    'a path filter without the evidence': [P, P, A, P, P, P],
    'a path filter with the evidence': [E, A, A, P, E, P],
    'before a deploy': [E, E, E, P, E, P],
  },
  files(event, route, variant) {
    const paths = variant === 'a path filter without the evidence' ? ['docs'] : variant === 'a path filter with the evidence' ? ['evals'] : undefined;
    const filter = (key: string) => (paths === undefined ? `${key}: [main]` : `${key}: {branches: {include: [main]}, paths: {include: ${JSON.stringify(paths)}}}`);
    const on: Record<string, string[]> = {
      pr: ['trigger: none', filter('pr')], trigger: [filter('trigger'), 'pr: none'], schedules: ['trigger: none', 'pr: none', "schedules: [{cron: '0 3 * * *'}]"], manual: ['trigger: none', 'pr: none'],
      'nothing said': ['pool: {vmImage: ubuntu-latest}', ...(paths === undefined ? [] : [filter('trigger'), filter('pr')])], 'template without a caller': [],
    };
    const condition = variant === 'switched off' ? ['    condition: false'] : [];
    const soft = variant === 'allowed to fail' ? ['    continueOnError: true'] : [];
    const hand = variant === 'only by hand' ? ['  - job: ask', '    pool: server', '    steps: [{task: ManualValidation@0}]'] : [];
    const needs = variant === 'only by hand' ? ['    dependsOn: ask'] : [];
    const step = route === 'template' ? '    - template: ../ci/eval-steps.yml' : `    - script: ${command(route, variant)}`;
    const deploy = variant === 'before a deploy' ? ['  - deployment: ship', '    dependsOn: eval', '    environment: production', '    strategy: {runOnce: {deploy: {steps: [{script: acme deploy}]}}}'] : [];
    return {
      ...shared(route),
      '.azure-pipelines/main.yml': lines(...(on[event] ?? []), 'jobs:', ...hand, '  - job: eval', ...needs, ...condition, ...soft, '    steps:', '    # - script: acme eval comment', step, ...deploy),
      ...(route === 'template' ? { 'ci/eval-steps.yml': lines('steps:', `- script: ${command(route, variant)}`) } : {}),
    };
  },
};

const circle: System = {
  events: ['every branch', 'main alone', 'schedule', 'parameter'],
  expected: {
    plain: [E, A, A, P],
    // A job has no switch for it: a command that hides its failure stands in.
    'allowed to fail': [A, A, A, P],
    '|| true': [A, A, A, P],
    'switched off': [P, P, P, P],
    'only by hand': [P, P, P, P],
    // There are no path filters: nothing changes.
    'a path filter without the evidence': [E, A, A, P],
    'a path filter with the evidence': [E, A, A, P],
    'before a deploy': [E, E, E, P],
  },
  files(event, route, variant) {
    const run = variant === 'allowed to fail' ? `set +e; ${command(route, variant)}; true` : command(route, variant);
    const steps = route === 'template' ? ['      - evaluate'] : [`      - run: ${run}`];
    const guarded = variant === 'switched off' ? ['      - when:', '          condition: false', '          steps:', ...steps.map((step) => `      ${step}`)] : steps;
    const filters = event === 'main alone' ? 'filters: {branches: {only: main}}, ' : '';
    const requires = variant === 'only by hand' ? 'requires: [hold]' : 'requires: []';
    return {
      ...shared(route),
      '.circleci/config.yml': lines(
        'version: 2.1', 'parameters:', '  evaluate: {type: boolean, default: false}',
        ...(route === 'template' ? ['commands:', '  evaluate:', '    steps:', `      - run: ${run}`] : []),
        'jobs:', '  eval:', '    docker: [{image: cimg/base}]', '    steps:', '      - checkout', ...guarded,
        '  unused:', '    steps:', '      - run: acme eval unused', '  ship:', '    steps:', '      - run: acme deploy',
        'workflows:', '  main:',
        ...(event === 'schedule' ? ["    triggers: [{schedule: {cron: '0 3 * * *'}}]"] : event === 'parameter' ? ['    when: << pipeline.parameters.evaluate >>'] : []),
        '    jobs:', ...(variant === 'only by hand' ? [`      - hold: {${filters}type: approval}`] : []), `      - eval: {${filters}${requires}}`,
        ...(variant === 'before a deploy' ? [`      - ship: {${filters}requires: [eval]}`] : []),
      ),
    };
  },
};

describe.each(Object.entries({ gitlab, azure, circle }))('%s', (_, system) => {
  describe.each(ROUTES)('by a %s', (route) => {
    describe.each(VARIANTS)('%s', (variant) => {
      test.each(system.events.map((event, column) => [event, system.expected[variant][column]] as const))('%s: %s', (event, expected) => {
        const runs = runsOf(system.files(event, route, variant));
        const own = runs.filter((run) => run.argv.includes('evals/acme.yaml'));
        expect(own.length).toBeGreaterThan(0);
        expect(strongest(own.map((run) => run.strength))).toBe(expected);
        if (expected === P) for (const run of own) expect(run.lowered).not.toEqual([]);
        // What nothing uses and what is commented out never runs.
        expect(runs.filter((run) => run.argv.includes('unused') || run.argv.includes('comment'))).toEqual([]);
      });
    });
  });
});
