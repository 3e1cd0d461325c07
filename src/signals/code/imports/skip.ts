/** The offset after a string that opened at `start` with one quote; a string that is not closed ends with its line. */
export function afterString(text: string, start: number): number {
  const quote = text.charCodeAt(start);
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 92) at++;
    else if (code === quote) return at + 1;
    else if (code === 10) return at;
  }
  return text.length;
}

/** The offset after the next unescaped `closing`, searched from `from`; the end of the text where there is none. */
export function afterClosing(text: string, from: number, closing: string): number {
  for (let at = text.indexOf(closing, from); at !== -1; at = text.indexOf(closing, at + 1)) {
    let slashes = 0;
    while (at - 1 - slashes >= from && text.charCodeAt(at - 1 - slashes) === 92) slashes++;
    if (slashes % 2 === 0) return at + closing.length;
  }
  return text.length;
}

/** The offset after a block comment's end; there, a backslash escapes nothing. */
export function afterComment(text: string, from: number): number {
  const at = text.indexOf('*/', from);
  return at === -1 ? text.length : at + 2;
}

/** The offset of the line's end. */
export function lineEnd(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at === -1 ? text.length : at;
}

/** Line numbers of offsets that are asked for in rising order. */
export function lineCounter(text: string): (offset: number) => number {
  let line = 1;
  let counted = 0;
  return (offset) => {
    for (let at = text.indexOf('\n', counted); at !== -1 && at < offset; at = text.indexOf('\n', counted)) {
      line++;
      counted = at + 1;
    }
    return line;
  };
}
