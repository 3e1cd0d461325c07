/** What was found in files, kept from one run to the next. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Catalogue } from '../domain/catalogue.ts';
import type { FileEntry, Stamp } from '../domain/snapshot.ts';
import type { Earlier } from './batches.ts';
import type { CacheEntry } from './cache-file.ts';
import { loadEntries, storeEntries } from './cache-file.ts';
import { distFolder, isBundled } from './dist.ts';
import type { Found, Scan } from './file.ts';
import type { SignalMemory } from './memory.ts';

export interface SignalCache extends SignalMemory {
  /** Writes what this run used and found, at once or not at all. Gives a sentence where that is impossible. */
  save(): Promise<string | undefined>;
}

/** A file that changes within the time resolution of a disk may do so unnoticed. */
const RACY_MS = 2_000;

/** Opens the cache in a folder, which need not exist yet. It serves one catalogue and one version of this program. */
export async function openSignalCache(folder: string, catalogue: Catalogue, now = Date.now()): Promise<SignalCache> {
  const made = await fingerprint(catalogue);
  const entries = new Map<string, CacheEntry>();
  const byStamp = new Map<string, CacheEntry>();
  for (const entry of await loadEntries(folder, made)) {
    entries.set(`${entry.id} ${entry.path}`, entry);
    if (entry.stamp !== '') byStamp.set(`${entry.stamp} ${entry.path}`, entry);
  }
  const ids = new WeakMap<FileEntry, string>();
  const used = new Set<CacheEntry>();
  let changed = false;

  const idOf = (file: FileEntry, stamp?: Stamp): string | undefined => file.blob ?? ids.get(file) ?? (stamp && byStamp.get(`${stamp.of} ${file.path}`)?.id);
  const remember = (file: FileEntry, entry: CacheEntry, stamp: Stamp | undefined): void => {
    ids.set(file, entry.id);
    used.add(entry);
    if (stamp && stamp.changed < now - RACY_MS && stamp.of !== entry.stamp) [entry.stamp, changed] = [stamp.of, true];
  };
  const kept = <T>(part: 'scan' | 'parsed'): Earlier<T> => ({
    idOf,
    recall(file, id, stamp) {
      const entry = entries.get(`${id} ${file.path}`);
      if (!entry?.[part]) return undefined;
      remember(file, entry, stamp);
      return JSON.parse(entry[part].toString('utf8')) as T;
    },
    keep(file, id, answer, stamp) {
      const key = `${id} ${file.path}`;
      const entry = entries.get(key) ?? { path: file.path, id, stamp: '' };
      entries.set(key, entry);
      entry[part] = Buffer.from(JSON.stringify(answer));
      remember(file, entry, stamp);
      changed = true;
    },
  });

  return {
    scan: kept<Scan>('scan'),
    parse: kept<Found>('parsed'),
    async save() {
      return changed || used.size < entries.size ? storeEntries(folder, made, [...used]) : undefined;
    },
  };
}

/** Signals are a function of these, besides path and contents. */
async function fingerprint(catalogue: Catalogue): Promise<string> {
  const program = isBundled() ? await readFile(new URL('program.sha256', distFolder())) : 'source';
  return createHash('sha256').update(JSON.stringify(catalogue)).update(program).digest('hex');
}

