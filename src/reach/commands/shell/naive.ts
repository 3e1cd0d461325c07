import type { ShellText, SimpleCommand } from './index.ts';
import type { Hidden } from './expressions.ts';
import { excerptOf } from './excerpt.ts';

const MAX_COMMANDS = 2_000;
const MAX_CONTINUED = 100;
/** How a line begins that is structure rather than a command. */
const KEYWORD = /^(?:[{}()[$]|(?:if|else|elseif|foreach|for|while|do|try|catch|finally|switch|function|param|return|throw|exit|set)$)/i;

/**
 * Line by line, for PowerShell and cmd (whose grammar is another) and for text that no parser takes: statements split at `;`, `&&`, `||`
 * and `|`, words at spaces outside quotes. It knows nothing of conditions and failures.
 */
export function readLines(source: ShellText, hidden: Hidden): SimpleCommand[] {
  const commands: SimpleCommand[] = [];
  const lines = hidden.text.split('\n');
  for (let at = 0; at < lines.length && commands.length < MAX_COMMANDS; at += 1) {
    const from = at;
    let text = lines[at] ?? '';
    while (/[`^\\]\s*$/.test(text) && at + 1 < lines.length && at - from < MAX_CONTINUED) text = `${text.replace(/[`^\\]\s*$/, ' ')}${lines[(at += 1)] ?? ''}`;
    if (/^\s*(?:#|::|rem\s)/i.test(text)) continue;
    for (const statement of split(text)) {
      // PowerShell calls a program in quotes with `&`, and keeps output with `$name = program`.
      const words = statement.slice(statement[0] === '&' ? 1 : statement[1] === '=' ? 2 : 0);
      if (words.length === 0 || KEYWORD.test(words[0] ?? '')) continue;
      commands.push({
        words: words.map(hidden.show), line: source.line + from, excerpt: excerptOf(hidden.show(text)), inputs: [], cwd: source.cwd, swallowed: [], conditional: [],
      });
    }
  }
  return commands;
}

function split(line: string): string[][] {
  const statements: string[][] = [[]];
  const token = /"([^"]*)"|'([^']*)'|(;|&&|\|\|?)|([^\s;|"']+)|(["'])/g;
  let end = -1;
  for (const found of line.matchAll(token)) {
    if (found[3] !== undefined) statements.push([]);
    else {
      const words = statements.at(-1) as string[];
      const text = found[1] ?? found[2] ?? found[4] ?? '';
      // `--name="a b"` is one word: its pieces touch.
      if (found.index === end && words.length > 0) words[words.length - 1] += text;
      else words.push(text);
    }
    end = found.index + found[0].length;
  }
  return statements;
}
