import { createHash } from 'node:crypto';
import type { FileSignals } from '../domain/signals.ts';
import type { FileEntry } from '../domain/snapshot.ts';

/** Signals of files that were read before: they depend on path, bytes and catalogue alone, so that a second tree costs what differs. */
export interface SignalMemory {
  recall(file: FileEntry, bytes: Uint8Array, parse: boolean): FileSignals | undefined;
  keep(bytes: Uint8Array, parse: boolean, signals: FileSignals): void;
}

/** For snapshots that are read with one catalogue. */
export function createSignalMemory(): SignalMemory {
  const known = new Map<string, FileSignals>();
  const keyOf = (path: string, bytes: Uint8Array, parse: boolean): string => `${parse ? 'parsed' : 'read'}\0${path}\0${createHash('sha1').update(bytes).digest('base64')}`;
  return {
    recall(file, bytes, parse) {
      const signals = known.get(keyOf(file.path, bytes, parse));
      // What the tree says of the file (its role, whose it is) is another matter than what is in it.
      return signals && { ...signals, file };
    },
    keep(bytes, parse, signals) {
      known.set(keyOf(signals.file.path, bytes, parse), signals);
    },
  };
}
