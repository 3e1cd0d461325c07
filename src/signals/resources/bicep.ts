import type { Resource } from '../../domain/signals.ts';
import { asString, valueAt, type Tree } from '../tree/tree.ts';
import { advance, skipBlank, takeSource, takeString, takeValue, takeWord, type Child, type Cursor, type Dialect } from './expressions.ts';
import { attributesOf, resource, type ResourceReader } from './reader.ts';

const BICEP: Dialect = { quote: "'", hash: false, separators: ':' };

/**
 * Bicep: resources (types without `@version`; `existing` ones are declared elsewhere and left out), child resources, modules by their
 * path, and parameters and variables by name with what they are set to.
 */
export const bicep: ResourceReader = {
  language: 'bicep',
  claims: (path) => /\.bicep(?:param)?$/i.test(path),
  read: (_path, text) => {
    const cursor: Cursor = { text, at: text.startsWith('\uFEFF') ? 1 : 0, line: 1 };
    const found: Resource[] = [];
    while (cursor.at < text.length) {
      skipBlank(cursor, BICEP, true);
      const before = cursor.at;
      const { line } = cursor;
      const word = takeWord(cursor);
      if (word === undefined || !takeStatement(cursor, word, { line, parent: '', depth: 0 }, found)) takeSource(cursor, BICEP);
      if (cursor.at === before) advance(cursor);
    }
    return found.toSorted((a, b) => a.line - b.line);
  },
};

/** Where a declaration stands: its line, the type that it is a child of, and how many braces deep. */
interface Place {
  readonly line: number;
  readonly parent: string;
  readonly depth: number;
}

/** Reads a declaration after its keyword; false where it is none. */
function takeStatement(cursor: Cursor, keyword: string, { line, parent, depth }: Place, found: Resource[]): boolean {
  if (!['resource', 'module', 'param', 'var'].includes(keyword)) return false;
  skipBlank(cursor, BICEP, false);
  const name = takeWord(cursor);
  if (name === undefined) return false;
  skipBlank(cursor, BICEP, false);
  if (keyword === 'param' || keyword === 'var') {
    if (!takeUpToEquals(cursor)) return keyword === 'param' && found.push(resource('bicep', line, 'param', name, [])) > 0;
    found.push(resource('bicep', line, keyword, name, attributesOf(takeValue(cursor, BICEP), 'value')));
    return true;
  }
  if (cursor.text[cursor.at] !== BICEP.quote) return false;
  const spelled = takeString(cursor, BICEP).value;
  const own = keyword === 'module' ? spelled : spelled.replace(/@[^@]*$/, '');
  const type = keyword === 'module' ? 'module' : parent === '' || own.includes('.') ? own : `${parent}/${own}`;
  skipBlank(cursor, BICEP, false);
  const existing = cursor.text.startsWith('existing', cursor.at);
  if (!takeUpToEquals(cursor)) return true;
  // Children are found while the body is read; the parent's place among them is restored by sorting.
  const body = takeBody(cursor, depth, (at, word, inner) => word === 'resource' && takeStatement(at, word, { line: at.line, parent: type, depth: inner + 1 }, found));
  if (existing) return true;
  const attributes = attributesOf(body);
  found.push(resource('bicep', line, type, asString(valueAt(body, 'name')) ?? name, keyword === 'module' ? [{ name: 'source', value: own }, ...attributes] : attributes));
  return true;
}

/** The object after `=`, behind `if (…)` and within `[for x in xs: …]`. */
function takeBody(cursor: Cursor, depth: number, child: Child): Tree {
  skipBlank(cursor, BICEP, false);
  const wrapped = /(?:\[\s{0,50}for\b[^\n{]{0,500}?:\s{0,50})?(?:if\s{0,10}\([^\n]{0,1000}\)\s{0,50})?(?=\{)/y;
  wrapped.lastIndex = cursor.at;
  const prefix = wrapped.exec(cursor.text)?.[0] ?? '';
  advance(cursor, prefix.length);
  const body = takeValue(cursor, BICEP, depth, child);
  if (prefix.startsWith('[')) {
    skipBlank(cursor, BICEP, true);
    if (cursor.text[cursor.at] === ']') advance(cursor);
  }
  return body;
}

/** Moves past the `=` of a declaration on this line: `param x string = …`, `resource x '…' existing = …`. */
function takeUpToEquals(cursor: Cursor): boolean {
  for (;;) {
    skipBlank(cursor, BICEP, false);
    const char = cursor.text[cursor.at];
    if (char === undefined || char === '\n') return false;
    if (char === BICEP.quote) takeString(cursor, BICEP);
    else advance(cursor);
    if (char === '=') return true;
  }
}
