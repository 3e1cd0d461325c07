import type { Literal } from '../../../../domain/signals.ts';
import { operatorOf } from '../../reading/chains.ts';
import type { Collector } from '../../reading/collector.ts';
import type { Part } from '../../reading/flatten.ts';
import type { SyntaxNode } from '../../syntax.ts';

type ReadLiteral = (node: SyntaxNode) => Literal | undefined;

/** `ENV.fetch("X", "d")`, `ENV.fetch("X") { "d" }`, `opts.on("--model NAME")`. */
export function readSettingCall(node: SyntaxNode, callee: string, parts: readonly Part[], literal: ReadLiteral, out: Collector): void {
  const [name, given] = parts.map((part) => literal(part.node));
  if (/^ENV\.(?:fetch|dig|\[\]|key\?)$/.test(callee) && typeof name === 'string') out.setting(node.line, name, 'env', given ?? blockValue(node, literal) ?? beside(node, literal));
  if (!callee.endsWith('.on')) return;
  const flags = parts.map((part) => literal(part.node)).filter((value): value is string => typeof value === 'string');
  const flag = flags.map((value) => /^--(?:\[no-\])?([A-Za-z][\w-]*)/.exec(value)?.[1]).find((value) => value !== undefined);
  if (flag !== undefined) out.setting(node.line, flag, 'argument');
}

/** `ENV["X"]`, read and not written. */
export function readReference(node: SyntaxNode, literal: ReadLiteral, out: Collector): void {
  const isWritten = node.field === 'left' && node.parent?.type.endsWith('assignment');
  const key = node.children[1];
  const name = node.child('object')?.text !== 'ENV' || isWritten || key === undefined ? undefined : literal(key);
  if (typeof name === 'string') out.setting(node.line, name, 'env', beside(node, literal));
}

function blockValue(call: SyntaxNode, literal: ReadLiteral): Literal | undefined {
  const only = call.child('block')?.child('body')?.children[0];
  return only === undefined ? undefined : literal(only);
}

/** The literal after `||`. */
function beside(node: SyntaxNode, literal: ReadLiteral): Literal | undefined {
  const right = node.parent?.type === 'binary' && node.field === 'left' && /^(?:\|\||or)$/.test(operatorOf(node.parent)) ? node.parent.child('right') : undefined;
  return right === undefined ? undefined : literal(right);
}
