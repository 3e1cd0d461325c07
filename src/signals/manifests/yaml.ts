import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { ParsedNode } from 'yaml';
import type { Note } from '../../domain/note.ts';
import type { Literal } from '../../domain/signals.ts';
import { MAX_DEPTH, tooDeep, tooLarge, unreadable } from './manifest.ts';
import type { Node } from './tree.ts';

/** The parser takes seconds over a megabyte of nonsense; a list of packages is a few kilobytes. Characters. */
const LONGEST = 200_000;

/**
 * Reads the first document of a YAML text. Aliases are not followed: no manifest needs them, and so none can explode.
 * `uniqueKeys` is off because that check compares every key with every other.
 */
export function parseYaml(text: string, path: string): { readonly root?: Node; readonly notes: readonly Note[] } {
  if (text.length > LONGEST) return { notes: [tooLarge(path, LONGEST)] };
  if (nestsTooDeep(text)) return { notes: [tooDeep(path)] };
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
    const first = document.errors[0];
    const notes = first ? [unreadable('yaml', path, lines.linePos(first.pos[0]).line, first.message)] : [];
    return document.contents ? { root: nodeOf(document.contents, document.contents.range[0], lines, 0), notes } : { notes };
  } catch (error) {
    return { notes: [unreadable('yaml', path, undefined, String(error))] };
  }
}

function nodeOf(node: ParsedNode, offset: number, lines: LineCounter, depth: number): Node {
  const line = lines.linePos(offset).line;
  if (depth > MAX_DEPTH) return { line };
  if (isScalar(node)) return isLiteral(node.value) ? { line, scalar: node.value } : { line };
  if (isSeq(node)) return { line, items: (node.items as ParsedNode[]).map((item) => nodeOf(item, item.range[0], lines, depth + 1)) };
  if (!isMap(node)) return { line };
  const fields = new Map<string, Node>();
  for (const { key, value } of node.items as { key: ParsedNode; value: ParsedNode | null }[]) {
    if (isScalar(key) && value) fields.set(String(key.value), nodeOf(value, key.range[0], lines, depth + 1));
  }
  return { line, fields };
}

function isLiteral(value: unknown): value is Literal {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

/** Flow brackets beyond the limit, or a line whose indentation and `- - -` could hold such a nesting. The composer is recursive. */
function nestsTooDeep(text: string): boolean {
  let depth = 0;
  let lead = 0;
  let leading = true;
  for (const char of text) {
    if (char === '\n') {
      leading = true;
      lead = 0;
    } else if (leading && (char === ' ' || char === '-' || char === '?' || char === ':')) lead += 1;
    else leading = false;
    if (char === '[' || char === '{') depth += 1;
    else if (char === ']' || char === '}') depth = Math.max(0, depth - 1);
    if (depth > MAX_DEPTH || lead > 3 * MAX_DEPTH) return true;
  }
  return false;
}
