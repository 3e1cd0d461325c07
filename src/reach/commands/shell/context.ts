/** What is known while shell text is walked, and the sentences that it gives. */
import type { SyntaxNode } from 'unbash';
import { excerptOf } from './excerpt.ts';
import type { Environment } from './environment.ts';
import type { Hidden } from './expressions.ts';
import type { Budget, ShellText, SimpleCommand } from './index.ts';

/** Where a node stands: whether the shell would notice that it fails, and under which conditions it runs. */
export interface Context {
  /** Its exit code becomes that of the whole text (or is looked at by name). */
  readonly tail: boolean;
  /** Why `set -e` does not look at it. */
  readonly exempt?: string;
  /** It is asked as a condition whose answer is acted on, so that `!` only turns the question round. */
  readonly asked?: boolean;
  readonly lost: readonly string[];
  readonly conditional: readonly string[];
  readonly depth: number;
}

export interface Walk {
  readonly source: ShellText;
  readonly hidden: Hidden;
  readonly lines: readonly number[];
  readonly failingExit: number;
  readonly found: SimpleCommand[];
  /** Functions that are being walked: a call of one of them is recursion. */
  readonly active: Set<string>;
  readonly budget: Budget;
  words: number;
}

/** Characters of a node that an excerpt could show. */
const LOOK = 1_000;

export function given(walk: Walk, context: Context, condition: string): Context {
  return { ...context, conditional: [...context.conditional, excerptOf(walk.hidden.show(condition))] };
}

export function lose(walk: Walk, context: Context, one: SyntaxNode, reason: string): Context {
  return { ...context, lost: [...context.lost, placed(walk, reason, lineOf(walk, one.pos))] };
}

/** Why a failure of a command that stands here goes unnoticed; empty when it does not. */
export function lossOf(walk: Walk, env: Environment, context: Context, line: number): readonly string[] {
  if (context.lost.length > 0 || context.tail || (env.errexit && context.exempt === undefined)) return context.lost;
  const why = !env.errexit ? (env.turnedOff ? '`set +e` is in force' : '`set -e` is not in force') : (context.exempt ?? '');
  return [placed(walk, `the shell goes on after its failure: ${why}`, line)];
}

function placed(walk: Walk, reason: string, line: number): string {
  return `${reason} (${walk.source.path}:${line})`;
}

/** The node as the text has it, on one line. */
export function written(walk: Walk, one: SyntaxNode): string {
  return excerptOf(walk.hidden.show(walk.hidden.text.slice(one.pos, Math.min(one.end, one.pos + LOOK))));
}

/** Short enough to be quoted in a sentence. */
export function cut(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 39)}…`;
}

export function lineStarts(text: string): number[] {
  const starts: number[] = [];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

export function lineOf(walk: Walk, offset: number): number {
  let low = 0;
  let high = walk.lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((walk.lines[middle] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return walk.source.line + low;
}
