/**
 * The blocks and statements of a Jenkinsfile, read in one pass: words, texts in any of Groovy's quotes, and braces. It knows nothing of
 * expressions; what stands in brackets after a word are that word's arguments.
 */
export interface Statement {
  /** The words before its arguments or block: `stage`, `agent any`, `environment`. */
  readonly words: readonly string[];
  readonly line: number;
  /** Texts in quotes, in their order. */
  readonly texts: readonly Text[];
  readonly block: readonly Statement[];
}

interface Text {
  readonly text: string;
  readonly line: number;
}

interface Open {
  words: string[];
  line: number;
  texts: Text[];
  readonly block: Statement[];
}

const LONGEST = 500_000;
const DEEPEST = 60;
const QUOTES = ["'''", '"""', "'", '"'];

/** Never throws: what is not closed ends with the file. Undefined for a text that is too long or nests too deeply. */
export function readBlocks(text: string): readonly Statement[] | undefined {
  if (text.length > LONGEST) return undefined;
  const stack: Open[] = [fresh(1)];
  let current = fresh(1);
  let line = 1;
  let round = 0;
  const finish = (): void => {
    if (current.words.length > 0 || current.texts.length > 0 || current.block.length > 0) (stack.at(-1) as Open).block.push(current);
    current = fresh(line);
  };
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? '';
    if (char === '\n') {
      line += 1;
      if (round === 0 && !continues(text, at)) finish();
    } else if (text.startsWith('//', at)) at = ending(text, '\n', at) - 1;
    else if (text.startsWith('/*', at)) {
      const end = ending(text, '*/', at + 2);
      line += lineBreaks(text, at, end);
      at = end + 1;
    } else if (char === "'" || char === '"') {
      const quote = QUOTES.find((one) => text.startsWith(one, at)) ?? char;
      const end = closing(text, quote, at + quote.length);
      const body = text.slice(at + quote.length, end);
      if (current.words.length === 0 && current.texts.length === 0) current.line = line;
      current.texts.push({ text: unescaped(body), line });
      line += lineBreaks(text, at, end);
      at = end + quote.length - 1;
    } else if (char === '(' || char === '[') round += 1;
    else if (char === ')' || char === ']') round = Math.max(0, round - 1);
    else if (char === '{') {
      if (stack.length > DEEPEST) return undefined;
      stack.push({ ...current });
      current = fresh(line);
      round = 0;
    } else if (char === '}') {
      finish();
      const closed = stack.length > 1 ? (stack.pop() as Open) : undefined;
      if (closed !== undefined) (stack.at(-1) as Open).block.push(closed);
      current = fresh(line);
      round = 0;
    } else if (char === ';') finish();
    else {
      const word = /^[A-Za-z_$][\w$.]*/.exec(text.slice(at, at + 200))?.[0];
      if (word === undefined) continue;
      if (current.words.length === 0 && current.texts.length === 0) current.line = line;
      if (current.words.length < 50) current.words.push(word);
      at += word.length - 1;
    }
  }
  finish();
  while (stack.length > 1) {
    const closed = stack.pop() as Open;
    (stack.at(-1) as Open).block.push(closed);
  }
  return (stack[0] as Open).block;
}

function fresh(line: number): Open {
  return { words: [], line, texts: [], block: [] };
}

/** A statement goes on where its block or its arguments only begin on the next line. */
function continues(text: string, at: number): boolean {
  const next = /^[\s]{0,200}/.exec(text.slice(at, at + 200))?.[0].length ?? 0;
  return text[at + next] === '{' || text[at - 1] === ',';
}

function ending(text: string, mark: string, from: number): number {
  const end = text.indexOf(mark, from);
  return end === -1 ? text.length : end;
}

function closing(text: string, quote: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    // A quote that is not closed on its line was none.
    else if (quote.length === 1 && text[at] === '\n') return at - 1;
    else if (text.startsWith(quote, at)) return at;
  }
  return text.length;
}

function lineBreaks(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

/** The escapes that commands contain; a `\` before a line break stays, as the shell's own. */
function unescaped(text: string): string {
  return text.replace(/\\(["'$\\])/g, '$1').replace(/\\n/g, ' ');
}
