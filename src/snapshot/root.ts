import type { Stats } from 'node:fs';
import { lstatSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { ConfigError } from '../domain/errors.ts';

/** The folder that the user gives, absolute. Links in its path are the user's own, and resolved once. Throws ConfigError when there is none. */
export function rootOf(path: string): string {
  const given = resolve(path);
  const stats = statsOf(given);
  if (!stats) throw new ConfigError(`There is no folder ${given}: give the path of a checked-out repository.`);
  if (!stats.isDirectory()) throw new ConfigError(`${given} is not a folder: give the path of a checked-out repository.`);
  return realpathSync(given);
}

function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    throw new ConfigError(`The folder ${path} cannot be opened: ${(error as Error).message}.`);
  }
}

/** The nearest folder upwards that has a `.git`, be it a folder or the file of a linked work tree. */
export function topOf(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (lstatSync(join(at, '.git'), { throwIfNoEntry: false })) return at;
    if (dirname(at) === at) return undefined;
  }
}

/** Where a folder lies in its repository; nothing at the top. POSIX. */
export function prefixIn(top: string, folder: string): { prefix?: string } {
  return top === folder ? {} : { prefix: relative(top, folder).split(sep).join('/') };
}
