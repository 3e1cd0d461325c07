import type { Literal } from '../../../../domain/signals.ts';
import { keyName, unwrap } from '../../reading/binding.ts';
import { negated } from '../../reading/numbers.ts';
import type { Part, Values } from '../../reading/flatten.ts';
import { type StringValue, joinStrings, unescape } from '../../reading/strings.ts';
import type { SyntaxNode } from '../../syntax.ts';

export const values: Values = { literal, parts };

/** The value of a literal. Strings with substitutions are none. */
export function literal(written: SyntaxNode): Literal | undefined {
  const node = unwrap(written);
  switch (node.type) {
    case 'string':
    case 'concatenated_string': {
      const value = stringOf(node);
      return value === undefined || value.interpolated ? undefined : value.text;
    }
    case 'integer':
    case 'float':
      return numberOf(node.text);
    case 'unary_operator':
      return negated(node, node.children[0], literal);
    case 'true':
      return true;
    case 'false':
      return false;
    case 'none':
      return null;
    default:
      return undefined;
  }
}

function numberOf(text: string): number | undefined {
  const value = Number(text.replaceAll('_', ''));
  return Number.isFinite(value) ? value : undefined;
}

/** A string, f-string or row of adjacent strings. */
export function stringOf(node: SyntaxNode): StringValue | undefined {
  if (node.type === 'concatenated_string') return joinStrings(node.children.map(stringOf).filter((value) => value !== undefined));
  if (node.type !== 'string') return undefined;
  const prefix = node.children[0]?.type === 'string_start' ? node.children[0].text.toLowerCase() : '"';
  const raw = prefix.includes('r');
  const formatted = prefix.includes('f') || /^t["']/.test(prefix);
  const pieces: string[] = [''];
  let text = '';
  for (const child of node.children) {
    if (child.type === 'string_content') {
      const written = raw ? child.text : unescape(child.text);
      const piece = formatted ? written.replaceAll('{{', '{').replaceAll('}}', '}') : written;
      text += piece;
      pieces[pieces.length - 1] += piece;
    } else if (child.type === 'interpolation') {
      text += child.text;
      pieces.push('');
    }
  }
  return { text, interpolated: pieces.length > 1, pieces };
}

/** Strings added to one another, and to other things: `"a" + name + "b"`. `undefined` where no string is among them. */
export function sumOf(node: SyntaxNode): StringValue | undefined {
  const operands: SyntaxNode[] = [];
  let left: SyntaxNode | undefined = node;
  for (; left?.type === 'binary_operator' && isSum(left); left = left.child('left')) {
    const right = left.child('right');
    if (right !== undefined) operands.unshift(right);
    if (operands.length > 500) return undefined;
  }
  if (left !== undefined) operands.unshift(left);
  const strings = operands.map((operand) => stringOf(unwrap(operand)));
  if (strings.every((value) => value === undefined)) return undefined;
  return joinStrings(strings.map((value, index) => value ?? { text: `{${operands[index]!.brief(60)}}`, interpolated: true, pieces: ['', ''] }));
}

export function isSum(node: SyntaxNode): boolean {
  const left = node.child('left');
  const right = node.child('right');
  return left !== undefined && right !== undefined && /^\s*(?:\\\s*)?\+\s*(?:[\\#]|$)/.test(node.source.slice(left.end, Math.min(right.start, left.end + 80)));
}

function parts(written: SyntaxNode, calls: boolean): readonly Part[] | undefined {
  const node = unwrap(written);
  switch (node.type) {
    case 'list':
    case 'tuple':
    case 'set':
      return node.children.map((child, index) => ({ name: `[${index}]`, node: child }));
    case 'dictionary':
      return node.children.map(entryOf);
    case 'call':
      return calls || node.child('function')?.text === 'dict' ? callParts(node) : undefined;
    default:
      return undefined;
  }
}

function entryOf(child: SyntaxNode): Part {
  if (child.type !== 'pair') return { name: '**', node: child.children[0] ?? child };
  const key = child.child('key');
  const name = key === undefined ? undefined : key.type === 'string' ? keyName(key) : key.brief(60);
  return { name: name ?? '', node: child.child('value') ?? child };
}

/** Arguments: positional ones by number, keywords by name; a literal dictionary after `**` counts as keywords. */
export function callParts(call: SyntaxNode): Part[] {
  const list = call.child('arguments');
  if (list === undefined) return [];
  if (list.type !== 'argument_list') return [{ name: '0', node: list }];
  const found: Part[] = [];
  let position = 0;
  for (const child of list.children) {
    if (child.type === 'keyword_argument') found.push({ name: child.child('name')?.text ?? '', node: child.child('value') ?? child });
    else if (child.type === 'dictionary_splat' && child.children[0]?.type === 'dictionary') found.push(...child.children[0].children.map(entryOf));
    else if (child.type === 'dictionary_splat') found.push({ name: '**', node: child.children[0] ?? child });
    else found.push({ name: String(position++), node: child });
  }
  return found;
}

/** The argument with a name or, failing that, at a position. */
export function argument(call: SyntaxNode, name: string, position?: number): SyntaxNode | undefined {
  const all = callParts(call);
  return (all.find((part) => part.name === name) ?? (position === undefined ? undefined : all.find((part) => part.name === String(position))))?.node;
}

/** The callee, dotted: `client.chat.create`, `Client().chat.create`, `clients[].create`. Long chains keep their end. */
export function calleeOf(call: SyntaxNode): string | undefined {
  const segments: string[] = [];
  let node = call.child('function');
  while (node !== undefined && segments.length < 80) {
    if (node.type === 'attribute') {
      segments.unshift('.', node.child('attribute')?.text ?? '?');
      node = node.child('object');
    } else if (node.type === 'call') {
      segments.unshift('()');
      node = node.child('function');
    } else if (node.type === 'subscript') {
      segments.unshift('[]');
      node = node.child('value');
    } else if (node.type === 'parenthesized_expression' || node.type === 'await') {
      node = node.children[0];
    } else {
      if (node.type === 'identifier') segments.unshift(node.text);
      else if (segments.length === 0) return undefined;
      else segments.unshift(node.type === 'string' || node.type === 'concatenated_string' ? '""' : node.type === 'list' ? '[]' : '?');
      break;
    }
  }
  const callee = segments.join('');
  return callee === '' ? undefined : callee.slice(-200);
}
