/** What is particular to each system, beyond the matrix: files that are joined, approvals, triggers set elsewhere, defaults. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Run } from '../../src/domain/reach.ts';
import type { Pipeline } from '../../src/domain/pipeline.ts';
import { startedElsewhere } from '../../src/reach/outside.ts';
import { lines, reachOf, runsOf } from './repository.ts';

function told(runs: readonly Run[]): string[] {
  return runs.map((run) => `${run.strength} ${run.job} on ${run.events.join(', ')}: ${run.argv.join(' ')} by ${run.trail.map((step) => `${step.path}:${step.line}`).join(' > ')}${run.lowered.map((why) => ` | ${why}`).join('')}`);
}

describe('GitLab', () => {
  const RULES = 'rules: [{if: \'$CI_PIPELINE_SOURCE == "merge_request_event"\'}]';

  test('an included file, a template of another file, and the order of stages over both', () => {
    expect(told(runsOf({
      '.gitlab-ci.yml': lines('include: [{local: ci/eval.yml}, ci/base.yml]', 'stages: [eval, deploy]', 'ship: {stage: deploy, script: [acme deploy]}'),
      'ci/base.yml': lines('.base:', '  stage: eval', '  script:', '    - acme eval base'),
      'ci/eval.yml': lines('eval:', '  extends: .base', 'other:', '  extends: .base', `  ${RULES}`, '  script: acme eval other'),
    }))).toStrictEqual([
      'enforced eval on push: acme eval base by ci/base.yml:4',
      'enforced other on merge_request_event: acme eval other by ci/eval.yml:6',
    ]);
  });

  test('a file that nothing includes never runs', () => {
    expect(told(runsOf({ '.gitlab-ci.yml': 'a: {script: x}', 'ci/eval.yml': 'eval:\n  script:\n    - acme eval' }))).toStrictEqual([
      'present eval on : acme eval by ci/eval.yml:3 | nothing in this repository uses it (ci/eval.yml:1)',
    ]);
  });

  test('a child pipeline counts when its parent waits for it', () => {
    const files = (strategy: string) => ({ '.gitlab-ci.yml': lines('go:', `  ${RULES}`, `  trigger: {include: ci/child.yml${strategy}}`), 'ci/child.yml': lines('eval:', '  script:', '    - acme eval') });
    expect(told(runsOf(files(', strategy: depend')))).toStrictEqual(['enforced go on merge_request_event: acme eval by .gitlab-ci.yml:3 > ci/child.yml:3', ]);
    expect(runsOf(files('')).map((run) => run.strength)).toStrictEqual(['automated']);
  });

  test('a failure that is allowed on merge requests alone', () => {
    expect(told(runsOf({ '.gitlab-ci.yml': lines('eval:', '  rules:', "    - {if: '$CI_MERGE_REQUEST_IID', allow_failure: true}", "    - if: $CI_PIPELINE_SOURCE == \"push\"", '  script: acme eval') }))).toStrictEqual([
      'automated eval on merge_request_event, push: acme eval by .gitlab-ci.yml:5 | the job has continue-on-error (.gitlab-ci.yml:1)',
    ]);
  });

  test('a variable that switches it off, set in the file', () => {
    expect(told(runsOf({ '.gitlab-ci.yml': lines('variables: {EVALS: "no"}', 'eval:', '  rules: [{if: \'$EVALS == "yes"\'}]', '  script: acme eval') }))).toStrictEqual([
      'present eval on : acme eval by .gitlab-ci.yml:4 | the job does not run on push (.gitlab-ci.yml:2)',
    ]);
  });

  test('a deploy that waits for a person is still a deploy, an evaluation by hand is not automated', () => {
    const files = { '.gitlab-ci.yml': lines('stages: [eval, deploy]', 'eval: {stage: eval, script: [acme eval], when: manual}', 'ship: {stage: deploy, environment: prod, when: manual, script: [acme deploy]}') };
    expect(told(runsOf(files))).toStrictEqual(['present eval on push: acme eval by .gitlab-ci.yml:2 | only a person starts the job (.gitlab-ci.yml:2)']);
    expect(told(runsOf(files, 'deploy'))).toStrictEqual(['automated ship on push: acme deploy by .gitlab-ci.yml:3']);
  });

  test('a pipeline in a nested tree runs nowhere', () => {
    expect(told(runsOf({ 'template/.gitlab-ci.yml': 'eval: {script: [acme eval]}' }))).toStrictEqual([
      "present eval on push: acme eval by template/.gitlab-ci.yml:1 | only pipelines at the repository's root run: this one is in a nested tree (template/.gitlab-ci.yml:1)",
    ]);
  });
});

describe('Azure Pipelines', () => {
  test('parameters go down through templates of stages and steps', () => {
    expect(told(runsOf({
      'app/azure-pipelines.yml': lines('trigger: none', 'pr: [main]', 'parameters: [{name: suite, default: smoke}]', 'stages:', '- template: ../ci/stages.yml', '  parameters: {suite: "${{ parameters.suite }}"}'),
      'ci/stages.yml': lines('parameters: [{name: suite}]', 'stages:', '- stage: eval', '  jobs:', '  - job: a', '    steps:', '    - template: run.yml', '      parameters:', '        script: |', '          acme eval \\', '            -s ${{ parameters.suite }}'),
      'ci/run.yml': lines('parameters: [{name: script}]', 'steps:', '- bash: ${{ parameters.script }}', '- ${{ if eq(parameters.script, \'x\') }}:', '  - bash: acme eval never'),
    }))).toStrictEqual([
      'enforced stages5 on pr: acme eval -s smoke by app/azure-pipelines.yml:5 > ci/stages.yml:7 > ci/run.yml:3',
      "present stages5 on : acme eval never by app/azure-pipelines.yml:5 > ci/stages.yml:7 > ci/run.yml:5 | `if: eq(parameters.script, 'x')` keeps pr from it (ci/run.yml:5)",
    ]);
  });

  test.each([
    ["eq(variables['Build.Reason'], 'PullRequest')", 'enforced', ['pr']],
    ["ne(variables['Build.Reason'], 'PullRequest')", 'automated', ['trigger']],
    ["and(succeeded(), in(variables['Build.Reason'], 'IndividualCI', 'BatchedCI'))", 'automated', ['trigger']],
    ["startsWith(variables['Build.SourceBranch'], 'refs/pull/')", 'enforced', ['pr']],
    ["eq(variables['Build.SourceBranch'], 'refs/heads/main')", 'automated', ['trigger']],
    ["or(failed(), eq(variables.mode, 'full'))", 'automated', ['pr', 'trigger']],
    ["eq(variables['mode'], 'quick')", 'enforced', ['pr', 'trigger']],
    ['succeededOrFailed()', 'enforced', ['pr', 'trigger']],
    ['failed()', 'automated', ['pr', 'trigger']],
    ['false', 'present', []],
    ["not(eq(variables.mode, 'quick'))", 'present', []],
    ["eq(variables.unknown, 'x')", 'enforced', ['pr', 'trigger']],
  ])('condition: %s', (condition, strength, events) => {
    const runs = runsOf({ 'azure-pipelines.yml': lines('trigger: [main]', 'variables: {mode: quick}', 'steps:', '- script: acme eval', `  condition: ${JSON.stringify(condition)}`) });
    expect(runs.map((run) => [run.strength, run.events])).toStrictEqual([[strength, events]]);
  });

  test('text without `set -e` goes on after a failure', () => {
    expect(told(runsOf({ 'azure-pipelines.yml': lines('pr: [main]', 'steps:', '- script: |', '    acme eval', '    acme scan') }))).toStrictEqual([
      'automated job on pr, trigger: acme eval by azure-pipelines.yml:4 | the shell goes on after its failure: `set -e` is not in force (azure-pipelines.yml:4)',
    ]);
  });

  test('what comes before an approved deploy is enforced, what only waits for a person is not automated', () => {
    const files = (last: string) => ({ 'azure-pipelines.yml': lines('trigger: [main]', 'pr: none', 'stages:', '- stage: eval', '  jobs:', '  - job: a', '    steps: [{script: acme eval}]', '- stage: ship', '  jobs:', '  - job: ask', '    steps: [{task: ManualValidation@0}]', '  - job: go', '    dependsOn: ask', `    steps: [{script: ${last}}]`) });
    expect(runsOf(files('acme deploy')).map((run) => run.strength)).toStrictEqual(['enforced']);
    expect(runsOf(files('acme deploy'), 'deploy').map((run) => run.strength)).toStrictEqual(['automated']);
    expect(runsOf(files('acme eval late')).map((run) => run.strength)).toStrictEqual(['automated', 'present']);
  });
});

describe('others', () => {
  const only = (path: string, ...text: string[]) => told(runsOf({ [path]: lines(...text) }));

  test('Jenkins: stages of a branch and of a change', () => {
    expect(only('Jenkinsfile', 'pipeline { stages {', "stage('A') { steps { sh 'acme eval a' } }", "stage('B') { when { changeRequest() }\nsteps { sh 'acme eval b' } }", "stage('C') { when { branch 'main' }\nsteps { sh 'acme eval c' } }", '} }')).toStrictEqual([
      'enforced A on changeRequest, push: acme eval a by Jenkinsfile:2',
      'enforced B on changeRequest: acme eval b by Jenkinsfile:4',
      'automated C on push: acme eval c by Jenkinsfile:6 | the job does not run on changeRequest (Jenkinsfile:5)',
    ]);
  });

  test('Jenkins without a word of changes is automated', () => {
    expect(only('Jenkinsfile', "pipeline { stages { stage('A') { steps { sh 'acme eval' } } } }")).toStrictEqual(['automated A on push: acme eval by Jenkinsfile:1']);
  });

  test('Bitbucket, Buildkite, Travis, Drone, Woodpecker', () => {
    expect(only('bitbucket-pipelines.yml', 'pipelines:', "  pull-requests: {'**': [{step: {script: [acme eval a]}}]}", '  custom: {x: [{step: {script: [acme eval b]}}]}')).toStrictEqual([
      'enforced pull-requests ** 1 on pull-requests: acme eval a by bitbucket-pipelines.yml:2',
      'present custom x 1 on custom: acme eval b by bitbucket-pipelines.yml:3 | the job does not run on pull-requests (bitbucket-pipelines.yml:3) | only a person starts it: custom (bitbucket-pipelines.yml:3)',
    ]);
    expect(only('.buildkite/pipeline.yml', 'steps:', '- command: acme eval', '- {command: acme eval soft, soft_fail: true}', '- block: go', '- command: acme eval late').map((line) => line.split(' ', 1)[0])).toStrictEqual(['enforced', 'automated', 'present']);
    expect(only('.travis.yml', 'script: acme eval')).toStrictEqual(['enforced job on pull_request, push: acme eval by .travis.yml:1']);
    expect(only('.drone.yml', 'kind: pipeline', 'trigger: {event: [push]}', 'steps: [{name: a, image: x, commands: [acme eval]}]')).toStrictEqual(['automated pipeline on push: acme eval by .drone.yml:3']);
    expect(only('.woodpecker.yml', 'when: {event: manual}', 'steps: [{name: a, image: x, commands: [acme eval]}]').map((line) => line.split(' ', 1)[0])).toStrictEqual(['present']);
  });

  test('a cloud build counts only where the repository declares what starts it', () => {
    const files = { 'cloudbuild.yaml': lines('steps:', '- {name: python, entrypoint: bash, args: [-ec, acme eval]}') };
    expect(told(runsOf(files))).toStrictEqual(['present build on trigger: acme eval by cloudbuild.yaml:2 | what starts it is set outside the repository (cloudbuild.yaml:1)']);
  });

  test.each<[Pipeline['system'], string, boolean, boolean]>([
    ['cloudbuild', 'google_cloudbuild_trigger', true, true],
    ['codebuild', 'AWS::CodePipeline::Pipeline', true, true],
    ['codebuild', 'aws_codebuild_webhook', true, true],
    ['codebuild', 'aws_codebuild_webhook', false, false],
    ['codebuild', 'google_cloudbuild_trigger', true, false],
    ['travis', 'aws_sqs_queue', true, true],
  ])('%s beside a %s (first-party: %s) starts: %s', (system, type, firstParty, starts) => {
    const files = [{ file: { path: 'main.tf', size: 1, role: 'main', firstParty }, resources: [{ line: 1, language: 'terraform', type, attributes: [] }] }] as const;
    expect(startedElsewhere(files)('x.yml', { system, events: [], env: [], jobs: [] })).toStrictEqual(starts ? [] : ['what starts it is set outside the repository (x.yml:1)']);
  });

  test('a workflow on a schedule, and a template that nothing starts', () => {
    expect(only('a.yaml', 'apiVersion: argoproj.io/v1alpha1', 'kind: CronWorkflow', 'spec:', '  schedule: "0 3 * * *"', '  workflowSpec: {templates: [{name: e, script: {source: acme eval}}]}').map((line) => line.split(' ', 1)[0])).toStrictEqual(['automated']);
    expect(only('a.yaml', 'apiVersion: argoproj.io/v1alpha1', 'kind: WorkflowTemplate', 'spec: {templates: [{name: e, script: {source: acme eval}}]}').map((line) => line.split(' ', 1)[0])).toStrictEqual(['present']);
  });

  test('no files of any system make reach throw, and they always give the same', () => {
    const names = ['.gitlab-ci.yml', 'ci/a.yml', 'azure-pipelines.yml', 'ci/t.yml', '.circleci/config.yml'];
    const text = fc.array(fc.constantFrom('include: ci/a.yml', 'a: {extends: .b, script: [acme eval]}', '.b: {extends: .b, needs: [a]}', 'a: {needs: [b], script: x}', 'b: {needs: [a], trigger: {include: .gitlab-ci.yml}}', 'stages: [{template: ci/t.yml}]', 'steps: [{template: t.yml}]', 'jobs: [{job: a, dependsOn: a, steps: [{template: ci/t.yml}]}]', 'pr: [main]'), { maxLength: 4 }).map((parts) => lines(...parts));
    fc.assert(fc.property(fc.array(fc.tuple(fc.constantFrom(...names), text), { maxLength: 4 }), (files) => {
      const repository = Object.fromEntries(files);
      expect(reachOf(repository)).toStrictEqual(reachOf(repository));
    }), { numRuns: 200 });
  });
});
