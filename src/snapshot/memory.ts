import type { Snapshot } from '../domain/snapshot.ts';
import { snapshotOfContents } from './contents.ts';
import { noteBook } from './notes.ts';

/** A snapshot of files given as path → contents, for tests and for the examples of rules. */
export function memorySnapshot(files: Readonly<Record<string, string | Uint8Array>>): Snapshot {
  const contents = Object.entries(files).map(([path, content]) => [path, typeof content === 'string' ? new TextEncoder().encode(content) : content] as const);
  return snapshotOfContents({ kind: 'memory' }, new Map(contents), noteBook());
}
