import type { Catalogue } from '../domain/catalogue.ts';
import type { Links } from '../domain/links.ts';
import type { Reach } from '../domain/reach.ts';
import type { Call, CodeSignals, FileSignals, LocalMatch } from '../domain/signals.ts';
import type { FileEntry, Role } from '../domain/snapshot.ts';
import type { Category, Tool } from '../domain/tool.ts';
import { dotted, matchingOf } from '../matching/index.ts';
import type { PathOptions } from '../matching/index.ts';
import type { Match, Pattern } from './match.ts';

export interface CallSite {
  readonly file: FileEntry;
  readonly call: Call;
}

/** What operators look at: the signals of first-party files, indexed once per audit. */
export interface Context {
  readonly catalogue: Catalogue;
  readonly links: Links;
  readonly reach: Reach;
  readonly signals: readonly FileSignals[];
  readonly code: readonly { readonly file: FileEntry; readonly code: CodeSignals }[];
  /** Calls by the last segment of their callee. */
  readonly calls: ReadonlyMap<string, readonly CallSite[]>;
  /** Calls by their whole callee. */
  readonly callees: ReadonlyMap<string, readonly CallSite[]>;
  /** Calls by the name of each argument, for rules that ask for an argument whatever is called. */
  readonly byArgument: ReadonlyMap<string, readonly CallSite[]>;
  readonly local: ReadonlyMap<number, readonly { readonly file: FileEntry; readonly match: LocalMatch }[]>;
  readonly tools: ReadonlyMap<string, Tool>;
  /** Examples count as main code in a repository whose only model calls are in its examples: a sample. */
  readonly sample: boolean;
  toolsOf(categories: readonly Category[]): ReadonlySet<string>;
  glob(globs: string | readonly string[]): Pattern;
  pattern(source: string): Pattern;
  /** Globs over paths. */
  paths(globs: string | readonly string[], options?: PathOptions): Pattern;
  isModel(name: string, dated: boolean): boolean;
  /** What another rule found. */
  evidenceOf(practice: string): readonly Match[];
}

/** The roles that count at this point of a rule. */
export interface Scope {
  readonly roles: readonly Role[];
}

const MODEL_CATEGORIES: readonly Category[] = ['llm-sdk', 'orchestration', 'gateway'];

export function createContext(
  signals: readonly FileSignals[], links: Links, reach: Reach, catalogue: Catalogue, evidenceOf: (practice: string) => readonly Match[],
): Context {
  const firstParty = signals.filter((one) => one.file.firstParty);
  const tools = new Map(catalogue.tools.map((tool) => [tool.id, tool]));
  const byCategory = new Map<string, ReadonlySet<string>>();
  const globs = new Map<string, Pattern>();
  const { expression, paths } = matchingOf(catalogue);
  const names = lazy(() => union(catalogue.models.names));
  const dated = lazy(() => union(catalogue.models.dated));
  const context: Context = {
    catalogue, links, reach, tools,
    signals: firstParty,
    code: firstParty.flatMap((one) => (one.code ? [{ file: one.file, code: one.code }] : [])),
    calls: indexCalls(firstParty, ({ callee }) => [callee.slice(callee.lastIndexOf('.') + 1)]),
    callees: indexCalls(firstParty, ({ callee }) => [callee]),
    byArgument: indexCalls(firstParty, ({ args }) => new Set(args.map(({ name }) => name))),
    local: indexLocal(firstParty),
    sample: isSample(links),
    toolsOf: (categories) => remember(byCategory, categories.join(), () => new Set(catalogue.tools.filter((tool) => tool.categories.some((one) => categories.includes(one))).map((tool) => tool.id))),
    glob: (list) => remember(globs, typeof list === 'string' ? list : list.join('\n'), () => dotted(list)),
    pattern: (source) => expression(source).test,
    paths,
    // A list of names in one string is no name.
    isModel: (name, immutable) => !/\s/.test(name) && expression(names()).test(name) && (!immutable || expression(dated()).test(name)),
    evidenceOf,
  };
  return context;
}

export function modelTools(context: Context): ReadonlySet<string> {
  return context.toolsOf(MODEL_CATEGORIES);
}

/** Whether a file counts where these roles do. */
export function counts(context: Context, scope: Scope, file: FileEntry): boolean {
  return scope.roles.includes(file.role) || (context.sample && file.role === 'example' && scope.roles.includes('main'));
}

function isSample(links: Links): boolean {
  let examples = false;
  for (const path of links.modelCallers.keys()) {
    const role = links.byPath.get(path)?.file.role;
    if (role === 'main') return false;
    if (role === 'example') examples = true;
  }
  return examples;
}

function indexCalls(signals: readonly FileSignals[], keysOf: (call: Call) => Iterable<string>): ReadonlyMap<string, readonly CallSite[]> {
  const index = new Map<string, CallSite[]>();
  for (const { file, code } of signals) {
    for (const call of code?.calls ?? []) {
      const site = { file, call };
      for (const key of keysOf(call)) {
        const sites = index.get(key);
        if (sites) sites.push(site);
        else index.set(key, [site]);
      }
    }
  }
  return index;
}

function indexLocal(signals: readonly FileSignals[]): Context['local'] {
  const index = new Map<number, { file: FileEntry; match: LocalMatch }[]>();
  for (const { file, matches } of signals) {
    for (const match of matches ?? []) {
      const list = index.get(match.op);
      if (list) list.push({ file, match });
      else index.set(match.op, [{ file, match }]);
    }
  }
  return index;
}

function union(sources: readonly string[]): string {
  return sources.map((source) => `(?:${source})`).join('|');
}

function lazy<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function remember<T>(cache: Map<string, T>, key: string, make: () => T): T {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const value = make();
  cache.set(key, value);
  return value;
}
