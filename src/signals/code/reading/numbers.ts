import type { Literal } from '../../../domain/signals.ts';
import type { SyntaxNode } from '../syntax.ts';

/** The value of a number as source texts write it, with `_` and suffixes for its type: `1_000`, `0.5f`, `5u32`, `0x1F`. */
export function numberOf(text: string): number | undefined {
  const plain = text.replaceAll('_', '');
  const digits = /^0[xX][0-9a-fA-F]+|^0[oO][0-7]+|^0[bB][01]+|^\d*\.?\d*(?:[eE][+-]?\d+)?/.exec(plain)?.[0] ?? '';
  const value = digits === '' ? Number.NaN : Number(digits);
  return Number.isFinite(value) ? value : undefined;
}

/** The value of a minus before a literal number; undefined for every other sign, and for what is no number. */
export function negated(node: SyntaxNode, operand: SyntaxNode | undefined, literal: (node: SyntaxNode) => Literal | undefined): number | undefined {
  const value = operand === undefined ? undefined : literal(operand);
  return typeof value === 'number' && node.source[node.start] === '-' ? -value : undefined;
}
