/** Globs of house rules over paths, as an expression for the linear engine: `*`, `**`, `?`, `[a-z]`, `[^a-z]` and `{a,b}`. */

/** The expression of a glob, or why there is none. Without `dot`, wildcards at the beginning of a name stand for no dot. */
export function expressionOfGlob(glob: string, { dot = true } = {}): { readonly source: string } | { readonly fault: string } {
  const anchored = glob.replace(/^\/+/, '');
  if (anchored === '') return { fault: 'it is empty' };
  if (/[()|\\]/.test(glob) || anchored.startsWith('!')) return { fault: 'parentheses, `|`, `\\` and a leading `!` have no meaning here' };
  const parser: Parser = { glob: anchored, dot, name: dot ? '[^/]+' : '[^./][^/]*', at: 0, depth: 0, fresh: true };
  try {
    return { source: sequence(parser) };
  } catch (error) {
    if (error instanceof GlobFault) return { fault: error.message };
    throw error;
  }
}

class GlobFault extends Error {}

interface Parser {
  readonly glob: string;
  readonly dot: boolean;
  /** The expression of any name that a wildcard stands for. */
  readonly name: string;
  at: number;
  /** How many braces are open. */
  depth: number;
  /** Whether a name begins here. */
  fresh: boolean;
}

/** Up to the end or, within braces, to the comma or brace that ends an alternative. */
function sequence(parser: Parser): string {
  let source = '';
  while (parser.at < parser.glob.length) {
    const char = parser.glob[parser.at]!;
    if (parser.depth > 0 && (char === ',' || char === '}')) return source;
    source += char === '{' ? alternatives(parser) : (folders(parser) ?? character(parser, char));
  }
  return source;
}

/** `**` where it is a name of its own; elsewhere it is no more than `*`. */
function folders(parser: Parser): string | undefined {
  const { glob, at, name, fresh } = parser;
  if (fresh && glob.startsWith('**/', at)) {
    parser.at += 3;
    return `(?:${name}/)*`;
  }
  if (fresh && glob.startsWith('**', at) && ends(parser, at + 2)) {
    parser.at += 2;
    return `(?:${name}(?:/${name})*)?`;
  }
  // What lies in a folder and, where its name is written out, a file of that name: as picomatch has it, which reads the globs that ship.
  if (!glob.startsWith('/**', at) || !ends(parser, at + 3)) return undefined;
  parser.at += 3;
  return `(?:/${name})${glob[at - 1] === '*' ? '+' : '*'}`;
}

function ends({ glob, depth }: Parser, at: number): boolean {
  return at === glob.length || (depth > 0 && /[,}]/.test(glob[at]!));
}

function character(parser: Parser, char: string): string {
  const { glob, at, dot, name, fresh } = parser;
  if (char === '}') throw new GlobFault('`}` closes nothing');
  parser.fresh = char === '/';
  if (char === '[') return oneOf(parser);
  parser.at += 1;
  if (char === '*') return glob[at - 1] === '*' ? '' : dot || !fresh ? '[^/]*' : glob[at + 1] === '.' ? name : `(?:${name})?`;
  if (char === '?') return dot || !fresh ? '[^/]' : '[^./]';
  return /[\\^$.*+?()[\]{}|]/.test(char) ? `\\${char}` : char;
}

function alternatives(parser: Parser): string {
  const { fresh } = parser;
  const found: { readonly source: string; readonly fresh: boolean }[] = [];
  parser.depth += 1;
  do {
    parser.at += 1;
    parser.fresh = fresh;
    found.push({ source: sequence(parser), fresh: parser.fresh });
  } while (parser.glob[parser.at] === ',');
  if (parser.glob[parser.at] !== '}') throw new GlobFault('`{` is never closed');
  parser.at += 1;
  parser.depth -= 1;
  parser.fresh = found.every((one) => one.fresh);
  if (found.length < 2) throw new GlobFault('braces hold alternatives with commas between them, such as `{yml,yaml}`');
  return `(?:${found.map(({ source }) => source).join('|')})`;
}

/** One character of a class; never a slash. */
function oneOf(parser: Parser): string {
  const negated = parser.glob[parser.at + 1] === '^';
  const from = parser.at + (negated ? 2 : 1);
  // A bracket that stands first is a member.
  const end = parser.glob.indexOf(']', from + 1);
  if (end < 0) throw new GlobFault('`[` is never closed');
  const members = parser.glob.slice(from, end);
  if (members.startsWith('!')) throw new GlobFault('a class without some characters is written `[^…]`');
  if ([...members.matchAll(/(.)-(.)/g)].some(([, low = '', high = '']) => low > high)) throw new GlobFault(`\`[${members}]\` has a range that ends before it begins`);
  parser.at = end + 1;
  const body = members.replace(/[[\]^]/g, '\\$&');
  return negated ? `[^/${body}]` : `[${body}]`;
}
