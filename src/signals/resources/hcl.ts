import { advance, moveTo, skipBlank, takeSource, takeString, takeValue, takeWord, type Cursor, type Dialect } from './expressions.ts';
import type { Entry, Mapping, Tree } from '../tree/tree.ts';

const HCL: Dialect = { quote: '"', hash: true, separators: '=:' };
const MAX_NESTING = 60;

/**
 * Reads the blocks and attributes of an HCL text: `resource "a" "b" { c = 1 }` becomes `resource.a.b.c`, each label a mapping of one
 * entry, and a block that is repeated an entry each time. Goes through the text once.
 */
export function readHcl(text: string): Mapping {
  const cursor: Cursor = { text, at: text.startsWith('\uFEFF') ? 1 : 0, line: 1 };
  const entries: Entry[] = [];
  // A stray brace at the top closes nothing: go on behind it.
  while (cursor.at < text.length) {
    entries.push(...takeBody(cursor, 0));
    advance(cursor);
  }
  return { kind: 'map', line: 1, entries };
}

/** The statements up to a closing brace, which is left standing. */
function takeBody(cursor: Cursor, depth: number): Entry[] {
  const entries: Entry[] = [];
  for (;;) {
    skipBlank(cursor, HCL, true);
    const char = cursor.text[cursor.at];
    if (char === undefined || char === '}') return entries;
    const before = cursor.at;
    const { line } = cursor;
    const key = char === '"' ? takeString(cursor, HCL).value : takeWord(cursor);
    const entry = key === undefined ? undefined : takeStatement(cursor, key, line, depth);
    if (entry) entries.push(entry);
    else if (cursor.at === before) advance(cursor);
  }
}

function takeStatement(cursor: Cursor, key: string, line: number, depth: number): Entry | undefined {
  const labels: { text: string; line: number }[] = [];
  for (;;) {
    skipBlank(cursor, HCL, false);
    const char = cursor.text[cursor.at];
    if (char === '=' && labels.length === 0) {
      advance(cursor);
      return { key, line, value: takeAttribute(cursor) };
    }
    if (char === '{' && depth < MAX_NESTING) {
      advance(cursor);
      let value: Tree = { kind: 'map', line, entries: takeBody(cursor, depth + 1) };
      advance(cursor);
      for (const label of labels.toReversed()) value = { kind: 'map', line: label.line, entries: [{ key: label.text, line: label.line, value }] };
      return { key, line, value };
    }
    const label = labels.length > 3 ? undefined : char === '"' ? takeString(cursor, HCL).value : takeWord(cursor);
    if (label === undefined) {
      takeSource(cursor, HCL);
      return undefined;
    }
    labels.push({ text: label, line: cursor.line });
  }
}

/** A value; heredocs are strings, and what is encoded as JSON in place is read like an object. */
function takeAttribute(cursor: Cursor): Tree {
  skipBlank(cursor, HCL, false);
  const { line, text } = cursor;
  const heredoc = /<<-?(\w{1,100})[ \t]*\r?\n/y;
  heredoc.lastIndex = cursor.at;
  const opening = heredoc.exec(text);
  if (opening) return takeHeredoc(cursor, opening[0].length, opening[1] ?? '', line);
  const encode = /(?:json|yaml)encode\(\s{0,20}(?=[{[])/y;
  encode.lastIndex = cursor.at;
  const call = encode.exec(text)?.[0];
  if (call === undefined) return takeValue(cursor, HCL);
  advance(cursor, call.length);
  const inner = takeValue(cursor, HCL);
  skipBlank(cursor, HCL, true);
  if (text[cursor.at] === ')') advance(cursor);
  return inner;
}

function takeHeredoc(cursor: Cursor, length: number, mark: string, line: number): Tree {
  advance(cursor, length);
  const start = cursor.at;
  let at = start;
  while (at < cursor.text.length) {
    const end = cursor.text.indexOf('\n', at);
    const stop = end < 0 ? cursor.text.length : end;
    if (cursor.text.slice(at, stop).trim() === mark) {
      const value = cursor.text.slice(start, at);
      moveTo(cursor, stop);
      return { kind: 'scalar', line, value };
    }
    at = stop + 1;
  }
  moveTo(cursor, -1);
  return { kind: 'scalar', line, value: cursor.text.slice(start) };
}
