import type { ImportSignal } from '../../../domain/signals.ts';
import { type ImportSyntax, type Statement, scanStatements } from './tokens.ts';

const SYNTAX: ImportSyntax = { any: /\busing\b/, skips: /\/[/*]|"""|@"|"|'(?:\\[^\n]{1,8}?|[^\\'\n])'/, keyword: /(?<![\w.@])using(?=\s)/, read };

/** `using A.B;`, `global using A.B;`, `using static A.B.C;`, `using X = A.B;`; no `using` of things that are disposed of. */
export function scanCSharpImports(text: string): ImportSignal[] {
  return scanStatements(text, SYNTAX);
}

function read(text: string, at: number): Statement | undefined {
  const statement = /using\s+(?:static\s+)?(?:(\w+)\s*=\s*)?(?:global::)?(\w+(?:\.\w+)*)(?:<[^;\n]*>)?\s*;/y;
  statement.lastIndex = at;
  const match = statement.exec(text);
  if (match === null) return undefined;
  const [, alias, module = ''] = match;
  const global = /(?:^|\s)global\s+$/.test(text.slice(Math.max(0, at - 20), at));
  return { imports: [{ module, ...(global && { global }), names: alias === undefined ? [{ name: '*', as: '*' }] : [{ name: module.slice(module.lastIndexOf('.') + 1), as: alias }] }], end: statement.lastIndex };
}
