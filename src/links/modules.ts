/** Imports resolved to the repository's own files. */
import type { FileSignals, ImportSignal, Language } from '../domain/signals.ts';
import { goPackages, jvmClasses } from './modules/packages.ts';
import { javascriptModules } from './modules/javascript.ts';
import { namespacesOf } from './modules/namespaces.ts';
import { pythonModules } from './modules/python.ts';
import { rubyFiles } from './modules/ruby.ts';
import { rustModules } from './modules/rust.ts';
import { folderOf } from './paths.ts';

/** A name that an import brings into a file. */
export interface Binding {
  /** As the file calls it; `*` where all names of the module come in. */
  readonly as: string;
  /** As its module calls it; `*` for the module itself. */
  readonly name: string;
  /** Where the module is: one file, or all files of a Go package. */
  readonly files: readonly string[];
}

export interface ResolvedImport {
  readonly signal: ImportSignal;
  /** Whether the module is the repository's own. */
  readonly local: boolean;
  /** The files that it leads to; sorted, and never the importing file. */
  readonly files: readonly string[];
  readonly bindings: readonly Binding[];
}

/** Path of a code file → its imports, in the order in which they stand there. */
export type Modules = ReadonlyMap<string, readonly ResolvedImport[]>;

export type IsDeclared = (language: Language, module: string) => boolean;

type Resolve = (from: string, signal: ImportSignal, file: FileSignals) => readonly Binding[];

/** Resolves the imports of all code files. `isDeclared` tells modules of declared dependencies, which a guess must not claim. */
export function resolveModules(signals: readonly FileSignals[], isDeclared: IsDeclared): Modules {
  const paths = signals.map(({ file }) => file.path);
  const python = pythonModules(paths, (module) => isDeclared('python', module));
  const javascript = javascriptModules(paths, packageFolders(signals, 'npm'), (module) => isDeclared('javascript', module));
  const goFiles = goPackages(paths, packageFolders(signals, 'go'));
  const jvmFile = jvmClasses(paths);

  const fromPython: Resolve = (from, signal) => pythonBindings(signal, (module) => python(from, module));
  const fromJavascript: Resolve = (from, { module, names }) => bindAll(names, javascript(from, module));
  const fromGo: Resolve = (_, { module, names }) => {
    const files = goFiles(module);
    const as = names[0]?.as ?? module.slice(module.lastIndexOf('/') + 1);
    return files.length === 0 ? [] : [{ as, name: '*', files }];
  };
  const namespaces = namespacesOf(signals);
  const rust = rustModules(paths, packageFolders(signals, 'cargo'));
  const ruby = rubyFiles(paths);
  const fromJvm: Resolve = (from, signal, file) => (signal.names[0]?.name === '*' ? namespaces.inside(file, signal.module) : jvmBindings(signal, (name) => jvmFile(from, name)));
  const fromCSharp: Resolve = (_, { module, names: [first] }, file) => (first?.name === '*' ? namespaces.inside(file, module) : inNamespace(module, '.', first?.as, (namespace, name) => namespaces.find(file, namespace, name)));
  const fromPhp: Resolve = (_, { module, names: [first] }, file) => inNamespace(module, '\\', first?.as, (namespace, name) => namespaces.find(file, namespace, name));
  const fromRust: Resolve = (from, signal) => rustBindings(signal, (module) => rust(from, module));
  const fromRuby: Resolve = (from, { module }) => bindAll([{ name: '*', as: '*' }], ruby(from, module));
  const byLanguage: Partial<Record<Language, Resolve>> = {
    python: fromPython, typescript: fromJavascript, tsx: fromJavascript, javascript: fromJavascript, go: fromGo, java: fromJvm, kotlin: fromJvm,
    csharp: fromCSharp, php: fromPhp, rust: fromRust, ruby: fromRuby,
  };

  const modules = new Map<string, readonly ResolvedImport[]>();
  for (const each of signals) {
    const { file, code } = each;
    const resolve = code && byLanguage[code.language];
    if (!resolve) continue;
    const imports = code.imports.map((signal) => resolved(file.path, signal, resolve(file.path, signal, each), namespaces.has(code.language, signal.module)));
    const around = namespaces.around(each);
    // What needs no import comes after what is imported, so that imports keep their places.
    const unwritten = around.length === 0 ? [] : [resolved(file.path, { line: 1, module: code.namespace ?? '', names: [] }, around, true)];
    if (imports.length + unwritten.length > 0) modules.set(file.path, [...imports, ...unwritten]);
  }
  return modules;
}

function resolved(from: string, signal: ImportSignal, bindings: readonly Binding[], own: boolean): ResolvedImport {
  const files = [...new Set(bindings.flatMap((binding) => binding.files))].filter((path) => path !== from).sort();
  return { signal, local: own || files.length > 0 || /^(?:\.|(?:crate|self|super)(?:::|$))/.test(signal.module), files, bindings };
}

/** Folder of each package by the name that its manifest gives it; the shortest path where several claim one. */
function packageFolders(signals: readonly FileSignals[], ecosystem: string): ReadonlyMap<string, string> {
  const folders = new Map<string, string>();
  for (const { file, package: fact } of signals) {
    if (fact?.ecosystem !== ecosystem || fact.name === undefined || !file.firstParty) continue;
    const known = folders.get(fact.name);
    if (known === undefined || folderOf(file.path).length < known.length) folders.set(fact.name, folderOf(file.path));
  }
  return folders;
}

function bindAll(names: ImportSignal['names'], file: string | undefined): readonly Binding[] {
  if (file === undefined) return [];
  return names.length === 0 ? [{ as: '', name: '*', files: [file] }] : names.map(({ name, as }) => ({ as, name, files: [file] }));
}

/** `from pkg import x`: x may be a module of the package, a name of the package's own file, or (imported there) both. */
function pythonBindings(signal: ImportSignal, find: (module: string) => string | undefined): readonly Binding[] {
  const own = find(signal.module);
  return signal.names.flatMap(({ name, as }): readonly Binding[] => {
    const submodule = name === '*' ? undefined : find(signal.module.endsWith('.') ? `${signal.module}${name}` : `${signal.module}.${name}`);
    return [
      ...(submodule === undefined ? [] : [{ as, name: '*', files: [submodule] }]),
      ...(own === undefined ? [] : [{ as, name, files: [own] }]),
    ];
  });
}

function jvmBindings({ module, names }: ImportSignal, find: (name: string) => string | undefined): readonly Binding[] {
  const whole = find(module);
  if (whole !== undefined) {
    const last = module.slice(module.lastIndexOf('.') + 1);
    return [{ as: names[0]?.as ?? last, name: last, files: [whole] }];
  }
  return names.flatMap(({ name, as }) => {
    const file = find(`${module}.${name}`);
    return file === undefined ? [] : [{ as, name, files: [file] }];
  });
}

/** `use a::b::{c, D}`: c may be a module of its own, D a name of b. */
function rustBindings({ module, names }: ImportSignal, find: (module: string) => string | undefined): readonly Binding[] {
  const own = find(module);
  return names.flatMap(({ name, as }) => {
    const inner = name === '*' ? undefined : find(`${module}::${name}`);
    if (inner !== undefined) return [{ as, name: '*', files: [inner] }];
    return own === undefined ? [] : [{ as, name, files: [own] }];
  });
}

/** A class by its full name. */
function inNamespace(module: string, separator: string, as: string | undefined, find: (namespace: string, name: string) => string | undefined): readonly Binding[] {
  const at = module.lastIndexOf(separator);
  const name = module.slice(at + 1);
  const file = find(module.slice(0, Math.max(0, at)), name);
  return file === undefined ? [] : [{ as: as ?? name, name, files: [file] }];
}
