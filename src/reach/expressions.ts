/** The expression language of workflow conditions: text in, a syntax tree out. What the operands are is decided in `conditions.ts`. */

export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  /** `github.event.pull_request.labels.*.name`, lower case; an index by anything but a literal is `*`. */
  | { readonly kind: 'operand'; readonly path: readonly string[] }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: 'not'; readonly of: Expression }
  | { readonly kind: 'binary'; readonly op: BinaryOperator; readonly left: Expression; readonly right: Expression };

type BinaryOperator = '&&' | '||' | '==' | '!=' | '<' | '<=' | '>' | '>=';

const LONGEST = 5_000;
const DEEPEST = 40;
const TOKEN = /\s*(?:('(?:[^']|'')*')|(\|\||&&|==|!=|<=|>=|[<>!()[\],.*])|([A-Za-z_][\w-]*)|([+-]?(?:0x[0-9a-fA-F]+|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)))/y;

interface Token {
  readonly kind: 'text' | 'mark' | 'name' | 'number';
  readonly text: string;
}

/** What stands between `${{` and `}}`, or bare after `if:`. Undefined when it is not well formed, too long or too deep. */
export function parseExpression(text: string): Expression | undefined {
  const tokens = text.length > LONGEST ? undefined : tokensOf(text);
  if (tokens === undefined || tokens.length === 0) return undefined;
  const reader: Reader = { tokens, at: 0, depth: 0 };
  const expression = either(reader);
  return expression !== undefined && reader.at === tokens.length ? expression : undefined;
}

function tokensOf(text: string): Token[] | undefined {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  const pattern = new RegExp(TOKEN);
  while (pattern.lastIndex < end) {
    const match = pattern.exec(text);
    if (match === null) return undefined;
    if (match[1] !== undefined) tokens.push({ kind: 'text', text: match[1].slice(1, -1).replaceAll("''", "'") });
    else if (match[2] !== undefined) tokens.push({ kind: 'mark', text: match[2] });
    else if (match[3] !== undefined) tokens.push({ kind: 'name', text: match[3].toLowerCase() });
    else tokens.push({ kind: 'number', text: match[4] ?? '' });
  }
  return tokens;
}

interface Reader {
  readonly tokens: readonly Token[];
  at: number;
  depth: number;
}

function take(reader: Reader, ...marks: string[]): string | undefined {
  const token = reader.tokens[reader.at];
  if (token?.kind !== 'mark' || !marks.includes(token.text)) return undefined;
  reader.at++;
  return token.text;
}

const either = (reader: Reader) => chain(reader, ['||'], both);
const both = (reader: Reader) => chain(reader, ['&&'], equality);
const equality = (reader: Reader) => chain(reader, ['==', '!='], comparison);
const comparison = (reader: Reader) => chain(reader, ['<', '<=', '>', '>='], unary);

function chain(reader: Reader, marks: BinaryOperator[], part: (reader: Reader) => Expression | undefined): Expression | undefined {
  let left = part(reader);
  for (let op = take(reader, ...marks); op !== undefined && left !== undefined; op = take(reader, ...marks)) {
    const right = part(reader);
    left = right && { kind: 'binary', op: op as BinaryOperator, left, right };
  }
  return left;
}

function unary(reader: Reader): Expression | undefined {
  if (take(reader, '!') === undefined) return primary(reader);
  const of = deeper(reader, unary);
  return of && { kind: 'not', of };
}

function primary(reader: Reader): Expression | undefined {
  if (take(reader, '(') !== undefined) {
    const inner = deeper(reader, either);
    return take(reader, ')') === undefined ? undefined : inner;
  }
  const token = reader.tokens[reader.at];
  if (token === undefined || token.kind === 'mark') return undefined;
  reader.at++;
  if (token.kind === 'text') return { kind: 'literal', value: token.text };
  if (token.kind === 'number') return { kind: 'literal', value: Number(token.text) };
  if (token.text === 'true' || token.text === 'false') return { kind: 'literal', value: token.text === 'true' };
  if (token.text === 'null') return { kind: 'literal', value: null };
  return take(reader, '(') === undefined ? operand(reader, token.text) : call(reader, token.text);
}

function call(reader: Reader, name: string): Expression | undefined {
  const args: Expression[] = [];
  while (take(reader, ')') === undefined) {
    if (args.length > 0 && take(reader, ',') === undefined) return undefined;
    const arg = deeper(reader, either);
    if (arg === undefined) return undefined;
    args.push(arg);
  }
  // What is picked from a call's result (`fromJSON(x).y`) is not followed: an operand that nobody knows.
  const rest = operand(reader, '*');
  if (rest?.kind !== 'operand') return undefined;
  return rest.path.length > 1 ? rest : { kind: 'call', name, args };
}

function operand(reader: Reader, first: string): Expression | undefined {
  const path = [first];
  for (;;) {
    if (take(reader, '.') !== undefined) {
      const star = take(reader, '*');
      const token = reader.tokens[reader.at];
      if (star === undefined && token?.kind !== 'name') return undefined;
      if (star === undefined) reader.at++;
      path.push(star ?? token?.text ?? '*');
    } else if (take(reader, '[') !== undefined) {
      const index = deeper(reader, either);
      if (index === undefined || take(reader, ']') === undefined) return undefined;
      path.push(index.kind === 'literal' ? String(index.value).toLowerCase() : '*');
    } else return { kind: 'operand', path };
  }
}

function deeper(reader: Reader, part: (reader: Reader) => Expression | undefined): Expression | undefined {
  if (reader.depth === DEEPEST) return undefined;
  reader.depth++;
  const inner = part(reader);
  reader.depth--;
  return inner;
}

/** True when the expression itself asks how earlier steps and jobs ended; otherwise it is read as `success() && …`. */
export function asksForStatus(expression: Expression): boolean {
  if (expression.kind === 'call') return STATUS.has(expression.name) || expression.args.some(asksForStatus);
  if (expression.kind === 'not') return asksForStatus(expression.of);
  return expression.kind === 'binary' && (asksForStatus(expression.left) || asksForStatus(expression.right));
}

/** GitHub's words, then Azure's. */
const STATUS: ReadonlySet<string> = new Set(['success', 'always', 'failure', 'cancelled', 'succeeded', 'succeededorfailed', 'failed', 'canceled']);
