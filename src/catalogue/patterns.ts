import { RE2JS } from 're2js';
import type { Operator, OperatorName } from '../domain/rule.ts';
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

/** The regular expressions of one operator, not of those inside it, each with its place below the operator. */
export function patternsOf(operator: Operator): readonly { readonly pattern: string; readonly at: Path }[] {
  const name = nameOf(operator);
  if (operator.owners?.excludes !== undefined) return [{ pattern: operator.owners.excludes, at: ['owners', 'excludes'] }];
  if (name === undefined || COMPOSITES.includes(name)) return [];
  const fields = PATTERNS[name] ?? [];
  return stringsIn(operator[name], [name]).filter(({ at }) => {
    const key = String(at.at(-1));
    return key === 'matches' || key === 'excludes' || (at.length === 2 && fields.includes(key));
  });
}

function stringsIn(value: unknown, at: Path): { pattern: string; at: Path }[] {
  if (typeof value === 'string') return [{ pattern: value, at }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => stringsIn(inner, [...at, key]));
}

/** The sentence about a pattern that does not compile, or that only a backtracking engine could run; `undefined` for a good one. */
export function faultOf(pattern: string): string | undefined {
  try {
    RegExp(pattern, 'i');
  } catch (error) {
    return say.badPattern(pattern, reason(error));
  }
  try {
    RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE);
  } catch (error) {
    return say.unsafePattern(pattern, reason(error));
  }
  return undefined;
}

function reason(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^.*error parsing regexp: /, '').replace(/^Invalid regular expression: .*\/i?: /, '');
}
