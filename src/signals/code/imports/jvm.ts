import type { ImportSignal } from '../../../domain/signals.ts';
import { type ImportSyntax, type Statement, scanStatements } from './tokens.ts';

const SYNTAX: ImportSyntax = { any: /\bimport\b/, skips: /\/[/*]|"""|"|'(?:\\[^\n]{1,8}?|[^\\'\n])'/, keyword: /(?<![\w.$@])import(?=\s)/, read };

/** `import a.b.C;`, `import static a.b.C.member;`, `import a.b.*;` of Java, and `import a.b.C as D` of Kotlin. */
export function scanJvmImports(text: string): ImportSignal[] {
  return scanStatements(text, SYNTAX);
}

function read(text: string, at: number): Statement | undefined {
  const statement = /import\s+(?:static\s+)?([\w$]+(?:\.(?:[\w$]+|`\w+`))*)(\.\*)?(?:[ \t]+as[ \t]+(\w+))?(?=[\s;]|$)/y;
  statement.lastIndex = at;
  const match = statement.exec(text);
  if (match === null) return undefined;
  const module = match[1]!.replaceAll('`', '');
  const name = module.slice(module.lastIndexOf('.') + 1);
  const names = match[2] === undefined ? [{ name, as: match[3] ?? name }] : [{ name: '*', as: '*' }];
  return { imports: [{ module, names }], end: statement.lastIndex };
}
