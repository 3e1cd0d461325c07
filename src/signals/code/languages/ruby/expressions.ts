import type { Literal } from '../../../../domain/signals.ts';
import type { Called, Step } from '../../reading/dialect.ts';
import type { Part } from '../../reading/flatten.ts';
import { negated, numberOf } from '../../reading/numbers.ts';
import type { SyntaxNode } from '../../syntax.ts';
import { stringOf } from './strings.ts';

export const STRINGS = ['string', 'chained_string', 'heredoc_beginning'];

export function step(node: SyntaxNode): Step | undefined {
  switch (node.type) {
    case 'identifier':
    case 'constant':
    case 'self':
    case 'instance_variable':
    case 'class_variable':
    case 'global_variable':
      return { text: node.text };
    case 'scope_resolution':
      return { text: node.child('name')?.text ?? '?', on: node.child('scope') };
    case 'element_reference':
      return { text: '[]', on: node.child('object') };
    case 'super':
      return { text: 'super' };
    case 'call':
      // Without arguments, nothing tells a call from an attribute; `handler.(x)` is `handler.call(x)`.
      return { text: `${node.child('method')?.text ?? 'call'}${node.child('arguments') === undefined ? '' : '()'}`, on: node.child('receiver') };
    default:
      return undefined;
  }
}

export function called(node: SyntaxNode): Called | undefined {
  if (node.type !== 'call') return undefined;
  const method = node.child('method');
  // `self.x = 5` sets, and calls nothing worth telling.
  if (node.field === 'left' && node.parent?.type.endsWith('assignment')) return undefined;
  return { name: method?.text ?? 'call', parts: argumentsIn(node), on: node.child('receiver'), line: method?.line };
}

function argumentsIn(call: SyntaxNode): Part[] {
  let position = 0;
  return (call.child('arguments')?.children ?? []).map((node) => {
    if (node.type === 'pair') return { name: keyOf(node), node: node.child('value') ?? node };
    if (node.type === 'hash_splat_argument') return { name: '**', node: node.children[0] ?? node };
    return { name: String(position++), node };
  });
}

export function keyOf(pair: SyntaxNode): string {
  const key = pair.child('key');
  const name = key === undefined ? undefined : literal(key);
  return typeof name === 'string' ? name : (key?.brief(60) ?? '');
}

export function table(node: SyntaxNode): readonly Part[] | undefined {
  switch (node.type) {
    case 'hash':
      return node.children.map((child) => (child.type === 'pair' ? { name: keyOf(child), node: child.child('value') ?? child } : { name: '**', node: child.children[0] ?? child }));
    case 'array':
    case 'string_array':
    case 'symbol_array':
      return node.children.map((child, index) => ({ name: `[${index}]`, node: child }));
    case 'call':
      // `{ ... }.freeze`
      return /^(?:freeze|with_indifferent_access|deep_dup|to_h)$/.test(node.child('method')?.text ?? '') && node.child('receiver') !== undefined ? table(node.child('receiver')!) : undefined;
    default:
      return undefined;
  }
}

export function literal(node: SyntaxNode): Literal | undefined {
  switch (node.type) {
    case 'integer':
    case 'float':
      return numberOf(node.text);
    case 'unary':
      return negated(node, node.child('operand'), literal);
    case 'true':
      return true;
    case 'false':
      return false;
    case 'nil':
      return null;
    case 'simple_symbol':
    case 'hash_key_symbol':
    case 'bare_symbol':
      return node.text.replace(/^:/, '');
    case 'bare_string':
      return node.text;
    case 'call': {
      const on = node.child('receiver');
      return on !== undefined && STRINGS.includes(on.type) && node.child('arguments') === undefined && /^(?:freeze|strip|squish|chomp|to_s|dup)$/.test(node.child('method')?.text ?? '') ? literal(on) : undefined;
    }
    default: {
      const value = STRINGS.includes(node.type) ? stringOf(node) : undefined;
      return value === undefined || value.interpolated ? undefined : value.text;
    }
  }
}
