import type { Catalogue } from '../domain/catalogue.ts';
import type { FileSignals, ImportSignal } from '../domain/signals.ts';
import type { Category } from '../domain/tool.ts';
import { createModuleMatcher } from './code/modules.ts';
import { sharedNames } from './shared-names.ts';

/** Tools whose users are wrappers around a model; what stands around those is worth parsing too. */
const MODEL_TOOLS: ReadonlySet<Category> = new Set(['llm-sdk', 'orchestration', 'gateway', 'serving', 'structured-output']);

/**
 * Files of code that were only scanned and that import, or are imported by, a file that imports a model's tool. Imports are resolved by
 * the end of their path, which may take in a file too many; joining them properly is the links stage's business.
 */
export function neighboursOf(signals: readonly FileSignals[], catalogue: Catalogue): Set<string> {
  const importsTool = createModuleMatcher(catalogue.tools.filter(({ categories }) => categories.some((category) => MODEL_TOOLS.has(category))));
  const files = signals.filter(({ code }) => code !== undefined);
  const users = new Set(files.filter(({ code }) => code!.imports.some(({ module }) => importsTool(module))).map(({ file }) => file.path));
  const resolve = createResolver(files.map(({ file }) => file.path));
  const parsed = new Set(files.filter(({ code }) => code!.parsed).map(({ file }) => file.path));
  const found = new Set<string>();
  const add = (path: string): void => void (parsed.has(path) || found.add(path));
  for (const { file, code } of files) {
    for (const signal of code!.imports) {
      for (const target of resolve(file.path, signal)) {
        if (users.has(target)) add(file.path);
        if (users.has(file.path)) add(target);
      }
    }
  }
  for (const path of sharers(files, users)) add(path);
  return found;
}

/** A package of more files than this is not read for the sake of a few. */
const MOST_SHARERS = 150;

/** Files that see users of a tool, or are seen by them, through the package or namespace that they are in. */
function sharers(files: readonly FileSignals[], users: ReadonlySet<string>): string[] {
  const shared = files.map((each) => ({ path: each.file.path, ...sharedNames(each) }));
  const known = new Set(shared.flatMap((each) => (users.has(each.path) ? each.known : [])));
  const seen = new Set(shared.flatMap((each) => (users.has(each.path) ? each.seen : [])));
  const byKey = new Map<string, string[]>();
  for (const each of shared) {
    if (users.has(each.path)) continue;
    const keys = new Set([...each.seen.filter((key) => known.has(key)), ...each.known.filter((key) => seen.has(key))]);
    for (const key of keys) byKey.set(key, [...(byKey.get(key) ?? []), each.path]);
  }
  return [...byKey.values()].filter(({ length }) => length <= MOST_SHARERS).flat();
}

/** Where many files have one name, an import of that name says nothing. */
const MOST_TARGETS = 4;

function createResolver(paths: readonly string[]): (from: string, signal: ImportSignal) => string[] {
  const byName = new Map<string, { stem: string; path: string }[]>();
  for (const path of paths) {
    const stem = path.replace(/(?:\/(?:index|__init__))?\.\w+$/, '');
    const name = stem.slice(stem.lastIndexOf('/') + 1);
    byName.set(name, [...(byName.get(name) ?? []), { stem, path }]);
  }
  const lookUp = (target: string, whole: boolean): string[] => {
    const found = (byName.get(target.slice(target.lastIndexOf('/') + 1)) ?? []).filter(({ stem }) => stem === target || (!whole && stem.endsWith(`/${target}`)));
    return found.length > MOST_TARGETS ? [] : found.map(({ path }) => path);
  };
  return (from, { module, names }) => {
    const folder = from.split('/').slice(0, -1);
    if (/\.(?:py|pyi|ipynb)$/.test(from)) {
      const [, dots = '', rest = ''] = /^(\.*)(.*)$/.exec(module) ?? [];
      const base = dots === '' ? [] : folder.slice(0, folder.length - dots.length + 1);
      const target = [...base, ...rest.split('.').filter((part) => part !== '')];
      return [target, ...names.map(({ name }) => [...target, name])].flatMap((parts) => lookUp(parts.join('/'), dots !== ''));
    }
    const plain = module.replace(/\.(?:[cm]?[jt]sx?)$/, '').replace(/\/index$/, '');
    if (plain.startsWith('.')) return lookUp(joinPath(folder, plain), true);
    return /^(?:[@~#]?\/|src\/)/.test(plain) ? lookUp(plain.replace(/^[@~#]?\//, ''), false) : [];
  };
}

function joinPath(folder: readonly string[], relative: string): string {
  const parts = [...folder];
  for (const part of relative.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
