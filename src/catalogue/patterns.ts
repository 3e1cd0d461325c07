import type { Operator, OperatorName } from '../domain/rule.ts';
import { expressionOfGlob, linearFault } from '../matching/index.ts';
import { say } from './errors.ts';
import { COMPOSITES, nameOf } from './operators.ts';
import type { Path } from '../located-yaml/source.ts';

/** Fields of operators that are regular expressions, besides `matches` and `excludes`, which are so everywhere. */
const PATTERNS: Partial<Record<OperatorName, readonly string[]>> = {
  constant: ['name'],
  setting: ['name'],
  literal: ['name'],
  loop: ['over'],
  define: ['name'],
  dataSet: ['fields'],
  section: ['title'],
  resource: ['name'],
  step: ['environment', 'condition', 'job'],
  job: ['environment', 'name'],
  package: ['name', 'description', 'keywords'],
};

interface PlacedPattern {
  readonly pattern: string;
  /** Its place below the operator. */
  readonly at: Path;
}

/** The regular expressions of one operator, not of those inside it. */
export function patternsOf(operator: Operator): readonly PlacedPattern[] {
  const name = nameOf(operator);
  if (operator.owners?.excludes !== undefined) return [{ pattern: operator.owners.excludes, at: ['owners', 'excludes'] }];
  if (name === undefined || COMPOSITES.includes(name)) return [];
  const fields = PATTERNS[name] ?? [];
  return textsOf(operator).filter(({ at }) => {
    const key = String(at.at(-1));
    return key === 'matches' || key === 'excludes' || (at.length === 2 && fields.includes(key));
  });
}

/** The globs of one operator over paths. */
export function pathGlobsOf(operator: Operator): readonly PlacedPattern[] {
  return textsOf(operator).filter(({ at }) => at[1] === 'files');
}

/** Every text of one operator, not of those inside it. */
function textsOf(operator: Operator): readonly PlacedPattern[] {
  const name = nameOf(operator);
  return name === undefined || COMPOSITES.includes(name) ? [] : stringsIn(operator[name], [name]);
}

function stringsIn(value: unknown, at: Path): PlacedPattern[] {
  if (typeof value === 'string') return [{ pattern: value, at }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => stringsIn(inner, [...at, key]));
}

/** The sentence about a pattern that does not compile, or that only a backtracking engine could run; `undefined` for a good one. */
export function faultOf(pattern: string): string | undefined {
  try {
    RegExp(pattern, 'i');
  } catch (error) {
    return say.badPattern(pattern, (error as Error).message.replace(/^Invalid regular expression: .*\/i?: /, ''));
  }
  const fault = linearFault(pattern);
  return fault === undefined ? undefined : say.unsafePattern(pattern, fault);
}

/** The sentence about a glob over paths that cannot run in linear time; `undefined` for one that can. */
export function faultOfGlob(glob: string): string | undefined {
  const read = expressionOfGlob(glob);
  return 'fault' in read ? say.badGlob(glob, read.fault) : undefined;
}
