/** Calls that belong to catalogued tools. */
import type { ToolCall } from '../domain/links.ts';
import type { Call, CodeSignals, FileSignals, ImportSignal } from '../domain/signals.ts';
import type { CalleeGlobs } from './globs.ts';
import { calleeGlobs } from './globs.ts';
import type { Modules, ResolvedImport } from './modules.ts';
import type { FindOrigins } from './origins.ts';
import { lookUp, receiversOf, withAssigned, withTyped } from './receivers.ts';
import type { ToolIndex } from './tool-index.ts';
import type { ImportedTools } from './tools.ts';

interface Shape {
  readonly tool: string;
  /** So unlike anything else that no import is needed. */
  readonly alone: boolean;
}

/** All tool calls in first-party code, by path and in the order of their lines. */
export function toolCalls(
  signals: readonly FileSignals[],
  modules: Modules,
  imported: ReadonlyMap<string, readonly ImportedTools[]>,
  originsOf: FindOrigins,
  index: ToolIndex,
  declared: ReadonlySet<string>,
): readonly ToolCall[] {
  const shapes = calleeGlobs(shapesOf(index, declared));
  const calls: ToolCall[] = [];
  for (const { file, code } of signals) {
    if (!code || !file.firstParty) continue;
    const shaped = code.calls.filter(({ callee }) => shapes.match(callee).length > 0);
    if (shaped.length === 0) continue;
    const known = knownNames(file.path, code, modules, imported, originsOf);
    for (const call of shaped) for (const tool of toolsOf(call, shapes, known)) calls.push({ path: file.path, call, tool });
  }
  return calls.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.call.line - b.call.line));
}

function* shapesOf(index: ToolIndex, declared: ReadonlySet<string>): Iterable<[string, Shape]> {
  for (const tool of [...index.byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    if (tool.ambiguous && !declared.has(tool.id)) continue;
    for (const glob of tool.calls ?? []) yield [glob, { tool: tool.id, alone: false }];
    for (const glob of tool.unmistakable ?? []) yield [glob, { tool: tool.id, alone: true }];
  }
}

/** What the names of one file have to do with tools. */
interface KnownNames {
  /** Tools that the file itself imports. */
  readonly imported: ReadonlySet<string>;
  /** Names that stand for something of these tools: imported from them, or from a file of the repository that imports them, or made by those. */
  readonly byName: ReadonlyMap<string, ReadonlySet<string>>;
  /** Names of packages that are no tool: `subprocess.run` is no run of a tool that is imported beside it. */
  readonly foreign: ReadonlySet<string>;
}

function knownNames(path: string, code: CodeSignals, modules: Modules, imported: ReadonlyMap<string, readonly ImportedTools[]>, originsOf: FindOrigins): KnownNames {
  const bound = new Map<string, ReadonlySet<string>>();
  const add = (name: string, tools: readonly string[]): void => {
    if (tools.length > 0) bound.set(name, new Set([...(bound.get(name) ?? []), ...tools]));
  };
  const own = imported.get(path) ?? [];
  for (const { names, tools } of own) for (const name of names) add(name, tools);
  const toolsIn = (file: string): string[] => (imported.get(file) ?? []).flatMap(({ tools }) => tools);
  for (const { bindings } of modules.get(path) ?? []) {
    for (const binding of bindings) add(binding.as, originsOf(binding).flatMap((origin) => toolsIn(origin.path)));
  }
  return { imported: new Set(own.flatMap(({ tools }) => tools)), byName: withAssigned(withTyped(bound, code), code.calls), foreign: foreignNames(code.imports, own, modules.get(path)) };
}

function foreignNames(imports: readonly ImportSignal[], own: readonly ImportedTools[], resolved: readonly ResolvedImport[] | undefined): ReadonlySet<string> {
  const ofTools = new Set(own.flatMap(({ names }) => names));
  const elsewhere = imports.filter((_, at) => !resolved?.[at]?.local);
  return new Set(elsewhere.flatMap(({ names }) => names.map(({ as }) => as)).filter((name) => !ofTools.has(name)));
}

/**
 * A known receiver decides between tools whose calls look alike. Otherwise the file's own imports do; and where there are none, a shape that
 * needs none counts for the tool whose glob says most.
 */
function toolsOf(call: Call, shapes: CalleeGlobs<Shape>, known: KnownNames): readonly string[] {
  const matching = shapes.match(call.callee);
  const tools = [...new Set(matching.map(({ tool }) => tool))];
  const byReceiver = lookUp(known.byName, call.callee);
  const received = tools.filter((tool) => byReceiver?.has(tool));
  if (received.length > 0) return received;
  const alone = matching.find((shape) => shape.alone);
  const isForeign = receiversOf(call.callee).some((name) => known.foreign.has(name));
  const imported = isForeign ? [] : tools.filter((tool) => known.imported.has(tool));
  if (imported.length > 0) return imported;
  return alone ? [alone.tool] : [];
}
