import type { Rung } from '../domain/strength.ts';
import { rank } from '../domain/strength.ts';
import type { Context } from './context.ts';
import type { Match } from './match.ts';

/** A match that knows which alternative of its rule it came by. */
export type Ranked = Match & { readonly strength: Rung; readonly alternative: number };

/**
 * The order in which evidence convinces: the strongest first; then the best place of each alternative of the rule before the second best
 * of any, and places in different files before further ones in the same file, so that the first five show breadth. Within an alternative,
 * files come first that much code imports or reads, or that are named for the practice: a reader wants the place where it matters. Each
 * place is named once.
 */
export function bestFirst(matches: readonly Ranked[], practice: string, context: Context): Ranked[] {
  const words = practice.split('-').filter((word) => word.length > 2).map((word) => word.replace(/s$/, ''));
  const central = matches
    .map((match, index) => ({ match, index, central: namedFor(match.path, words) + 2 * Math.log2(1 + usersOf(context, match.path)) }))
    .sort((a, b) => rank(b.match.strength) - rank(a.match.strength) || a.match.alternative - b.match.alternative || b.central - a.central || a.index - b.index);
  const places = new Set<string>();
  const byPath = new Map<string, number>();
  const byAlternative = new Map<string, number>();
  const placed: { match: Ranked; again: number; turn: number }[] = [];
  for (const { match } of central) {
    const place = `${match.path}:${match.line}`;
    if (places.has(place)) continue;
    places.add(place);
    const again = next(byPath, match.path);
    // Further places of a file take no turn of their alternative.
    const turn = again > 0 ? 0 : next(byAlternative, `${match.strength} ${match.alternative}`);
    placed.push({ match, again, turn });
  }
  return withCarrierSecond(placed
    .sort((a, b) => rank(b.match.strength) - rank(a.match.strength) || a.again - b.again || a.turn - b.turn || a.match.alternative - b.match.alternative)
    .map(({ match }) => match));
}

/** What is automated or enforced has two proofs, the thing and the step that runs it: the step comes right behind the best evidence. */
function withCarrierSecond(matches: readonly Ranked[]): Ranked[] {
  const at = matches.findIndex((match) => match.carries && rank(match.strength) > 1);
  if (at < 2) return [...matches];
  return [matches[0]!, matches[at]!, ...matches.slice(1, at), ...matches.slice(at + 1)];
}

/** How many of the words stand in the path; those in the file's own name count twice. */
function namedFor(path: string, words: readonly string[]): number {
  const lower = path.toLowerCase();
  const base = lower.slice(lower.lastIndexOf('/') + 1);
  return words.reduce((sum, word) => sum + (lower.includes(word) ? 1 : 0) + (base.includes(word) ? 1 : 0), 0);
}

function usersOf(context: Context, path: string): number {
  return (context.links.importedBy.get(path)?.size ?? 0) + (context.links.loadedBy.get(path)?.size ?? 0);
}

function next(counts: Map<string, number>, key: string): number {
  const count = counts.get(key) ?? 0;
  counts.set(key, count + 1);
  return count;
}
