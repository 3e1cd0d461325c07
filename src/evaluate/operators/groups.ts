import type { Operator } from '../../domain/rule.ts';
import type { CodeSignals } from '../../domain/signals.ts';
import { rank } from '../../domain/strength.ts';
import { counts } from '../context.ts';
import type { Context, Scope } from '../context.ts';
import type { Match } from '../match.ts';
import type { Evaluate } from './index.ts';
import { evaluateOperator } from './index.ts';

export const any: Evaluate<'any'> = (parts, context, scope) => parts.flatMap((part) => evaluateOperator(part, context, scope));

/** All parts hold: somewhere, in one file, or in one folder. What is shown are the matches of the part that `shows` numbers. */
export const all: Evaluate<'all'> = (parts, context, scope, operator) => {
  const found: Match[][] = [];
  for (const part of parts) {
    const matches = evaluateOperator(part, context, scope);
    if (isGuard(part) ? matches.length > 0 && !operator.within : matches.length === 0) return [];
    found.push(matches);
  }
  const shown = found[operator.shows ?? 0] ?? [];
  if (!operator.within) return shown;
  const place = operator.within === 'file' ? (path: string) => path : folder;
  const places = found.map((matches) => new Set(matches.map((match) => place(match.path))));
  return shown.filter((match) => places.every((held, index) => held.has(place(match.path)) !== isGuard(parts[index]!)));
};

/** Only inside `all`: the part must hold nowhere or, with `within`, not in that file or folder. `all` inverts it, so that nothing needs to be shown. */
export const not: Evaluate<'not'> = (part, context, scope) => evaluateOperator(part, context, scope);

export const count: Evaluate<'count'> = (spec, context, scope) => {
  const most = spec.max ?? Infinity;
  if (spec.by === 'part') return partsThatHold(spec.of.any ?? [spec.of], spec.min, most, context, scope);
  const matches = evaluateOperator(spec.of, context, scope);
  const key = { line: (match: Match) => `${match.path}:${match.line}`, path: (match: Match) => match.path, folder: (match: Match) => folder(match.path), tool: (match: Match) => match.tool ?? match.path }[spec.by];
  const places = new Set(matches.map(key)).size;
  return places >= spec.min && places <= most ? matches : [];
};

/** Parts count once, however often each of them holds; the first match of each comes first, so that the evidence shows their number. */
function partsThatHold(parts: readonly Operator[], min: number, max: number, context: Context, scope: Scope): Match[] {
  const found = parts.map((part) => evaluateOperator(part, context, scope)).filter((matches) => matches.length > 0);
  return found.length >= min && found.length <= max ? [...found.map(([first]) => first!), ...found.flatMap((matches) => matches.slice(1))] : [];
}

export const limit: Evaluate<'limit'> = (spec, context, scope) => {
  const matches = evaluateOperator(spec.of, context, scope);
  if (!matches.length || (spec.unless && evaluateOperator(spec.unless, context, scope).length)) return matches;
  return matches.map((match) =>
    match.strength === undefined || rank(match.strength) <= rank(spec.to) ? match : { ...match, strength: spec.to, lowered: [...(match.lowered ?? []), spec.because] });
};

/** Code that imports or loads what `of` found. The nearest file on the way says what is used. */
export const uses: Evaluate<'uses'> = (spec, context, scope) => {
  const used = new Map(evaluateOperator(spec.of, context, scope).map((match) => [match.path, match.path]));
  let edge = [...used.keys()];
  const users = new Map<string, string>();
  for (let hop = 0; hop < (spec.hops ?? 1); hop++) {
    edge = edge.flatMap((path) =>
      [...(context.links.importedBy.get(path) ?? []), ...(context.links.loadedBy.get(path) ?? [])].filter((user) => {
        if (used.has(user) || users.has(user)) return false;
        users.set(user, path);
        return true;
      }));
  }
  return context.code.flatMap(({ file, code }) => {
    const through = users.get(file.path);
    return through === undefined || !counts(context, scope, file) ? [] : [{ path: file.path, line: lineOfUse(code, through), excerpt: through, says: `uses ${through}` }];
  });
};

/** Where code names the file that it uses: an import that ends in its name (or its folder's), or its path; else the first line. */
function lineOfUse(code: CodeSignals, path: string): number {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const stems = new Set([name.replace(/\.\w+$/, ''), folder(path).slice(folder(path).lastIndexOf('/') + 1)]);
  const named = code.imports.find((one) => stems.has(one.module.split(/[./\\]/).filter(Boolean).at(-1) ?? '') || one.names.some((bound) => stems.has(bound.name)));
  return (named ?? code.paths.find((one) => one.text.endsWith(name)))?.line ?? 1;
}

export const most: Evaluate<'most'> = (spec, context, scope) => {
  const matches = evaluateOperator(spec.of, context, scope);
  const sizeOf = (list: readonly Match[]) => (spec.by === 'path' ? new Set(list.map((match) => match.path)).size : list.length);
  return sizeOf(matches) * 2 >= sizeOf(evaluateOperator(spec.among, context, scope)) ? matches : [];
};

export const evidenceOf: Evaluate<'evidenceOf'> = (practice, context) => [...context.evidenceOf(practice)];

function isGuard(operator: Operator): boolean {
  return operator.not !== undefined;
}

function folder(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
