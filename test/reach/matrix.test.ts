/** Every event with every thing that lowers strength, by every way to a command: what practices.md says of it, cell by cell. */
import { describe, expect, test } from 'vitest';
import type { Rung } from '../../src/domain/strength.ts';
import { strongest } from '../../src/domain/strength.ts';
import { lines, runsOf } from './repository.ts';

const EVENTS = ['pull_request', 'merge_group', 'push', 'schedule', 'workflow_dispatch', 'workflow_call with caller', 'workflow_call without caller'] as const;
const ROUTES = ['direct command', 'package script', 'make target', 'shell script', 'composite action', 'reusable workflow'] as const;
const VARIANTS = [
  'plain',
  'continue-on-error on the step',
  'continue-on-error on the job',
  '|| true in the step',
  '|| true at the end of the trail',
  'if: false on the step',
  'if: false on the job',
  'a path filter without the evidence',
  'a path filter with the evidence',
] as const;
type Event = (typeof EVENTS)[number];
type Route = (typeof ROUTES)[number];
type Variant = (typeof VARIANTS)[number];

/** The answers, by event (columns as in EVENTS) and by what is done to it. */
const E = 'enforced';
const A = 'automated';
const P = 'present';
const EXPECTED: Record<Variant, readonly Rung[]> = {
  plain: [E, E, A, A, P, E, P],
  'continue-on-error on the step': [A, A, A, A, P, A, P],
  'continue-on-error on the job': [A, A, A, A, P, A, P],
  '|| true in the step': [A, A, A, A, P, A, P],
  '|| true at the end of the trail': [A, A, A, A, P, A, P],
  'if: false on the step': [P, P, P, P, P, P, P],
  'if: false on the job': [P, P, P, P, P, P, P],
  // Only pull_request and push have path filters; for a called workflow it is the caller that has one.
  'a path filter without the evidence': [P, E, P, A, P, P, P],
  'a path filter with the evidence': [E, E, A, A, P, E, P],
};

const COMMAND = 'acme eval -c evals/acme.yaml';

function repository(event: Event, route: Route, variant: Variant): Record<string, string> {
  const filter = variant === 'a path filter without the evidence' ? "{paths: ['docs/**']}" : variant === 'a path filter with the evidence' ? "{paths: ['evals/**']}" : '';
  const called = event === 'workflow_call with caller' || event === 'workflow_call without caller';
  const on = called ? 'workflow_call:' : event === 'schedule' ? "schedule: [{cron: '0 3 * * *'}]" : `${event}: ${event === 'pull_request' || event === 'push' ? filter : ''}`;
  return {
    '.github/workflows/main.yml': lines('on:', `  ${on}`, 'jobs:', ...(route === 'reusable workflow' ? callingJob(variant) : job(route, variant))),
    ...(route === 'reusable workflow' ? { '.github/workflows/inner.yml': lines('on: workflow_call', 'jobs:', ...job('direct command', variant)) } : {}),
    ...(event === 'workflow_call with caller'
      ? { '.github/workflows/caller.yml': lines('on:', `  pull_request: ${filter}`, 'jobs:', '  call:', '    uses: ./.github/workflows/main.yml') }
      : {}),
    ...routeFiles(route, variant === '|| true at the end of the trail' ? `${COMMAND} || true` : COMMAND),
    'evals/acme.yaml': 'cases: []\n',
  };
}

function callingJob(variant: Variant): string[] {
  return ['  outer:', ...(variant === 'if: false on the job' ? ['    if: false'] : []), '    uses: ./.github/workflows/inner.yml'];
}

function job(route: Route, variant: Variant): string[] {
  return [
    '  eval:',
    '    runs-on: ubuntu-latest',
    ...(variant === 'continue-on-error on the job' ? ['    continue-on-error: true'] : []),
    ...(variant === 'if: false on the job' ? ['    if: false'] : []),
    '    steps:',
    '      - uses: actions/checkout@v4',
    `      - ${step(route, variant)}`,
    ...(variant === 'continue-on-error on the step' ? ['        continue-on-error: true'] : []),
    ...(variant === 'if: false on the step' ? ['        if: false'] : []),
  ];
}

function step(route: Route, variant: Variant): string {
  if (route === 'composite action') return 'uses: ./.github/actions/eval';
  const words: Record<Exclude<Route, 'composite action' | 'reusable workflow'>, string> = {
    'direct command': COMMAND,
    'package script': 'npm run eval',
    'make target': 'make eval',
    'shell script': 'bash scripts/eval.sh',
  };
  const run = words[route as keyof typeof words];
  const swallows = variant === '|| true in the step' || (variant === '|| true at the end of the trail' && route === 'direct command');
  return `run: ${run}${swallows ? ' || true' : ''}`;
}

function routeFiles(route: Route, command: string): Record<string, string> {
  switch (route) {
    case 'package script':
      return { 'package.json': JSON.stringify({ name: 'app', scripts: { eval: command } }, null, 2) };
    case 'make target':
      return { Makefile: lines('.PHONY: eval', 'eval:', `\t${command}`) };
    case 'shell script':
      return { 'scripts/eval.sh': lines('#!/usr/bin/env bash', 'set -e', command) };
    case 'composite action':
      return { '.github/actions/eval/action.yml': lines('name: Eval', 'runs:', '  using: composite', '  steps:', '    - shell: bash', `      run: ${command}`) };
    default:
      return {};
  }
}

/** Where the variant has no place of its own on the route: an action takes no `|| true`, and a calling job's step lies in the called workflow. */
function answers(variant: Variant, route: Route): readonly Rung[] {
  if (route === 'composite action' && variant === '|| true in the step') return EXPECTED.plain;
  return route === 'reusable workflow' && variant === '|| true at the end of the trail' ? EXPECTED['|| true in the step'] : EXPECTED[variant];
}

describe.each(ROUTES)('by a %s', (route) => {
  describe.each(VARIANTS)('%s', (variant) => {
    test.each(EVENTS.map((event, column) => [event, answers(variant, route)[column]] as const))('%s: %s', (event, expected) => {
      const runs = runsOf(repository(event, route, variant));
      expect(runs.length).toBeGreaterThan(0);
      expect(strongest(runs.map((run) => run.strength))).toBe(expected);
      // Whatever is not as strong as it could be says why.
      const best = expected === 'enforced' || (expected === 'automated' && (event === 'push' || event === 'schedule'));
      for (const run of runs) expect(run.lowered.length > 0).toBe(!best);
    });
  });
});
