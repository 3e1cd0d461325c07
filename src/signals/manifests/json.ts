import { parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Node as JsonNode, ParseError } from 'jsonc-parser';
import type { Note } from '../../domain/note.ts';
import { lineIndex } from './lines.ts';
import { MAX_DEPTH, tooDeep, unreadable } from './manifest.ts';
import type { Node } from './tree.ts';

/** Reads JSON, with comments and trailing commas let through; a broken file gives what was read before and around the fault. */
export function parseJson(text: string, path: string): { readonly root?: Node; readonly notes: readonly Note[] } {
  if (bracketsDeeperThan(text, MAX_DEPTH)) return { notes: [tooDeep(path)] };
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  const lineOf = lineIndex(text);
  const first = errors[0];
  const notes = first ? [unreadable('json', path, lineOf(first.offset), inWords(printParseErrorCode(first.error)))] : [];
  return tree ? { root: nodeOf(tree, tree.offset, lineOf), notes } : { notes };
}

/** `PropertyNameExpected` → `property name expected`. */
function inWords(code: string): string {
  return code.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).trim();
}

function nodeOf(tree: JsonNode, offset: number, lineOf: (offset: number) => number): Node {
  const line = lineOf(offset);
  const children = tree.children ?? [];
  if (tree.type === 'array') return { line, items: children.map((child) => nodeOf(child, child.offset, lineOf)) };
  if (tree.type !== 'object') return { line, scalar: tree.value };
  const fields = new Map<string, Node>();
  for (const { children: [key, value] = [] } of children) {
    if (key && value) fields.set(String(key.value), nodeOf(value, key.offset, lineOf));
  }
  return { line, fields };
}

/** Whether brackets outside strings nest deeper than the limit. The parser behind is recursive, so this must come first. */
function bracketsDeeperThan(text: string, limit: number): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (inString) {
      if (char === '\\') at += 1;
      else if (char === '"' || char === '\n') inString = false;
    } else if (char === '"') inString = true;
    else if (char === '[' || char === '{') depth += 1;
    else if (char === ']' || char === '}') depth = Math.max(0, depth - 1);
    if (depth > limit) return true;
  }
  return false;
}
