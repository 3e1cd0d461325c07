/** What house rules must keep to besides what holds for all rules: names of their own, and patterns that cannot be used to stop the audit. */
import { capabilitiesOf } from '../domain/maturity-model.ts';
import type { MaturityModel } from '../domain/maturity-model.ts';
import type { Rule } from '../domain/rule.ts';
import type { Tool } from '../domain/tool.ts';
import { linearSize } from '../matching/index.ts';
import { placedCapabilities } from './check-maturity.ts';
import { problemAt } from './entry.ts';
import type { Entry } from './entry.ts';
import { say } from './errors.ts';
import { operatorsOfRule } from './operators.ts';
import { faultOf, faultOfGlob, pathGlobsOf, patternsOf } from './patterns.ts';
import type { Problem } from '../located-yaml/problems.ts';
import type { Entries } from './read.ts';
import type { Path } from '../located-yaml/source.ts';

/** The longest pattern that ships has 1,200 characters. */
const LONGEST = 2_000;
/** Steps of the linear engine for each character of a text; the largest that ships takes 2,000. */
const COSTLIEST = 10_000;
/** What tools are known by is looked for in one pass, with a table of a kilobyte for each character. */
const MOST_TOOL_CHARACTERS = 64 * 1024;

export function checkHouse({ rules, tools, maturity, shipped }: Entries): Problem[] {
  if (!shipped) return [];
  return [
    ...taken('practice', rules, shipped.rules),
    ...taken('tool', tools, shipped.tools),
    ...taken('maturity model', maturity, shipped.maturity),
    ...takenCapabilities(maturity, shipped.maturity),
    ...rules.flatMap((entry) => [...checkLengths(entry), ...checkPatterns(entry)]),
    ...tools.flatMap(checkToolGlobs),
    ...checkSize(tools),
  ];
}

function taken(what: string, entries: readonly Entry<{ readonly id: string }>[], shipped: readonly { readonly id: string }[]): Problem[] {
  const ids = new Set(shipped.map(({ id }) => id));
  return entries.filter(({ value }) => ids.has(value.id)).map((entry) => problemAt(entry, ['id'], say.taken(what, entry.value.id)));
}

/** Attestations name capabilities alone, whatever the model. */
function takenCapabilities(maturity: readonly Entry<MaturityModel>[], shipped: readonly MaturityModel[]): Problem[] {
  const ids = new Set(shipped.flatMap(capabilitiesOf).map(({ id }) => id));
  return maturity.flatMap((entry) =>
    placedCapabilities(entry.value).filter(({ capability }) => ids.has(capability.id)).map(({ capability, at }) => problemAt(entry, [...at, 'id'], say.taken('capability', capability.id))));
}

function checkLengths(entry: Entry<Rule>): Problem[] {
  const { present, automated, enforced, hints } = entry.value;
  return longTexts({ present, automated, enforced, hints }, []).map(({ length, at }) => problemAt(entry, at, say.tooLong(length, LONGEST)));
}

/** Keys are texts too: paths into documents, names of arguments. */
function longTexts(value: unknown, at: Path): { readonly length: number; readonly at: Path }[] {
  if (typeof value === 'string') return value.length > LONGEST ? [{ length: value.length, at }] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [...longTexts(key, [...at, key]), ...longTexts(inner, [...at, key])]);
}

function checkPatterns(entry: Entry<Rule>): Problem[] {
  return operatorsOfRule(entry.value).flatMap(({ operator, at }) => [
    ...patternsOf(operator).flatMap(({ pattern, at: below }) => (isCostly(pattern) ? [problemAt(entry, [...at, ...below], say.tooCostly(pattern))] : [])),
    ...pathGlobsOf(operator).flatMap(({ pattern, at: below }) => globFaults(entry, [...at, ...below], pattern)),
  ]);
}

/** Where it cannot be compiled, that is said elsewhere. */
function isCostly(pattern: string): boolean {
  return pattern.length <= LONGEST && faultOf(pattern) === undefined && linearSize(pattern) > COSTLIEST;
}

function checkToolGlobs(entry: Entry<Tool>): Problem[] {
  const { files = [], actions = [] } = entry.value;
  return [...files.flatMap((glob, index) => globFaults(entry, ['files', index], glob)), ...actions.flatMap(({ uses }, index) => globFaults(entry, ['actions', index, 'uses'], uses))];
}

function globFaults(entry: Entry<unknown>, at: Path, glob: string): Problem[] {
  const says = faultOfGlob(glob);
  return says === undefined ? [] : [problemAt(entry, at, says)];
}

/** One problem, at the tool with which it becomes too much. */
function checkSize(tools: readonly Entry<Tool>[]): Problem[] {
  let sum = 0;
  const first = tools.find(({ value }) => (sum += JSON.stringify(value).length) > MOST_TOOL_CHARACTERS);
  return first ? [problemAt(first, ['id'], say.tooManyTools(MOST_TOOL_CHARACTERS))] : [];
}
