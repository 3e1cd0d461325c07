/** The tokens of Python source that matter for reading literals: no parser, no execution, one pass. */
export interface Token {
  readonly kind: 'string' | 'name' | 'other';
  /** A string's contents without quotes; `other` is one character. */
  readonly text: string;
  readonly line: number;
}

export function pythonTokens(source: string): readonly Token[] {
  const tokens: Token[] = [];
  let line = 1;
  let at = 0;
  while (at < source.length) {
    const char = source.charAt(at);
    if (char === '\n') {
      line += 1;
      at += 1;
    } else if (char === '#') {
      while (at < source.length && source[at] !== '\n') at += 1;
    } else if (char === '"' || char === "'") {
      const end = endOfString(source, at);
      const quotes = source.startsWith(char.repeat(3), at) ? 3 : 1;
      const text = source.slice(at + quotes, Math.max(at + quotes, end - quotes));
      tokens.push({ kind: isInterpolated(tokens, text) ? 'other' : 'string', text, line });
      line += count(source, '\n', at, end);
      at = end;
    } else if (/[A-Za-z_]/.test(char)) {
      const start = at;
      while (at < source.length && /\w/.test(source.charAt(at))) at += 1;
      // A prefix (r"", b"", f"") belongs to the string behind it.
      const isPrefix = at - start <= 2 && (source[at] === '"' || source[at] === "'");
      tokens.push({ kind: isPrefix ? 'other' : 'name', text: source.slice(start, at), line });
    } else {
      if (!/\s/.test(char)) tokens.push({ kind: 'other', text: char, line });
      at += 1;
    }
  }
  return tokens.filter((token) => !isPrefixToken(token));
}

/** The offset after the closing quotes; a one-line string also ends at the line's end. */
function endOfString(source: string, start: number): number {
  const quote = source.charAt(start);
  const long = source.startsWith(quote.repeat(3), start);
  for (let at = start + (long ? 3 : 1); at < source.length; at += 1) {
    if (source[at] === '\\') at += 1;
    else if (long ? source.startsWith(quote.repeat(3), at) : source[at] === quote) return at + (long ? 3 : 1);
    else if (!long && source[at] === '\n') return at;
  }
  return source.length;
}

function isInterpolated(before: readonly Token[], text: string): boolean {
  const prefix = before[before.length - 1];
  return prefix !== undefined && isPrefixToken(prefix) && /f/i.test(prefix.text) && text.includes('{');
}

function isPrefixToken(token: Token): boolean {
  return token.kind === 'other' && /^[a-z]{1,2}$/i.test(token.text);
}

function count(text: string, char: string, from: number, to: number): number {
  let found = 0;
  for (let at = from; at < to; at += 1) if (text[at] === char) found += 1;
  return found;
}
