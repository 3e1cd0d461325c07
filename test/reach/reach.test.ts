import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Rung } from '../../src/domain/strength.ts';
import { strongest } from '../../src/domain/strength.ts';
import { lines, reachOf, runsOf } from './repository.ts';

const MAIN = '.github/workflows/main.yml';

/** One workflow of these lines, beside other files. */
function workflow(...text: string[]): Record<string, string> {
  return { [MAIN]: lines(...text) };
}

/** What the eval of a workflow amounts to. */
function evalOf(files: Record<string, string>): { strength: Rung; events: readonly string[]; lowered: readonly string[] } {
  const runs = runsOf(files);
  expect(runs).toHaveLength(1);
  const [run] = runs;
  return { strength: run?.strength ?? 'absent', events: run?.events ?? [], lowered: run?.lowered ?? [] };
}

describe('a run', () => {
  test('tells everything about a command', () => {
    const files = {
      ...workflow(
        'on: [push, pull_request]',
        'jobs:',
        '  eval:',
        '    environment: staging-${{ matrix.where }}',
        '    strategy: {matrix: {where: [eu]}}',
        '    if: vars.GO',
        '    steps:',
        '      - name: Evaluate',
        '        working-directory: evals',
        '        env: {KEY: "${{ secrets.KEY }}", MODE: ci}',
        '        run: |',
        '          echo start',
        '          acme eval -c acme.yaml',
      ),
      'evals/acme.yaml': 'x: 1',
    };
    expect(runsOf(files)).toStrictEqual([
      {
        effect: 'eval',
        tool: 'acme',
        argv: ['acme', 'eval', '-c', 'acme.yaml'],
        inputs: [
          { name: 'KEY', value: '${{ secrets.KEY }}', line: 10 },
          { name: 'MODE', value: 'ci', line: 10 },
        ],
        files: ['evals/acme.yaml'],
        direct: ['evals/acme.yaml'],
        trail: [{ path: MAIN, line: 13, excerpt: 'acme eval -c acme.yaml' }],
        pipeline: MAIN,
        job: 'eval',
        environment: 'staging-eu',
        strength: 'enforced',
        lowered: [],
        events: ['pull_request', 'push'],
        conditions: ['vars.GO'],
      },
    ]);
  });

  test('tells everything about an action, with the files that its inputs name', () => {
    const files = {
      ...workflow('on: push', 'jobs:', '  eval:', '    steps:', '      - uses: Acme/Eval-Action@v1', '        with:', '          config: ./evals/a.yaml', '          cases: evals/cases/', '          extra: "evals/*.txt"', '          retries: 2'),
      'evals/a.yaml': '',
      'evals/cases/1.json': '',
      'evals/cases/deep/2.json': '',
      'evals/b.txt': '',
      'evals/acme.yaml': '',
    };
    const files_ = ['evals/a.yaml', 'evals/b.txt', 'evals/cases/1.json', 'evals/cases/deep/2.json'];
    expect(runsOf(files)).toStrictEqual([
      {
        effect: 'eval',
        tool: 'acme',
        argv: ['uses', 'Acme/Eval-Action@v1'],
        inputs: [
          { name: 'config', value: './evals/a.yaml', line: 7 },
          { name: 'cases', value: 'evals/cases/', line: 8 },
          { name: 'extra', value: 'evals/*.txt', line: 9 },
          { name: 'retries', value: '2', line: 10 },
        ],
        files: files_,
        direct: files_,
        trail: [{ path: MAIN, line: 5, excerpt: 'uses: Acme/Eval-Action@v1' }],
        pipeline: MAIN,
        job: 'eval',
        strength: 'automated',
        lowered: [],
        events: ['push'],
        conditions: [],
      },
    ]);
  });

  test('of an action that names no files has those that only its tool reads', () => {
    const files = { ...workflow('on: push', 'jobs: {a: {steps: [{uses: acme/eval-action@v1}]}}'), 'evals/acme.yaml': '', 'evals/other.yaml': '' };
    expect(runsOf(files)[0]?.files).toStrictEqual(['evals/acme.yaml']);
  });

  test('of an unknown action has the effect other; the longest of several globs wins', () => {
    const { runs } = reachOf(workflow('on: push', 'jobs:', '  a: {steps: [{uses: actions/checkout@v4}, {uses: acme/anything@v1}, {uses: acme/eval-action@v1}]}', '  b: {uses: acme/workflows/.github/workflows/deploy.yml@v1}'));
    expect(runs.map((run) => [run.argv[1], run.effect])).toStrictEqual([
      ['actions/checkout@v4', 'other'],
      ['acme/anything@v1', 'scan'],
      ['acme/eval-action@v1', 'eval'],
      ['acme/workflows/.github/workflows/deploy.yml@v1', 'deploy'],
    ]);
  });

  test('has the words that inputs of an action bring along', () => {
    const files = workflow('on: push', 'jobs:', '  a:', '    steps:', '      - uses: other/retry@v3', '        with: {command: acme eval}');
    expect(runsOf(files)[0]?.argv).toStrictEqual(['acme', 'eval']);
  });
});

describe('events', () => {
  const on = (...text: string[]) => evalOf(workflow('on:', ...text.map((line) => `  ${line}`), 'jobs: {eval: {steps: [{run: acme eval}]}}'));

  test.each([
    ['pull_request:', 'enforced'],
    ['pull_request_target:', 'enforced'],
    ['merge_group:', 'enforced'],
    ['push: {tags: [v*]}', 'automated'],
    ['schedule: [{cron: "0 0 * * *"}]', 'automated'],
    ['release:', 'automated'],
    ['deployment_status:', 'automated'],
    ['issue_comment:', 'automated'],
    ['pull_request_review:', 'automated'],
    ['issues:', 'automated'],
    ['workflow_dispatch:', 'present'],
    ['repository_dispatch:', 'present'],
    ['workflow_call:', 'present'],
  ] as const)('%s %s', (event, strength) => {
    expect(on(event).strength).toBe(strength);
  });

  test('a person alone is told of', () => {
    expect(on('workflow_dispatch:')).toStrictEqual({ strength: 'present', events: ['workflow_dispatch'], lowered: ['only a person starts it: workflow_dispatch (main.yml:2)'] });
    expect(on('workflow_dispatch:', 'push:')).toStrictEqual({ strength: 'automated', events: ['push', 'workflow_dispatch'], lowered: [] });
  });

  test('a call that nobody makes is told of', () => {
    expect(on('workflow_call:')).toStrictEqual({ strength: 'present', events: ['workflow_call'], lowered: ['no workflow of this repository calls it (main.yml:2)'] });
    expect(on('workflow_call:', 'push:').events).toStrictEqual(['push']);
  });

  test('a workflow without events runs on none', () => {
    expect(evalOf(workflow('jobs: {eval: {steps: [{run: acme eval}]}}'))).toStrictEqual({ strength: 'present', events: [], lowered: ['nothing in this repository uses it (main.yml:1)'] });
  });

  test('after the merge nothing can be stopped', () => {
    expect(on('pull_request: {types: [closed]}')).toStrictEqual({
      strength: 'automated',
      events: ['pull_request'],
      lowered: ['pull_request comes only on closed, which stops no merge (main.yml:2)'],
    });
    expect(on('pull_request: {types: [opened, closed]}').strength).toBe('enforced');
    expect(on('pull_request: {types: [labeled]}').strength).toBe('automated');
  });

  test.each([
    ['push', 'automated'],
    ['workflow_dispatch', 'present'],
    ['workflow_call', 'present'],
  ] as const)('a workflow that follows one on %s is %s', (event, strength) => {
    const files = {
      ...workflow('on: {workflow_run: {workflows: [Build]}}', 'jobs: {eval: {steps: [{run: acme eval}]}}'),
      '.github/workflows/build.yml': lines('name: Build', `on: ${event}`, 'jobs: {a: {steps: [{run: echo}]}}'),
    };
    expect(evalOf(files).strength).toBe(strength);
  });

  test('following goes through others, by path where a workflow has no name, and ends in a circle', () => {
    const follow = (name: string) => lines(`on: {workflow_run: {workflows: [${name}]}}`, 'jobs: {eval: {steps: [{run: acme eval}]}}');
    const run = (third: string) => strongest(runsOf({ [MAIN]: follow('.github/workflows/b.yml'), '.github/workflows/b.yml': third }).filter((one) => one.pipeline === MAIN).map((one) => one.strength));
    expect(run(follow('.github/workflows/main.yml'))).toBe('present');
    expect(runsOf({ [MAIN]: follow('.github/workflows/b.yml'), '.github/workflows/b.yml': follow('Third'), '.github/workflows/c.yml': lines('name: Third', 'on: push', 'jobs: {}') }).map((one) => one.strength)).toStrictEqual([
      'automated',
      'automated',
    ]);
  });
});

describe('what lowers it', () => {
  const job = (text: string[], ...step: string[]) => evalOf(workflow('on: [pull_request, push]', 'jobs:', '  eval:', ...text.map((line) => `    ${line}`), '    steps:', '      - run: acme eval', ...step.map((line) => `        ${line}`)));

  test('continue-on-error, with its place', () => {
    expect(job([], 'continue-on-error: true')).toStrictEqual({ strength: 'automated', events: ['pull_request', 'push'], lowered: ['the step has continue-on-error (main.yml:5)'] });
    expect(job(['continue-on-error: true'])).toStrictEqual({ strength: 'automated', events: ['pull_request', 'push'], lowered: ['the job has continue-on-error (main.yml:3)'] });
    expect(job([], 'continue-on-error: false').strength).toBe('enforced');
  });

  test('continue-on-error by an expression, where that is known', () => {
    expect(job([], "continue-on-error: ${{ github.event_name == 'pull_request' }}").strength).toBe('automated');
    expect(job([], "continue-on-error: ${{ github.event_name == 'push' }}").strength).toBe('enforced');
    expect(job([], 'continue-on-error: ${{ vars.SOFT }}').strength).toBe('enforced');
    expect(job(['strategy: {matrix: {soft: [true, false]}}'], 'continue-on-error: ${{ matrix.soft }}').strength).toBe('enforced');
  });

  test('but not where a later step fails for it', () => {
    const later = (condition: string, run: string) => job([], 'id: it', 'continue-on-error: true', 'name: x').strength === 'automated' && evalOf(
      workflow('on: pull_request', 'jobs:', '  eval:', '    steps:', '      - run: acme eval', '        id: it', '        continue-on-error: true', `      - if: ${condition}`, `        run: ${run}`),
    ).strength;
    expect(later("steps.it.outcome == 'failure'", 'exit 1')).toBe('enforced');
    expect(later("steps.it.outcome == 'failure'", 'echo sad')).toBe('automated');
    expect(later("steps.other.outcome == 'failure'", 'exit 1')).toBe('automated');
  });

  test('a condition that is never true', () => {
    expect(job([], 'if: false')).toStrictEqual({ strength: 'present', events: [], lowered: ['`if: false` switches it off (main.yml:5)'] });
    expect(job(['if: ${{ false }}'])).toStrictEqual({ strength: 'present', events: [], lowered: ['`if: ${{ false }}` switches it off (main.yml:3)'] });
  });

  test('a condition that keeps an event out', () => {
    expect(job([], "if: github.event_name == 'push'")).toStrictEqual({
      strength: 'automated',
      events: ['push'],
      lowered: ["`if: github.event_name == 'push'` keeps pull_request from it (main.yml:5)"],
    });
    expect(job([], "if: github.event_name == 'pull_request'")).toStrictEqual({ strength: 'enforced', events: ['pull_request'], lowered: [] });
    expect(job([], "if: github.ref == 'refs/heads/main'").strength).toBe('automated');
  });

  test('a switch that is off, but not one that nobody knows', () => {
    expect(job(['env: {RUN_EVALS: false}'], "if: env.RUN_EVALS == 'true'").strength).toBe('present');
    expect(job([], "if: env.RUN_EVALS == 'true'").strength).toBe('present');
    expect(job(['env: {RUN_EVALS: "${{ vars.RUN }}"}'], "if: env.RUN_EVALS == 'true'").strength).toBe('enforced');
    expect(job([], "if: vars.RUN_EVALS == 'true'").strength).toBe('enforced');
  });

  test('running only after a failure, or for a label', () => {
    expect(job([], 'if: failure()')).toStrictEqual({
      strength: 'automated',
      events: ['pull_request', 'push'],
      lowered: ['`if: failure()` lets it run only when something else did not go well (main.yml:5)'],
    });
    expect(runsOf(workflow('on: push', 'jobs: {a: {steps: [{run: acme eval, if: failure()}]}}'))[0]?.conditions).toStrictEqual(['failure()']);
    expect(job(["if: contains(github.event.pull_request.labels.*.name, 'eval')"]).lowered).toStrictEqual([
      "`if: contains(github.event.pull_request.labels.*.name, 'eval')` lets it run only where a label asks for it (main.yml:3)",
    ]);
    expect(job(["if: ${{ !contains(github.event.pull_request.labels.*.name, 'no-eval') }}"]).strength).toBe('enforced');
    expect(job([], 'if: always()').strength).toBe('enforced');
  });
});

describe('path filters', () => {
  const filtered = (filter: string, around: Record<string, string> = { 'evals/acme.yaml': '' }) =>
    evalOf({ ...workflow('on:', `  pull_request: {${filter}}`, 'jobs: {eval: {steps: [{run: acme eval evals/acme.yaml}]}}'), ...around });

  test('that leave out all files of the run drop the event', () => {
    expect(filtered("paths: ['src/**']")).toStrictEqual({
      strength: 'present',
      events: [],
      lowered: ['the path filter of pull_request leaves out every file that it runs (main.yml:2)'],
    });
  });

  test.each([
    ["paths: ['evals/**']", 'enforced'],
    ["paths: ['**/acme.yaml']", 'enforced'],
    ["paths: ['**.yaml']", 'enforced'],
    ["paths: ['*.yaml']", 'present'],
    ["paths: ['evals/acme.yam?l']", 'enforced'],
    ["paths: ['evals/[a-c]cme.yaml']", 'enforced'],
    ["paths: ['evals/[x-z]cme.yaml']", 'present'],
    ["paths: ['evals/**', '!evals/*.yaml']", 'present'],
    ["paths: ['!evals/*.yaml', 'evals/**']", 'enforced'],
    ["paths-ignore: ['evals/**']", 'present'],
    ["paths-ignore: ['docs/**']", 'enforced'],
    ["paths: ['[z-a]', 'evals/acme.yaml']", 'enforced'],
    ["paths: ['(((', '.github/**']", 'present'],
  ])('%s: %s', (filter, strength) => {
    expect(filtered(filter).strength).toBe(strength);
  });

  test('say nothing about a run without files, nor about pushes of tags', () => {
    expect(filtered("paths: ['src/**']", {}).strength).toBe('enforced');
    const tagged = workflow('on: {push: {tags: [v1], paths: [src/**]}}', 'jobs: {eval: {steps: [{run: acme eval evals/acme.yaml}]}}');
    expect(evalOf({ ...tagged, 'evals/acme.yaml': '' }).strength).toBe('automated');
  });

  test('look at what the files import, too', () => {
    const files = { ...workflow("on: {pull_request: {paths: ['src/**']}}", 'jobs: {eval: {steps: [{run: acme eval evals/run.py}]}}'), 'evals/run.py': '', 'src/app.py': '' };
    expect(runsOf(files, 'eval', { imports: { 'evals/run.py': ['src/app.py'] } })[0]).toMatchObject({ strength: 'enforced', files: ['evals/run.py', 'src/app.py'], direct: ['evals/run.py'] });
  });
});

describe('needs', () => {
  test('a job that waits for one that never runs does not run, unless it says so', () => {
    const files = (condition: string) => workflow('on: pull_request', 'jobs:', '  a: {if: false, steps: [{run: echo}]}', '  b: {needs: a, steps: [{run: echo}]}', `  eval: {needs: [b], ${condition} steps: [{run: acme eval}]}`);
    expect(evalOf(files(''))).toStrictEqual({
      strength: 'present',
      events: [],
      lowered: [
        'it needs the job `b`, which pull_request does not reach (main.yml:5)',
        'it needs the job `a`, which pull_request does not reach (main.yml:4)',
        '`if: false` switches it off (main.yml:3)',
      ],
    });
    expect(evalOf(files('if: always(),')).strength).toBe('enforced');
    expect(evalOf(files('if: "!cancelled()",')).strength).toBe('enforced');
    expect(evalOf(files("if: github.event_name == 'pull_request',")).strength).toBe('present');
  });

  test('circles, unknown names and jobs that need themselves end', () => {
    expect(evalOf(workflow('on: pull_request', 'jobs:', '  eval: {needs: [b, eval, nobody], steps: [{run: acme eval}]}', '  b: {needs: eval, steps: []}')).strength).toBe('enforced');
  });

  test('a job after one that only a label starts is as rare', () => {
    const files = workflow('on: pull_request', 'jobs:', "  a: {if: \"contains(github.event.pull_request.labels.*.name, 'x')\", steps: []}", '  eval: {needs: a, steps: [{run: acme eval}]}');
    expect(evalOf(files)).toMatchObject({ strength: 'automated', lowered: ['its jobs let it run only when something else did not go well (main.yml:4)'] });
  });
});

describe('before a deploy', () => {
  const jobs = (...text: string[]) => evalOf(workflow('on: push', 'jobs:', ...text.map((line) => `  ${line}`))).strength;
  const EVAL = 'eval: {steps: [{run: acme eval}]}';

  test('a deploy that needs it, directly or not, makes it enforced', () => {
    expect(jobs(EVAL, 'deploy: {steps: [{run: acme deploy}]}')).toBe('automated');
    expect(jobs(EVAL, 'deploy: {needs: eval, steps: [{run: acme deploy}]}')).toBe('enforced');
    expect(jobs(EVAL, 'b: {needs: eval, steps: []}', 'deploy: {needs: [b], steps: [{run: acme deploy}]}')).toBe('enforced');
    expect(jobs(EVAL, 'deploy: {needs: eval, uses: acme/workflows/.github/workflows/deploy.yml@v1}')).toBe('enforced');
    expect(jobs('deploy: {steps: [{run: acme deploy}]}', 'eval: {needs: deploy, steps: [{run: acme eval}]}')).toBe('automated');
  });

  test('but not one that goes on after a failure, or that the event does not reach', () => {
    const deploy = (condition: string) => jobs(EVAL, `deploy: {needs: eval, if: "${condition}", steps: [{run: acme deploy}]}`);
    expect(deploy('always()')).toBe('automated');
    expect(deploy('!cancelled()')).toBe('automated');
    expect(deploy('failure()')).toBe('automated');
    expect(deploy("always() && needs.eval.result == 'success'")).toBe('enforced');
    expect(deploy("!cancelled() && !contains(needs.*.result, 'failure')")).toBe('enforced');
    expect(deploy("github.event_name == 'push'")).toBe('enforced');
    expect(deploy("github.event_name == 'release'")).toBe('automated');
  });

  test('nor where its failure is swallowed', () => {
    expect(jobs('eval: {steps: [{run: acme eval, continue-on-error: true}]}', 'deploy: {needs: eval, steps: [{run: acme deploy}]}')).toBe('automated');
    expect(evalOf(workflow('on: push', 'jobs:', '  eval: {continue-on-error: true, steps: [{run: acme eval}]}', '  deploy: {needs: eval, steps: [{run: acme deploy}]}')).lowered).toStrictEqual([
      'the job has continue-on-error (main.yml:3)',
    ]);
  });

  test('a later step of the same job', () => {
    expect(jobs('a: {steps: [{run: acme eval}, {run: acme deploy}]}')).toBe('enforced');
    expect(jobs('a: {steps: [{run: acme eval}, {run: acme deploy, if: always()}]}')).toBe('automated');
    expect(jobs('a: {steps: [{run: acme deploy}, {run: acme eval}]}')).toBe('automated');
    expect(jobs('a: {steps: [{run: "acme eval && acme deploy"}]}')).toBe('enforced');
    expect(jobs('a: {steps: [{run: "acme deploy && acme eval"}]}')).toBe('automated');
  });

  test('a way that only a person takes explains nothing where another is stronger', () => {
    const files = workflow('on: [push, workflow_dispatch]', 'jobs: {a: {steps: [{run: acme eval, continue-on-error: true}, {run: acme deploy}]}}');
    expect(evalOf(files)).toStrictEqual({ strength: 'automated', events: ['push', 'workflow_dispatch'], lowered: ['the step has continue-on-error (main.yml:2)'] });
  });

  test('only a person starting it all stays present', () => {
    expect(evalOf(workflow('on: workflow_dispatch', 'jobs: {a: {steps: [{run: acme eval}, {run: acme deploy}]}}')).strength).toBe('present');
  });

  test('across called workflows and actions', () => {
    const inner = { '.github/workflows/inner.yml': lines('on: workflow_call', 'jobs: {it: {steps: [{run: acme eval}]}}') };
    const ship = { '.github/workflows/ship.yml': lines('on: workflow_call', 'jobs: {it: {steps: [{run: acme deploy}]}}') };
    const calls = (needs: string) => workflow('on: push', 'jobs:', '  a: {uses: ./.github/workflows/inner.yml}', `  b: {${needs} uses: ./.github/workflows/ship.yml}`);
    expect(evalOf({ ...calls('needs: a,'), ...inner, ...ship }).strength).toBe('enforced');
    expect(evalOf({ ...calls(''), ...inner, ...ship }).strength).toBe('automated');
    const action = { 'x/action.yml': lines('runs:', '  using: composite', '  steps:', '    - {run: acme eval, shell: bash}', '    - {run: acme deploy, shell: bash, if: always()}') };
    expect(evalOf({ ...workflow('on: push', 'jobs: {a: {steps: [{uses: ./x}]}}'), ...action }).strength).toBe('automated');
    expect(evalOf({ ...workflow('on: push', 'jobs: {a: {steps: [{uses: ./x}, {run: acme deploy}]}}'), ...action }).strength).toBe('enforced');
  });
});

describe('composite actions', () => {
  const ACTION = lines('inputs:', '  config: {default: none.yaml}', '  soft: {default: false}', 'runs:', '  using: composite', '  steps:', '    - shell: bash', "      if: inputs.soft != 'true'", '      run: acme eval ${{ inputs.config }}');
  const files = (withs: string) => ({ ...workflow('on: pull_request', 'jobs:', '  eval:', '    defaults: {run: {working-directory: app}}', '    steps:', `      - uses: ./.github/actions/eval${withs}`), '.github/actions/eval/action.yaml': ACTION, 'evals/a.yaml': '' });

  test('run inline, with what the caller gives', () => {
    expect(runsOf(files('\n        with: {config: evals/a.yaml}'))).toMatchObject([
      {
        argv: ['acme', 'eval', 'evals/a.yaml'],
        files: ['evals/a.yaml'],
        strength: 'enforced',
        conditions: ["inputs.soft != 'true'"],
        trail: [
          { path: MAIN, line: 6, excerpt: 'uses: ./.github/actions/eval' },
          { path: '.github/actions/eval/action.yaml', line: 9 },
        ],
      },
    ]);
  });

  test('or with their defaults', () => {
    expect(runsOf(files(''))[0]?.argv).toStrictEqual(['acme', 'eval', 'none.yaml']);
    expect(runsOf(files('\n        with: {soft: true}'))[0]).toMatchObject({ strength: 'present', lowered: ["`if: inputs.soft != 'true'` keeps pull_request from it (.github/actions/eval/action.yaml:7)"] });
  });

  test('are followed through commands that they are given as an input', () => {
    const action = lines('inputs: {script: {required: true}}', 'runs:', '  using: composite', '  steps:', '    - shell: bash', '      run: |', '        ${{inputs.script}}');
    const files = workflow('on:', '  pull_request:', '  workflow_dispatch: {inputs: {suite: {default: smoke}}}', 'jobs:', '  a:', '    steps:', '      - uses: ./act', '        with:', '          script: |', '            acme eval \\', "              --suite ${{ inputs.suite || 'full' }} \\", '              --key ${{ secrets.KEY }}');
    expect(runsOf({ ...files, 'act/action.yml': action }).map((run) => [run.argv, run.strength])).toStrictEqual([
      [['acme', 'eval', '--suite', 'full', '--key', '${{ secrets.KEY }}'], 'enforced'],
      [['acme', 'eval', '--suite', 'smoke', '--key', '${{ secrets.KEY }}'], 'present'],
    ]);
  });

  test('that nothing uses are present', () => {
    expect(runsOf({ 'action.yml': ACTION })[0]).toMatchObject({ strength: 'present', events: [], pipeline: 'action.yml', job: 'runs', lowered: ['nothing in this repository uses it (action.yml:1)'] });
  });

  test('that use one another in a circle end', () => {
    const use = (name: string) => lines('runs:', '  using: composite', '  steps:', `    - uses: ./${name}`, '    - {run: acme eval, shell: bash}');
    const found = runsOf({ ...workflow('on: push', 'jobs: {a: {steps: [{uses: ./a}]}}'), 'a/action.yml': use('b'), 'b/action.yml': use('a') });
    expect(found.map((run) => run.trail.map((step) => step.path))).toStrictEqual([
      [MAIN, 'a/action.yml', 'b/action.yml'],
      [MAIN, 'a/action.yml'],
    ]);
  });

  test('are only those inside the repository', () => {
    expect(reachOf({ ...workflow('on: push', 'jobs: {a: {steps: [{uses: ../x}, {uses: ./missing}, {uses: ./../../x}]}}'), 'x/action.yml': ACTION }).runs.filter((run) => run.pipeline === MAIN).map((run) => [run.effect, run.argv[1]])).toStrictEqual([
      ['other', '../x'],
      ['other', './missing'],
      ['other', './../../x'],
    ]);
  });
});

describe('reusable workflows', () => {
  const INNER = lines('on:', '  workflow_call:', '    inputs:', '      run: {type: boolean, default: false}', '      suite: {type: string, default: smoke}', 'jobs:', '  it:', '    if: inputs.run', '    steps:', '      - run: acme eval ${{ inputs.suite }}');
  const files = (...call: string[]) => ({ ...workflow('on: [pull_request, schedule]', 'jobs:', '  call:', '    uses: ./.github/workflows/inner.yml', ...call.map((line) => `    ${line}`)), '.github/workflows/inner.yml': INNER });

  test('take events and inputs from their caller', () => {
    expect(runsOf(files('with: {run: true, suite: full}'))).toMatchObject([
      {
        argv: ['acme', 'eval', 'full'],
        strength: 'enforced',
        events: ['pull_request', 'schedule'],
        pipeline: MAIN,
        job: 'call',
        trail: [
          { path: MAIN, line: 4, excerpt: 'uses: ./.github/workflows/inner.yml' },
          { path: '.github/workflows/inner.yml', line: 10 },
        ],
      },
    ]);
    expect(evalOf(files())).toStrictEqual({ strength: 'present', events: [], lowered: ['`if: inputs.run` keeps pull_request from it (inner.yml:7)', '`if: inputs.run` keeps schedule from it (inner.yml:7)'] });
    expect(evalOf(files("with: {run: \"${{ github.event_name == 'schedule' }}\"}"))).toMatchObject({ strength: 'automated', events: ['schedule'] });
  });

  test('are called once for each value of the matrix that their inputs mention', () => {
    expect(runsOf(files('strategy: {matrix: {suite: [a, b], other: [1, 2, 3]}}', 'with: {run: true, suite: "${{ matrix.suite }}"}')).map((run) => run.argv[2])).toStrictEqual(['a', 'b']);
  });

  test('that call one another in a circle, or too deeply, end', () => {
    const call = (name: string) => lines('on: workflow_call', 'jobs:', `  next: {uses: ./.github/workflows/${name}.yml}`, '  it: {steps: [{run: acme eval}]}');
    const chain = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`.github/workflows/w${at}.yml`, call(`w${at + 1}`)]));
    expect(runsOf({ ...workflow('on: push', 'jobs: {a: {uses: ./.github/workflows/w0.yml}}'), ...chain }).length).toBe(7);
    expect(runsOf({ ...workflow('on: push', 'jobs: {a: {uses: ./.github/workflows/w0.yml}}'), '.github/workflows/w0.yml': call('w0') })).toHaveLength(1);
  });

  test('that multiply end as well', () => {
    const call = (next: number) => lines('on: workflow_call', 'jobs:', ...Array.from({ length: 40 }, (_, at) => `  j${at}: {uses: ./.github/workflows/w${next}.yml}`), '  it: {steps: [{run: acme eval}]}');
    const chain = Object.fromEntries(Array.from({ length: 6 }, (_, at) => [`.github/workflows/w${at}.yml`, call(at + 1)]));
    const { length } = runsOf({ ...workflow('on: push', 'jobs: {a: {uses: ./.github/workflows/w0.yml}}'), ...chain });
    expect(length).toBeGreaterThan(0);
    expect(length).toBeLessThan(10_000);
  });
});

describe('the matrix', () => {
  test('fills commands and folders, with what include adds', () => {
    const files = {
      ...workflow('on: push', 'jobs:', '  eval:', '    strategy:', '      matrix:', '        app: [a, b]', '        os: [linux, mac]', '        include: [{app: c}]', '    steps:', '      - run: acme eval ${{ matrix.app }}.yaml', '        working-directory: apps/${{ matrix.app }}'),
      'apps/a/a.yaml': '',
      'apps/c/c.yaml': '',
    };
    expect(runsOf(files).map((run) => [run.argv[2], run.files])).toStrictEqual([
      ['a.yaml', ['apps/a/a.yaml']],
      ['b.yaml', []],
      ['c.yaml', ['apps/c/c.yaml']],
    ]);
  });

  test('decides conditions for each of its values', () => {
    const files = workflow('on: pull_request', 'jobs:', '  a:', '    strategy: {matrix: {do: [eval, scan]}}', '    steps:', "      - run: acme ${{ matrix.do }}", "        if: matrix.do == 'scan'");
    expect(reachOf(files).runs.map((run) => [run.effect, run.strength])).toStrictEqual([
      ['eval', 'present'],
      ['scan', 'enforced'],
    ]);
  });
});

describe('folders', () => {
  test.each([
    ['working-directory: app', 'app'],
    ['working-directory: ./app/', 'app'],
    ['working-directory: "${{ github.workspace }}/app"', 'app'],
    ['working-directory: $GITHUB_WORKSPACE/app', 'app'],
    ['working-directory: "${{ steps.x.outputs.y }}"', ''],
    ['working-directory: /tmp', ''],
    ['working-directory: ../..', ''],
    ['name: x', 'job'],
  ])('%s', (line, folder) => {
    const files = workflow('on: push', 'defaults: {run: {working-directory: outer}}', 'jobs:', '  a:', '    defaults: {run: {working-directory: job}}', '    steps:', '      - run: acme eval f', `        ${line}`);
    expect(runsOf({ ...files, 'app/f': '', 'job/f': '', f: '', 'outer/f': '' })[0]?.files).toStrictEqual([folder === '' ? 'f' : `${folder}/f`]);
  });
});

describe('where workflows do not run', () => {
  const NESTED = 'templates/app/.github/workflows/ci.yml';
  const files = { [NESTED]: lines('on: pull_request', 'jobs: {a: {steps: [{uses: ./x}, {run: acme eval f}]}}'), 'templates/app/f': '', 'templates/app/x/action.yml': lines('runs: {using: composite, steps: [{run: acme scan f, shell: bash}]}') };

  test('a nested tree is followed from its own root, and present at most', () => {
    expect(reachOf(files).runs).toMatchObject([
      { effect: 'scan', strength: 'present', files: ['templates/app/f'], lowered: ["only workflows at the repository's root run: this one is in a nested tree (templates/app/.github/workflows/ci.yml:1)"] },
      { effect: 'eval', strength: 'present', files: ['templates/app/f'] },
    ]);
  });

  test('a template says that it is one', () => {
    expect(runsOf(files, 'eval', { roles: { [NESTED]: 'template' } })[0]?.lowered).toStrictEqual([
      "only workflows at the repository's root run: this one is part of a template (templates/app/.github/workflows/ci.yml:1)",
    ]);
  });
});

describe('files behind a run', () => {
  const chain = (length: number) => Object.fromEntries(Array.from({ length }, (_, at) => [`m${at}.py`, [`m${at + 1}.py`]]));
  const run = (command: string) => workflow('on: push', `jobs: {a: {steps: [{run: ${command}}]}}`);

  test('are what they import and load, all the way', () => {
    const around = { imports: { 'run.py': ['b.py', 'a.py'], 'a.py': ['c.py', 'run.py'] }, loads: { 'c.py': ['cases.jsonl'] } };
    expect(runsOf({ ...run('acme eval run.py'), 'run.py': '' }, 'eval', around)[0]).toMatchObject({ direct: ['run.py'], files: ['a.py', 'b.py', 'c.py', 'cases.jsonl', 'run.py'] });
  });

  test('are bounded', () => {
    expect(runsOf({ ...run('acme eval m0.py'), 'm0.py': '' }, 'eval', { imports: chain(1_000) })[0]?.files).toHaveLength(401);
  });

  test('of tests are one hop', () => {
    const [found] = reachOf({ ...run('pytest test_m.py'), 'test_m.py': 'x', 'm0.py': 'x' }, { imports: { ...chain(10), 'test_m.py': ['m0.py'] } }).runs;
    expect(found).toMatchObject({ effect: 'test', files: ['m0.py', 'test_m.py'] });
  });
});

describe('hostile pipelines', () => {
  const word = fc.constantFrom('acme eval', 'acme deploy', './a', './.github/workflows/w.yml', './.github/workflows/main.yml', 'acme/eval-action@v1', 'always()', '${{ inputs.x }}', "github.event_name == 'push'", 'a', 'b', '${{ matrix.a }}', '**', '!x', 'true', '__proto__', '..', '/', '');
  const { map: shape } = fc.letrec((tie) => ({
    any: fc.oneof({ maxDepth: 7 }, word, fc.boolean(), fc.array(tie('any'), { maxLength: 3 }), tie('map')),
    map: fc.dictionary(fc.constantFrom('steps', 'run', 'uses', 'with', 'env', 'needs', 'if', 'strategy', 'matrix', 'include', 'a', 'b', 'x', 'environment', 'working-directory', 'continue-on-error', 'script'), tie('any'), { maxKeys: 6 }),
  }));
  const events = fc.dictionary(fc.constantFrom('push', 'pull_request', 'workflow_call', 'workflow_run', 'workflow_dispatch', 'schedule'), fc.dictionary(fc.constantFrom('paths', 'paths-ignore', 'types', 'workflows', 'inputs', 'branches', 'tags'), fc.array(word, { maxLength: 3 })));
  const workflows = fc.record({ on: events, env: shape, jobs: fc.dictionary(fc.constantFrom('a', 'b', 'c'), shape) });

  test('never throw, and always give the same', () => {
    fc.assert(
      fc.property(workflows, workflows, shape, (main, other, action) => {
        const files = { [MAIN]: JSON.stringify(main), '.github/workflows/w.yml': JSON.stringify(other), 'a/action.yml': JSON.stringify({ runs: { using: 'composite', steps: [action] } }) };
        expect(JSON.stringify(reachOf(files))).toBe(JSON.stringify(reachOf(files)));
      }),
      { numRuns: 150 },
    );
  });
});

test('the same repository gives the same result, in whatever order its files come', () => {
  const files = {
    'b/action.yml': lines('runs: {using: composite, steps: [{run: acme eval, shell: bash}]}'),
    '.github/workflows/z.yml': lines('on: push', 'jobs: {a: {steps: [{uses: ./b}]}}'),
    '.github/workflows/a.yml': lines('on: [push, pull_request]', 'jobs: {a: {steps: [{run: acme scan}, {uses: ./b}]}}'),
  };
  const reversed = Object.fromEntries(Object.entries(files).reverse());
  expect(JSON.stringify(reachOf(reversed))).toBe(JSON.stringify(reachOf(files)));
  expect(reachOf(files).runs.map((run) => run.pipeline)).toStrictEqual(['.github/workflows/a.yml', '.github/workflows/a.yml', '.github/workflows/z.yml']);
});
