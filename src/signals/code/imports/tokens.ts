import type { ImportSignal } from '../../../domain/signals.ts';
import { afterClosing, afterComment, afterString, lineCounter, lineEnd } from './skip.ts';

/** What a language's statements of import look like, and what hides their words. */
export interface ImportSyntax {
  /** Cheap test of whether there can be any. */
  readonly any: RegExp;
  /** Comments to the end of the line, comments in between, strings that go on over lines, and single characters in quotes. */
  readonly skips: RegExp;
  readonly keyword: RegExp;
  /** Reads the statement that starts with the keyword at an offset; `undefined` where it is none. */
  read(text: string, at: number): Statement | undefined;
}

export interface Statement {
  /** `at`: the offset of the import in the text, where a statement has several. */
  readonly imports: readonly (Omit<ImportSignal, 'line'> & { readonly at?: number })[];
  readonly end: number;
}

/** Import statements of a text, by reading its comments, strings and those words only. */
export function scanStatements(text: string, syntax: ImportSyntax): ImportSignal[] {
  const found: ImportSignal[] = [];
  if (!syntax.any.test(text)) return found;
  const lineOf = lineCounter(text);
  const openers = new RegExp(`${syntax.skips.source}|(?:${syntax.keyword.source})`, 'g');
  for (let opener = openers.exec(text); opener !== null; opener = openers.exec(text)) {
    const hidden = afterHidden(text, opener.index, opener[0]);
    if (hidden !== undefined) {
      openers.lastIndex = hidden;
      continue;
    }
    const statement = syntax.read(text, opener.index);
    if (statement === undefined) continue;
    for (const { at = opener.index, ...signal } of statement.imports) found.push({ line: lineOf(at), ...signal });
    openers.lastIndex = Math.max(statement.end, openers.lastIndex);
  }
  return found;
}

/** The offset after a comment or string that opens with a token; `undefined` for a keyword. */
function afterHidden(text: string, at: number, token: string): number | undefined {
  const from = at + token.length;
  if (token === '//' || token === '#') return lineEnd(text, at);
  if (token === '/*') return afterComment(text, from);
  if (token === '"""') return afterClosing(text, from, token);
  if (token === '@"' || token === '`') return afterRaw(text, from, token.slice(-1));
  // The hashes of a raw string close it as well.
  if (/^r#*"$/.test(token)) return afterRaw(text, from, `"${token.slice(1, -1)}`);
  if (token === '"') return afterString(text, at);
  return token.startsWith("'") ? from : undefined;
}

function afterRaw(text: string, from: number, closing: string): number {
  const at = text.indexOf(closing, from);
  return at === -1 ? text.length : at + closing.length;
}
