/** One job of a GitLab pipeline, or one hidden job (`.x`) that others extend. */
import type { Node } from 'yaml';
import type { Job, Step } from '../../domain/pipeline.ts';
import { readArguments } from './arguments.ts';
import type { JobKeys } from './gitlab-keys.ts';
import { jobKeys, jobValue } from './gitlab-keys.ts';
import type { Outcome, Scenario } from './gitlab-rules.ts';
import { flag, onlyPaths, outcomeOf, refersTo } from './gitlab-rules.ts';
import { commandSteps, readCommands } from './script-lists.ts';
import type { Entry, Tree } from './yaml-tree.ts';
import { entriesOf, get, itemsOf, lineOf, textOf } from './yaml-tree.ts';

export interface Around {
  /** The kinds of pipeline that there are. */
  readonly scenarios: readonly Scenario[];
  readonly variables: ReadonlyMap<string, string>;
  readonly hasWorkflow: boolean;
  /** Outcomes of rules that were asked before. */
  readonly known: Map<Node, Map<string, (Outcome & { scenario: Scenario })[]>>;
  /** Called for kinds of pipeline that the job asks for by itself. */
  note(scenario: Scenario, line: number): void;
}

export function readGitlabJob(tree: Tree, { key, line, value }: Entry, around: Around): Job {
  const job = jobKeys(tree, value);
  const name = textOf(tree, get(tree, jobValue(tree, job, 'environment'), 'name') ?? jobValue(tree, job, 'environment'));
  const runs = readRuns(tree, job, around, name !== undefined);
  const needs = jobValue(tree, job, 'needs');
  const calls = callOf(tree, job);
  const environmentLine = job.keys.get('environment')?.line ?? line;
  return {
    id: key,
    line,
    needs: needs === undefined ? [] : needsOf(tree, needs),
    ...runs,
    ...(name === undefined ? {} : { environment: { name, line: environmentLine } }),
    ...calls,
    env: readArguments(tree, jobValue(tree, job, 'variables')),
    stage: { name: textOf(tree, jobValue(tree, job, 'stage')) ?? 'test', orders: needs === undefined },
    ...(job.missing.length === 0 ? {} : { extends: [...new Set(job.missing)] }),
    steps: calls.calls === undefined ? readSteps(tree, job) : [],
  };
}

/** `needs: [a, { job: b }]`; those of other projects have a `project` and are none of this pipeline. */
function needsOf(tree: Tree, node: Node | undefined): string[] {
  return itemsOf(tree, node).flatMap((item) => (get(tree, item, 'project') === undefined ? (textOf(tree, get(tree, item, 'job') ?? item) ?? []) : []));
}

/** The runner's shell stops at the first failure, also inside a pipe. What comes after (`after_script`) decides nothing. */
function readSteps(tree: Tree, job: JobKeys): Step[] {
  const main = [...readCommands(tree, jobValue(tree, job, 'before_script')), ...readCommands(tree, jobValue(tree, job, 'script'))];
  const after = readCommands(tree, jobValue(tree, job, 'after_script'));
  const script = job.keys.has('script') ? commandSteps(main, { shell: 'bash' }) : [];
  return [...script, ...commandSteps(after, { shell: 'bash', condition: 'always()', continueOnError: true })];
}

/** `trigger:` starts a child pipeline of this repository, or one of another project. Only with `strategy: depend` its failure counts. */
function callOf(tree: Tree, job: JobKeys): Pick<Job, 'calls' | 'continueOnError'> {
  const trigger = jobValue(tree, job, 'trigger');
  if (trigger === undefined) return {};
  const include = itemsOf(tree, get(tree, trigger, 'include'))[0];
  const local = get(tree, include, 'local') ?? include;
  const file = textOf(tree, local);
  const project = get(tree, trigger, 'project') ?? trigger;
  const name = file === undefined ? textOf(tree, project) : `./${file.replace(/^\.?\//, '')}`;
  if (name === undefined) return {};
  const waits = get(tree, trigger, 'strategy') !== undefined;
  return { calls: { name, line: lineOf(tree, local ?? project) }, ...(waits ? {} : { continueOnError: true }) };
}

type Runs = Pick<Job, 'condition' | 'continueOnError' | 'on' | 'paths' | 'approval' | 'manual'>;

/** When and where it runs, and whether it may fail. */
function readRuns(tree: Tree, job: JobKeys, around: Around, deploys: boolean): Runs {
  const rules = job.keys.get('rules');
  const only = job.keys.get('only');
  const except = job.keys.get('except');
  const when = textOf(tree, jobValue(tree, job, 'when'));
  const soft = softness(tree, jobValue(tree, job, 'allow_failure'));
  if (rules !== undefined) return ofRules(tree, rules, around, { when, soft }, deploys);
  const line = only?.line ?? except?.line;
  const on = line === undefined ? undefined : spelledOf(around.scenarios.filter((scenario) => refersTo(tree, only?.value, except?.value, scenario)));
  for (const scenario of line === undefined ? [] : around.scenarios) if (on?.includes(scenario.spelled) && asksFor(tree, only?.value, scenario)) around.note(scenario, line ?? 1);
  const paths = onlyPaths(tree, only?.value);
  const manual = { line: job.keys.get('when')?.line ?? 1 };
  // By itself, what a person starts is optional.
  const held = when === 'manual' ? (deploys || soft === false ? { approval: manual } : { manual }) : {};
  return {
    ...(when === 'never' ? { condition: 'false' } : statusCondition(when)),
    ...(soft === true ? { continueOnError: true } : {}),
    ...(on === undefined ? {} : { on }),
    ...(paths === undefined ? {} : { paths }),
    ...held,
  };
}

function ofRules(tree: Tree, rules: Entry, around: Around, defaults: { when: string | undefined; soft: boolean | undefined }, deploys: boolean): Runs {
  const outcomes = outcomesOf(tree, rules.value, around, defaults);
  const automatic = outcomes.filter((one) => one.automatic);
  // Where it comes by itself in some pipelines, those in which a person starts it add nothing.
  const counted = automatic.length > 0 ? automatic : outcomes.filter((one) => one.manual);
  for (const one of counted) if (wants(one, around.hasWorkflow)) around.note(one.scenario, rules.line);
  const conditions = [...new Set(counted.flatMap((one) => one.conditions))];
  const status = counted.length > 0 && counted.every((one) => one.status !== undefined && one.status === counted[0]?.status) ? counted[0]?.status : undefined;
  const filtered = counted.filter((one) => one.paths !== undefined);
  const held = automatic.length === 0 && counted.length > 0 ? { line: rules.line } : undefined;
  return {
    ...(status === undefined ? (conditions.length === 0 ? {} : { condition: conditions.map((one) => (conditions.length > 1 ? `(${one})` : one)).join(' || ') }) : statusCondition(status)),
    ...softOn(counted),
    on: spelledOf(counted.map((one) => one.scenario)),
    ...(filtered.length > 0 && filtered.length === counted.length ? { paths: [...new Set(filtered.flatMap((one) => one.paths ?? []))] } : {}),
    // Under rules a job that waits for a person holds up the pipeline, unless it may fail.
    ...(held === undefined ? {} : deploys || !counted.every((one) => one.soft) ? { approval: held } : { manual: held }),
  };
}

/** In each kind of pipeline. Rules that many jobs share are asked once. */
function outcomesOf(tree: Tree, rules: Node | undefined, { scenarios, variables, known }: Around, defaults: { when: string | undefined; soft: boolean | undefined }): (Outcome & { scenario: Scenario })[] {
  const key = `${defaults.when} ${defaults.soft}`;
  const before = rules === undefined ? undefined : known.get(rules)?.get(key);
  if (before !== undefined) return before;
  const outcomes = scenarios.map((scenario) => ({ scenario, ...outcomeOf(tree, rules, scenario, variables, defaults) }));
  if (rules !== undefined) known.set(rules, (known.get(rules) ?? new Map()).set(key, outcomes));
  return outcomes;
}

/** Schedules and hand-started pipelines are set outside the repository: they count where a rule names them. */
function wants(one: Outcome & { scenario: Scenario }, hasWorkflow: boolean): boolean {
  const { name, spelled } = one.scenario;
  if (name === 'push' || name === 'call') return name === 'push';
  const named = one.conditions.some((condition) => condition.includes(spelled) || (name === 'pull_request' && condition.includes('CI_MERGE_REQUEST')));
  return named || (name === 'pull_request' && (hasWorkflow || one.conditions.length === 0));
}

/** A failure is allowed everywhere, or only in some pipelines. */
function softOn(counted: readonly (Outcome & { scenario: Scenario })[]): Pick<Job, 'continueOnError'> {
  const hard = counted.filter((one) => !one.soft).map((one) => one.scenario.spelled);
  const soft = spelledOf(counted.filter((one) => one.soft && !hard.includes(one.scenario.spelled)).map((one) => one.scenario));
  if (soft.length === 0) return {};
  return { continueOnError: hard.length === 0 ? true : `\${{ ${soft.map((spelled) => `github.event_name == '${spelled}'`).join(' || ')} }}` };
}

function asksFor(tree: Tree, only: Node | undefined, { name }: Scenario): boolean {
  const refs = new Set(itemsOf(tree, get(tree, only, 'refs') ?? only).map((ref) => textOf(tree, ref)));
  return name === 'push' || (name === 'pull_request' && refs.has('merge_requests')) || (name === 'schedule' && refs.has('schedules')) || (name === 'manual' && refs.has('web'));
}

/** `allow_failure: { exit_codes: 3 }` allows only some failures. */
function softness(tree: Tree, node: Node | undefined): boolean | undefined {
  return entriesOf(tree, node).length > 0 ? false : flag(textOf(tree, node));
}

/** In the words that conditions of the small form use. */
function statusCondition(when: string | undefined): Pick<Job, 'condition'> {
  return when === 'always' ? { condition: 'always()' } : when === 'on_failure' ? { condition: 'failure()' } : {};
}

function spelledOf(scenarios: readonly Scenario[]): string[] {
  return [...new Set(scenarios.map((scenario) => scenario.spelled))].sort();
}
