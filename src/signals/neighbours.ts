import type { Catalogue } from '../domain/catalogue.ts';
import type { FileSignals, ImportSignal } from '../domain/signals.ts';
import type { Category } from '../domain/tool.ts';

/** Tools whose users are wrappers around a model; what stands around those is worth parsing too. */
const MODEL_TOOLS: ReadonlySet<Category> = new Set(['llm-sdk', 'orchestration', 'gateway', 'serving', 'structured-output']);

/**
 * Files of code that were only scanned and that import, or are imported by, a file that imports a model's tool. Imports are resolved by
 * the end of their path, which may take in a file too many; joining them properly is the links stage's business.
 */
export function neighboursOf(signals: readonly FileSignals[], catalogue: Catalogue): Set<string> {
  const importsTool = toolMatcher(catalogue);
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
  return found;
}

/** True for a module of a model's tool, or a module inside one: `acme`, `acme.types`, `@acme/sdk/chat`. */
function toolMatcher(catalogue: Catalogue): (module: string) => boolean {
  const tools = catalogue.tools.filter(({ categories }) => categories.some((category) => MODEL_TOOLS.has(category)));
  const names = new Set(tools.flatMap(({ packages, imports }) => [...(packages?.npm ?? []), ...Object.values(imports ?? {}).flat(), ...(packages?.pypi ?? []).map((name) => name.replaceAll('-', '_'))]));
  return (module) => {
    for (let end = module.length; end > 0; end = Math.max(module.lastIndexOf('.', end - 1), module.lastIndexOf('/', end - 1))) {
      if (names.has(module.slice(0, end))) return true;
    }
    return false;
  };
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
