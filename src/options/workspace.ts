import { lstatSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve } from 'node:path';

/**
 * The absolute path of `path` in the workspace, or undefined where it leads out of it: by `..`, as an absolute path, or through a link that
 * the audited repository has laid (a path that does not exist yet is judged by the part that does).
 */
export function insideWorkspace(workspace: string, path: string): string | undefined {
  const absolute = resolve(workspace, path);
  if (!contains(resolve(workspace), absolute)) return undefined;
  const real = realPath(existing(absolute));
  return real !== undefined && contains(realpathSync(workspace), real) ? absolute : undefined;
}

/** Undefined for a link to nowhere: where it would lead, once followed, cannot be known. */
function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

function contains(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !/^\.\.[\\/]/.test(way) && !isAbsolute(way);
}

function existing(path: string): string {
  try {
    lstatSync(path);
    return path;
  } catch {
    return dirname(path) === path ? path : existing(dirname(path));
  }
}
