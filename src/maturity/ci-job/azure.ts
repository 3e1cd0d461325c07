/** Azure Pipelines: a pipeline of its own. Secret variables reach a step only where they are named. */
import type { Job, Part, RenderedJob } from './job.ts';
import { CRON, indent, lines, scalar } from './job.ts';

const ON: Readonly<Record<Job['on'], readonly string[]>> = {
  'pull-request': ['trigger: none', 'pr:', '  - main'],
  push: ['trigger:', '  - main', 'pr: none'],
  schedule: ['trigger: none', 'pr: none', 'schedules:', `  - cron: '${CRON}'`, '    displayName: working days', '    branches:', '      include: [main]', '    always: true'],
  release: ['trigger:', '  tags:', "    include: ['v*']", 'pr: none'],
};

export function azure(job: Job): RenderedJob {
  const [only] = job.parts;
  const text = lines(
    ON[job.on],
    'pool:', '  vmImage: ubuntu-latest',
    only && job.parts.length === 1 ? ['steps:', ...indent(2, stepsOf(job, only))] : ['jobs:', ...job.parts.flatMap((part, index) => indent(2, deployment(job, part, job.parts[index - 1])))],
  );
  return { path: `azure-pipelines/${job.name}.yml`, text };
}

function deployment(job: Job, part: Part, before: Part | undefined): string[] {
  return [
    `- deployment: ${identifier(part.name)}`,
    ...(before ? [`  dependsOn: ${identifier(before.name)}`] : []),
    `  environment: ${part.environment ?? part.name}`,
    '  strategy:',
    '    runOnce:',
    '      deploy:',
    '        steps:',
    // Deployments, unlike other jobs, do not check out by themselves.
    '          - checkout: self',
    ...indent(10, stepsOf(job, part)),
  ];
}

function stepsOf({ setup, secrets }: Job, { run }: Part): string[] {
  return [
    ...setup.azure,
    ...setup.install.map((command) => `- script: ${scalar(command)}`),
    `- script: ${scalar(run)}`,
    ...(secrets.length > 0 ? ['  env:', ...secrets.map((secret) => `    ${secret}: $(${secret})`)] : []),
  ];
}

/** Names of jobs have no hyphens. */
function identifier(name: string): string {
  return name.replaceAll('-', '_');
}
