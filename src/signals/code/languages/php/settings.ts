import type { Literal } from '../../../../domain/signals.ts';
import { operatorOf } from '../../reading/chains.ts';
import type { Collector } from '../../reading/collector.ts';
import type { SyntaxNode } from '../../syntax.ts';

type ReadLiteral = (node: SyntaxNode) => Literal | undefined;

/** `getenv('X')`, `env('X', 'd')`, `config('services.acme.model')`, `Env::get('X')`. */
const READERS = /^(?:getenv|env|config|Env\.get|Config\.get|config\(\)\.get)$/;

export function readSettingCall(node: SyntaxNode, callee: string, [name, fallback]: readonly (Literal | undefined)[], literal: ReadLiteral, out: Collector): void {
  if (READERS.test(callee) && typeof name === 'string' && /^[\w.-]+$/.test(name)) out.setting(node.line, name, 'env', fallback ?? beside(node, literal));
}

/** `$_ENV['X']` and `$_SERVER['X']`, read and not written. */
export function readSubscript(node: SyntaxNode, literal: ReadLiteral, out: Collector): void {
  const [source, key] = node.children;
  const isWritten = node.field === 'left' && node.parent?.type === 'assignment_expression';
  const name = key === undefined || isWritten || !/^\$_(?:ENV|SERVER)$/.test(source?.text ?? '') ? undefined : literal(key);
  // The server tells much of itself and of the request as well.
  if (typeof name === 'string' && !(source!.text === '$_SERVER' && /^(?:REQUEST|HTTP|SERVER|REMOTE|SCRIPT|PHP|DOCUMENT|QUERY|argv|argc)/.test(name))) out.setting(node.line, name, 'env', beside(node, literal));
}

/** The literal after `??` or `?:`. */
function beside(node: SyntaxNode, literal: ReadLiteral): Literal | undefined {
  const parent = node.parent;
  const other = parent?.type === 'binary_expression' && node.field === 'left' && operatorOf(parent) === '??' ? parent.child('right') : parent?.type === 'conditional_expression' && node.field === 'condition' && parent.child('body') === undefined ? parent.child('alternative') : undefined;
  return other === undefined ? undefined : literal(other);
}
