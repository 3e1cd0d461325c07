/** Where things stand in a TOML text: the parser in use keeps no positions. */

export function keyPath(parent: string, key: string): string {
  return `${parent}\u0000${key}`;
}

export function itemPath(parent: string, index: number): string {
  return `${parent}\u0001${index}`;
}

/** Longer paths are not recorded: hostile nesting would make their total length quadratic. */
const LONGEST_PATH = 400;

interface Frame {
  readonly kind: 'table' | 'list' | 'inline';
  path: string;
  index: number;
}

/** The 1-based line of every key, table and list item, by path. Expects a text that the parser accepts, and survives others. */
export function tomlLines(text: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  const tables = new Map<string, number>();
  const stack: Frame[] = [{ kind: 'table', path: '', index: 0 }];
  let at = 0;
  let line = 1;

  const place = (path: string): void => {
    if (path.length <= LONGEST_PATH && !lines.has(path)) lines.set(path, line);
  };
  const skipString = (): void => {
    const quote = text[at] ?? '';
    const long = text.startsWith(quote.repeat(3), at);
    at += long ? 3 : 1;
    while (at < text.length && !(long ? text.startsWith(quote.repeat(3), at) : text[at] === quote || text[at] === '\n')) {
      if (text[at] === '\\' && quote === '"') at += 1;
      if (text[at] === '\n') line += 1;
      at += 1;
    }
    if (text[at] === quote) at += long ? 3 : 1;
    // A long string may end in quotes of its own: `""""` closes after the fourth.
    if (long) while (text[at] === quote) at += 1;
  };
  /** Reads `a."b".c` up to the closing character and places every prefix; returns the whole path. */
  const readKey = (parent: string, close: string): string => {
    let path = parent;
    while (at < text.length && text[at] !== close && text[at] !== '\n') {
      const start = at;
      if (text[at] === '"' || text[at] === "'") {
        skipString();
        path = keyPath(path, unquote(text.slice(start, at)));
        place(path);
      } else if (isBare(text.charCodeAt(at))) {
        while (isBare(text.charCodeAt(at))) at += 1;
        path = keyPath(path, text.slice(start, at));
        place(path);
      } else at += 1;
      if (path.length > LONGEST_PATH) path = path.slice(0, LONGEST_PATH + 1);
    }
    if (text[at] === close) at += 1;
    return path;
  };
  const readHeader = (): void => {
    const isList = text[at + 1] === '[';
    at += isList ? 2 : 1;
    let path = readKey('', ']');
    if (isList) {
      at += 1;
      const index = tables.get(path) ?? 0;
      tables.set(path, index + 1);
      path = itemPath(path, index);
      place(path);
    }
    stack.length = 0;
    stack.push({ kind: 'table', path, index: 0 });
  };
  const readValue = (path: string): void => {
    if (text[at] === '[') {
      stack.push({ kind: 'list', path, index: 0 });
      at += 1;
    } else if (text[at] === '{') {
      stack.push({ kind: 'inline', path, index: 0 });
      at += 1;
    } else if (text[at] === '"' || text[at] === "'") skipString();
    else while (at < text.length && !',]}#\n'.includes(text[at] ?? '')) at += 1;
  };

  while (at < text.length) {
    const char = text[at] ?? '';
    const frame = stack[stack.length - 1] as Frame;
    if (char === '\n') {
      line += 1;
      at += 1;
    } else if (char === ' ' || char === '\t' || char === '\r' || char === ',') at += 1;
    else if (char === '#') while (at < text.length && text[at] !== '\n') at += 1;
    else if (frame.kind === 'list' && char !== ']') {
      const path = itemPath(frame.path, frame.index);
      frame.index += 1;
      place(path);
      readValue(path.length > LONGEST_PATH ? frame.path : path);
    } else if ((char === ']' && frame.kind === 'list') || (char === '}' && frame.kind === 'inline')) {
      stack.pop();
      at += 1;
    } else if (char === '[' && frame.kind === 'table') readHeader();
    else {
      const start = at;
      const path = readKey(frame.path, '=');
      while (text[at] === ' ' || text[at] === '\t') at += 1;
      if (text[at] !== '\n') readValue(path);
      if (at === start) at += 1;
    }
  }
  return lines;
}

/** Letters, digits, `-` and `_`; false for NaN, past the end. */
function isBare(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 45 || code === 95;
}

function unquote(key: string): string {
  if (!key.startsWith('"') || !key.includes('\\')) return key.slice(1, -1);
  try {
    return String(JSON.parse(key));
  } catch {
    return key.slice(1, -1);
  }
}
