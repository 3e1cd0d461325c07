/** The job that carries a practice further, written for the CI system in use: one mechanism for all practices. */
import type { Pipeline } from '../../domain/pipeline.ts';
import type { JobRule } from '../../domain/rule.ts';
import { azure } from './azure.ts';
import { bitbucket } from './bitbucket.ts';
import { circleci } from './circleci.ts';
import { github } from './github.ts';
import { gitlab } from './gitlab.ts';
import { jenkins } from './jenkins.ts';
import type { Job, Part, RenderedJob } from './job.ts';
import { setupOf } from './setups.ts';

type System = Pipeline['system'];

/** To add a CI system is to add its file and its line here. */
const SYSTEMS = { github, gitlab, azure, circleci, jenkins, bitbucket } as const satisfies Partial<Record<System, (job: Job) => RenderedJob>>;

export const RENDERED_SYSTEMS = Object.keys(SYSTEMS) as readonly (keyof typeof SYSTEMS)[];

/** `language` is a key of the rule's `run`; undefined where it is none. Systems without a rendering of their own get a GitHub workflow. */
export function renderJob(rule: JobRule, language: string, system: System | undefined): (RenderedJob & { system: string }) | undefined {
  const command = Object.hasOwn(rule.run, language) ? rule.run[language] : undefined;
  if (command === undefined) return undefined;
  const known = RENDERED_SYSTEMS.find((one) => one === system) ?? 'github';
  const job = { name: rule.name, on: rule.on, setup: setupOf(language, command), secrets: rule.secrets ?? [], writes: rule.writes ?? false, parts: partsOf(rule, command) };
  return { system: known, ...SYSTEMS[known](job) };
}

function partsOf({ name, environments }: JobRule, run: string): Part[] {
  if (!environments) return [{ name, run }];
  return environments.map((environment) => ({ name: `${name}-${environment}`, environment, run: run.replaceAll('{environment}', environment) }));
}
