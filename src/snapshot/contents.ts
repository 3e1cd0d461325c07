import type { Snapshot } from '../domain/snapshot.ts';
import { attributesOf } from './attributes.ts';
import { fileEntries } from './entries.ts';
import type { NoteBook } from './notes.ts';
import { isPatternFile, patternLines } from './pattern-files.ts';

/** A snapshot of files whose contents are in memory, by path. */
export function snapshotOfContents(origin: Snapshot['origin'], contents: ReadonlyMap<string, Uint8Array>, notes: NoteBook): Snapshot {
  const attributeFiles = [...contents].filter(([path]) => isPatternFile(path, '.gitattributes'));
  const attributes = attributesOf(new Map(attributeFiles.map(([path, bytes]) => [path, patternLines(path, new TextDecoder().decode(bytes), notes)])));
  return {
    origin,
    files: fileEntries([...contents].map(([path, bytes]) => ({ path, size: bytes.byteLength })), attributes),
    notes: notes.list(),
    async read(path) {
      const bytes = contents.get(path);
      if (!bytes) throw new Error(`${path} is not in this snapshot`);
      return bytes;
    },
  };
}
