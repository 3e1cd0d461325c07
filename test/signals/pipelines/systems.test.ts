import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPipeline } from '../../../src/signals/pipelines/index.ts';
import { shown } from './shown.ts';

function read(path: string, ...lines: string[]): string {
  return shown(readPipeline(path, lines.join('\n'))?.pipeline);
}

describe('each system in the small form, with the line of everything', () => {
  test('GitLab', () => {
    expect(read('.gitlab-ci.yml',
      'stages: [test, eval, deploy]',
      'variables: {MODE: ci, RUN: "false"}',
      'default:',
      '  before_script:',
      '    - pip install -r requirements.txt',
      'include:',
      '  - local: /ci/more.yml',
      '  - template: Jobs/Scan.gitlab-ci.yml',
      '.base: &base',
      '  rules:',
      '    - if: $CI_PIPELINE_SOURCE == "merge_request_event"',
      '    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH',
      '      allow_failure: true',
      'lint:',
      '  stage: test',
      '  script: ruff check',
      'eval:',
      '  stage: eval',
      '  extends: [.base, .elsewhere]',
      '  needs: [{job: lint}, {project: a/b, job: c}]',
      '  variables: {SUITE: smoke}',
      '  script:',
      '    - cd app',
      '    - |',
      '      acme eval -c x',
      '      echo done',
      '  after_script: [echo bye]',
      'night:',
      '  <<: *base',
      '  stage: eval',
      '  before_script: []',
      "  rules: [{if: '$CI_PIPELINE_SOURCE == \"schedule\"', when: on_failure}]",
      '  script: [!reference [lint, script], acme eval]',
      'off: {script: x, rules: [{if: $RUN == "true"}]}',
      'ask: {script: x, when: manual}',
      'child: {stage: eval, trigger: {include: ci/child.yml, strategy: depend}}',
      'deploy:',
      '  stage: deploy',
      '  environment: {name: production}',
      '  when: manual',
      '  script: [acme deploy]',
      '  only: [main]',
    )).toMatchInlineSnapshot(`
      "gitlab on=["parent_pipeline","push","schedule","web"] includes=[{"name":"./ci/more.yml","line":7}] stages=[".pre","test","eval","deploy",".post"] env=[{"name":"MODE","value":"ci","line":2},{"name":"RUN","value":"false","line":2}]
      10: on pull_request (merge_request_event)
      10: on push (push)
      32: on schedule (schedule)
      9: template .base condition="($CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH) || ($CI_PIPELINE_SOURCE == \\"merge_request_event\\")" continueOnError="\${{ github.event_name == 'parent_pipeline' || github.event_name == 'push' || github.event_name == 'schedule' || github.event_name == 'web' }}" on=["merge_request_event","parent_pipeline","push","schedule","web"] stage={"name":"test","orders":true}
      14: job lint stage={"name":"test","orders":true}
      5:   step run 5 in bash: "pip install -r requirements.txt\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\nruff check"
      17: job eval after lint condition="($CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH) || ($CI_PIPELINE_SOURCE == \\"merge_request_event\\")" continueOnError="\${{ github.event_name == 'parent_pipeline' || github.event_name == 'push' || github.event_name == 'schedule' || github.event_name == 'web' }}" on=["merge_request_event","parent_pipeline","push","schedule","web"] env=[{"name":"SUITE","value":"smoke","line":21}] stage={"name":"eval","orders":false} extends=[".elsewhere"]
      5:   step run 5 in bash: "pip install -r requirements.txt\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\ncd app\\n\\nacme eval -c x\\necho done"
      27:   step run 27 in bash: "echo bye" condition="always()" continueOnError=true
      28: job night after lint, off condition="failure()" on=["schedule"] stage={"name":"eval","orders":true}
      16:   step run 16 in bash: "ruff check\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\nacme eval"
      34: job off stage={"name":"test","orders":true}
      5:   step run 5 in bash: "pip install -r requirements.txt\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\nx"
      35: job ask manual={"line":35} stage={"name":"test","orders":true}
      5:   step run 5 in bash: "pip install -r requirements.txt\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\nx"
      36: job child after lint, off calls={"name":"./ci/child.yml","line":36} stage={"name":"eval","orders":true}
      37: job deploy after lint, eval, night, off, child on=["parent_pipeline","push","schedule","web"] approval={"line":40} environment={"name":"production","line":39} stage={"name":"deploy","orders":true}
      5:   step run 5 in bash: "pip install -r requirements.txt\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\nacme deploy"
      8: job template Jobs/Scan.gitlab-ci.yml calls={"name":"Jobs/Scan.gitlab-ci.yml","line":8}"
    `);
  });

  test('Azure Pipelines', () => {
    expect(read('ci/azure-pipelines.yml',
      'trigger: {branches: {include: [main]}, paths: {include: [src, evals/*], exclude: [src/docs]}}',
      'schedules: [{cron: "0 3 * * *"}]',
      'parameters:',
      '- {name: suite, default: smoke}',
      '- name: open',
      'variables:',
      '- group: secrets',
      '- {name: mode, value: ci}',
      'stages:',
      '- stage: check',
      '  jobs:',
      '  - job: eval',
      '    displayName: Evaluate',
      '    continueOnError: true',
      '    strategy: {matrix: {a: {py: "3.10"}, b: {py: "3.11"}}}',
      '    steps:',
      '    - template: ../templates/setup.yml',
      '      parameters: {mode: $(mode)}',
      '    - script: |',
      '        acme eval -m $(mode) -p $(py) -s ${{ parameters.suite }} -d $(date)',
      '      displayName: Run',
      '      name: run',
      '      condition: succeededOrFailed()',
      '      workingDirectory: $(Build.SourcesDirectory)/app',
      '      env: {KEY: $(key)}',
      '    - ${{ if eq(parameters.suite, \'full\') }}:',
      '      - bash: acme eval full',
      '    - task: AzureCLI@2',
      '      inputs:',
      '        scriptType: bash',
      '        inlineScript: |',
      '          acme eval',
      '    - task: Bash@3',
      '      inputs: {filePath: scripts/eval.sh, arguments: -x}',
      '    - task: PublishTestResults@2',
      '      enabled: false',
      '- template: /templates/more.yml@self',
      '  parameters: {env: dev}',
      '- stage: ship',
      '  dependsOn: check',
      "  condition: and(succeeded(), eq(variables['Build.SourceBranch'], 'refs/heads/main'))",
      '  jobs:',
      '  - job: ask',
      '    pool: server',
      '    steps:',
      '    - task: ManualValidation@0',
      '  - deployment: web',
      '    dependsOn: ask',
      '    environment: prod.web',
      '    strategy:',
      '      runOnce:',
      '        deploy: {steps: [{task: AzureWebApp@1}]}',
      '        on: {failure: {steps: [{bash: ./undo.sh}]}}',
    )).toMatchInlineSnapshot(`
      "azure inputs=[{"name":"suite","value":"smoke","line":4},{"name":"open","line":5}] env=[{"name":"mode","value":"ci","line":8}]
      1: on push (trigger) branches=["main"] paths=["src","src/**","evals/**","!src/docs","!src/docs/**"]
      1: on pull_request (pr)
      2: on schedule (schedules)
      12: job check.eval name="Evaluate" continueOnError=true matrix={"py":["3.10","3.11"]}
      17:   step uses ./templates/setup.yml (17) inputs=[{"name":"mode","text":"\${{ variables.mode }}","line":18}]
      19:   step run 20 in bash {0}: "acme eval -m \${{ variables.mode }} -p \${{ matrix.py }} -s \${{ parameters.suite }} -d $(date)\\n" id="run" name="Run" env=[{"name":"KEY","value":"$(key)","line":25}] condition="succeededOrFailed()" workingDirectory="\${{ variables.Build.SourcesDirectory }}/app"
      27:   step run 27 in bash {0}: "acme eval full" condition="eq(parameters.suite, 'full')"
      28:   step uses AzureCLI@2 (28) run 32 in bash {0}: "acme eval\\n" inputs=[{"name":"scriptType","value":"bash","line":30},{"name":"inlineScript","value":"acme eval\\n","line":31}]
      33:   step uses Bash@3 (33) run 33: "bash scripts/eval.sh -x" inputs=[{"name":"filePath","value":"scripts/eval.sh","line":34},{"name":"arguments","value":"-x","line":34}]
      35:   step uses PublishTestResults@2 (35) condition="false"
      37: job stages37 after check.eval calls={"name":"./templates/more.yml","line":37} inputs=[{"name":"env","value":"dev","line":38}]
      43: job ship.ask after check.eval condition="and(succeeded(), eq(variables['Build.SourceBranch'], 'refs/heads/main'))" approval={"line":46}
      46:   step uses ManualValidation@0 (46)
      47: job ship.web after check.eval, ship.ask condition="and(succeeded(), eq(variables['Build.SourceBranch'], 'refs/heads/main'))" environment={"name":"prod","line":49}
      52:   step uses AzureWebApp@1 (52) run 52: "az webapp deploy"
      53:   step run 53 in bash {0}: "./undo.sh" condition="failed()""
    `);
  });

  test('a template of Azure Pipelines', () => {
    expect(read('templates/setup.yml', 'parameters: {mode: ci}', 'steps:', '- pwsh: acme setup ${{ parameters.mode }}')).toMatchInlineSnapshot(`
      "azure inputs=[{"name":"mode","value":"ci","line":1}]
      1: on call (template) inputs=[{"name":"mode","value":"ci","line":1}]
      3: job job
      3:   step run 3 in pwsh: "acme setup \${{ parameters.mode }}""
    `);
  });

  test('CircleCI', () => {
    expect(read('.circleci/config.yml',
      'version: 2.1',
      'orbs: {python: circleci/python@2.1.1}',
      'parameters:',
      '  run-eval: {type: boolean, default: false}',
      'commands:',
      '  go:',
      '    parameters: {what: {type: string, default: x}}',
      '    steps:',
      '      - run: acme << parameters.what >>',
      'jobs:',
      '  eval:',
      '    docker: [{image: python}]',
      '    working_directory: ~/project/app',
      '    environment: {MODE: ci}',
      '    parameters: {suite: {type: string, default: smoke}}',
      '    steps:',
      '      - checkout',
      '      - python/install-packages: {args: -q}',
      '      - go: {what: eval}',
      '      - run:',
      '          name: Evaluate',
      '          command: |',
      '            acme eval -s << parameters.suite >>',
      '          when: always',
      '      - when: {condition: << parameters.suite >>, steps: [{run: acme a}]}',
      '      - unless: {condition: true, steps: [{run: acme b}]}',
      'workflows:',
      '  ci:',
      '    jobs:',
      '      - eval: {name: e1, matrix: {parameters: {suite: [a, b]}}}',
      '      - hold: {type: approval, requires: [e1], filters: {branches: {only: main}}}',
      '      - python/test: {requires: [hold], version: "3.11"}',
      '  asked:',
      '    when: << pipeline.parameters.run-eval >>',
      '    jobs: [eval]',
    )).toMatchInlineSnapshot(`
      "circleci
      28: on push (push)
      28: on pull_request (pull_request)
      33: on manual (api)
      11: job ci/e1 on=["pull_request","push"] matrix={"suite":["a","b"]} env=[{"name":"MODE","value":"ci","line":14}]
      18:   step uses circleci/python/install-packages@2.1.1 (18) inputs=[{"name":"args","value":"-q","line":18}]
      9:   step run 9 in bash: "acme eval" workingDirectory="app"
      20:   step run 23 in bash: "acme eval -s \${{ matrix.suite }}\\n" name="Evaluate" condition="always()" workingDirectory="app"
      25:   step run 25 in bash: "acme a" condition="when: \${{ matrix.suite }}" workingDirectory="app"
      26:   step run 26 in bash: "acme b" condition="false" workingDirectory="app"
      31: job ci/hold after ci/e1 on=["push"] approval={"line":31}
      32: job ci/python/test after ci/hold on=["pull_request","push"] calls={"name":"circleci/python/test@2.1.1","line":32} inputs=[{"name":"version","value":"3.11","line":32}]
      11: job asked/eval on=["api"] env=[{"name":"MODE","value":"ci","line":14}]
      18:   step uses circleci/python/install-packages@2.1.1 (18) inputs=[{"name":"args","value":"-q","line":18}]
      9:   step run 9 in bash: "acme eval" workingDirectory="app"
      20:   step run 23 in bash: "acme eval -s smoke\\n" name="Evaluate" condition="always()" workingDirectory="app"
      25:   step run 25 in bash: "acme a" workingDirectory="app"
      26:   step run 26 in bash: "acme b" condition="false" workingDirectory="app""
    `);
  });

  test('Jenkins', () => {
    expect(read('Jenkinsfile',
      "// sh 'no'",
      'pipeline {',
      '  agent any',
      "  environment { MODE = 'ci'; KEY = credentials('k') }",
      "  triggers { cron('H 3 * * *') }",
      '  stages {',
      "    stage('Check') {",
      '      parallel {',
      "        stage('Unit') { steps { sh 'pytest' } }",
      "        stage('Eval') {",
      '          when { changeRequest() }',
      '          steps {',
      "            dir('app') {",
      '              sh """',
      '                acme eval -c \\"a\\"',
      '              """',
      '            }',
      "            catchError(buildResult: 'SUCCESS') { sh(script: 'acme scan', returnStatus: true) }",
      "            /* sh 'no' */",
      "            bat 'acme.exe'",
      '          }',
      "          post { failure { sh 'acme tell' } }",
      '        }',
      '      }',
      '    }',
      "    stage('Deploy') {",
      "      when { branch 'main' }",
      "      input { message 'ok?' }",
      "      steps { sh label: 'x', script: 'acme deploy' }",
      '    }',
      '  }',
      '}',
    )).toMatchInlineSnapshot(`
      "jenkins
      2: on push (push)
      11: on pull_request (changeRequest)
      5: on schedule (cron)
      9: job Unit env=[{"name":"MODE","value":"ci","line":4}]
      9:   step run 9: "pytest"
      10: job Eval on=["changeRequest"] env=[{"name":"MODE","value":"ci","line":4}]
      14:   step run 14: "\\n                acme eval -c \\"a\\"\\n              " workingDirectory="app"
      18:   step run 18: "acme scan" continueOnError=true
      20:   step run 20 in cmd: "acme.exe"
      22:   step run 22: "acme tell" condition="failure()"
      26: job Deploy after Unit, Eval on=["push","cron"] approval={"line":28} env=[{"name":"MODE","value":"ci","line":4}]
      29:   step run 29: "acme deploy""
    `);
  });

  test('a scripted Jenkinsfile', () => {
    expect(read('ci/Jenkinsfile.eval', 'node {', "  stage('Eval') {", '    try {', "      sh 'acme eval'", '    } catch (e) {', "      sh 'acme tell'", '    }', '  }', "  stage('Off') { when { expression { false } }", "    steps { sh 'x' } }", '}')).toMatchInlineSnapshot(`
      "jenkins
      1: on push (push)
      2: job Eval
      4:   step run 4: "acme eval" continueOnError=true
      6:   step run 6: "acme tell" condition="failure()"
      9: job Off after Eval condition="false"
      10:   step run 10: "x""
    `);
  });

  test('Bitbucket', () => {
    expect(read('bitbucket-pipelines.yml',
      'definitions:',
      '  steps:',
      '    - step: &eval',
      '        name: Evaluate',
      '        script:',
      '          - cd app',
      '          - acme eval',
      '          - pipe: acme/scan:1.2',
      '            variables: {A: b}',
      '          - acme done',
      '        after-script: [echo bye]',
      'pipelines:',
      '  default:',
      '    - parallel:',
      '        - step: *eval',
      '        - step: {script: [pytest], condition: {changesets: {includePaths: [src/**]}}}',
      '    - step:',
      '        <<: *eval',
      '        name: Deploy',
      '        deployment: production',
      '        trigger: manual',
      '        script: [acme deploy]',
      '  pull-requests:',
      "    '**':",
      '      - step: *eval',
      '  custom:',
      '    nightly:',
      '      - stage: {deployment: staging, steps: [{step: {script: [a]}}, {step: {script: [b]}}]}',
    )).toMatchInlineSnapshot(`
      "bitbucket
      13: on push (default)
      23: on pull_request (pull-requests)
      26: on manual (custom)
      4: job default 1 name="Evaluate" on=["default"]
      6:   step run 6: "cd app\\nacme eval"
      8:   step uses acme/scan@1.2 (8) inputs=[{"name":"A","value":"b","line":9}]
      10:   step run 10: "acme done"
      11:   step run 11: "echo bye" condition="always()" continueOnError=true
      16: job default 2 on=["default"] paths=["src/**"]
      16:   step run 16: "pytest"
      18: job default 3 after default 1, default 2 name="Deploy" on=["default"] environment={"name":"production","line":20} approval={"line":21}
      22:   step run 22: "acme deploy"
      11:   step run 11: "echo bye" condition="always()" continueOnError=true
      4: job pull-requests ** 1 name="Evaluate" on=["pull-requests"]
      6:   step run 6: "cd app\\nacme eval"
      8:   step uses acme/scan@1.2 (8) inputs=[{"name":"A","value":"b","line":9}]
      10:   step run 10: "acme done"
      11:   step run 11: "echo bye" condition="always()" continueOnError=true
      28: job custom nightly 1 on=["custom"] environment={"name":"staging","line":28}
      28:   step run 28: "a"
      28: job custom nightly 2 after custom nightly 1 on=["custom"] environment={"name":"staging","line":28}
      28:   step run 28: "b""
    `);
  });

  test('Buildkite', () => {
    expect(read('.buildkite/pipeline.yml',
      'env: {MODE: ci}',
      'steps:',
      '  - label: Test',
      '    command: pytest',
      '    soft_fail: true',
      '  - group: evals',
      '    steps:',
      '      - {key: eval, commands: [acme a, acme b], plugins: ["docker#v5"]}',
      '  - wait',
      '  - block: Ship it?',
      '  - command: acme deploy',
      '    branches: main',
      '  - trigger: other',
      '    depends_on: [{step: eval}]',
      '    if: build.tag != null',
    )).toMatchInlineSnapshot(`
      "buildkite env=[{"name":"MODE","value":"ci","line":1}]
      1: on pull_request (pull_request)
      1: on push (push)
      3: job step3 name="Test" continueOnError=true
      4:   step run 4: "pytest"
      8: job eval
      8:   step uses docker@v5 (8)
      8:   step run 8: "acme a"
      8:   step run 8: "acme b"
      10: job block10 after step3, eval approval={"line":10}
      11: job step11 after block10 on=["push"]
      11:   step run 11: "acme deploy"
      13: job step13 after eval condition="build.tag != null" calls={"name":"other","line":13}"
    `);
  });

  test('Travis', () => {
    expect(read('.travis.yml',
      'language: python',
      'install: pip install .',
      'jobs:',
      '  include:',
      '    - {name: eval, script: [acme eval], if: type = pull_request}',
      '    - stage: ship',
      '      script: skip',
      '      deploy: {provider: script, script: acme deploy}',
      '  allow_failures:',
      '    - name: eval',
      'after_success: acme tell',
    )).toMatchInlineSnapshot(`
      "travis
      1: on pull_request (pull_request)
      1: on push (push)
      5: job eval name="eval" condition="if type = pull_request" on=["pull_request"] continueOnError=true
      2:   step run 2: "pip install ."
      5:   step run 5: "acme eval"
      11:   step run 11: "acme tell" continueOnError=true
      6: job ship 6 after eval
      2:   step run 2: "pip install ."
      11:   step run 11: "acme tell" continueOnError=true
      8:   step run 8: "acme deploy""
    `);
  });

  test('Drone and Woodpecker', () => {
    expect(read('.drone.yml', 'kind: pipeline', 'name: eval', 'steps:', '- {name: eval, image: python, commands: [acme eval], failure: ignore}', '- name: tell', '  image: acme/tell', '  settings: {a: b}', '  when: {status: [failure]}', '---', 'kind: secret', 'name: x', '---',
      'kind: pipeline', 'name: ship', 'depends_on: [eval]', 'trigger: {event: [promote]}', 'steps: [{name: go, image: alpine, commands: [acme deploy]}]')).toMatchInlineSnapshot(`
        "drone
        17: on manual (promote)
        4: on pull_request (pull_request)
        4: on push (push)
        4: job eval on=["pull_request","push"]
        4:   step run 4: "acme eval" name="eval" continueOnError=true
        5:   step uses acme/tell (6) inputs=[{"name":"a","value":"b","line":7}] name="tell" condition="failure()"
        17: job ship after eval on=["promote"]
        17:   step run 17: "acme deploy" name="go""
      `);
    expect(read('.woodpecker/eval.yml', 'when: [{event: pull_request}, {event: cron}]', 'steps:', '  eval:', '    image: python', '    commands:', '      - acme eval', '  ship: {image: x, commands: acme deploy, when: {event: cron}}')).toMatchInlineSnapshot(`
      "woodpecker
      4: on schedule (cron)
      4: on pull_request (pull_request)
      4: job pipeline on=["pull_request","cron"]
      6:   step run 6: "acme eval" name="eval"
      7: job pipeline cron after pipeline on=["cron"]
      7:   step run 7: "acme deploy" name="ship""
    `);
  });

  test('Cloud Build and CodeBuild', () => {
    expect(read('deploy/cloudbuild.yaml', 'steps:', '- {id: eval, name: python, entrypoint: bash, args: [-c, acme eval], dir: app}', "- {name: 'gcr.io/cloud-builders/docker', args: [build, -t, 'a b', .]}", '- name: ubuntu', '  script: |', '    acme scan', '  allowFailure: true')).toMatchInlineSnapshot(`
      "cloudbuild
      1: on other (trigger)
      2: job build
      2:   step run 2 in bash {0}: "acme eval" id="eval" workingDirectory="app"
      3:   step uses gcr.io/cloud-builders/docker (3) run 3: "docker build -t 'a b' ."
      5:   step run 6: "acme scan\\n" continueOnError=true"
    `);
    expect(read('buildspec.yml', 'version: 0.2', 'env: {variables: {MODE: ci}}', 'phases:', '  pre_build:', '    on-failure: CONTINUE', '    commands: [acme a]', '  build:', '    commands:', '      - cd app', '      - acme eval', '    finally: [acme z]')).toMatchInlineSnapshot(`
      "codebuild env=[{"name":"MODE","value":"ci","line":2}]
      1: on other (trigger)
      6: job build
      6:   step run 6: "acme a" continueOnError=true
      9:   step run 9: "cd app\\nacme eval"
      11:   step run 11: "acme z" condition="always()""
    `);
  });

  test('Argo and Tekton', () => {
    expect(read('ops/nightly.yaml', 'apiVersion: argoproj.io/v1alpha1', 'kind: CronWorkflow', 'spec:', '  schedule: "0 3 * * *"', '  workflowSpec:', '    templates:', '    - name: eval', '      container: {command: [sh, -c], args: ["acme eval -x"]}', '    - name: other', '      script:', '        source: |', '          acme scan')).toMatchInlineSnapshot(`
      "argo
      4: on schedule (schedule)
      7: job eval
      8:   step run 8: "acme eval -x"
      9: job other
      11:   step run 12: "acme scan\\n""
    `);
    expect(read('.tekton/pr.yaml', 'apiVersion: tekton.dev/v1', 'kind: PipelineRun', 'metadata:', '  annotations:', '    pipelinesascode.tekton.dev/on-event: "[pull_request, push]"', 'spec:', '  pipelineSpec:', '    tasks:', '    - name: eval', '      runAfter: [build]', '      taskSpec: {steps: [{name: run, script: acme eval}]}')).toMatchInlineSnapshot(`
      "tekton
      5: on pull_request (pull_request)
      5: on push (push)
      9: job eval after build
      11:   step run 11: "acme eval""
    `);
  });
});

describe('GitLab rules', () => {
  const jobs = (...lines: string[]) => readPipeline('.gitlab-ci.yml', lines.join('\n'))?.pipeline?.jobs ?? [];
  const MR = 'merge_request_event';

  test.each<[string, string[] | undefined, object]>([
    ["rules: [{if: '$CI_PIPELINE_SOURCE == \"merge_request_event\"'}]", [MR], {}],
    ["rules: [{if: '$CI_PIPELINE_SOURCE != \"schedule\"'}]", [MR, 'parent_pipeline', 'push', 'web'], {}],
    ["rules: [{if: '$CI_MERGE_REQUEST_IID'}]", [MR, 'parent_pipeline'], {}],
    ["rules: [{if: '$CI_COMMIT_BRANCH == \"main\"'}]", ['parent_pipeline', 'push', 'schedule', 'web'], {}],
    ["rules: [{if: '$CI_COMMIT_TAG =~ /^v/'}]", ['parent_pipeline', 'push'], {}],
    ["rules: [{if: '$CI_PIPELINE_SOURCE =~ /^(push|merge_request_event)$/'}]", [MR, 'push'], {}],
    ["rules: [{if: '$CI_MERGE_REQUEST_IID', when: never}, {when: on_success}]", ['parent_pipeline', 'push', 'schedule', 'web'], {}],
    ["rules: [{if: '$A == \"x\" && ($CI_PIPELINE_SOURCE == \"push\" || $CI_PIPELINE_SOURCE == \"web\")'}]", ['push', 'web'], {}],
    ["rules: [{if: '$MODE == \"full\"'}]", [], {}],
    ["rules: [{if: '$MODE'}]", [MR, 'parent_pipeline', 'push', 'schedule', 'web'], {}],
    ["rules: [{if: 'not an expression'}]", [MR, 'parent_pipeline', 'push', 'schedule', 'web'], {}],
    ['rules: [{when: never}]', [], {}],
    ['rules: [{when: manual}]', [MR, 'parent_pipeline', 'push', 'schedule', 'web'], { approval: { line: 3 } }],
    ['rules: [{when: manual, allow_failure: true}]', [MR, 'parent_pipeline', 'push', 'schedule', 'web'], { manual: { line: 3 }, continueOnError: true }],
    ["rules: [{if: '$CI_MERGE_REQUEST_IID', allow_failure: true}, {if: '$CI_PIPELINE_SOURCE == \"push\"'}]", [MR, 'parent_pipeline', 'push'], { continueOnError: "${{ github.event_name == 'merge_request_event' || github.event_name == 'parent_pipeline' }}" }],
    ['only: [merge_requests]', [MR], {}],
    ['only: {refs: [schedules, web]}', ['schedule', 'web'], {}],
    ['only: [tags]', ['parent_pipeline', 'push'], {}],
    ['except: [schedules, tags]', ['parent_pipeline', 'push', 'web'], {}],
    ['only: {changes: [src/*]}', ['parent_pipeline', 'push', 'schedule', 'web'], { paths: ['src/*'] }],
    ['when: manual', undefined, { manual: { line: 3 } }],
    ['{when: manual, allow_failure: false}', undefined, { approval: { line: 3 } }],
    ['allow_failure: true', undefined, { continueOnError: true }],
    ['allow_failure: {exit_codes: 3}', undefined, {}],
    ['when: never', undefined, { condition: 'false' }],
  ])('%s', (keys, on, rest) => {
    const own = keys.startsWith('{') ? keys.slice(1, -1).split(', ') : [keys];
    const [job] = jobs('variables: {MODE: quick}', 'eval:', ...own.map((key) => `  ${key}`), '  script: acme eval');
    const { on: found, approval, manual, continueOnError, paths } = job ?? {};
    expect(found).toStrictEqual(on);
    expect(JSON.parse(JSON.stringify({ approval, manual, continueOnError, paths, ...('condition' in rest ? { condition: job?.condition } : {}) }))).toStrictEqual(rest);
  });

  test('of the whole pipeline decide which kinds there are', () => {
    const pipeline = readPipeline('.gitlab-ci.yml', "workflow: {rules: [{if: '$CI_MERGE_REQUEST_IID'}]}\na: {script: x}")?.pipeline;
    expect(pipeline?.events).toStrictEqual([{ line: 1, name: 'pull_request', spelled: MR }]);
    expect(pipeline?.on).toBeUndefined();
  });
});

describe('what looks like a pipeline and is none', () => {
  test.each([
    ['config/app.yml', 'steps:\n- name: a\n  value: b'],
    ['openapi.yaml', 'openapi: 3.0.0\npaths: {}'],
    ['docker-compose.yml', 'services:\n  a:\n    image: x'],
    ['templates/values.yaml', 'script: a\nextends: b'],
    ['flow.dag.yaml', 'inputs: {}\nnodes:\n- name: a\n  type: python'],
    ['k8s/job.yaml', 'apiVersion: batch/v1\nkind: Job'],
    ['.azure-pipelines/variables.yml', 'variables:\n- name: a\n  value: b'],
    ['.circleci/README.md', 'jobs:'],
    ['src/Jenkinsfile.md/x.txt', "pipeline { stages { stage('x') { steps { sh 'y' } } } }"],
  ])('%s', (path, text) => {
    expect(readPipeline(path, text)?.pipeline).toBeUndefined();
    expect(readPipeline(path, text)?.notes ?? []).toStrictEqual([]);
  });

  test('what is commented out or hidden is no job', () => {
    expect(readPipeline('.gitlab-ci.yml', '.hidden:\n  script: acme eval\n# eval:\n#   script: acme eval\na:\n  script: x')?.pipeline?.jobs.map((job) => job.id)).toStrictEqual(['a']);
    expect(readPipeline('Jenkinsfile', "pipeline { stages { stage('a') { steps { sh 'x' /* sh 'y' */ } }\n// stage('b') { steps { sh 'z' } }\n} }")?.pipeline?.jobs.map((job) => [job.id, job.steps.length])).toStrictEqual([['a', 1]]);
  });
});

const PATHS = [
  '.gitlab-ci.yml', 'ci/more.yml', 'azure-pipelines.yml', '.azure-pipelines/x.yml', '.circleci/config.yml', 'Jenkinsfile', 'bitbucket-pipelines.yml', '.buildkite/pipeline.yml', '.travis.yml', '.drone.yml', '.woodpecker/a.yml', 'cloudbuild.yaml',
  'buildspec.yml', 'workflow.yaml', '.tekton/a.yaml',
];

describe('broken and hostile files', () => {
  test.each(PATHS.filter((path) => path !== 'Jenkinsfile' && path !== 'ci/more.yml' && path !== 'workflow.yaml' && path !== '.tekton/a.yaml'))('%s: broken YAML becomes a note with its line', (path) => {
    const notes = readPipeline(path, 'steps:\n- script: x\njobs: {a: [')?.notes ?? [];
    expect(notes.map((note) => [note.code, note.path, note.line])).toStrictEqual([['unreadable-yaml', path, 3]]);
  });

  test('a Jenkinsfile that nests without end becomes a note', () => {
    expect(readPipeline('Jenkinsfile', "stage('a') {".repeat(10_000))?.notes.map((note) => note.code)).toStrictEqual(['file-too-large']);
  });

  test('aliases that repeat a long text everywhere are cut off', () => {
    const text = `.x: &x\n  script: &s ["${'a'.repeat(100_000)}"]\n${Array.from({ length: 400 }, (_, at) => `j${at}: {script: [*s, *s, *s]}`).join('\n')}\n`;
    const jobs = readPipeline('.gitlab-ci.yml', text)?.pipeline?.jobs ?? [];
    expect(jobs).toHaveLength(400);
    expect(jobs.flatMap((job) => job.steps).reduce((sum, step) => sum + (step.run?.text.length ?? 0), 0)).toBeLessThan(2_100_000);
  });

  test('maps that merge and extend one another end', () => {
    expect(readPipeline('.gitlab-ci.yml', 'a: &a\n  <<: [*a, *a]\n  extends: b\n  script: x\nb: {extends: a, script: y}')?.pipeline?.jobs.map((job) => job.id)).toStrictEqual(['a', 'b']);
  });

  const KEYS = [
    'stages', 'jobs', 'steps', 'script', 'rules', 'if', 'when', 'only', 'except', 'extends', 'needs', 'trigger', 'include', 'local', 'pr', 'pool', 'template', 'parameters', 'variables', 'job', 'stage', 'deployment', 'environment', 'strategy',
    'matrix', 'task', 'inputs', 'condition', 'dependsOn', 'workflows', 'commands', 'run', 'command', 'requires', 'filters', 'branches', 'pipelines', 'default', 'step', 'parallel', 'block', 'wait', 'kind', 'spec', 'apiVersion', 'phases', 'build',
    'args', 'name', '${{ if x }}', '<<', 'on', 'workflow', 'changes', 'allow_failure', 'tasks', 'taskSpec', 'templates', 'container',
  ];
  const { any } = fc.letrec<{ any: unknown; map: unknown }>((tie) => ({
    any: fc.oneof({ maxDepth: 7 }, fc.constantFrom<unknown>(null, 1, true, 'x', '$X == "y"', '${{ x }}', 'manual', 'none', 'PipelineRun', 'ManualValidation@0'), fc.array(tie('any'), { maxLength: 3 }), tie('map'), tie('map')),
    map: fc.dictionary(fc.constantFrom(...KEYS), tie('any'), { maxKeys: 7 }),
  }));

  test('no shape throws, and each gives the same twice', () => {
    fc.assert(fc.property(any, (value) => {
      const text = JSON.stringify(value);
      for (const path of PATHS) expect(readPipeline(path, text)).toStrictEqual(readPipeline(path, text));
    }), { numRuns: 150 });
  });

  test('no text throws', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('a', ':', ' ', '\n', '-', '[', '{', '}', '&', '*', '|', '"', "'", '!', '<<', 'stage(', 'sh ', 'script', 'jobs', '/', '\\', '#', '${{') }), (text) => {
      for (const path of PATHS) readPipeline(path, text);
    }), { numRuns: 300 });
  });
});
