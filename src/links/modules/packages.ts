/** Languages whose imports name packages by a path: Go, Java and Kotlin. */
import { folderOf, nearest, under } from '../paths.ts';

/** The files of the Go package that an import path names, by the module paths of the go.mod files. */
export function goPackages(paths: Iterable<string>, modules: ReadonlyMap<string, string>): (importPath: string) => readonly string[] {
  const byFolder = new Map<string, string[]>();
  for (const path of paths) {
    if (!path.endsWith('.go') || path.endsWith('_test.go')) continue;
    const same = byFolder.get(folderOf(path));
    if (same) same.push(path);
    else byFolder.set(folderOf(path), [path]);
  }
  const names = [...modules.keys()].sort((a, b) => b.length - a.length);
  return (importPath) => {
    const name = names.find((prefix) => importPath === prefix || importPath.startsWith(`${prefix}/`));
    if (name === undefined) return [];
    const rest = importPath.slice(name.length + 1);
    const folder = modules.get(name) ?? '';
    return byFolder.get(rest === '' ? folder : under(folder, rest)) ?? [];
  };
}

/** The file of a class by its full name; a static import's last name is a member. */
export function jvmClasses(paths: Iterable<string>): (from: string, name: string) => string | undefined {
  const byClass = new Map<string, string[]>();
  for (const path of paths) {
    const [, className] = /([^/]+)\.(?:java|kt)$/.exec(path) ?? [];
    if (className === undefined) continue;
    const same = byClass.get(className);
    if (same) same.push(path);
    else byClass.set(className, [path]);
  }
  const find = (from: string, segments: readonly string[]): string | undefined => {
    const ending = `/${segments.join('/')}.`;
    return nearest(from, (byClass.get(segments.at(-1) ?? '') ?? []).filter((path) => `/${path}`.includes(ending)));
  };
  return (from, name) => {
    const segments = name.split('.');
    return segments.length < 2 ? undefined : (find(from, segments) ?? (segments.length > 2 ? find(from, segments.slice(0, -1)) : undefined));
  };
}
