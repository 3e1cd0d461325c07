/** Which catalogued tools are imported and declared, and where. */
import type { Links } from '../domain/links.ts';
import type { FileSignals } from '../domain/signals.ts';
import type { Modules, ResolvedImport } from './modules.ts';
import { folderOf } from './paths.ts';
import type { ToolIndex } from './tool-index.ts';

type ToolImport = Links['toolImports'] extends ReadonlyMap<string, readonly (infer T)[]> ? T : never;
type ToolDependency = Links['toolDependencies'] extends ReadonlyMap<string, readonly (infer T)[]> ? T : never;

/** An import in a file and the tools that it belongs to. */
export interface ImportedTools {
  readonly tools: readonly string[];
  readonly line: number;
  readonly module: string;
  /** What the file calls the names. */
  readonly names: readonly string[];
}

/**
 * The tool imports of each first-party code file. A module of the repository's own is never the tool, whatever its name; a tool whose name
 * collides with others counts only where it is declared.
 */
export function importedTools(signals: readonly FileSignals[], modules: Modules, index: ToolIndex, declared: ReadonlySet<string>): ReadonlyMap<string, readonly ImportedTools[]> {
  const imported = new Map<string, readonly ImportedTools[]>();
  for (const { file, code } of signals) {
    if (!code || !file.firstParty) continue;
    const resolved = modules.get(file.path);
    const here = code.imports.flatMap((signal, at): readonly ImportedTools[] => {
      if (isLocal(resolved?.[at])) return [];
      const tools = index
        .ofModule(code.language, signal.module, signal.names.map(({ name }) => name))
        .filter((id) => !index.byId.get(id)?.ambiguous || declared.has(id));
      return tools.length === 0 ? [] : [{ tools, line: signal.line, module: signal.module, names: signal.names.map(({ as }) => as) }];
    });
    if (here.length > 0) imported.set(file.path, here);
  }
  return imported;
}

function isLocal(resolved: ResolvedImport | undefined): boolean {
  return resolved?.local ?? false;
}

/** Tools that files see without importing them, because another file of their project does so for all: C#'s `global using`. */
export function withGlobals(imported: ReadonlyMap<string, readonly ImportedTools[]>, signals: readonly FileSignals[]): ReadonlyMap<string, readonly ImportedTools[]> {
  const globals = signals.flatMap(({ file, code }) => {
    const lines = new Set((code?.imports ?? []).filter((signal) => signal.global).map(({ line }) => line));
    const tools = (imported.get(file.path) ?? []).filter(({ line }) => lines.has(line));
    return tools.length === 0 ? [] : [{ folder: folderOf(file.path).replace(/(?:^|\/)Properties$/, ''), tools }];
  });
  if (globals.length === 0) return imported;
  const seen = new Map(imported);
  for (const { file, code } of signals) {
    if (code?.language !== 'csharp') continue;
    const tools = globals.filter(({ folder }) => folder === '' || file.path.startsWith(`${folder}/`)).flatMap((each) => each.tools);
    if (tools.length > 0) seen.set(file.path, [...(imported.get(file.path) ?? []), ...tools]);
  }
  return seen;
}

/** Tool → its imports, by path and line. */
export function toolImports(imported: ReadonlyMap<string, readonly ImportedTools[]>): ReadonlyMap<string, readonly ToolImport[]> {
  const byTool = new Map<string, ToolImport[]>();
  for (const [path, imports] of imported) {
    for (const { tools, line, module } of imports) for (const tool of tools) push(byTool, tool, { path, line, module });
  }
  return sorted(byTool);
}

/** Tool → where first-party manifests declare its packages. */
export function toolDependencies(signals: readonly FileSignals[], index: ToolIndex): ReadonlyMap<string, readonly ToolDependency[]> {
  const byTool = new Map<string, ToolDependency[]>();
  for (const { file, dependencies = [] } of signals) {
    if (!file.firstParty) continue;
    for (const { ecosystem, name, line, scope } of dependencies) {
      for (const tool of index.ofDependency(ecosystem, name)) push(byTool, tool, { path: file.path, line, name, scope });
    }
  }
  return sorted(byTool);
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const same = map.get(key);
  if (same) same.push(value);
  else map.set(key, [value]);
}

function sorted<T extends { readonly path: string; readonly line: number }>(map: ReadonlyMap<string, T[]>): ReadonlyMap<string, readonly T[]> {
  const order = (a: T, b: T): number => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.line - b.line);
  return new Map([...map.keys()].sort().map((key) => [key, map.get(key)!.sort(order)]));
}
