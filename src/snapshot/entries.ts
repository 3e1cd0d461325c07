import type { FileEntry } from '../domain/snapshot.ts';
import type { Attributes } from './attributes.ts';
import { firstParty } from './first-party.ts';
import { roleOf } from './roles.ts';

/** Every source of files ends here: what is known of each path, sorted in code-unit order. */
export function fileEntries(files: readonly { readonly path: string; readonly size: number; readonly blob?: string }[], attributes: Attributes): readonly FileEntry[] {
  return files
    .map(({ path, size, blob }) => ({ path, size, role: roleOf(path), firstParty: firstParty(path, attributes), ...(blob === undefined ? {} : { blob }) }))
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}
