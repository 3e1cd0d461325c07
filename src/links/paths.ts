/** POSIX paths relative to the repository's root; the root itself is the empty string. */

export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

export function under(folder: string, path: string): string {
  return folder === '' ? path : `${folder}/${path}`;
}

/** A path as written, seen from a folder; undefined where it leads out of the repository. */
export function resolveFrom(folder: string, written: string): string | undefined {
  const segments = folder === '' ? [] : folder.split('/');
  for (const part of written.split('/')) {
    if (part === '..') {
      if (segments.pop() === undefined) return undefined;
    } else if (part !== '.' && part !== '') segments.push(part);
  }
  return segments.join('/');
}

/** A folder and all above it, nearest first; the root is last. */
export function upwards(folder: string): string[] {
  const folders = [folder];
  for (let at = folder; at !== ''; ) folders.push((at = folderOf(at)));
  return folders;
}

/** How many leading folders two paths share. */
export function shared(a: string, b: string): number {
  let count = 0;
  for (let at = 0; at < a.length && at < b.length && a[at] === b[at]; at++) if (a[at] === '/') count++;
  return count;
}

/** Of several files that a name could mean, the one nearest to the file that uses the name: most shared folders, then the shorter path. */
export function nearest(from: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  for (const path of candidates) if (best === undefined || isNearer(from, path, best)) best = path;
  return best;
}

function isNearer(from: string, path: string, best: string): boolean {
  const gain = shared(from, path) - shared(from, best);
  if (gain !== 0) return gain > 0;
  return path.length !== best.length ? path.length < best.length : path < best;
}
