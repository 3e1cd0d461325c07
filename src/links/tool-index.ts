/** The catalogue's tools, found by the modules and packages that show them. */
import type { Catalogue } from '../domain/catalogue.ts';
import type { Ecosystem, FileSignals, Language } from '../domain/signals.ts';
import type { Tool } from '../domain/tool.ts';

type Family = keyof NonNullable<Tool['imports']>;

const FAMILIES: Readonly<Partial<Record<Language, Family>>> = {
  python: 'python', typescript: 'javascript', tsx: 'javascript', javascript: 'javascript', go: 'go', java: 'jvm', kotlin: 'jvm', csharp: 'dotnet', ruby: 'ruby', rust: 'rust', php: 'php',
};

/** Where the package's name is the module's name. */
const NAMED_ALIKE: readonly (readonly [Ecosystem, Family, (name: string) => string])[] = [
  ['npm', 'javascript', (name) => name],
  ['go', 'go', (name) => name],
  ['cargo', 'rust', (name) => name.replaceAll('-', '_')],
];

export interface ToolIndex {
  /** Ids of the tools that a module belongs to, by the longest catalogued name that it starts with. `names` are those imported from it. */
  ofModule(language: Language, module: string, names?: readonly string[]): readonly string[];
  ofDependency(ecosystem: Ecosystem, name: string): readonly string[];
  readonly byId: ReadonlyMap<string, Tool>;
}

export function toolIndex({ tools }: Catalogue): ToolIndex {
  const modules = new Map<Family, Lookup>();
  const packages = new Map<Ecosystem, Lookup>();
  for (const tool of tools) {
    for (const [family, names] of entriesOf(tool.imports)) for (const name of names) enter(modules, family, name, tool.id);
    for (const [ecosystem, names] of entriesOf(tool.packages)) for (const name of names) enter(packages, ecosystem, normalised(ecosystem, name), tool.id);
    for (const [ecosystem, family, named] of NAMED_ALIKE) for (const name of (tool.packages?.[ecosystem] ?? []) as readonly string[]) enter(modules, family, named(name), tool.id);
  }
  return {
    ofModule(language, module, names = []) {
      const family = FAMILIES[language];
      const lookup = family && modules.get(family);
      // Names that are written from where the file stands are never a package's.
      if (!family || !lookup || /^[./]/.test(module)) return [];
      const longer = family === 'javascript' || family === 'go' ? [] : names.filter((name) => name !== '*').map((name) => `${module}${SEPARATORS[family]}${name}`);
      return longestOf([...longer, module].map((name) => lookUpModule(lookup, name, SEPARATORS[family])));
    },
    ofDependency: (ecosystem, name) => idsOf(packages.get(ecosystem), normalised(ecosystem, name)),
    byId: new Map(tools.map((tool) => [tool.id, tool])),
  };
}

/** Ids of the tools whose packages some first-party manifest declares. */
export function declaredTools(signals: readonly FileSignals[], index: ToolIndex): ReadonlySet<string> {
  const firstParty = signals.filter(({ file }) => file.firstParty);
  return new Set(firstParty.flatMap(({ dependencies = [] }) => dependencies.flatMap(({ ecosystem, name }) => index.ofDependency(ecosystem, name))));
}

/** Whether a module belongs to a declared dependency, by its name or by the catalogue. */
export function declaredModules(signals: readonly FileSignals[], index: ToolIndex): (language: Language, module: string) => boolean {
  const tools = declaredTools(signals, index);
  const names = new Set(signals.flatMap(({ dependencies = [] }) => dependencies.map(({ ecosystem, name }) => `${ecosystem}:${normalised(ecosystem, name)}`)));
  return (language, module) => {
    const name = language === 'python' ? `pypi:${normalised('pypi', module.split('.', 1)[0]!)}` : `npm:${module.split('/').slice(0, module.startsWith('@') ? 2 : 1).join('/')}`;
    return names.has(name) || index.ofModule(language, module).some((tool) => tools.has(tool));
  };
}

const SEPARATORS: Readonly<Record<Family, string>> = { python: '.', javascript: '/', go: '/', jvm: '.', dotnet: '.', ruby: '/', rust: '::', php: '\\' };

interface Lookup {
  readonly exact: Map<string, string[]>;
  /** Names that were written with a star at the end, without it. */
  readonly starts: [string, string][];
}

function enter<K>(lookups: Map<K, Lookup>, key: K, name: string, id: string): void {
  const lookup: Lookup = lookups.get(key) ?? { exact: new Map(), starts: [] };
  lookups.set(key, lookup);
  if (name.endsWith('*')) lookup.starts.push([name.slice(0, -1), id]);
  else lookup.exact.set(name, [...new Set([...(lookup.exact.get(name) ?? []), id])]);
}

interface Found {
  readonly ids: readonly string[];
  /** Length of the catalogued name. */
  readonly length: number;
}

function lookUpModule(lookup: Lookup, module: string, separator: string): Found {
  for (let end = module.length; end > 0; end = module.lastIndexOf(separator, end - 1)) {
    const ids = lookup.exact.get(module.slice(0, end));
    if (ids) return { ids, length: end };
  }
  const starts = lookup.starts.filter(([start]) => module.startsWith(start));
  return { ids: starts.map(([, id]) => id), length: Math.max(0, ...starts.map(([start]) => start.length)) };
}

function longestOf(found: readonly Found[]): readonly string[] {
  const length = Math.max(...found.map((each) => each.length));
  return [...new Set(found.filter((each) => each.length === length).flatMap((each) => each.ids))];
}

function idsOf(lookup: Lookup | undefined, name: string): readonly string[] {
  if (!lookup) return [];
  return [...new Set([...(lookup.exact.get(name) ?? []), ...lookup.starts.filter(([start]) => name.startsWith(start)).map(([, id]) => id)])];
}

/** As the ecosystem compares names: Python's ignore case and the kind of dash, .NET's ignore case. */
function normalised(ecosystem: Ecosystem, name: string): string {
  if (ecosystem === 'pypi') return name.toLowerCase().replace(/[-_.]+/g, '-');
  return ecosystem === 'nuget' || ecosystem === 'composer' ? name.toLowerCase() : name;
}

function entriesOf<K extends string>(record: Readonly<Partial<Record<K, readonly string[] | undefined>>> | undefined): [K, readonly string[]][] {
  return Object.entries(record ?? {}) as [K, readonly string[]][];
}
