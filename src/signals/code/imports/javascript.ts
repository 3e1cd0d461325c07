import type { ImportSignal } from '../../../domain/signals.ts';
import { afterClosing, afterComment, afterString, lineCounter, lineEnd } from './skip.ts';

type Names = ImportSignal['names'];

/** How far back the name that takes a `require(...)` is looked for. */
const BINDING = 400;

/** Imports, re-exports, `require` and dynamic imports of a JavaScript or TypeScript text, by reading its comments, strings and those words only. */
export function scanJavaScriptImports(text: string): ImportSignal[] {
  const found: ImportSignal[] = [];
  if (!/\b(?:import|export|require)\b/.test(text)) return found;
  const lineOf = lineCounter(text);
  const openers = /\/\/|\/\*|"|'|`|(?<![\w$.#@-])(?:import|export|require)(?![\w$:-])/g;
  for (let opener = openers.exec(text); opener !== null; opener = openers.exec(text)) {
    const [token] = opener;
    if (token === '//') openers.lastIndex = lineEnd(text, opener.index);
    else if (token === '/*') openers.lastIndex = afterComment(text, opener.index + 2);
    else if (token === '`') openers.lastIndex = afterClosing(text, opener.index + 1, '`');
    else if (token.length === 1) openers.lastIndex = afterString(text, opener.index);
    else {
      const keyword = token as 'import' | 'export' | 'require';
      const signal = (keyword === 'require' ? undefined : readClause(text, opener.index, keyword)) ?? readCall(text, opener.index, keyword);
      if (signal === undefined) continue;
      found.push({ line: lineOf(opener.index), module: signal.module, names: signal.names });
      openers.lastIndex = signal.end;
    }
  }
  return found;
}

interface Read {
  readonly module: string;
  readonly names: Names;
  readonly end: number;
}

/** A clause in front of `from`, with runs of white space already made one blank. */
const CLAUSES = {
  import: /^(?:type )?(?:[\w$]+ ?,? ?)?(?:\* ?as [\w$]+|\{[^{}]*\})? ?from$/,
  export: /^(?:type )?(?:\*(?: ?as [\w$]+)?|\{[^{}]*\}) ?from$/,
};

/** `import type a, { b as c } from 'm'`, `import 'm'`, `import x = require('m')`, `export * as ns from 'm'`. */
function readClause(text: string, start: number, keyword: 'import' | 'export'): Read | undefined {
  let clause = '';
  const pieces = /[\w$]+|[*{},]|\s+|\/\/[^\n]*|\/\*|["']|=/uy;
  pieces.lastIndex = start + keyword.length;
  for (let piece = pieces.exec(text); piece !== null; piece = pieces.exec(text)) {
    const token = piece[0];
    if (token === '/*') pieces.lastIndex = afterComment(text, pieces.lastIndex);
    else if (token === '=') return keyword === 'import' ? assignedRequire(text, pieces.lastIndex, clause) : undefined;
    else if (token === '"' || token === "'") {
      const end = afterString(text, piece.index);
      const words = clause.replace(/\s+/g, ' ').trim();
      // A name in quotes is possible inside the braces; it is left out.
      if (words.includes('{') && !words.includes('}')) pieces.lastIndex = end;
      else if (CLAUSES[keyword].test(words)) return { module: text.slice(piece.index + 1, end - 1), names: clauseNames(words.slice(0, -4).trim(), keyword), end };
      else return keyword === 'import' && words === '' ? { module: text.slice(piece.index + 1, end - 1), names: [], end } : undefined;
    } else if (STOPS.has(token)) return undefined;
    else if (!token.startsWith('//')) clause += token;
  }
  return undefined;
}

/** Words that no clause contains: where one comes, the clause was none, and what follows is read afresh. */
const STOPS = new Set(['import', 'export', 'require', 'const', 'let', 'var', 'function', 'class', 'async', 'enum', 'interface', 'declare', 'abstract', 'namespace']);

function assignedRequire(text: string, from: number, clause: string): Read | undefined {
  const called = /\s*require\s*\(\s*(["'])([^"'\n]*)\1\s*\)/y;
  called.lastIndex = from;
  const match = called.exec(text);
  const name = /([\w$]+)\s*$/.exec(clause)?.[1];
  return match === null || name === undefined ? undefined : { module: match[2]!, names: [{ name: '*', as: name }], end: called.lastIndex };
}

function readCall(text: string, start: number, keyword: string): Read | undefined {
  if (keyword === 'export') return undefined;
  const called = /\s*\(\s*(?:\/\*[^*]*\*\/\s*)?(["'`])([^"'`\n$]+)\1\s*[,)]/y;
  called.lastIndex = start + keyword.length;
  const match = called.exec(text);
  if (match === null) return undefined;
  const before = text.slice(Math.max(0, start - BINDING), start);
  const binding = /(?:\b(?:const|let|var)|,)\s+([\w$]+|\{[^{}]*\})\s*(?::[^=;{}]{0,80})?=\s*(?:await\s+)?$/.exec(before)?.[1];
  return { module: match[2]!, names: binding === undefined ? [] : bindingNames(binding), end: called.lastIndex };
}

/** The names that a whole module is bound to: `x` or `{ a, b: c }`. */
export function bindingNames(pattern: string): Names {
  if (!pattern.startsWith('{')) return /^[\w$]+$/.test(pattern) ? [{ name: '*', as: pattern }] : [];
  return specifiers(pattern.slice(1, -1), /^([\w$]+)(?:\s*:\s*([\w$]+))?\s*(?:=.*)?$/s);
}

function clauseNames(clause: string, keyword: string): Names {
  const names: { name: string; as: string }[] = [];
  const words = clause.replace(/^type (?=[\w${*])/, '');
  const open = words.indexOf('{');
  const outside = open === -1 ? words : words.slice(0, open);
  for (const part of outside.split(',')) {
    const star = /^\s*\*\s*(?:as\s+([\w$]+))?\s*$/.exec(part);
    const plain = /^\s*([\w$]+)\s*$/.exec(part);
    if (star !== null) names.push({ name: '*', as: star[1] ?? '*' });
    else if (plain !== null && keyword === 'import') names.push({ name: 'default', as: plain[1]! });
  }
  if (open !== -1) names.push(...specifiers(words.slice(open + 1).replace('}', ''), /^(?:type\s+(?!as\b))?([\w$]+)(?:\s+as\s+([\w$]+))?$/));
  return names;
}

function specifiers(list: string, shape: RegExp): { name: string; as: string }[] {
  const found: { name: string; as: string }[] = [];
  for (const part of list.split(',')) {
    const match = shape.exec(part.trim());
    if (match !== null) found.push({ name: match[1]!, as: match[2] ?? match[1]! });
  }
  return found;
}
