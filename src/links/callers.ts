/** Which files call a model: directly, or through the files that do. */
import type { Links, ToolCall } from '../domain/links.ts';
import type { Call, FileSignals, Language } from '../domain/signals.ts';
import type { Category, Tool } from '../domain/tool.ts';
import { hostFinder } from './hosts.ts';
import type { Modules } from './modules.ts';
import type { FindOrigins, Origin } from './origins.ts';
import { lookUp, receiversOf, withAssigned, withTyped } from './receivers.ts';

const CALLS_A_MODEL: ReadonlySet<Category> = new Set<Category>(['llm-sdk', 'orchestration', 'gateway', 'serving']);

/** A wrapper of a wrapper of a wrapper; what lies further from the model is the application at large. */
const MAX_HOPS = 3;

/** One place where a file reaches a model. */
interface Site {
  readonly line: number;
  readonly scope?: string;
  readonly assigned?: string;
}

interface Caller {
  readonly line: number;
  readonly via?: string;
  /** Top-level names of the file that lead to the model; undefined where that cannot be told, and any of them may. */
  readonly names: ReadonlySet<string> | undefined;
}

/** Callers by path; `via` is the file through which a model is called. Breadth first, so that the shortest way is the one named. */
export function modelCallers(
  signals: readonly FileSignals[],
  calls: readonly ToolCall[],
  tools: ReadonlyMap<string, Tool>,
  modules: Modules,
  originsOf: FindOrigins,
): Links['modelCallers'] {
  const code = signals.filter((each) => each.code && each.file.firstParty);
  const callers = directCallers(code, calls, tools);
  for (let hop = 0; hop < MAX_HOPS; hop++) {
    const wrappers = new Map([...interfacesOf(code, callers, modules, originsOf), ...callers]);
    const found = code.filter(({ file }) => !callers.has(file.path)).flatMap((each) => throughWrapper(each, wrappers, modules, originsOf));
    if (found.length === 0) break;
    for (const [path, caller] of found) callers.set(path, caller);
  }
  const plain = [...callers].map(([path, { line, via }]) => [path, via === undefined ? { line } : { line, via }] as const);
  return new Map(plain.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function directCallers(code: readonly FileSignals[], calls: readonly ToolCall[], tools: ReadonlyMap<string, Tool>): Map<string, Caller> {
  const callsModel = new Set([...tools.values()].filter(({ categories }) => categories.some((category) => CALLS_A_MODEL.has(category))).map(({ id }) => id));
  const namesHost = hostFinder([...callsModel].flatMap((id) => tools.get(id)?.hosts ?? []));
  const sites = new Map<string, Call[]>();
  for (const { path, call, tool } of calls) {
    if (!callsModel.has(tool)) continue;
    const same = sites.get(path);
    if (same) same.push(call);
    else sites.set(path, [call]);
  }
  const callers = new Map<string, Caller>();
  for (const each of code) {
    const requests = each.code!.calls.filter(({ args }) => args.some(({ value, text }) => namesHost(value) || namesHost(text)));
    const hosts = each.code!.texts.filter(({ text }) => namesHost(text));
    const found: readonly Site[] = [...(sites.get(each.file.path) ?? []), ...requests, ...hosts];
    if (found.length > 0) callers.set(each.file.path, { line: firstLine(found), names: leadingNames(found, each.code!.calls) });
  }
  return callers;
}

/** A file that calls what it imported from a caller: a function, a class, or a method of what they returned. */
function throughWrapper({ file, code }: FileSignals, callers: ReadonlyMap<string, Caller>, modules: Modules, originsOf: FindOrigins): [string, Caller][] {
  const bound = new Map<string, Wrapped>();
  for (const { bindings } of modules.get(file.path) ?? []) {
    for (const binding of bindings) {
      const wrapped = originsOf(binding).flatMap((origin) => wrappedBy(origin, callers, file.path));
      for (const [name, value] of wrapped) bound.set(name === undefined ? binding.as : joined(binding.as, name), value);
    }
  }
  if (bound.size === 0) return [];
  const names = withAssigned(withTyped(bound, code!), code!.calls);
  const sites = code!.calls.flatMap((call) => {
    const wrapped = meaningOf(call.callee, names);
    return wrapped ? [{ call, via: wrapped.via }] : [];
  });
  if (sites.length === 0) return [];
  const first = sites.reduce((a, b) => (b.call.line < a.call.line ? b : a));
  return [[file.path, { line: first.call.line, via: first.via, names: leadingNames(sites.map(({ call }) => call), code!.calls) }]];
}

/** Languages in which callers hold an interface, and what implements it is chosen elsewhere. */
const BY_INTERFACE: ReadonlySet<Language> = new Set<Language>(['java', 'kotlin', 'csharp', 'php', 'rust']);

/** The files of interfaces that a caller's classes implement: who calls the interface calls the model. */
function interfacesOf(code: readonly FileSignals[], callers: ReadonlyMap<string, Caller>, modules: Modules, originsOf: FindOrigins): Map<string, Caller> {
  const found = new Map<string, Caller>();
  for (const { file, code: read } of code) {
    const caller = callers.get(file.path);
    if (caller === undefined || !BY_INTERFACE.has(read!.language)) continue;
    const bases = new Set(read!.definitions.filter(({ name }) => !caller.names || caller.names.has(topOf(name)!)).flatMap((definition) => definition.bases ?? []));
    for (const { bindings } of modules.get(file.path) ?? []) {
      for (const binding of bindings) {
        if (!bases.has(binding.as)) continue;
        for (const { path, name } of originsOf(binding)) if (path !== file.path && name !== '*') found.set(path, { line: caller.line, names: new Set([...(found.get(path)?.names ?? []), name]) });
      }
    }
  }
  return found;
}

interface Wrapped {
  readonly via: string;
  /** The name is a module of which any member may lead to the model; the module's own name does not. */
  readonly members?: boolean;
}

/** What an imported name offers of a caller: itself (undefined), or the names within it when it is the whole module. */
function wrappedBy({ path, name }: Origin, callers: ReadonlyMap<string, Caller>, from: string): [string | undefined, Wrapped][] {
  const caller = callers.get(path);
  if (!caller || path === from) return [];
  if (name === '*') return caller.names ? [...caller.names].map((inner) => [inner, { via: path }]) : [[undefined, { via: path, members: true }]];
  return !caller.names || caller.names.has(topOf(name)!) || name === 'default' ? [[undefined, { via: path }]] : [];
}

/** A star import brings the names themselves in; an import for its effect alone brings none, and no call begins with a dot. */
function joined(as: string, name: string): string {
  return as === '*' ? name : `${as}.${name}`;
}

function meaningOf(callee: string, names: ReadonlyMap<string, Wrapped>): Wrapped | undefined {
  const wrapped = lookUp(names, callee);
  return wrapped?.members && names.get(callee) === wrapped ? undefined : wrapped;
}

/**
 * The top-level functions, classes and objects of a file through which a model is reached: those that hold a site, those that call them,
 * and what is made from them. Undefined when a site stands outside any and is bound to no name, as the address of an API does.
 */
function leadingNames(sites: readonly Site[], calls: readonly Call[]): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  for (const { scope, assigned } of sites) {
    const name = topOf(scope ?? assigned);
    if (name === undefined) return undefined;
    names.add(name);
  }
  for (let before = 0; before < names.size; ) {
    before = names.size;
    for (const { callee, scope, assigned } of calls) {
      const name = topOf(scope ?? assigned);
      if (name !== undefined && !names.has(name) && receiversOf(callee).some((receiver) => names.has(receiver))) names.add(name);
    }
  }
  return names;
}

function topOf(name: string | undefined): string | undefined {
  return name?.split('.', 1)[0];
}

function firstLine(sites: readonly Site[]): number {
  return sites.reduce((line, site) => Math.min(line, site.line), Infinity);
}
