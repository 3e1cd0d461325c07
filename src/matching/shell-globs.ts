/**
 * Globs that the audited repository wrote (workspaces, filters, arguments, owners). They are matched in time that grows with the product of
 * the lengths, whatever they are; a regular expression made of a hostile glob could take for ever. `*`, `?`, `[a-z]`, `**` and `{a,b}` are
 * known.
 */
type Part = '**' | readonly Token[];
type Token = { readonly any: true } | { readonly any?: undefined; readonly accepts: (char: string) => boolean };

const MAX_LENGTH = 300;
const MAX_ALTERNATIVES = 64;

/** Without `dot`, a name that begins with a dot is matched only by a dot, as in a shell. */
export function shellGlob(glob: string, { dot = false } = {}): (path: string) => boolean {
  if (glob === '' || glob.length > MAX_LENGTH) return () => false;
  const patterns: (readonly Part[])[] = alternatives(glob).map((one) => one.replace(/^\.\//, '').split('/').map((part) => (part === '**' ? part : tokens(part, dot))));
  const depths = patterns.map((pattern) => (pattern.includes('**') ? undefined : pattern.length));
  return (path) => {
    const depth = countParts(path);
    const parts = depths.some((one) => one === undefined || one === depth) ? path.split('/') : [];
    return patterns.some((pattern, index) => (depths[index] === undefined ? matchesDeep(pattern, parts, dot) : depths[index] === depth && matchesFlat(pattern, parts, dot)));
  };
}

function countParts(path: string): number {
  let count = 1;
  for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) count += 1;
  return count;
}

function matchesFlat(pattern: readonly Part[], parts: readonly string[], dot: boolean): boolean {
  return pattern.every((one, index) => one === '**' || matchesPart(one, parts[index] ?? '', dot));
}

/** `a{b,c{d,e}}` → `ab`, `acd`, `ace`. Beyond 64 the rest is left out. */
function alternatives(glob: string): string[] {
  const done: string[] = [];
  const open = [glob];
  for (let next = open.pop(); next !== undefined && done.length < MAX_ALTERNATIVES; next = open.pop()) {
    const brace = innermostBrace(next);
    if (!brace) done.push(next);
    else if (open.length < MAX_ALTERNATIVES) for (const one of brace.inner.split(',').reverse()) open.push(`${next.slice(0, brace.from)}${one}${next.slice(brace.to)}`);
  }
  return done;
}

function innermostBrace(text: string): { readonly from: number; readonly to: number; readonly inner: string } | undefined {
  const close = text.indexOf('}');
  const from = close === -1 ? -1 : text.lastIndexOf('{', close);
  return from === -1 ? undefined : { from, to: close + 1, inner: text.slice(from + 1, close) };
}

function tokens(part: string, dot: boolean): Token[] {
  const found: Token[] = [];
  for (let at = 0; at < part.length; at += 1) {
    const char = part[at] ?? '';
    const end = char === '[' ? part.indexOf(']', at + 2) : -1;
    const hidesDot = found.length === 0 && !dot;
    if (char === '*') found.push({ any: true });
    else if (char === '?') found.push({ accepts: (one) => !(hidesDot && one === '.') });
    else if (end !== -1) {
      found.push(charClass(part.slice(at + 1, end)));
      at = end;
    } else found.push({ accepts: (one) => one === char });
  }
  return found;
}

function charClass(body: string): Token {
  const isNegated = body.startsWith('!') || body.startsWith('^');
  const inner = isNegated ? body.slice(1) : body;
  return {
    accepts: (char) => {
      let isIn = false;
      for (let at = 0; at < inner.length; at += 1) {
        const last = inner[at + 1] === '-' ? inner[at + 2] : undefined;
        if (last === undefined) isIn ||= char === inner[at];
        else {
          isIn ||= char >= (inner[at] ?? '') && char <= last;
          at += 2;
        }
      }
      return isIn !== isNegated;
    },
  };
}

/** Part by part; `**` stands for any number of parts. `reached[i]` says whether the first i parts of the path are matched so far. */
function matchesDeep(pattern: readonly Part[], parts: readonly string[], dot: boolean): boolean {
  let reached = parts.map(() => false);
  reached.unshift(true);
  for (const one of pattern) {
    const next = reached.map(() => false);
    for (let at = 0; at <= parts.length; at += 1) {
      if (one === '**') next[at] = reached[at] === true || (at > 0 && next[at - 1] === true && (dot || !parts[at - 1]?.startsWith('.')));
      else next[at] = at > 0 && reached[at - 1] === true && matchesPart(one, parts[at - 1] ?? '', dot);
    }
    reached = next;
  }
  return reached[parts.length] === true;
}

/** The usual two pointers: on a mismatch the last `*` takes one character more. */
function matchesPart(pattern: readonly Token[], text: string, dot: boolean): boolean {
  if (!dot && text.startsWith('.') && pattern[0]?.any) return false;
  let at = 0;
  let star = -1;
  let resume = 0;
  for (let index = 0; index < text.length; ) {
    const token = pattern[at];
    if (token?.any) {
      star = at;
      resume = index;
      at += 1;
    } else if (token?.accepts(text[index] ?? '')) {
      at += 1;
      index += 1;
    } else if (star === -1) return false;
    else {
      at = star + 1;
      resume += 1;
      index = resume;
    }
  }
  while (pattern[at]?.any) at += 1;
  return at === pattern.length;
}
