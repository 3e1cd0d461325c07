/** Jenkins: a declarative pipeline. */
import type { Job, Part, RenderedJob } from './job.ts';
import { CRON, indent, lines } from './job.ts';

const WHEN: Readonly<Record<Job['on'], string>> = {
  'pull-request': 'changeRequest()',
  push: "branch 'main'",
  schedule: "triggeredBy 'TimerTrigger'",
  release: 'buildingTag()',
};

export function jenkins(job: Job): RenderedJob {
  const text = lines(
    'pipeline {',
    job.setup.image ? `  agent { docker { image '${job.setup.image}' } }` : '  agent any',
    job.on === 'schedule' && `  triggers { cron('${CRON}') }`,
    '  stages {', job.parts.flatMap((part, index) => indent(4, stage(job, part, index > 0))),
    '  }',
    '}',
  );
  return { path: 'Jenkinsfile', text };
}

function stage({ on, setup, secrets }: Job, { name, environment, run }: Part, later: boolean): string[] {
  return [
    `stage('${name}') {`,
    `  when { ${WHEN[on]} }`,
    // As the system knows no environments, a person lets the later ones go on.
    ...(later ? [`  input { message 'Go on to ${environment ?? name}?' }`] : []),
    ...(secrets.length > 0 ? ['  environment {', ...secrets.map((secret) => `    ${secret} = credentials('${secret.toLowerCase().replaceAll('_', '-')}')`), '  }'] : []),
    '  steps {',
    ...indent(4, [...setup.install, run].map((command) => `sh '${command.replaceAll("'", String.raw`\'`)}'`)),
    '  }',
    '}',
  ];
}
