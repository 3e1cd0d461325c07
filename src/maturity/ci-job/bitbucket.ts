/** Bitbucket Pipelines: steps to add to the one file. Variables of the repository reach every step by themselves. */
import type { Job, Part, RenderedJob } from './job.ts';
import { indent, lines, scalar } from './job.ts';

const ON: Readonly<Record<Job['on'], (name: string) => readonly string[]>> = {
  'pull-request': () => ['pull-requests:', "  '**':"],
  push: () => ['branches:', '  main:'],
  schedule: (name) => ['# The time is set under Pipelines, Schedules.', 'custom:', `  ${name}:`],
  release: () => ['tags:', "  'v*':"],
};

export function bitbucket(job: Job): RenderedJob {
  const text = lines('pipelines:', indent(2, ON[job.on](job.name)), job.parts.flatMap((part, index) => indent(6, step(job, part, index > 0))));
  return { path: 'bitbucket-pipelines.yml', text };
}

function step({ setup }: Job, { name, environment, run }: Part, later: boolean): string[] {
  return [
    '- step:',
    `    name: ${name}`,
    ...(setup.image ? [`    image: ${setup.image}`] : []),
    ...(environment ? [`    deployment: ${environment}`] : []),
    ...(later ? ['    trigger: manual'] : []),
    '    script:',
    ...indent(6, [...setup.install, run].map((command) => `- ${scalar(command)}`)),
  ];
}
