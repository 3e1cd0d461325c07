import type { Catalogue } from '../../domain/catalogue.ts';
import type { Script } from '../../domain/pipeline.ts';
import type { Effect } from '../../domain/reach.ts';
import type { FileSignals, PackageFact } from '../../domain/signals.ts';
import type { Tool } from '../../domain/tool.ts';
import { matchingOf, type Matching } from '../../matching/index.ts';
import { leadOf, type Lead } from './match.ts';
import { folderOf } from './paths.ts';

/** The repository as commands see it: files, named scripts and known tools. */
export interface World {
  /** First-party files, sorted. */
  readonly files: readonly string[];
  has(path: string): boolean;
  readonly byPath: ReadonlyMap<string, FileSignals>;
  /** The scripts that `runner` would read in that folder itself, and the file that defines them. */
  scriptsIn(folder: string, runner: string): { path: string; scripts: readonly Script[] } | undefined;
  /** Without those whose name collides with others and whose package nothing declares. */
  readonly tools: readonly Tool[];
  /** Compiles globs of the catalogue. */
  readonly paths: Matching['paths'];
}

export interface ScriptFile {
  readonly path: string;
  readonly scripts: readonly Script[];
}

export interface PackageFolder {
  readonly folder: string;
  readonly fact: PackageFact;
}

export interface ToolLead {
  readonly tool: Tool;
  readonly lead: Lead;
  readonly effect: Effect;
}

/** What is looked up often, made once a world. */
export interface Index {
  /** npm packages by folder, sorted. */
  readonly packages: readonly PackageFolder[];
  /** Commands that the repository's own packages install. */
  readonly commands: ReadonlyMap<string, { readonly folder: string; readonly entry: string; readonly ecosystem: string }>;
  /** Catalogued commands by their first word. */
  readonly leads: ReadonlyMap<string, readonly ToolLead[]>;
  /** Lists of files that were looked for before, by what was asked. */
  readonly searches: Map<string, readonly string[]>;
}

const MAX_SEARCHES = 500;
const indexes = new WeakMap<World, Index>();

export function createWorld(signals: readonly FileSignals[], catalogue: Catalogue): World {
  const byPath = new Map(signals.map((one) => [one.file.path, one]));
  const files = signals.filter((one) => one.file.firstParty).map((one) => one.file.path).sort();
  const scripts = scriptFiles(signals);
  return {
    files,
    byPath,
    has: (path) => byPath.has(path),
    scriptsIn: (folder, runner) => scripts.get(`${runner}:${folder}`),
    tools: catalogue.tools.filter((tool) => !tool.ambiguous || isDeclared(tool, signals)),
    paths: matchingOf(catalogue).paths,
  };
}

export function indexOf(world: World): Index {
  const known = indexes.get(world);
  if (known) return known;
  const packages: PackageFolder[] = [];
  const commands = new Map<string, { folder: string; entry: string; ecosystem: string }>();
  for (const path of world.files) {
    const fact = world.byPath.get(path)?.package;
    if (!fact) continue;
    const folder = folderOf(path);
    if (fact.ecosystem === 'npm') packages.push({ folder, fact });
    for (const [name, entry] of Object.entries(fact.commands ?? {})) {
      if (!commands.has(name)) commands.set(name, { folder, entry, ecosystem: fact.ecosystem });
    }
  }
  const index = { packages, commands, leads: toolLeads(world.tools), searches: new Map<string, readonly string[]>() };
  indexes.set(world, index);
  return index;
}

/** Files below a folder. */
export function below(world: World, folder: string): readonly string[] {
  return inFolder(world.files, folder);
}

/** Those of a sorted list that are below a folder. */
export function inFolder(sorted: readonly string[], folder: string): readonly string[] {
  return folder === '' ? sorted : sorted.slice(firstAtOrAfter(sorted, `${folder}/`), firstAtOrAfter(sorted, `${folder}0`));
}

/**
 * All files that a test accepts, looked for once a key. Every search reads the whole list, and a repository can ask for as many as it likes:
 * after `MAX_SEARCHES` different ones the answer is none.
 */
export function search(world: World, key: string, accepts: () => (path: string) => boolean): readonly string[] {
  const { searches } = indexOf(world);
  const known = searches.get(key);
  if (known || searches.size >= MAX_SEARCHES) return known ?? [];
  const found = world.files.filter(accepts());
  searches.set(key, found);
  return found;
}

/** Where several files of one runner share a folder, the one that the program would take: GNUmakefile before makefile before Makefile. */
function scriptFiles(signals: readonly FileSignals[]): Map<string, ScriptFile> {
  const found = new Map<string, ScriptFile>();
  const sorted = [...signals].sort((a, b) => (a.file.path < b.file.path ? -1 : 1));
  for (const { file, scripts } of sorted) {
    // `*.mk` and its like are only ever included, and a shell file is called by its own path.
    if (!scripts || /\.(?:mk|just|rake)$/.test(file.path) || scripts.runner === 'sh') continue;
    const key = `${scripts.runner}:${folderOf(file.path)}`;
    const before = found.get(key);
    if (!before || (file.path.endsWith('/makefile') || file.path === 'makefile') && !before.path.endsWith('GNUmakefile')) {
      found.set(key, { path: file.path, scripts: scripts.scripts });
    }
  }
  return found;
}

function isDeclared(tool: Tool, signals: readonly FileSignals[]): boolean {
  return signals.some((one) => one.dependencies?.some(({ ecosystem, name }) => tool.packages?.[ecosystem]?.some((known) =>
    known.endsWith('*') ? name.startsWith(known.slice(0, -1)) : name === known)));
}

function toolLeads(tools: readonly Tool[]): Map<string, ToolLead[]> {
  const leads = new Map<string, ToolLead[]>();
  for (const tool of tools) {
    for (const { run, effect } of tool.commands ?? []) {
      const lead = leadOf(run);
      const [program, ...rest] = lead.words;
      // `npx @acme/cli eval` names the package where the catalogue names the program.
      const packages = [...(tool.packages?.npm ?? []), ...(tool.packages?.pypi ?? [])].filter((name) => !name.endsWith('*'));
      for (const name of new Set([program, ...packages])) {
        if (name === undefined) continue;
        const one = { tool, effect, lead: { ...lead, words: [name, ...rest] } };
        const list = leads.get(name);
        if (list) list.push(one);
        else leads.set(name, [one]);
      }
    }
  }
  return leads;
}

function firstAtOrAfter(sorted: readonly string[], text: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? '') < text) low = middle + 1;
    else high = middle;
  }
  return low;
}
