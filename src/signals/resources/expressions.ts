import type { Entry, Scalar, Tree } from '../tree/tree.ts';

/** How two languages of blocks and braces differ. */
export interface Dialect {
  readonly quote: '"' | "'";
  /** Whether `#` begins a comment. */
  readonly hash: boolean;
  /** What stands between a key and its value in an object. */
  readonly separators: string;
}

/** A position in a text and the ways to move it. Lines are counted as it goes, so every look-up is cheap. */
export interface Cursor {
  readonly text: string;
  at: number;
  line: number;
}

/** Reads a statement that stands within an object, after its keyword; false where it is none. */
export type Child = (cursor: Cursor, word: string, depth: number) => boolean;

const MAX_NESTING = 60;
const OPENERS = '([{';
const CLOSERS = ')]}';

/** Moves past one character, or several. */
export function advance(cursor: Cursor, count = 1): void {
  for (let left = count; left > 0 && cursor.at < cursor.text.length; left -= 1) {
    if (cursor.text[cursor.at] === '\n') cursor.line += 1;
    cursor.at += 1;
  }
}

/** Moves past spaces and comments; past line breaks only where asked. */
export function skipBlank(cursor: Cursor, dialect: Dialect, lines: boolean): void {
  for (;;) {
    const char = cursor.text[cursor.at] ?? '';
    if (char === ' ' || char === '\t' || char === '\r' || (lines && char === '\n')) advance(cursor);
    else if ((char === '#' && dialect.hash) || cursor.text.startsWith('//', cursor.at)) moveTo(cursor, cursor.text.indexOf('\n', cursor.at));
    else if (cursor.text.startsWith('/*', cursor.at)) {
      const end = cursor.text.indexOf('*/', cursor.at + 2);
      moveTo(cursor, end < 0 ? -1 : end + 2);
    } else return;
  }
}

/** Moves to an offset further on; -1 is the end of the text. */
export function moveTo(cursor: Cursor, offset: number): void {
  advance(cursor, (offset < 0 ? cursor.text.length : offset) - cursor.at);
}

/** The word at the cursor, which moves past it. */
export function takeWord(cursor: Cursor): string | undefined {
  const word = /[A-Za-z_][\w.-]*/y;
  word.lastIndex = cursor.at;
  const found = word.exec(cursor.text)?.[0];
  if (found !== undefined) cursor.at += found.length;
  return found;
}

/**
 * Moves past a quoted string. Interpolations (`${…}`) may hold further strings, to any depth, on a stack of their own; a string that
 * is not closed ends with its line.
 */
export function takeString(cursor: Cursor, dialect: Dialect): { readonly value: string; readonly literal: boolean } {
  const { text } = cursor;
  const { quote } = dialect;
  if (quote === "'" && text.startsWith("'''", cursor.at)) {
    const end = text.indexOf("'''", cursor.at + 3);
    const value = text.slice(cursor.at + 3, end < 0 ? undefined : end);
    moveTo(cursor, end < 0 ? -1 : end + 3);
    return { value, literal: true };
  }
  const start = cursor.at + 1;
  const open: ('string' | 'braces')[] = ['string'];
  let literal = true;
  advance(cursor);
  while (cursor.at < text.length && open.length > 0) {
    const char = text[cursor.at];
    if (open.at(-1) === 'string') {
      if (char === '\\') advance(cursor);
      else if (char === quote) open.pop();
      else if (char === '\n') break;
      else if ((char === '$' || char === '%') && text[cursor.at + 1] === '{') {
        literal = false;
        open.push('braces');
        advance(cursor);
      }
    } else if (char === quote) open.push('string');
    else if (char === '{') open.push('braces');
    else if (char === '}') open.pop();
    advance(cursor);
  }
  const end = open.length === 0 ? cursor.at - 1 : cursor.at;
  const raw = text.slice(start, end);
  return { value: literal ? raw.replace(/\\(.)/gs, (_, char: string) => (char === 'n' ? '\n' : char === 't' ? '\t' : char)) : raw, literal };
}

/** Moves to where an expression ends: a line break, comma or closing bracket that is its own. Returns its source. */
export function takeSource(cursor: Cursor, dialect: Dialect): string {
  const start = cursor.at;
  let depth = 0;
  while (cursor.at < cursor.text.length) {
    const char = cursor.text[cursor.at] ?? '';
    if (char === dialect.quote) {
      takeString(cursor, dialect);
      continue;
    }
    if (depth === 0 && (char === '\n' || char === ',')) break;
    if (OPENERS.includes(char)) depth += 1;
    else if (CLOSERS.includes(char)) {
      if (depth === 0) break;
      depth -= 1;
    } else if (char === '/' || char === '#') {
      const before = cursor.at;
      skipBlank(cursor, dialect, false);
      if (cursor.at > before) continue;
    }
    advance(cursor);
  }
  return cursor.text.slice(start, cursor.at);
}

/** A value: a literal, a list, an object, or the source of any other expression. `child` reads statements that stand within objects. */
export function takeValue(cursor: Cursor, dialect: Dialect, depth = 0, child?: Child): Tree {
  skipBlank(cursor, dialect, false);
  const { at, line, text } = cursor;
  const char = text[at] ?? '';
  if (depth <= MAX_NESTING && (char === '{' || char === '[')) {
    const tree = char === '{' ? takeObject(cursor, dialect, depth, child) : takeList(cursor, dialect, depth, child);
    if (tree && endsHere(cursor, dialect)) return tree;
    [cursor.at, cursor.line] = [at, line];
  } else if (char === dialect.quote) {
    const { value, literal } = takeString(cursor, dialect);
    if (endsHere(cursor, dialect)) return literal ? { kind: 'scalar', line, value } : { kind: 'scalar', line, text: text.slice(at, cursor.at).trim() };
    [cursor.at, cursor.line] = [at, line];
  }
  return scalar(takeSource(cursor, dialect).trim(), line);
}

function scalar(source: string, line: number): Scalar {
  if (source === 'true' || source === 'false') return { kind: 'scalar', line, value: source === 'true' };
  if (source === 'null') return { kind: 'scalar', line, value: null };
  return /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(source) ? { kind: 'scalar', line, value: Number(source) } : { kind: 'scalar', line, text: source };
}

/** Whether nothing of the expression follows on its line. */
function endsHere(cursor: Cursor, dialect: Dialect): boolean {
  skipBlank(cursor, dialect, false);
  const char = cursor.text[cursor.at];
  return char === undefined || char === '\n' || char === ',' || CLOSERS.includes(char);
}

function takeList(cursor: Cursor, dialect: Dialect, depth: number, child?: Child): Tree | undefined {
  const { line } = cursor;
  const items: Tree[] = [];
  advance(cursor);
  for (;;) {
    skipBlank(cursor, dialect, true);
    const char = cursor.text[cursor.at];
    if (char === undefined || char === ']') break;
    if (/^for\b/.test(cursor.text.slice(cursor.at, cursor.at + 4))) return undefined;
    const before = cursor.at;
    if (char !== ',') items.push(takeValue(cursor, dialect, depth + 1, child));
    if (cursor.at === before) advance(cursor);
  }
  advance(cursor);
  return { kind: 'list', line, items };
}

function takeObject(cursor: Cursor, dialect: Dialect, depth: number, child?: Child): Tree | undefined {
  const { line } = cursor;
  const entries: Entry[] = [];
  advance(cursor);
  for (;;) {
    skipBlank(cursor, dialect, true);
    const char = cursor.text[cursor.at];
    if (char === undefined || char === '}') break;
    const before = cursor.at;
    const keyLine = cursor.line;
    const word = char === dialect.quote ? takeString(cursor, dialect).value : takeWord(cursor);
    if (word === 'for' && entries.length === 0) return undefined;
    if (word !== undefined && !(char !== dialect.quote && child?.(cursor, word, depth))) {
      skipBlank(cursor, dialect, false);
      if (dialect.separators.includes(cursor.text[cursor.at] ?? '\n')) {
        advance(cursor);
        entries.push({ key: word, line: keyLine, value: takeValue(cursor, dialect, depth + 1, child) });
      } else takeSource(cursor, dialect);
    }
    if (cursor.at === before) advance(cursor);
  }
  advance(cursor);
  return { kind: 'map', line, entries };
}
