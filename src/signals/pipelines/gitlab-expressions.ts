/** The `if:` of GitLab rules: what it comes to in one kind of pipeline, as far as the file tells. */
import { RE2JS } from 're2js';

/** A text; null for a variable that is not set; `any` for a text that nobody knows; undefined where it may be either. */
export type Known = string | null | { readonly any: true } | undefined;
export type Variables = (name: string) => Known;

const LONGEST = 1_000;
const DEEPEST = 30;
const TOKEN = /\s*(?:\$\{?(\w+)\}?|"([^"]*)"|'([^']*)'|(\/(?:[^/\\\n]|\\.)*\/[a-z]*)|(&&|\|\||==|!=|=~|!~|[()])|(null))/y;

type Token = { readonly variable: string } | { readonly text: string } | { readonly regex: string } | { readonly mark: string } | { readonly none: true };

interface Reader {
  readonly tokens: readonly Token[];
  readonly variables: Variables;
  at: number;
  depth: number;
  broken: boolean;
}

/** True, false, or undefined where it depends on something that the file does not tell (or cannot be read). */
export function ruleHolds(text: string, variables: Variables): boolean | undefined {
  const tokens = text.length > LONGEST ? undefined : tokensOf(text);
  if (tokens === undefined) return undefined;
  const reader: Reader = { tokens, variables, at: 0, depth: 0, broken: false };
  const answer = either(reader);
  return reader.broken || reader.at < tokens.length ? undefined : answer;
}

function tokensOf(text: string): Token[] | undefined {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  const pattern = new RegExp(TOKEN);
  while (pattern.lastIndex < end) {
    const match = pattern.exec(text);
    if (match === null) return undefined;
    const [, variable, double, single, regex, mark] = match;
    if (variable !== undefined) tokens.push({ variable });
    else if (double !== undefined || single !== undefined) tokens.push({ text: double ?? single ?? '' });
    else if (regex !== undefined) tokens.push({ regex });
    else tokens.push(mark === undefined ? { none: true } : { mark });
  }
  return tokens;
}

function takes(reader: Reader, ...marks: string[]): string | undefined {
  const token = reader.tokens[reader.at];
  if (token === undefined || !('mark' in token) || !marks.includes(token.mark)) return undefined;
  reader.at += 1;
  return token.mark;
}

function either(reader: Reader): boolean | undefined {
  let answer = both(reader);
  while (takes(reader, '||')) {
    const right = both(reader);
    answer = answer === true || right === true ? true : answer === undefined || right === undefined ? undefined : false;
  }
  return answer;
}

function both(reader: Reader): boolean | undefined {
  let answer = comparison(reader);
  while (takes(reader, '&&')) {
    const right = comparison(reader);
    answer = answer === false || right === false ? false : answer === undefined || right === undefined ? undefined : true;
  }
  return answer;
}

function comparison(reader: Reader): boolean | undefined {
  if (takes(reader, '(')) {
    if ((reader.depth += 1) > DEEPEST) return broken(reader);
    const answer = either(reader);
    reader.depth -= 1;
    return takes(reader, ')') ? answer : broken(reader);
  }
  const left = operand(reader);
  const mark = takes(reader, '==', '!=', '=~', '!~');
  // Alone, a variable asks whether it is set and not empty.
  if (mark === undefined) return left === undefined ? undefined : left !== null && left !== '';
  const right = reader.tokens[reader.at];
  if (mark === '==' || mark === '!=') return turned(same(left, operand(reader)), mark === '!=');
  reader.at += 1;
  return turned(right !== undefined && 'regex' in right ? matches(left, right.regex) : left === null ? false : undefined, mark === '!~');
}

function operand(reader: Reader): Known {
  const token = reader.tokens[reader.at];
  reader.at += 1;
  if (token === undefined || 'mark' in token) return broken(reader);
  if ('variable' in token) return reader.variables(token.variable);
  return 'text' in token ? token.text : 'none' in token ? null : { any: true };
}

function broken(reader: Reader): undefined {
  reader.broken = true;
  return undefined;
}

function same(left: Known, right: Known): boolean | undefined {
  if (left === undefined || right === undefined) return undefined;
  const isOpen = (value: Known) => value !== null && typeof value === 'object';
  if (isOpen(left) || isOpen(right)) return left === null || right === null || left === '' || right === '' ? false : undefined;
  return left === right;
}

function matches(value: Known, written: string): boolean | undefined {
  if (value === null) return false;
  if (typeof value !== 'string') return undefined;
  const end = written.lastIndexOf('/');
  try {
    return RE2JS.compile(written.slice(1, end), written.slice(end).includes('i') ? RE2JS.CASE_INSENSITIVE : 0).matcher(value).find();
  } catch {
    return undefined;
  }
}

function turned(answer: boolean | undefined, isTurned: boolean): boolean | undefined {
  return answer === undefined || !isTurned ? answer : !answer;
}
