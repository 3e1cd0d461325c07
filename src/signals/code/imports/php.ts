import type { ImportSignal } from '../../../domain/signals.ts';
import { type ImportSyntax, type Statement, scanStatements } from './tokens.ts';

type Import = Omit<ImportSignal, 'line'>;

/** Traits and what closures take in are `use`, too; names that are imported come before the first class. */
const SYNTAX: ImportSyntax = { any: /\buse\b/i, skips: /\/[/*]|#(?!\[)|"|'(?:\\.|[^\\'\n])*'/, keyword: /(?<![\w$\\>:])(?:use|class|interface|trait|enum|require|include|require_once|include_once)(?=\s)/, read };

/** `use A\B;`, `use A\B as C;`, `use A\{B, C as D};`, `use function A\b;`. */
export function scanPhpImports(text: string): ImportSignal[] {
  return scanStatements(text, SYNTAX);
}

function read(text: string, at: number): Statement | undefined {
  // Inside a class, `use` means a trait.
  const declared = /(?:class|interface|trait|enum)\s+\w+[^;{()]{0,2000}\{/y;
  declared.lastIndex = at;
  if (declared.test(text)) return { imports: [], end: text.length };
  const statement = /use\s+(?:(?:function|const)\s+)?\\?([\w\\]+)(?:\s+as\s+(\w+)|\s*\{([^{}]*)\})?((?:\s*,\s*[\w\\]+(?:\s+as\s+\w+)?)*)\s*;/y;
  statement.lastIndex = at;
  const match = statement.exec(text);
  if (match === null) return undefined;
  const [, written = '', alias, group, others = ''] = match;
  const first = group === undefined ? [named(written, alias)] : inGroup(written.replace(/\\$/, ''), group);
  return { imports: [...first, ...others.split(',').flatMap(listed)], end: statement.lastIndex };
}

function named(module: string, alias: string | undefined): Import {
  const name = module.slice(module.lastIndexOf('\\') + 1);
  return { module, names: [{ name, as: alias ?? name }] };
}

function inGroup(module: string, list: string): Import[] {
  return list.split(',').flatMap(listed).map(({ module: inner, names }) => ({ module: `${module}\\${inner}`, names }));
}

function listed(part: string): Import[] {
  const match = /^(?:function\s+|const\s+)?\\?([\w\\]+)(?:\s+as\s+(\w+))?$/.exec(part.trim());
  return match === null ? [] : [named(match[1]!, match[2])];
}
