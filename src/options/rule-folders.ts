import { isAbsolute, relative, resolve, sep } from 'node:path';
import { ConfigError } from '../domain/errors.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import { readConfiguration } from './configuration/index.ts';
import { quote } from './quote.ts';

/**
 * The folders of house rules that are meant in the snapshot of the current folder: the one that was named or, where none was, those that the
 * configuration extends. The current folder itself is empty. Throws ConfigError for a folder outside, and where nothing is meant.
 */
export async function ruleFolders(snapshot: Snapshot, current: string, { folder, config }: { readonly folder?: string; readonly config?: string }): Promise<readonly string[]> {
  if (folder !== undefined) return [folderBelow(current, folder)];
  const { configuration } = await readConfiguration(snapshot, config);
  if (configuration.extends.length > 0) return configuration.extends;
  const lacks = configuration.file === undefined ? 'There is no configuration here' : `${configuration.file} has no \`extends\``;
  throw new ConfigError(`${lacks} that names a folder of house rules; expected one, or the folder as in genaiops-audit rules test .genaiops.`);
}

function folderBelow(current: string, folder: string): string {
  const way = relative(current, resolve(current, folder));
  if (way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)) throw new ConfigError(`The folder ${quote(folder)} is not below the current one; expected one of the repository that is tested.`);
  return way.split(sep).join('/');
}
