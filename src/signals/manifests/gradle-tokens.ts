/** The tokens of a Groovy or Kotlin build script: words, strings and single characters, without comments. One pass, no back-tracking. */
export interface Token {
  readonly kind: 'string' | 'word' | 'other';
  /** A string's contents without quotes; a word with its dots; `other` is one character. */
  readonly text: string;
  readonly line: number;
}

export function gradleTokens(source: string): readonly Token[] {
  const tokens: Token[] = [];
  let line = 1;
  let at = 0;
  while (at < source.length) {
    const char = source.charAt(at);
    const start = at;
    if (source.startsWith('//', at)) at = indexOrEnd(source, '\n', at);
    else if (source.startsWith('/*', at)) at = indexOrEnd(source, '*/', at + 2) + 2;
    else if (source.startsWith('"""', at) || source.startsWith("'''", at)) at = indexOrEnd(source, char.repeat(3), at + 3) + 3;
    else if (char === '"' || char === "'") {
      at = endOfString(source, at);
      tokens.push({ kind: 'string', text: source.slice(start + 1, at - 1), line });
    } else if (/[A-Za-z_]/.test(char)) {
      while (at < source.length && /[\w.]/.test(source.charAt(at))) at += 1;
      tokens.push({ kind: 'word', text: source.slice(start, at), line });
    } else {
      if (!/\s/.test(char)) tokens.push({ kind: 'other', text: char, line });
      at += 1;
    }
    for (let passed = start; passed < at; passed += 1) if (source[passed] === '\n') line += 1;
  }
  return tokens;
}

function indexOrEnd(source: string, what: string, from: number): number {
  const at = source.indexOf(what, from);
  return at === -1 ? source.length : at;
}

/** The offset after the closing quote, or the line's end when there is none. */
function endOfString(source: string, start: number): number {
  for (let at = start + 1; at < source.length; at += 1) {
    if (source[at] === '\\') at += 1;
    else if (source[at] === source[start]) return at + 1;
    else if (source[at] === '\n') return at;
  }
  return source.length;
}
