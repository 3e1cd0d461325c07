/** Links: facts across files, made once per audit from the signals of all files. Pure. */
import type { Catalogue } from '../domain/catalogue.ts';
import type { Links } from '../domain/links.ts';
import type { FileSignals } from '../domain/signals.ts';
import { modelCallers } from './callers.ts';
import { constantLookup } from './constants.ts';
import { loadedFiles } from './loads.ts';
import type { Modules } from './modules.ts';
import { resolveModules } from './modules.ts';
import { originFinder } from './origins.ts';
import { toolCalls } from './tool-calls.ts';
import { declaredModules, declaredTools, toolIndex } from './tool-index.ts';
import { importedTools, toolDependencies, toolImports, withGlobals } from './tools.ts';

/**
 * Joins the signals of all files of a snapshot. `signals` has an entry for every file, also for those of which nothing is known but that they
 * are there: code loads them. Everything in the result is sorted by path and line, whatever the order of the signals.
 */
export function link(signals: readonly FileSignals[], catalogue: Catalogue): Links {
  const ordered = [...signals].sort((a, b) => (a.file.path < b.file.path ? -1 : 1));
  const byPath = new Map(ordered.map((each) => [each.file.path, each]));
  const index = toolIndex(catalogue);
  const declared = declaredTools(ordered, index);
  const modules = resolveModules(ordered, declaredModules(ordered, index));
  const originsOf = originFinder(modules, byPath);
  const imported = importedTools(ordered, modules, index, declared);
  const imports = importedFiles(modules);
  const calls = toolCalls(ordered, modules, withGlobals(imported, ordered), originsOf, index, declared);
  const constantOf = constantLookup(ordered, modules, byPath, originsOf);
  const loads = loadedFiles(ordered, modules, constantOf);
  return {
    byPath,
    imports,
    importedBy: reversed(imports),
    loads,
    loadedBy: reversed(loads),
    toolImports: toolImports(imported),
    toolDependencies: toolDependencies(ordered, index),
    toolCalls: calls,
    modelCallers: modelCallers(ordered, calls, index.byId, modules, originsOf),
    settingReads: settingReads(ordered),
    constantOf,
  };
}

function importedFiles(modules: Modules): ReadonlyMap<string, ReadonlySet<string>> {
  const imports = new Map<string, ReadonlySet<string>>();
  for (const [path, resolved] of modules) {
    const files = resolved.flatMap((each) => each.files);
    if (files.length > 0) imports.set(path, new Set(files.sort()));
  }
  return imports;
}

function reversed(links: ReadonlyMap<string, ReadonlySet<string>>): ReadonlyMap<string, ReadonlySet<string>> {
  const back = new Map<string, Set<string>>();
  for (const [from, targets] of links) for (const target of targets) back.set(target, (back.get(target) ?? new Set()).add(from));
  return new Map([...back].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function settingReads(signals: readonly FileSignals[]): Links['settingReads'] {
  const reads = new Map<string, { path: string; line: number }[]>();
  for (const { file, code } of signals) {
    if (!file.firstParty) continue;
    for (const { name, line } of code?.settings ?? []) reads.set(name, [...(reads.get(name) ?? []), { path: file.path, line }]);
  }
  return new Map([...reads].sort(([a], [b]) => (a < b ? -1 : 1)));
}
