import type { Operator } from '../../domain/rule.ts';
import { rank } from '../../domain/strength.ts';
import type { Match } from '../match.ts';
import type { Evaluate } from './index.ts';
import { evaluateOperator } from './index.ts';

export const any: Evaluate<'any'> = (parts, context, scope) => parts.flatMap((part) => evaluateOperator(part, context, scope));

/** All parts hold: somewhere, in one file, or in one folder. What is shown are the matches of the part that `shows` numbers. */
export const all: Evaluate<'all'> = (parts, context, scope, operator) => {
  const found: Match[][] = [];
  for (const part of parts) {
    const matches = evaluateOperator(part, context, scope);
    if (isGuard(part) ? matches.length > 0 : matches.length === 0) return [];
    found.push(matches);
  }
  const shown = found[operator.shows ?? 0] ?? [];
  if (!operator.within) return shown;
  const place = operator.within === 'file' ? (path: string) => path : folder;
  const everywhere = found.filter((_, index) => !isGuard(parts[index]!)).map((matches) => new Set(matches.map((match) => place(match.path))));
  return shown.filter((match) => everywhere.every((places) => places.has(place(match.path))));
};

/** Only inside `all`: the part must hold nowhere. `all` inverts it, so that nothing needs to be shown. */
export const not: Evaluate<'not'> = (part, context, scope) => evaluateOperator(part, context, scope);

export const count: Evaluate<'count'> = (spec, context, scope) => {
  const matches = evaluateOperator(spec.of, context, scope);
  const key = { line: (match: Match) => `${match.path}:${match.line}`, path: (match: Match) => match.path, folder: (match: Match) => folder(match.path), tool: (match: Match) => match.tool ?? match.path }[spec.by];
  return new Set(matches.map(key)).size >= spec.min ? matches : [];
};

export const limit: Evaluate<'limit'> = (spec, context, scope) => {
  const matches = evaluateOperator(spec.of, context, scope);
  if (!matches.length || (spec.unless && evaluateOperator(spec.unless, context, scope).length)) return matches;
  return matches.map((match) =>
    match.strength === undefined || rank(match.strength) <= rank(spec.to) ? match : { ...match, strength: spec.to, lowered: [...(match.lowered ?? []), spec.because] });
};

export const evidenceOf: Evaluate<'evidenceOf'> = (practice, context) => [...context.evidenceOf(practice)];

function isGuard(operator: Operator): boolean {
  return operator.not !== undefined;
}

function folder(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
