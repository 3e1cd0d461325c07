import { createScanner } from 'jsonc-parser';
import type { Literal } from '../../domain/signals.ts';
import { MAX_DEPTH, MAX_NODES, type Entry, type Tree } from './tree.ts';
import type { Reading } from './yaml.ts';

/** The scanner's kinds of token; a `const enum` of another package cannot be imported. */
const TOKEN = { openBrace: 1, closeBrace: 2, openBracket: 3, closeBracket: 4, comma: 5, colon: 6, null: 7, true: 8, false: 9, string: 10, number: 11, end: 17 } as const;

interface Open {
  readonly entries?: Entry[];
  readonly items?: Tree[];
  key?: { readonly text: string; readonly line: number };
  /** What may come next: a key's colon, a value (or key), or the comma after a value. */
  next: 'colon' | 'value' | 'comma';
}

/** Reads JSON, with comments and trailing commas allowed. Keeps its own stack, so depth cannot overflow it. */
export function readJson(text: string): Reading {
  const scanner = createScanner(text, true);
  const open: Open[] = [];
  let root: Tree | undefined;
  let nodes = 0;

  const fail = (says: string): Reading => ({ documents: [], problem: { line: scanner.getTokenStartLine() + 1, says: `The JSON cannot be parsed: ${says}.` } });
  const put = (tree: Tree): boolean => {
    nodes += 1;
    const at = open.at(-1);
    if (!at) {
      if (root) return false;
      root = tree;
      return true;
    }
    if (at.next !== 'value') return false;
    at.next = 'comma';
    if (at.items) at.items.push(tree);
    else if (at.entries && at.key) {
      at.entries.push({ key: at.key.text, line: at.key.line, value: tree });
      delete at.key;
    } else return false;
    return true;
  };

  for (let token: number = scanner.scan(); token !== TOKEN.end; token = scanner.scan()) {
    if (nodes > MAX_NODES) return fail('it has too many values');
    const line = scanner.getTokenStartLine() + 1;
    const at = open.at(-1);
    switch (token) {
      case TOKEN.openBrace:
      case TOKEN.openBracket: {
        if (open.length >= MAX_DEPTH) return fail('it is nested too deeply');
        const frame: Open = token === TOKEN.openBrace ? { entries: [], next: 'value' } : { items: [], next: 'value' };
        if (!put(frame.entries ? { kind: 'map', line, entries: frame.entries } : { kind: 'list', line, items: frame.items ?? [] })) return fail('a value stands where none may');
        open.push(frame);
        break;
      }
      case TOKEN.closeBrace:
        if (!at?.entries || at.key) return fail('a brace closes what is not open');
        open.pop();
        break;
      case TOKEN.closeBracket:
        if (!at?.items) return fail('a bracket closes what is not open');
        open.pop();
        break;
      case TOKEN.comma:
        if (at?.next !== 'comma') return fail('a comma stands where none may');
        at.next = 'value';
        break;
      case TOKEN.colon:
        if (at?.next !== 'colon') return fail('a colon stands where none may');
        at.next = 'value';
        break;
      case TOKEN.string:
        if (at?.entries && !at.key && at.next === 'value') {
          at.key = { text: scanner.getTokenValue(), line };
          at.next = 'colon';
        } else if (!put({ kind: 'scalar', line, value: scanner.getTokenValue() })) return fail('a string stands where none may');
        break;
      default: {
        const value = literal(token, scanner.getTokenValue());
        if (value === undefined || !put({ kind: 'scalar', line, value })) return fail(`\`${scanner.getTokenValue().slice(0, 20)}\` stands where it may not`);
      }
    }
  }
  if (open.length > 0) return fail('it ends before it is complete');
  return { documents: root ? [root] : [] };
}

function literal(token: number, spelled: string): Literal | undefined {
  if (token === TOKEN.number) return Number(spelled);
  if (token === TOKEN.true) return true;
  if (token === TOKEN.false) return false;
  return token === TOKEN.null ? null : undefined;
}
