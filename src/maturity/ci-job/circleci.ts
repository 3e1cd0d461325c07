/** CircleCI: a job and the workflow that runs it, to add to the one file. Variables of the project reach every job by themselves. */
import type { Job, Part, RenderedJob } from './job.ts';
import { CRON, indent, lines, scalar } from './job.ts';

/** Every push is built, and reported on its pull request, unless a filter says otherwise. */
const FILTERS: Readonly<Record<Job['on'], readonly string[]>> = {
  'pull-request': [],
  push: ['filters:', '  branches:', '    only: main'],
  schedule: [],
  release: ['filters:', '  tags:', '    only: /^v.*/', '  branches:', '    ignore: /.*/'],
};
const SCHEDULE = ['triggers:', '  - schedule:', `      cron: '${CRON}'`, '      filters:', '        branches:', '          only: main'];

export function circleci(job: Job): RenderedJob {
  const text = lines(
    'version: 2.1',
    'jobs:', job.parts.flatMap((part) => indent(2, jobOf(job, part))),
    'workflows:', `  ${job.name}:`,
    job.on === 'schedule' && indent(4, SCHEDULE),
    '    jobs:', job.parts.flatMap((part, index) => indent(6, useOf(part, job.parts[index - 1], FILTERS[job.on]))),
  );
  return { path: '.circleci/config.yml', text };
}

function jobOf({ setup }: Job, { name, run }: Part): string[] {
  const executor = setup.image ? ['docker:', `  - image: ${setup.image}`] : ['machine:', '  image: ubuntu-2404:current'];
  return [`${name}:`, ...indent(2, executor), '  steps:', '    - checkout', ...[...setup.install, run].map((command) => `    - run: ${scalar(command)}`)];
}

/** A later environment waits for the one before it and, as the system knows no environments, for a person. */
function useOf({ name }: Part, before: Part | undefined, filters: readonly string[]): string[] {
  const use = (one: string, more: readonly string[]) => (more.length > 0 || filters.length > 0 ? [`- ${one}:`, ...indent(4, [...more, ...filters])] : [`- ${one}`]);
  if (!before) return use(name, []);
  return [...use(`approve-${name}`, ['type: approval', `requires: [${before.name}]`]), ...use(name, [`requires: [approve-${name}]`])];
}
