/** GitLab CI: jobs to add to the one file. Variables of the project reach every job by themselves. */
import type { Job, Part, RenderedJob } from './job.ts';
import { indent, lines, scalar } from './job.ts';

const RULES: Readonly<Record<Job['on'], string>> = {
  'pull-request': '$CI_PIPELINE_SOURCE == "merge_request_event"',
  push: '$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH',
  schedule: '$CI_PIPELINE_SOURCE == "schedule"',
  release: '$CI_COMMIT_TAG',
};

export function gitlab(job: Job): RenderedJob {
  const text = lines(
    job.on === 'schedule' && '# The time is set under Build, Pipeline schedules.',
    job.parts.flatMap((part, index) => jobOf(job, part, job.parts[index - 1])),
  );
  return { path: '.gitlab-ci.yml', text };
}

function jobOf({ on, setup }: Job, { name, environment, run }: Part, before: Part | undefined): string[] {
  return [
    `${name}:`,
    ...(setup.image ? [`  image: ${setup.image}`] : []),
    ...(before ? [`  needs: [${before.name}]`] : []),
    ...(environment ? [`  environment: ${environment}`] : []),
    '  rules:',
    `    - if: ${RULES[on]}`,
    '  script:',
    ...indent(4, [...setup.install, run].map((command) => `- ${scalar(command)}`)),
  ];
}
