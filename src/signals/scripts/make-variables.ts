/** Variables of a Makefile by name, values as written (they may name further variables). */
export type Variables = Readonly<Record<string, string>>;

const MAX_DEPTH = 6;
const MAX_LENGTH = 20_000;
const MAX_REFERENCES = 2_000;

/** Plain assignments outside recipes. One whose value comes from a command (`!=`) stays unknown. */
export function readVariables(lines: readonly string[]): Variables {
  const variables: Record<string, string> = Object.create(null) as Record<string, string>;
  let defining = false;
  for (let at = 0; at < lines.length; at += 1) {
    const from = at;
    while ((lines[at] ?? '').endsWith('\\') && at + 1 < lines.length) at += 1;
    const line = lines.slice(from, at + 1).map((part) => part.replace(/\\$/, ' ')).join('');
    if (/^\s*define\b/.test(line)) defining = true;
    if (/^\s*endef\b/.test(line)) defining = false;
    if (defining || line.startsWith('\t')) continue;
    const set = /^\s*(?:(?:export|override|private)\s+)*([\w.-]+)\s*(\?|:{1,3}|\+)?=(.*)$/.exec(line);
    const [, name, operator, written = ''] = set ?? [];
    if (name === undefined) continue;
    const value = written.replace(/\s#.*$/, '').trim();
    const before = variables[name];
    if (operator === '+') variables[name] = before === undefined ? value : `${before} ${value}`;
    else if (operator !== '?' || before === undefined) variables[name] = value;
  }
  return variables;
}

/**
 * Puts variables in. What is unknown becomes `${NAME}`, `$(shell x)` becomes `$(x)`, and `$$` becomes the shell's own `$`; `automatic`
 * are `$@` and its like. Bounded in depth, length and number, because variables may name one another or themselves.
 */
export function expand(text: string, variables: Variables, automatic: Variables): string {
  return expandIn(text, { variables, automatic, left: MAX_REFERENCES }, 0);
}

interface Expansion {
  readonly variables: Variables;
  readonly automatic: Variables;
  left: number;
}

function expandIn(text: string, expansion: Expansion, depth: number): string {
  let out = '';
  for (let at = 0; at < text.length && out.length < MAX_LENGTH; at += 1) {
    const char = text[at] ?? '';
    const next = text[at + 1];
    if (char !== '$' || next === undefined) out += char;
    else if (next === '(' || next === '{') {
      const end = closing(text, at + 1);
      out += reference(text.slice(at + 2, end), expansion, depth);
      at = end;
    } else {
      out += next === '$' ? '$' : (expansion.automatic[next] ?? `$${next}`);
      at += 1;
    }
  }
  return out.slice(0, MAX_LENGTH);
}

function reference(inner: string, expansion: Expansion, depth: number): string {
  const name = inner.trim();
  const mayDescend = depth < MAX_DEPTH && (expansion.left -= 1) > 0;
  if (name === 'MAKE') return 'make';
  if (name === 'CURDIR') return '.';
  if (name.startsWith('shell ')) return mayDescend ? `$(${expandIn(name.slice(6).trim(), expansion, depth + 1)})` : '${shell}';
  const value = expansion.variables[name];
  if (value !== undefined && mayDescend) return expandIn(value, expansion, depth + 1);
  // A function of make, `$(wildcard ...)`: its value is unknown, and its words must not be taken for a command.
  return `\${${/^[\w.-]+/.exec(name)?.[0] ?? 'unknown'}}`;
}

function closing(text: string, open: number): number {
  const [opens, closes] = text[open] === '(' ? ['(', ')'] : ['{', '}'];
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    if (text[at] === opens) depth += 1;
    else if (text[at] === closes && (depth -= 1) === 0) return at;
  }
  return text.length;
}
