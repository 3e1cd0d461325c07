/**
 * Patterns of `.gitignore` and `.gitattributes`, matched in linear time per wildcard: both files are hostile, and a pattern with many
 * stars turned into a backtracking regular expression could hang the audit.
 */

/** One pattern, ready to be matched against paths that are relative to the folder of its file. */
export interface Pattern {
  /** Whether it was written with a trailing slash: it then matches folders only. */
  readonly folderOnly: boolean;
  matches(segments: readonly string[]): boolean;
}

const ANY_FOLDERS = Symbol('**');
type SegmentTest = typeof ANY_FOLDERS | ((name: string) => boolean);

/** Without a slash (other than a trailing one) a pattern matches the name at any depth; with one, the whole path. */
export function compilePattern(source: string): Pattern {
  const folderOnly = source.endsWith('/');
  const body = folderOnly ? source.slice(0, -1) : source;
  const anchored = body.includes('/');
  const parts = body.replace(/^\//, '').split('/').map(segmentTest);
  // A trailing `**` asks for something inside: `a/**` does not match `a` itself.
  if (anchored && parts.at(-1) === ANY_FOLDERS) parts.push(() => true);
  if (!anchored) {
    const [test] = parts;
    return { folderOnly, matches: (segments) => test === ANY_FOLDERS || (test?.(segments.at(-1) ?? '') ?? false) };
  }
  return { folderOnly, matches: (segments) => matchSegments(parts, segments) };
}

function segmentTest(part: string): SegmentTest {
  if (part === '**') return ANY_FOLDERS;
  if (!/[*?[\\]/.test(part)) return (name) => name === part;
  if (/^\*[^*?[\\]+$/.test(part)) {
    const ending = part.slice(1);
    return (name) => name.endsWith(ending);
  }
  const tokens = tokensOf(part);
  return (name) => matchTokens(tokens, name);
}

/** Greedy: on a mismatch only the latest `**` is widened, which is enough, since an earlier one could gain nothing. */
function matchSegments(parts: readonly SegmentTest[], segments: readonly string[]): boolean {
  return greedy(parts.length, segments.length, (at) => parts[at] === ANY_FOLDERS, (at, index) => {
    const part = parts[at];
    return typeof part === 'function' && part(segments[index]!);
  });
}

type Token = '*' | ((character: string) => boolean);

function matchTokens(tokens: readonly Token[], name: string): boolean {
  return greedy(tokens.length, name.length, (at) => tokens[at] === '*', (at, index) => {
    const token = tokens[at];
    return typeof token === 'function' && token(name[index]!);
  });
}

/** Matches a row of single-item tests and stars against a row of items, in at most tests × items steps. */
function greedy(tests: number, items: number, isStar: (at: number) => boolean, fits: (at: number, index: number) => boolean): boolean {
  let at = 0;
  let index = 0;
  let star = -1;
  let widened = 0;
  while (index < items) {
    if (at < tests && isStar(at)) {
      star = at++;
      widened = index;
    } else if (at < tests && fits(at, index)) {
      at++;
      index++;
    } else if (star >= 0) {
      at = star + 1;
      index = ++widened;
    } else return false;
  }
  while (at < tests && isStar(at)) at++;
  return at === tests;
}

function tokensOf(part: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < part.length; at++) {
    const character = part[at]!;
    if (character === '*') {
      if (tokens.at(-1) !== '*') tokens.push('*');
    } else if (character === '?') tokens.push(() => true);
    else if (character === '[') {
      const end = classEnd(part, at);
      // An unclosed class matches nothing, as in git.
      if (end < 0) return [() => false];
      tokens.push(classTest(part.slice(at + 1, end)));
      at = end;
    } else {
      const literal = character === '\\' && at + 1 < part.length ? part[++at]! : character;
      tokens.push((other) => other === literal);
    }
  }
  return tokens;
}

/** The index of the bracket that closes a class; one that stands first is a member. */
function classEnd(part: string, start: number): number {
  const first = part[start + 1] === '!' || part[start + 1] === '^' ? start + 2 : start + 1;
  return part.indexOf(']', first + 1);
}

function classTest(inside: string): (character: string) => boolean {
  const negated = inside.startsWith('!') || inside.startsWith('^');
  const members = negated ? inside.slice(1) : inside;
  const ranges: [string, string][] = [];
  for (let at = 0; at < members.length; at++) {
    if (members[at + 1] === '-' && at + 2 < members.length) {
      ranges.push([members[at]!, members[at + 2]!]);
      at += 2;
    } else ranges.push([members[at]!, members[at]!]);
  }
  return (character) => ranges.some(([low, high]) => low <= character && character <= high) !== negated;
}
