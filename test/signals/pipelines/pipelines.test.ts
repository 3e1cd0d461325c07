import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPipeline } from '../../../src/signals/pipelines/index.ts';

const PATH = '.github/workflows/eval.yml';

function read(...lines: string[]) {
  return readPipeline(PATH, lines.join('\n'));
}

function jobs(...lines: string[]) {
  return read('on: push', 'jobs:', ...lines)?.pipeline?.jobs;
}

describe('which files are pipelines', () => {
  test.each([
    '.github/workflows/a.yml',
    '.github/workflows/a.yaml',
    'templates/app/.github/workflows/a.yml',
  ])('%s is one', (path) => {
    expect(readPipeline(path, 'on: push\njobs: {a: {steps: [{run: x}]}}')?.pipeline?.system).toBe('github');
  });

  test.each(['.github/workflows/deep/a.yml', '.github/workflows/readme.md', '.github/dependabot.yml', 'workflows/a.yml', 'my.github/workflows/a.yml', '.github/workflows/a.yml.bak', 'myaction.yml'])(
    '%s is none',
    (path) => {
      expect(readPipeline(path, 'on: push\njobs: {a: {steps: [{run: x}]}}\nruns: {using: composite, steps: []}')).toBeUndefined();
    },
  );

  test('an action file of another program is none', () => {
    expect(readPipeline('home/action.yml', 'alias: lights\ntrigger: []')).toBeUndefined();
    expect(readPipeline('home/action.yml', 'runs: often')).toBeUndefined();
  });
});

test('a whole workflow in the small form, with the line of everything', () => {
  const text = `# comment
name: Evaluate
on:
  push:
    branches: [main]
    tags: ['v*']
    paths:
      - 'src/**'
      - "!src/docs/**"
  pull_request:
    types: [opened, closed]
    paths-ignore: docs/**
  pull_request_target:
  merge_group:
  schedule:
    - cron: '0 3 * * *'
  workflow_dispatch:
    inputs:
      suite:
        description: which
        default: smoke
      soft: {type: boolean, default: false}
      bare:
  workflow_call:
    inputs: {suite: {type: string, default: 3.10}}
  workflow_run:
    workflows: [Build]
    types: [completed]
  repository_dispatch:
  issue_comment:
  deployment_status:
  release:
  label:
env:
  MODE: ci
  RETRIES: 3
  SECRET: \${{ secrets.KEY }}
  EMPTY:
defaults:
  run:
    shell: bash
    working-directory: app
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: make build
  eval:
    name: Evaluate it
    needs: build
    if: \${{ github.event_name == 'push' }}
    continue-on-error: true
    environment: staging
    strategy:
      matrix:
        suite: [smoke, 'full', 3]
        target:
          - {name: a, folder: apps/a}
          - {name: b, folder: apps/b}
        dynamic: \${{ fromJSON(needs.build.outputs.list) }}
        include:
          - suite: extra
            only: here
        exclude:
          - suite: smoke
    env: {LEVEL: high}
    defaults: {run: {working-directory: evals}}
    steps:
      - name: Run it
        id: run
        run: |
          acme eval

          echo done
        env:
          KEY: \${{ secrets.KEY }}
        working-directory: evals/deep
        if: always()
        continue-on-error: \${{ matrix.soft }}
      -
        uses: acme/eval-action@v1 # pinned
        with:
          config: evals/x.yaml
          count: 5
          version: 3.10
          strict: true
          token: \${{ secrets.T }}
      - run: >-
          folded
          text
        shell: pwsh
  deploy:
    needs: [build, eval]
    environment:
      name: \${{ inputs.where }}
      url: https://example.test
    uses: ./.github/workflows/deploy.yml
    with:
      where: prod
    secrets: inherit
`;
  const none = { inputs: [], env: [] };
  expect(readPipeline(PATH, text)).toStrictEqual({
    notes: [],
    pipeline: {
      system: 'github',
      name: 'Evaluate',
      events: [
        { line: 4, name: 'push', spelled: 'push', paths: ['src/**', '!src/docs/**'], branches: ['main'], tags: ['v*'] },
        { line: 10, name: 'pull_request', spelled: 'pull_request', pathsIgnore: ['docs/**'], types: ['opened', 'closed'] },
        { line: 13, name: 'pull_request', spelled: 'pull_request_target' },
        { line: 14, name: 'merge_group', spelled: 'merge_group' },
        { line: 15, name: 'schedule', spelled: 'schedule' },
        {
          line: 17,
          name: 'manual',
          spelled: 'workflow_dispatch',
          inputs: [
            { name: 'suite', value: 'smoke', line: 19 },
            { name: 'soft', value: false, line: 22 },
            { name: 'bare', line: 23 },
          ],
        },
        { line: 24, name: 'call', spelled: 'workflow_call', inputs: [{ name: 'suite', value: '3.10', line: 25 }] },
        { line: 26, name: 'workflow_run', spelled: 'workflow_run', workflows: ['Build'], types: ['completed'] },
        { line: 29, name: 'manual', spelled: 'repository_dispatch' },
        { line: 30, name: 'comment', spelled: 'issue_comment' },
        { line: 31, name: 'deployment', spelled: 'deployment_status' },
        { line: 32, name: 'release', spelled: 'release' },
        { line: 33, name: 'other', spelled: 'label' },
      ],
      env: [
        { name: 'MODE', value: 'ci', line: 35 },
        { name: 'RETRIES', value: 3, line: 36 },
        { name: 'SECRET', text: '${{ secrets.KEY }}', line: 37 },
        { name: 'EMPTY', value: null, line: 38 },
      ],
      jobs: [
        {
          id: 'build',
          line: 44,
          needs: [],
          env: [],
          workingDirectory: 'app',
          steps: [
            { line: 47, uses: { name: 'actions/checkout@v4', line: 47 }, ...none },
            { line: 48, run: { text: 'make build', line: 48, shell: 'bash' }, ...none },
          ],
        },
        {
          id: 'eval',
          line: 49,
          name: 'Evaluate it',
          needs: ['build'],
          condition: "${{ github.event_name == 'push' }}",
          continueOnError: true,
          environment: { name: 'staging', line: 54 },
          matrix: { suite: ['smoke', 'full', '3', 'extra'], 'target.name': ['a', 'b'], 'target.folder': ['apps/a', 'apps/b'], only: ['here'] },
          env: [{ name: 'LEVEL', value: 'high', line: 67 }],
          workingDirectory: 'evals',
          steps: [
            {
              line: 70,
              id: 'run',
              name: 'Run it',
              run: { text: 'acme eval\n\necho done\n', line: 73, shell: 'bash' },
              inputs: [],
              env: [{ name: 'KEY', text: '${{ secrets.KEY }}', line: 77 }],
              condition: 'always()',
              continueOnError: '${{ matrix.soft }}',
              workingDirectory: 'evals/deep',
            },
            {
              line: 82,
              uses: { name: 'acme/eval-action@v1', line: 82 },
              inputs: [
                { name: 'config', value: 'evals/x.yaml', line: 84 },
                { name: 'count', value: 5, line: 85 },
                { name: 'version', value: '3.10', line: 86 },
                { name: 'strict', value: true, line: 87 },
                { name: 'token', text: '${{ secrets.T }}', line: 88 },
              ],
              env: [],
            },
            { line: 89, run: { text: 'folded text', line: 90, shell: 'pwsh' }, ...none },
          ],
        },
        {
          id: 'deploy',
          line: 93,
          needs: ['build', 'eval'],
          environment: { name: '${{ inputs.where }}', line: 96 },
          calls: { name: './.github/workflows/deploy.yml', line: 98 },
          inputs: [{ name: 'where', value: 'prod', line: 100 }],
          env: [],
          workingDirectory: 'app',
          steps: [],
        },
      ],
    },
  });
});

describe('the shapes of on', () => {
  const events = (...lines: string[]) => read(...lines, 'jobs: {a: {steps: [{run: x}]}}')?.pipeline?.events;

  test('a word', () => expect(events('on: push')).toStrictEqual([{ line: 1, name: 'push', spelled: 'push' }]));
  test('a list', () =>
    expect(events('on:', '  - push', '  - workflow_dispatch')).toStrictEqual([
      { line: 2, name: 'push', spelled: 'push' },
      { line: 3, name: 'manual', spelled: 'workflow_dispatch' },
    ]));
  test('quoted', () => expect(events('"on": [push]')).toStrictEqual([{ line: 1, name: 'push', spelled: 'push' }]));
  test('a key that YAML 1.1 takes for true', () => expect(events('%YAML 1.1', '---', 'on: push')).toStrictEqual([{ line: 3, name: 'push', spelled: 'push' }]));
  test.each([['on:'], ['on: 7'], ['on: [[push]]'], ['on: {push: yes}'], ['on: [{push: {}}]'], ['name: x']])('%s does not throw', (line) => {
    expect(events(line)).toBeInstanceOf(Array);
  });
});

describe('anchors', () => {
  test('steps, environment and whole jobs are read where they are used, with the line where they are written', () => {
    const read = jobs('  a: &job', '    env: &env {X: 1}', '    steps: &steps', '      - run: acme eval', '  b:', '    env: *env', '    steps: *steps', '  c: *job');
    const steps = [{ line: 6, run: { text: 'acme eval', line: 6 }, inputs: [], env: [] }];
    const env = [{ name: 'X', value: 1, line: 4 }];
    expect(read).toStrictEqual([
      { id: 'a', line: 3, needs: [], env, steps },
      { id: 'b', line: 7, needs: [], env, steps },
      { id: 'c', line: 10, needs: [], env, steps },
    ]);
  });

  test('an alias takes the last anchor before it', () => {
    expect(jobs('  a: {steps: [{run: &x one}]}', '  b: {steps: [{run: &x two}, {run: *x}]}')?.[1]?.steps[1]?.run?.text).toBe('two');
  });

  test('circles and unknown names end', () => {
    expect(jobs('  a: &a', '    steps: [*a, *b]')?.[0]?.steps).toHaveLength(1);
    expect(jobs('  a: &a *a')).toHaveLength(1);
  });

  test('a long list repeated by many aliases is bounded', () => {
    const steps = Array.from({ length: 700 }, () => '      - run: acme eval');
    const repeated = Array.from({ length: 250 }, (_, at) => `  j${at}: *job`);
    const read = jobs('  a: &job', '    steps:', ...steps, ...repeated) ?? [];
    expect(read).toHaveLength(251);
    expect(read.reduce((sum, job) => sum + job.steps.length, 0)).toBe(1_000);
  });
});

describe('shell text that an action is given', () => {
  const step = (...lines: string[]) => jobs('  a:', '    steps:', ...lines)?.[0]?.steps[0];

  test('is read as a command, at its own line', () => {
    expect(step('      - uses: acme/cli@v2', '        with:', '          inlineScript: |', '            acme eval')?.run).toStrictEqual({ text: 'acme eval\n', line: 8 });
    expect(step('      - uses: acme/retry@v2', '        with: {command: npm run eval}')?.run).toStrictEqual({ text: 'npm run eval', line: 6 });
  });

  test('but not JavaScript, and not what a local action is given', () => {
    expect(step('      - uses: actions/github-script@v7', '        with: {script: "core.info(1)"}')?.run).toBeUndefined();
    expect(step('      - uses: ./.github/actions/x', '        with: {command: npm run eval}')?.run).toBeUndefined();
  });
});

describe('actions of the repository', () => {
  test('a composite action is one job with its steps and inputs', () => {
    const text = 'name: Eval\ninputs:\n  suite:\n    default: smoke\n  token: {required: true}\nruns:\n  using: composite\n  steps:\n    - run: acme eval\n      shell: bash\n';
    expect(readPipeline('.github/actions/eval/action.yml', text)).toStrictEqual({
      notes: [],
      pipeline: {
        system: 'github-action',
        name: 'Eval',
        events: [],
        inputs: [
          { name: 'suite', value: 'smoke', line: 3 },
          { name: 'token', line: 5 },
        ],
        env: [],
        jobs: [{ id: 'runs', line: 6, needs: [], env: [], steps: [{ line: 9, run: { text: 'acme eval', line: 9, shell: 'bash' }, inputs: [], env: [] }] }],
      },
    });
  });

  test('one in JavaScript runs its entry file in its folder', () => {
    expect(readPipeline('tools/check/action.yaml', 'runs:\n  using: node20\n  main: dist/index.js')?.pipeline?.jobs[0]?.steps).toStrictEqual([
      { line: 3, run: { text: 'node dist/index.js', line: 3 }, inputs: [], env: [], workingDirectory: 'tools/check' },
    ]);
    expect(readPipeline('action.yml', 'runs: {using: docker, image: Dockerfile}')?.pipeline?.jobs[0]?.steps).toStrictEqual([]);
  });
});

describe('broken files', () => {
  test('what parsed is used, and a note says where the YAML breaks', () => {
    const { pipeline, notes } = read('on: push', 'jobs:', '  a:', '    steps:', '      - run: acme eval', '   b: [') ?? { notes: [] };
    expect(notes).toStrictEqual([
      { code: 'unreadable-yaml', path: PATH, line: 6, says: 'The YAML cannot be read from line 6: All mapping items must start at the same column.' },
    ]);
    expect(pipeline?.jobs[0]?.steps[0]?.run?.text).toBe('acme eval');
  });

  test('a workflow without jobs is said to be one', () => {
    expect(read('on: push')).toStrictEqual({
      pipeline: { system: 'github', events: [{ line: 1, name: 'push', spelled: 'push' }], env: [], jobs: [] },
      notes: [{ code: 'invalid-workflow', path: PATH, line: 1, says: 'The workflow has no jobs, so it runs nothing.' }],
    });
    expect(read('')?.notes).toHaveLength(1);
    expect(read('- a', '- b')?.pipeline).toBeUndefined();
  });

  test.each(['['.repeat(50_000), 'jobs: '.repeat(1) + '{a: '.repeat(20_000), '- '.repeat(20_000)])('deep nesting becomes a note', (text) => {
    expect(readPipeline(PATH, text)).toStrictEqual({ notes: [{ code: 'unreadable-yaml', path: PATH, says: 'The YAML is nested too deeply to be read.' }] });
  });

  test('a huge file is not read', () => {
    expect(readPipeline(PATH, `on: push\n#${'x'.repeat(1_000_001)}`)?.notes[0]?.code).toBe('file-too-large');
  });

  test('keys that objects have by themselves are only keys', () => {
    const [job] = jobs('  __proto__:', '    strategy: {matrix: {__proto__: [a], constructor: [b]}}', '    env: {__proto__: x}', '    steps: []') ?? [];
    expect(job?.id).toBe('__proto__');
    expect(Object.entries(job?.matrix ?? {})).toStrictEqual([
      ['__proto__', ['a']],
      ['constructor', ['b']],
    ]);
    expect(({} as Record<string, unknown>)['0']).toBeUndefined();
  });

  const shape: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
    any: fc.oneof({ maxDepth: 6 }, fc.constantFrom<unknown>(null, 1, true, 'x', '${{ x }}'), fc.array(tie('any'), { maxLength: 3 }), tie('map')),
    map: fc.dictionary(
      fc.constantFrom('on', 'jobs', 'a', 'steps', 'run', 'uses', 'with', 'env', 'needs', 'if', 'strategy', 'matrix', 'include', 'environment', 'name', 'defaults', 'runs', 'using', 'push', 'inputs', 'default'),
      tie('any'),
      { maxKeys: 6 },
    ),
  })).map;

  test('no shape throws', () => {
    fc.assert(
      fc.property(shape, (value) => {
        for (const path of [PATH, 'action.yml']) expect(readPipeline(path, JSON.stringify(value))).toStrictEqual(readPipeline(path, JSON.stringify(value)));
      }),
      { numRuns: 300 },
    );
  });

  test('no text throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', ':', ' ', '\n', '-', '[', '{', '&', '*', '|', '"', '!', '<<', 'on', 'jobs', '\t', '#', '%') }), (text) => {
        readPipeline(PATH, text);
      }),
      { numRuns: 500 },
    );
  });
});
