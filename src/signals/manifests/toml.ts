import { parse, TomlError } from 'smol-toml';
import type { Note } from '../../domain/note.ts';
import { MAX_DEPTH, unreadable } from './manifest.ts';
import { itemPath, keyPath, tomlLines } from './toml-lines.ts';
import type { Node } from './tree.ts';

/** Reads TOML; of a broken file, what stands before the fault. */
export function parseToml(text: string, path: string): { readonly root?: Node; readonly notes: readonly Note[] } {
  const { table, fault } = parseUpToFault(text);
  const notes = fault ? [unreadable('toml', path, fault.line, fault.says)] : [];
  return table ? { root: nodeOf(table, '', 1, tomlLines(text), 0), notes } : { notes };
}

interface Fault {
  readonly line: number;
  readonly says: string;
}

/** A fault inside a list or string is reported where it shows, so the cut may have to move up to where the list began: a few tries. */
function parseUpToFault(text: string): { table?: unknown; fault?: Fault } {
  const whole = tryParse(text);
  if (!whole.fault) return whole;
  const lines = text.split('\n');
  let cut = whole.fault.line;
  for (let tries = 0; tries < 5 && cut > 1; tries += 1) {
    const before = tryParse(lines.slice(0, cut - 1).join('\n'));
    if (!before.fault) return { table: before.table, fault: whole.fault };
    cut = Math.min(before.fault.line, cut - 1);
  }
  return { fault: whole.fault };
}

function tryParse(text: string): { table?: unknown; fault?: Fault } {
  try {
    return { table: parse(text, { maxDepth: MAX_DEPTH, integersAsBigInt: 'asNeeded' }) };
  } catch (error) {
    if (!(error instanceof TomlError)) return { fault: { line: 1, says: String(error) } };
    return { fault: { line: error.line, says: error.message.replace('Invalid TOML document: ', '') } };
  }
}

/** `line` is the parent's, for what the line scan did not place. */
function nodeOf(value: unknown, at: string, line: number, lines: ReadonlyMap<string, number>, depth: number): Node {
  const own = lines.get(at) ?? line;
  if (depth > MAX_DEPTH) return { line: own };
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return { line: own, scalar: value };
  if (Array.isArray(value)) return { line: own, items: value.map((item, index) => nodeOf(item, itemPath(at, index), own, lines, depth + 1)) };
  if (typeof value !== 'object' || value === null || value instanceof Date) return { line: own, scalar: String(value) };
  const fields = Object.entries(value).map(([key, field]) => [key, nodeOf(field, keyPath(at, key), own, lines, depth + 1)] as const);
  return { line: own, fields: new Map(fields) };
}
