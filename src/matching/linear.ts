/**
 * The engine for patterns that nobody of this project has looked at: those of house rules, which a fork's pull request may bring along. It
 * runs in linear time, whatever the pattern and the text are.
 */
import { RE2JS } from 're2js';
import type { Expression, Flags } from './index.ts';

export function linearExpression(source: string, flags: Flags): Expression {
  const compiled = RE2JS.compile(source, RE2JS.CASE_INSENSITIVE | (flags === 'im' ? RE2JS.MULTILINE : 0));
  return {
    test: (text) => compiled.test(withoutReturns(text)),
    find(text) {
      const plain = withoutReturns(text);
      // Saying where is much slower than saying whether.
      const match = compiled.test(plain) ? (compiled.exec(plain) as RegExpExecArray | null) : null;
      return match ? { index: plain === text ? match.index : placeIn(text, match.index), text: match[0] } : undefined;
    },
  };
}

/** A test of whole texts, in which a dot stands for line breaks too. */
export function linearTest(source: string, nocase: boolean): (text: string) => boolean {
  const compiled = RE2JS.compile(`^(?:${source})$`, RE2JS.DOTALL | (nocase ? RE2JS.CASE_INSENSITIVE : 0));
  return (text) => compiled.test(text);
}

/** Why an expression cannot run in linear time; `undefined` for one that can. */
export function linearFault(source: string): string | undefined {
  try {
    RE2JS.compile(source, RE2JS.CASE_INSENSITIVE);
    return undefined;
  } catch (error) {
    return (error instanceof Error ? error.message : String(error)).replace(/^.*error parsing regexp: /, '');
  }
}

/** How many steps of the engine an expression comes to: what each character of a text may cost. */
export function linearSize(source: string): number {
  return RE2JS.compile(source).programSize();
}

/** To the engine a line ends at its line feed alone, and `$` would not stand before a carriage return. */
function withoutReturns(text: string): string {
  return text.includes('\r\n') ? text.replaceAll('\r\n', '\n') : text;
}

/** Where an offset into a text without carriage returns lies in the text itself. */
function placeIn(text: string, offset: number): number {
  let removed = 0;
  for (let at = text.indexOf('\r\n'); at >= 0 && at - removed < offset; at = text.indexOf('\r\n', at + 2)) removed += 1;
  return offset + removed;
}
