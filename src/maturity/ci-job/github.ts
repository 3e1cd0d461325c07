/** GitHub Actions: a workflow of its own. Without `permissions` the token could do more than the job needs. */
import type { Job, Part, RenderedJob } from './job.ts';
import { CRON, indent, lines, scalar } from './job.ts';

const ON: Readonly<Record<Job['on'], readonly string[]>> = {
  'pull-request': ['pull_request:'],
  push: ['push:', '  branches: [main]'],
  schedule: ['schedule:', `  - cron: '${CRON}'`, 'workflow_dispatch:'],
  release: ['release:', '  types: [published]'],
};

export function github(job: Job): RenderedJob {
  const text = lines(
    `name: ${job.name}`,
    'on:', indent(2, ON[job.on]),
    'permissions:', `  contents: ${job.writes ? 'write' : 'read'}`,
    'jobs:', job.parts.flatMap((part, index) => indent(2, jobOf(job, part, job.parts[index - 1]))),
  );
  return { path: `.github/workflows/${job.name}.yml`, text };
}

function jobOf({ setup, secrets }: Job, { name, environment, run }: Part, before: Part | undefined): string[] {
  return [
    `${name}:`,
    ...(before ? [`  needs: ${before.name}`] : []),
    ...(environment ? [`  environment: ${environment}`] : []),
    '  runs-on: ubuntu-latest',
    '  timeout-minutes: 30',
    '  steps:',
    '    - uses: actions/checkout@v6',
    ...indent(4, setup.github),
    ...setup.install.map((command) => `    - run: ${scalar(command)}`),
    `    - run: ${scalar(run)}`,
    ...(secrets.length > 0 ? ['      env:', ...secrets.map((secret) => `        ${secret}: \${{ secrets.${secret} }}`)] : []),
  ];
}
