/** Which pipelines a GitLab job comes in: `rules`, or the older `only` and `except`, asked once for each kind of pipeline. */
import { isSeq } from 'yaml';
import type { Node } from 'yaml';
import type { EventName } from '../../domain/pipeline.ts';
import type { Known } from './gitlab-expressions.ts';
import { ruleHolds } from './gitlab-expressions.ts';
import { resolveReference } from './script-lists.ts';
import type { Tree } from './yaml-tree.ts';
import { get, itemsOf, textOf, textsOf } from './yaml-tree.ts';

export interface Scenario {
  /** As `$CI_PIPELINE_SOURCE` has it. */
  readonly spelled: string;
  readonly name: EventName;
  readonly branch: Known;
  readonly tag: Known;
}

const ANY = { any: true } as const;
/** Of one job; every one is asked for each kind of pipeline. */
const MOST_RULES = 50;

/** The last stands for a child pipeline, which its parent starts. */
export const SCENARIOS: readonly Scenario[] = [
  { spelled: 'push', name: 'push', branch: ANY, tag: null },
  { spelled: 'push', name: 'push', branch: null, tag: ANY },
  { spelled: 'merge_request_event', name: 'pull_request', branch: null, tag: null },
  { spelled: 'schedule', name: 'schedule', branch: ANY, tag: null },
  { spelled: 'web', name: 'manual', branch: ANY, tag: null },
  { spelled: 'parent_pipeline', name: 'call', branch: undefined, tag: undefined },
];

/** What rules come to in one kind of pipeline: all that is possible. */
export interface Outcome {
  readonly automatic: boolean;
  readonly manual: boolean;
  /** Every way in which it runs lets it fail. */
  readonly soft: boolean;
  readonly status?: 'on_failure' | 'always';
  /** The rules that let it in, as written. */
  readonly conditions: readonly string[];
  /** Path filters, when every way in has one. */
  readonly paths?: readonly string[];
}

export interface Defaults {
  readonly when: string | undefined;
  readonly soft: boolean | undefined;
}

/** The first rule that holds decides; one that may hold leaves the question open to those after it. */
export function outcomeOf(tree: Tree, rules: Node | undefined, scenario: Scenario, variables: ReadonlyMap<string, string>, defaults: Defaults): Outcome {
  const ways: { when: string; soft: boolean; condition: string | undefined; paths: readonly string[] | undefined }[] = [];
  for (const rule of flatRules(tree, rules).slice(0, MOST_RULES)) {
    const condition = textOf(tree, get(tree, rule, 'if'));
    const holds = condition === undefined ? true : ruleHolds(condition, (name) => valueOf(name, scenario, variables));
    if (holds === false) continue;
    const when = textOf(tree, get(tree, rule, 'when')) ?? defaults.when ?? 'on_success';
    const soft = flag(textOf(tree, get(tree, rule, 'allow_failure'))) ?? defaults.soft ?? false;
    const paths = pathsOf(tree, get(tree, rule, 'changes'));
    if (when !== 'never') ways.push({ when, soft, condition, paths });
    if (holds === true && paths === undefined && get(tree, rule, 'exists') === undefined) break;
  }
  const automatic = ways.filter((way) => way.when !== 'manual');
  const status = automatic.length > 0 && automatic.every((way) => way.when === automatic[0]?.when) ? automatic[0]?.when : undefined;
  const counted = automatic.length > 0 ? automatic : ways;
  const filtered = counted.length > 0 && counted.every((way) => way.paths !== undefined);
  return {
    automatic: automatic.length > 0,
    manual: ways.length > automatic.length,
    soft: counted.length > 0 && counted.every((way) => way.soft),
    ...(status === 'on_failure' || status === 'always' ? { status } : {}),
    conditions: counted.flatMap((way) => way.condition ?? []),
    ...(filtered ? { paths: counted.flatMap((way) => way.paths ?? []) } : {}),
  };
}

/** Lists of rules may hold references to lists of other jobs. */
function flatRules(tree: Tree, rules: Node | undefined): Node[] {
  return itemsOf(tree, rules !== undefined && rules.tag === '!reference' ? resolveReference(tree, rules) : rules).flatMap((rule) => {
    if (rule.tag === '!reference') return itemsOf(tree, resolveReference(tree, rule));
    return isSeq(rule) ? itemsOf(tree, rule) : [rule];
  });
}

function valueOf(name: string, scenario: Scenario, variables: ReadonlyMap<string, string>): Known {
  if (name === 'CI_PIPELINE_SOURCE') return scenario.spelled;
  if (name === 'CI_COMMIT_BRANCH') return scenario.branch;
  if (name === 'CI_COMMIT_TAG') return scenario.tag;
  if (/^CI_MERGE_REQUEST_(?:LABELS|MILESTONE|ASSIGNEES)$/.test(name)) return scenario.name === 'pull_request' ? undefined : null;
  if (name.startsWith('CI_MERGE_REQUEST_')) return scenario.name === 'pull_request' ? ANY : scenario.name === 'call' ? undefined : null;
  if (/^CI_(?:DEFAULT_BRANCH|COMMIT_REF_NAME|COMMIT_SHA|PROJECT_\w+|PIPELINE_ID)$/.test(name) || name === 'CI' || name === 'GITLAB_CI') return ANY;
  return name.startsWith('CI_') ? undefined : variables.get(name);
}

/** `only` and `except`; without either, a job comes in all pipelines but those of merge requests. */
export function refersTo(tree: Tree, only: Node | undefined, except: Node | undefined, scenario: Scenario): boolean {
  const wanted = only === undefined ? ['branches', 'tags'] : refsOf(tree, only);
  const unwanted = except === undefined ? [] : refsOf(tree, except);
  // A filter by variables or changes alone keeps the default of branches and tags.
  return (wanted.length === 0 ? ['branches', 'tags'] : wanted).some((ref) => meets(ref, scenario) !== false) && !unwanted.some((ref) => meets(ref, scenario) === true);
}

/** The path filter among `only` and `except`. */
export function onlyPaths(tree: Tree, only: Node | undefined): readonly string[] | undefined {
  return pathsOf(tree, get(tree, only, 'changes'));
}

function refsOf(tree: Tree, node: Node): string[] {
  return textsOf(tree, get(tree, node, 'refs') ?? node);
}

function meets(ref: string, { name, branch, tag }: Scenario): boolean | undefined {
  if (name === 'pull_request') return ref === 'merge_requests';
  if (ref === 'schedules') return name === 'schedule';
  if (ref === 'web') return name === 'manual';
  if (ref === 'pushes') return name === 'push';
  if (ref === 'branches') return branch !== null;
  if (ref === 'tags') return tag === undefined ? undefined : tag !== null;
  if (/^(?:merge_requests|api|external|external_pull_requests|pipelines|triggers|chat)$/.test(ref)) return false;
  // The name of a branch or a pattern of names.
  return undefined;
}

/** Undefined without a filter, and where a glob says more than GitHub's could. */
function pathsOf(tree: Tree, changes: Node | undefined): readonly string[] | undefined {
  const paths = textsOf(tree, get(tree, changes, 'paths') ?? changes);
  return paths.length === 0 || paths.some((path) => /[{$]/.test(path)) ? undefined : paths;
}

export function flag(text: string | undefined): boolean | undefined {
  return text === 'true' ? true : text === 'false' ? false : undefined;
}
