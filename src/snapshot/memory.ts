import type { Snapshot } from '../domain/snapshot.ts';
import { attributesOf } from './attributes.ts';
import { fileEntries } from './entries.ts';
import { noteBook } from './notes.ts';
import { patternLines } from './pattern-files.ts';

/** A snapshot of files given as path → contents, for tests and for the examples of rules. */
export function memorySnapshot(files: Readonly<Record<string, string | Uint8Array>>): Snapshot {
  const contents = new Map(Object.entries(files).map(([path, content]) => [path, typeof content === 'string' ? new TextEncoder().encode(content) : content]));
  const attributeFiles = [...contents].filter(([path]) => path === '.gitattributes' || path.endsWith('/.gitattributes'));
  const notes = noteBook();
  const attributes = attributesOf(new Map(attributeFiles.map(([path, bytes]) => [path, patternLines(path, new TextDecoder().decode(bytes), notes)])));
  return {
    origin: { kind: 'memory' },
    files: fileEntries([...contents].map(([path, bytes]) => ({ path, size: bytes.byteLength })), attributes),
    notes: notes.list(),
    async read(path) {
      const bytes = contents.get(path);
      if (!bytes) throw new Error(`${path} is not in this snapshot`);
      return bytes;
    },
  };
}
