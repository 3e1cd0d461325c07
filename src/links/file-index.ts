/** Finds files and folders of the snapshot by the end of their path. */
import { folderOf, nearest, resolveFrom, shared, upwards } from './paths.ts';

export interface FileIndex {
  has(path: string): boolean;
  /** The file that `written` means in a file: seen from its folder or one above, else the nearest file whose path ends so. */
  find(from: string, written: string): string | undefined;
  /** The folder that `written` means, seen from the file's folder or one above. */
  findFolder(from: string, written: string): string | undefined;
  /** All files below a folder. */
  below(folder: string): readonly string[];
}

export function fileIndex(paths: Iterable<string>): FileIndex {
  const files = new Set(paths);
  const byName = new Map<string, string[]>();
  const byFolder = new Map<string, string[]>();
  const inner = new Map<string, Set<string>>();
  for (const path of files) {
    put(byName, path.slice(path.lastIndexOf('/') + 1), path);
    put(byFolder, folderOf(path), path);
    for (let at = folderOf(path); at !== '' && !inner.get(folderOf(at))?.has(at); at = folderOf(at)) {
      inner.set(folderOf(at), (inner.get(folderOf(at)) ?? new Set()).add(at));
    }
  }
  const isFolder = (path: string): boolean => byFolder.has(path) || inner.has(path);
  const seenFrom = (from: string, written: string, fits: (path: string) => boolean): string | undefined => {
    for (const folder of upwards(folderOf(from))) {
      const path = resolveFrom(folder, written);
      if (path !== undefined && path !== '' && path !== from && fits(path)) return path;
      // `../x` has one meaning only.
      if (written.startsWith('../')) return undefined;
    }
    return undefined;
  };
  const below = (folder: string): readonly string[] => [...(byFolder.get(folder) ?? []), ...[...(inner.get(folder) ?? [])].flatMap(below)];
  return {
    has: (path) => files.has(path),
    find(from, written) {
      const direct = seenFrom(from, written, (path) => files.has(path));
      if (direct !== undefined) return direct;
      const ending = `/${resolveFrom('', written.replace(/^(?:\.\.?\/)+/, '')) ?? ''}`;
      const alike = byName.get(ending.slice(ending.lastIndexOf('/') + 1)) ?? [];
      const candidates = alike.filter((path) => path !== from && `/${path}`.endsWith(ending));
      const best = nearest(from, candidates);
      // A bare name that several files have, none nearer than another, could be any of them.
      const isBare = ending.lastIndexOf('/') === 0;
      return isBare && best !== undefined && candidates.some((path) => path !== best && shared(from, path) === shared(from, best)) ? undefined : best;
    },
    findFolder: (from, written) => seenFrom(from, written, isFolder),
    below,
  };
}

function put(map: Map<string, string[]>, key: string, value: string): void {
  const same = map.get(key);
  if (same) same.push(value);
  else map.set(key, [value]);
}
