import type { ImportSignal } from '../../../domain/signals.ts';
import { afterClosing, afterString, lineCounter, lineEnd } from './skip.ts';

type Names = ImportSignal['names'];

/** Import statements of a Python text, by reading its comments, strings and statement starts only. */
export function scanPythonImports(text: string): ImportSignal[] {
  const found: ImportSignal[] = [];
  if (!text.includes('import')) return found;
  const lineOf = lineCounter(text);
  const openers = /#|"""|'''|"|'|(?<![\w.])(?:import|from)(?=[ \t.\\])/g;
  for (let opener = openers.exec(text); opener !== null; opener = openers.exec(text)) {
    const [token] = opener;
    if (token === '#') openers.lastIndex = lineEnd(text, opener.index);
    else if (token.length === 3) openers.lastIndex = afterClosing(text, opener.index + 3, token);
    else if (token.length === 1) openers.lastIndex = afterString(text, opener.index);
    else if (startsStatement(text, opener.index)) {
      const { statement, end } = statementAt(text, opener.index);
      const line = lineOf(opener.index);
      for (const { module, names } of readStatement(statement)) found.push({ line, module, names });
      openers.lastIndex = end;
    }
  }
  return found;
}

/** True at the start of a line (indented or not) and after `;` or `:`. */
function startsStatement(text: string, at: number): boolean {
  let before = at - 1;
  while (before >= 0 && (text[before] === ' ' || text[before] === '\t')) before--;
  return before < 0 || '\n\r;:'.includes(text[before]!);
}

/** The statement on one line: continuation lines joined, parentheses followed, comments dropped. */
function statementAt(text: string, start: number): { statement: string; end: number } {
  let statement = '';
  let open = false;
  let at = start;
  const pieces = /[^\\#\n;()]+|\\\r?\n|[\\#\n;()]/y;
  pieces.lastIndex = at;
  for (let piece = pieces.exec(text); piece !== null; piece = pieces.exec(text)) {
    const token = piece[0];
    if ((token === '\n' && !open) || token === ';') break;
    if (token === '#') pieces.lastIndex = lineEnd(text, pieces.lastIndex);
    else statement += token.length > 1 && token[0] !== '\\' ? token : token === '(' || token === ')' ? ' ' : token.length === 1 && token !== '\n' && token !== '\\' ? token : ' ';
    at = pieces.lastIndex;
    if (token === '(') open = true;
    if (token === ')') break;
  }
  return { statement: statement.replace(/\s+/g, ' ').trim(), end: at };
}

function readStatement(statement: string): { module: string; names: Names }[] {
  const from = /^from (\.*) ?([\w.]*) ?import (.+)$/u.exec(statement);
  if (from !== null) {
    const module = `${from[1] ?? ''}${from[2] ?? ''}`;
    return module === '' || module === '__future__' ? [] : [{ module, names: listed(from[3] ?? '').map(([name, as]) => ({ name: name === '*' ? '*' : name, as: as ?? name })) }];
  }
  const plain = /^import (.+)$/u.exec(statement);
  return plain === null ? [] : listed(plain[1] ?? '').map(([module, as]) => ({ module, names: [{ name: '*', as: as ?? module }] }));
}

/** `a, b.c as d` → [['a'], ['b.c', 'd']]. */
function listed(text: string): [string, string?][] {
  const found: [string, string?][] = [];
  for (const part of text.split(',')) {
    const names = /^([\p{L}\p{N}_.]+|\*)(?: as ([\p{L}\p{N}_]+))?$/u.exec(part.trim());
    if (names !== null) found.push(names[2] === undefined ? [names[1]!] : [names[1]!, names[2]]);
  }
  return found;
}
