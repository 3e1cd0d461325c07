import type { Literal } from '../../../../domain/signals.ts';
import { operatorOf } from '../../reading/chains.ts';
import type { Collector } from '../../reading/collector.ts';
import type { SyntaxNode } from '../../syntax.ts';

type ReadLiteral = (node: SyntaxNode) => Literal | undefined;

/** `Environment.GetEnvironmentVariable("X")`, `configuration.GetValue<string>("A:B", "d")`, `config.GetSection("A")`, `configuration.GetConnectionString("x")`. */
const READERS = /^(?:System\.)?Environment\.GetEnvironmentVariable$|(?:^|[._])(?:config|configuration|configurationmanager|settings|builder\.configuration)\.(?:GetValue|GetSection|GetRequiredSection|GetConnectionString)$/i;
const SOURCES = /(?:^|[._])(?:config|configuration|appsettings)(?:\.AppSettings)?$/i;

export function readSettingCall(node: SyntaxNode, callee: string, [name, fallback]: readonly (Literal | undefined)[], literal: ReadLiteral, out: Collector): void {
  if (typeof name === 'string' && READERS.test(callee) && /^[\w:.-]+$/.test(name)) out.setting(node.line, name, 'env', fallback ?? beside(node, literal));
}

/** `configuration["A:B"]`, read and not written. */
export function readElementAccess(node: SyntaxNode, literal: ReadLiteral, out: Collector): void {
  const source = node.child('expression')?.brief(120) ?? '';
  const key = node.child('subscript')?.children[0]?.children.at(-1);
  const name = key === undefined || !SOURCES.test(source) ? undefined : literal(key);
  const isWritten = node.field === 'left' && node.parent?.type === 'assignment_expression';
  if (typeof name === 'string' && !isWritten && /^[\w:.-]+$/.test(name)) out.setting(node.line, name, 'env', beside(node, literal));
}

/** The literal after `??`. */
function beside(node: SyntaxNode, literal: ReadLiteral): Literal | undefined {
  const right = node.parent?.type === 'binary_expression' && node.field === 'left' && operatorOf(node.parent) === '??' ? node.parent.child('right') : undefined;
  return right === undefined ? undefined : literal(right);
}
