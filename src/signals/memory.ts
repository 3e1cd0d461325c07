import { createHash } from 'node:crypto';
import type { FileEntry } from '../domain/snapshot.ts';
import type { Found, Scan } from './file.ts';
import type { Earlier } from './batches.ts';

/**
 * What was found in files that were read before. It depends on path, bytes and catalogue alone, so that a second tree costs what differs.
 * Contents go by the ids that git gives them.
 */
export interface SignalMemory {
  readonly scan: Earlier<Scan>;
  readonly parse: Earlier<Found>;
}

/** For snapshots that are read with one catalogue. */
export function createSignalMemory(): SignalMemory {
  const ids = new WeakMap<FileEntry, string>();
  const idOf = (file: FileEntry): string | undefined => file.blob ?? ids.get(file);
  const known = <T>(): Earlier<T> => {
    const answers = new Map<string, T>();
    return {
      idOf,
      recall: ({ path }, id) => answers.get(`${id} ${path}`),
      keep(file, id, answer) {
        ids.set(file, id);
        answers.set(`${id} ${file.path}`, answer);
      },
    };
  };
  return { scan: known(), parse: known() };
}

/** The id that git gives to these bytes. */
export function blobIdOf(bytes: Uint8Array): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
