/** What `.gitattributes` files say of linguist's two attributes: is a file vendored, is it generated. */
import type { Pattern } from './pattern.ts';
import { compilePattern } from './pattern.ts';

interface Flags {
  /** Absent where no file says anything. */
  readonly vendored?: boolean;
  readonly generated?: boolean;
}

export interface Attributes {
  flagsOf(path: string): Flags;
}

interface AttributeLine {
  readonly pattern: Pattern;
  readonly says: readonly { readonly flag: keyof Flags; readonly value: boolean | undefined }[];
}

const NOTHING: Flags = {};

/** Takes the lines of all `.gitattributes` files, by path. Lines of deeper files, and later lines of a file, win. */
export function attributesOf(files: ReadonlyMap<string, readonly string[]>): Attributes {
  const byFolder = new Map<string, readonly AttributeLine[]>();
  for (const [path, lines] of files) {
    const telling = lines.flatMap(attributeLine);
    if (telling.length > 0) byFolder.set(path.slice(0, -'.gitattributes'.length), telling);
  }
  return { flagsOf: (path) => (byFolder.size === 0 ? NOTHING : flagsFor(path.split('/'), byFolder)) };
}

function flagsFor(segments: readonly string[], byFolder: ReadonlyMap<string, readonly AttributeLine[]>): Flags {
  const flags: { -readonly [K in keyof Flags]: Flags[K] } = {};
  let folder = '';
  for (let deep = 0; deep < segments.length; folder += `${segments[deep++]}/`) {
    const below = segments.slice(deep);
    for (const { pattern, says } of byFolder.get(folder) ?? []) {
      // A pattern with a trailing slash matches folders, and attributes belong to files: it never applies.
      if (pattern.folderOnly || !pattern.matches(below)) continue;
      for (const { flag, value } of says) {
        if (value === undefined) delete flags[flag];
        else flags[flag] = value;
      }
    }
  }
  return flags;
}

/** Only lines that say something of the two attributes are kept: matching is done for every file. */
function attributeLine(line: string): AttributeLine[] {
  if (!line.includes('linguist-')) return [];
  const [pattern, ...attributes] = wordsOf(line);
  const says = attributes.flatMap(flagSaid);
  // `[attr]` defines a macro, and negative patterns are forbidden here.
  if (pattern === undefined || says.length === 0 || /^(?:!|\[attr\])/.test(pattern)) return [];
  return [{ pattern: compilePattern(pattern), says }];
}

/** A pattern with spaces is written in double quotes. */
function wordsOf(line: string): string[] {
  const trimmed = line.trim();
  const quoted = /^"((?:[^"\\]|\\.)*)"\s+(.*)$/.exec(trimmed);
  return quoted ? [quoted[1]!.replace(/\\(["\\])/g, '$1'), ...quoted[2]!.split(/\s+/)] : trimmed.split(/\s+/);
}

/** `name` and `name=true` set, `-name` and `name=false` unset, `!name` takes back what was said. */
function flagSaid(attribute: string): { flag: keyof Flags; value: boolean | undefined }[] {
  const match = /^([-!]?)linguist-(vendored|generated)(?:=(.*))?$/.exec(attribute);
  if (!match) return [];
  const [, sign, flag, value] = match;
  return [{ flag: flag as keyof Flags, value: sign === '!' ? undefined : sign !== '-' && value?.toLowerCase() !== 'false' }];
}
