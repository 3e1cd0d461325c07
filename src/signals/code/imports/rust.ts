import type { ImportSignal } from '../../../domain/signals.ts';
import { type ImportSyntax, type Statement, scanStatements } from './tokens.ts';

type Import = Omit<ImportSignal, 'line'>;

const SYNTAX: ImportSyntax = { any: /\b(?:use|mod|extern)\b/, skips: /\/[/*]|r#*"|"|'(?:\\[^\n]{1,8}?|[^\\'\n])'/, keyword: /(?<![\w.#])(?:use|mod|extern\s+crate)(?=\s)/, read };

/** How deep lists of names are followed. */
const DEPTH = 8;

/** `use a::b::{C, d as e};`, `extern crate a;`, and `mod a;`, which is `self::a`. */
export function scanRustImports(text: string): ImportSignal[] {
  return scanStatements(text, SYNTAX);
}

function read(text: string, at: number): Statement | undefined {
  const statement = /(use|mod|extern\s+crate)\s+([^;="()\\]{1,20000});/y;
  statement.lastIndex = at;
  const match = statement.exec(text);
  if (match === null) return undefined;
  const [, keyword, written = ''] = match;
  const path = written.replace(/\/\/[^\n]*|\/\*[^*]*\*\//g, '').replace(/\br#/g, '').replace(/\s+/g, ' ').trim();
  const end = statement.lastIndex;
  if (keyword === 'use') return /^[\w:{}*, ]+$/.test(path) ? { imports: grouped(leaves(path.replace(/^::/, ''), '', 0)), end } : undefined;
  const [, name = '', alias = name] = /^(\w+)(?: as (\w+))?$/.exec(path) ?? [];
  return name === '' ? undefined : { imports: [{ module: keyword === 'mod' ? `self::${name}` : name, names: [{ name: '*', as: alias }] }], end };
}

interface Leaf {
  readonly module: string;
  readonly name: string;
  readonly as: string;
}

/** The names at the ends of a tree of paths. */
function leaves(path: string, before: string, depth: number): Leaf[] {
  const open = path.indexOf('{');
  if (open !== -1 && depth < DEPTH) {
    const module = join(before, path.slice(0, open).replace(/ ?:: ?$/, '').trim());
    return split(path.slice(open + 1, path.lastIndexOf('}'))).flatMap((part) => leaves(part, module, depth + 1));
  }
  const [, whole = '', alias] = /^([\w:* ]+?)(?: as (\w+))?$/.exec(path.trim()) ?? [];
  const segments = join(before, whole.replace(/ /g, '')).split('::');
  const last = segments.pop() ?? '';
  if (last === '' || alias === '_') return [];
  if (last === 'self') return [{ module: segments.join('::'), name: '*', as: alias ?? segments.at(-1) ?? '' }];
  // A crate as a whole.
  return segments.length === 0 ? [{ module: last, name: '*', as: alias ?? last }] : [{ module: segments.join('::'), name: last, as: alias ?? last }];
}

function join(before: string, path: string): string {
  return before === '' ? path : path === '' ? before : `${before}::${path}`;
}

/** The parts of a list, as far as its own commas go. */
function split(list: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at <= list.length; at++) {
    const code = list[at];
    if (code === '{') depth++;
    else if (code === '}') depth--;
    else if (at === list.length || (code === ',' && depth === 0)) {
      const part = list.slice(from, at).trim();
      if (part !== '') parts.push(part);
      from = at + 1;
    }
  }
  return parts;
}

/** One import for each module, in the order of first appearance. */
function grouped(found: readonly Leaf[]): Import[] {
  const modules = new Map<string, { name: string; as: string }[]>();
  for (const { module, name, as } of found) modules.set(module, [...(modules.get(module) ?? []), { name, as }]);
  return [...modules].map(([module, names]) => ({ module, names }));
}
