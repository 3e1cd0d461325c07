/** Names that files see without importing them one by one: of their own package, of a namespace, of the whole program. */
import type { CodeSignals, FileSignals, Language } from '../../domain/signals.ts';
import { folderOf, nearest } from '../paths.ts';

interface Named {
  readonly as: string;
  readonly name: string;
  readonly files: readonly string[];
}

export interface Namespaces {
  /** The names that a file takes from its own package or namespace, and in some languages from anywhere. */
  around(from: FileSignals): readonly Named[];
  /** The names that a file takes from a package or namespace that it imports as a whole. */
  inside(from: FileSignals, namespace: string): readonly Named[];
  /** Where a name of a namespace is declared. */
  find(from: FileSignals, namespace: string, name: string): string | undefined;
  /** Whether the repository declares a namespace, or one inside it. */
  has(language: Language, namespace: string): boolean;
}

type Declared = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;

export function namespacesOf(signals: readonly FileSignals[]): Namespaces {
  const declared = declaredNames(signals);
  const prefixes = new Set([...declared.keys()].flatMap(upTo));
  const mentioned = new Map<string, readonly string[]>();
  const mentionsOf = ({ file, code }: FileSignals): readonly string[] => {
    let words = mentioned.get(file.path);
    if (words === undefined) mentioned.set(file.path, (words = [...new Set(mentions(code!))].sort()));
    return words;
  };
  const take = (from: FileSignals, key: string): Named[] => {
    const names = declared.get(key);
    if (names === undefined) return [];
    return mentionsOf(from).flatMap((word) => {
      const file = nearest(from.file.path, (names.get(word) ?? []).filter((path) => path !== from.file.path));
      return file === undefined ? [] : [{ as: word, name: word, files: [file] }];
    });
  };
  return {
    around: (from) => visibleFrom(from).flatMap((key) => take(from, key)),
    inside: (from, namespace) => take(from, `${family(from.code!.language)} ${namespace}`),
    find: (from, namespace, name) => nearest(from.file.path, (declared.get(`${family(from.code!.language)} ${namespace}`)?.get(name) ?? []).filter((path) => path !== from.file.path)),
    has: (language, namespace) => prefixes.has(`${family(language)} ${namespace}`),
  };
}

/** Languages that share their packages. */
function family(language: Language): string {
  return language === 'kotlin' ? 'java' : language;
}

function declaredNames(signals: readonly FileSignals[]): Declared {
  const declared = new Map<string, Map<string, string[]>>();
  for (const each of signals) {
    const key = each.code && each.file.firstParty ? keyOf(each.file.path, each.code) : undefined;
    if (key === undefined) continue;
    for (const scope of key) {
      let names = declared.get(scope);
      if (names === undefined) declared.set(scope, (names = new Map()));
      for (const name of namesOf(each.file.path, each.code!)) {
        const same = names.get(name);
        if (same === undefined) names.set(name, [each.file.path]);
        else same.push(each.file.path);
      }
    }
  }
  return declared;
}

/** What a file declares its names in: the namespace as others import it and, where that is not the same, the package as its own files see it. */
function keyOf(path: string, { language, namespace }: CodeSignals): string[] | undefined {
  switch (language) {
    case 'go':
      return [`go ${folderOf(path)} ${namespace ?? ''}`];
    case 'java':
    case 'kotlin':
      return namespace === undefined ? [`java ${moduleOf(path)} `] : [`java ${namespace}`, `java ${moduleOf(path)} ${namespace}`];
    case 'csharp':
    case 'php':
      return [`${language} ${namespace ?? ''}`];
    case 'ruby':
      return ['ruby'];
    default:
      return undefined;
  }
}

function visibleFrom({ file, code }: FileSignals): string[] {
  const { language, namespace = '' } = code!;
  switch (language) {
    case 'go':
      return [`go ${folderOf(file.path)} ${namespace}`];
    case 'java':
    case 'kotlin':
      return [`java ${moduleOf(file.path)} ${namespace}`];
    case 'csharp':
      // Namespaces around a namespace are seen from inside it.
      return upTo(`csharp ${namespace}`).filter((key) => key.includes(' '));
    case 'php':
      return [`php ${namespace}`];
    case 'ruby':
      return ['ruby'];
    default:
      return [];
  }
}

/** Sample repositories have one package in many builds, which know nothing of one another. */
function moduleOf(path: string): string {
  const at = path.lastIndexOf('/src/');
  return at === -1 ? (path.startsWith('src/') ? '' : folderOf(path)) : path.slice(0, at);
}

/** `csharp A.B.C` → itself, `csharp A.B`, `csharp A`. */
function upTo(key: string): string[] {
  const found = [key];
  for (let at = key.lastIndexOf('.'); at > 0; at = key.lastIndexOf('.', at - 1)) found.push(key.slice(0, at));
  return found;
}

function namesOf(path: string, { language, parsed, definitions, constants }: CodeSignals): Set<string> {
  const stem = path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
  if (!parsed) return new Set(language === 'go' || language === 'ruby' ? [] : [stem]);
  if (language === 'ruby') return new Set(definitions.filter(({ name, form }) => form === 'class' && snakeCase(name.replace(/^.*\./, '')) === stem).map(({ name }) => name));
  const tops = [...definitions, ...(language === 'go' ? constants : [])].map(({ name }) => name.split('.', 1)[0]!);
  return new Set(tops.filter((name) => /^\w+$/.test(name)));
}

/** Programs that load a file by the name of the class that it defines. */
function snakeCase(name: string): string {
  return name.replace(/([a-z\d])([A-Z])/g, '$1_$2').replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2').toLowerCase();
}

/** The names that stand first in what a file calls, passes, declares and extends. */
function* mentions({ language, calls, bindings = [], definitions }: CodeSignals): Generator<string> {
  const first = language === 'ruby' ? /(?<![\w.$"'@])[A-Z]\w*(?:(?:\.|::)[A-Z]\w*)*/g : /(?<![\w.$"'@])[A-Za-z_]\w*/g;
  const texts = [...calls.flatMap(({ callee, args }) => [callee, ...args.flatMap(({ text }) => text ?? [])]), ...bindings.map(({ type }) => type), ...definitions.flatMap(({ bases = [] }) => bases)];
  for (const text of texts) for (const [word] of text.matchAll(first)) yield word.replaceAll('::', '.');
}
