import type { ImportSignal } from '../../../domain/signals.ts';
import { type ImportSyntax, type Statement, scanStatements } from './tokens.ts';

const SYNTAX: ImportSyntax = { any: /\bimport\b/, skips: /\/[/*]|`|"|'(?:\\[^\n]{1,8}?|[^\\'\n])'/, keyword: /(?<![\w.])import(?=[\s("`])/, read };

/** `import "a/b"`, `import x "a/b"` and lists of them in parentheses. */
export function scanGoImports(text: string): ImportSignal[] {
  return scanStatements(text, SYNTAX);
}

function read(text: string, at: number): Statement | undefined {
  const open = /import\s*\(/y;
  open.lastIndex = at;
  const listed = open.test(text);
  const imports: Statement['imports'][number][] = [];
  const spec = /\s*(?:;|\/\/[^\n]*|\/\*[^*]*\*\/|(?:([\w.]+)\s*)?["`]([^"`\n]+)["`])/y;
  let end = listed ? open.lastIndex : at + 'import'.length;
  for (spec.lastIndex = end; ; end = spec.lastIndex) {
    const match = spec.exec(text);
    if (match === null) break;
    const [whole, alias, module] = match;
    if (module !== undefined) imports.push({ module, names: namesOf(module, alias), at: spec.lastIndex - whole.trimStart().length });
    else if (!listed) break;
    if (module !== undefined && !listed) {
      end = spec.lastIndex;
      break;
    }
  }
  return imports.length === 0 ? undefined : { imports, end };
}

function namesOf(module: string, alias: string | undefined): ImportSignal['names'] {
  if (alias === '_') return [];
  return [{ name: '*', as: alias === '.' ? '*' : (alias ?? packageName(module)) }];
}

/** A package's name is in its source; its path nearly always says it: `a/go-b`, `a/b-go`, `a/b/v2`, `a/b.v1`. */
function packageName(module: string): string {
  const segments = module.split('/');
  if (segments.length > 1 && /^v\d+$/.test(segments.at(-1)!)) segments.pop();
  return segments.at(-1)!.replace(/\.v\d+$/, '').replace(/^go-/, '').replace(/(?:-sdk)?-go$/, '').replaceAll('-', '');
}
