/** The one place where the patterns of a catalogue are compiled: on V8 those that ship, in linear time those of house rules. */
import picomatch from 'picomatch';
import type { Catalogue } from '../domain/catalogue.ts';
import { linearExpression, linearTest } from './linear.ts';
import { expressionOfGlob } from './path-globs.ts';

export { dotted, fits } from './dotted.ts';
export { linearFault, linearSize } from './linear.ts';
export { expressionOfGlob } from './path-globs.ts';
export { shellGlob } from './shell-globs.ts';

export type Flags = 'i' | 'im';

/** A regular expression. Case never matters; with `im`, `^` and `$` stand at the ends of lines too. */
export interface Expression {
  test(text: string): boolean;
  /** The first match and where it begins. */
  find(text: string): { readonly index: number; readonly text: string } | undefined;
}

export interface PathOptions {
  readonly nocase?: boolean;
  /** False: names that begin with a dot are matched only where the glob spells the dot. */
  readonly dot?: boolean;
  /** What becomes of each glob before it is compiled. */
  readonly rewrite?: (glob: string) => string;
}

export interface Matching {
  expression(source: string, flags?: Flags): Expression;
  /** Globs over paths; true for a path that one of them fits. A leading slash means the root, where all begin anyway. */
  paths(globs: string | readonly string[], options?: PathOptions): (path: string) => boolean;
}

const known = new WeakMap<Catalogue, Matching>();

/** What compiles the patterns of a catalogue; each expression once. */
export function matchingOf(catalogue: Catalogue): Matching {
  let matching = known.get(catalogue);
  if (!matching) known.set(catalogue, (matching = createMatching(new Set(catalogue.house))));
  return matching;
}

function createMatching(house: ReadonlySet<string>): Matching {
  const expressions = new Map<string, Expression>();
  return {
    expression(source, flags = 'im') {
      const key = `${flags} ${source}`;
      let expression = expressions.get(key);
      if (!expression) expressions.set(key, (expression = house.has(source) ? linearExpression(source, flags) : v8Expression(source, flags)));
      return expression;
    },
    paths(globs, options = {}) {
      const given = [globs].flat();
      const rewritten = given.map((glob) => (options.rewrite?.(glob) ?? glob).replace(/^\/+/, ''));
      // A list belongs to one rule or tool: either all of it ships or none.
      return given.some((glob) => house.has(glob)) ? linearPaths(rewritten, options) : picomatch(rewritten, { dot: options.dot ?? true, nocase: options.nocase ?? false });
    },
  };
}

function v8Expression(source: string, flags: Flags): Expression {
  const compiled = new RegExp(source, flags);
  return {
    test: (text) => compiled.test(text),
    find(text) {
      const match = compiled.exec(text);
      return match ? { index: match.index, text: match[0] } : undefined;
    },
  };
}

function linearPaths(globs: readonly string[], { dot = true, nocase = false }: PathOptions): (path: string) => boolean {
  const tests = globs.map((glob) => {
    const read = expressionOfGlob(glob, { dot });
    if ('fault' in read) throw new Error(`the glob ${glob} was not verified: ${read.fault}`);
    return linearTest(read.source, nocase);
  });
  return (path) => tests.some((test) => test(path));
}
