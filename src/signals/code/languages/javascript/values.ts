import type { Literal } from '../../../../domain/signals.ts';
import { keyName, unwrap } from '../../reading/binding.ts';
import { negated } from '../../reading/numbers.ts';
import type { Part, Values } from '../../reading/flatten.ts';
import { type StringValue, joinStrings, unescape } from '../../reading/strings.ts';
import type { SyntaxNode } from '../../syntax.ts';

export const values: Values = { literal, parts };

/** The value of a literal. Templates with substitutions are none. */
export function literal(written: SyntaxNode): Literal | undefined {
  const node = unwrap(written);
  switch (node.type) {
    case 'string':
    case 'template_string': {
      const value = stringOf(node);
      return value === undefined || value.interpolated ? undefined : value.text;
    }
    case 'number': {
      const value = Number(node.text.replaceAll('_', ''));
      return Number.isFinite(value) ? value : undefined;
    }
    case 'unary_expression':
      return negated(node, node.child('argument'), literal);
    case 'true':
    // An attribute without a value.
    case 'jsx_attribute':
      return true;
    case 'false':
      return false;
    case 'null':
      return null;
    default:
      return undefined;
  }
}

/** A string, or a template with or without substitutions. */
export function stringOf(node: SyntaxNode): StringValue | undefined {
  if (node.type !== 'string' && node.type !== 'template_string') return undefined;
  const pieces: string[] = [''];
  let text = '';
  for (const child of node.children) {
    if (child.type === 'template_substitution') {
      text += child.text;
      pieces.push('');
    } else {
      const piece = child.type === 'escape_sequence' ? unescape(child.text) : child.text;
      text += piece;
      pieces[pieces.length - 1] += piece;
    }
  }
  return { text, interpolated: pieces.length > 1, pieces };
}

/** Strings added to one another, and to other things: `'a' + name + 'b'`. `undefined` where no string is among them. */
export function sumOf(node: SyntaxNode): StringValue | undefined {
  const operands: SyntaxNode[] = [];
  let left: SyntaxNode | undefined = node;
  for (; left?.type === 'binary_expression' && operatorOf(left) === '+'; left = left.child('left')) {
    const right = left.child('right');
    if (right !== undefined) operands.push(right);
    if (operands.length > 500) return undefined;
  }
  if (left !== undefined) operands.push(left);
  return joinOperands(operands.reverse());
}

/** Lines of a text joined: `['a', 'b'].join('\n')`. */
export function joinedLines(call: SyntaxNode): StringValue | undefined {
  const callee = call.child('function');
  const list = callee?.type === 'member_expression' && callee.child('property')?.text === 'join' ? callee.child('object') : undefined;
  if (list?.type !== 'array' || list.children.length > 500) return undefined;
  const given = call.child('arguments')?.children[0];
  const between = given === undefined ? ',' : literal(given);
  if (typeof between !== 'string') return undefined;
  const separator: StringValue = { text: between, interpolated: false, pieces: [between] };
  const lines = list.children.map((line) => joinOperands([line]));
  if (lines.every((line) => line === undefined)) return undefined;
  return joinStrings(lines.flatMap((line, index) => [...(index > 0 ? [separator] : []), line ?? substitution(list.children[index]!)]));
}

function joinOperands(operands: readonly SyntaxNode[]): StringValue | undefined {
  const strings = operands.map((operand) => stringOf(unwrap(operand)));
  if (strings.every((value) => value === undefined)) return undefined;
  return joinStrings(strings.map((value, index) => value ?? substitution(operands[index]!)));
}

function substitution(node: SyntaxNode): StringValue {
  return { text: `\${${node.brief(60)}}`, interpolated: true, pieces: ['', ''] };
}

/** The operator between the two sides of a binary expression. */
export function operatorOf(node: SyntaxNode): string {
  const left = node.child('left');
  const right = node.child('right');
  if (left === undefined || right === undefined) return '';
  return /^\s*([^\s\w/"'`]+|in\b|instanceof\b)/.exec(node.source.slice(left.end, Math.min(right.start, left.end + 40)))?.[1] ?? '';
}

function parts(written: SyntaxNode, calls: boolean): readonly Part[] | undefined {
  const node = unwrap(written);
  switch (node.type) {
    case 'array':
      return node.children.map((child, index) => ({ name: `[${index}]`, node: child }));
    case 'object':
      return node.children.map(entryOf);
    case 'await_expression':
      return calls && node.children[0] !== undefined ? parts(node.children[0], calls) : undefined;
    case 'call_expression':
    case 'new_expression':
      return calls || node.child('function')?.text === 'Object.freeze' ? callParts(node) : undefined;
    default:
      return undefined;
  }
}

function entryOf(child: SyntaxNode): Part {
  switch (child.type) {
    case 'pair': {
      const key = child.child('key');
      return { name: keyName(key) ?? key?.brief(60) ?? '', node: child.child('value') ?? child };
    }
    case 'method_definition':
      return { name: child.child('name')?.brief(60) ?? '', node: child };
    case 'spread_element':
      return { name: '...', node: child.children[0] ?? child };
    default:
      return { name: child.brief(60), node: child };
  }
}

/** Arguments by number; the template of a tagged one is the only argument. */
export function callParts(call: SyntaxNode): Part[] {
  const list = call.child('arguments');
  if (list === undefined) return [];
  if (list.type !== 'arguments') return [{ name: '0', node: list }];
  return list.children.map((child, index) => ({ name: String(index), node: child }));
}

/** Attributes of a JSX element. One without a value is `true`. */
export function attributeParts(element: SyntaxNode): Part[] {
  return element.children
    .filter((child) => child.field === 'attribute')
    .map((attribute) => {
      if (attribute.type !== 'jsx_attribute') return { name: '...', node: attribute.children[0] ?? attribute };
      const value = attribute.children[1];
      return { name: attribute.children[0]?.brief(60) ?? '', node: value?.type === 'jsx_expression' ? (value.children[0] ?? value) : (value ?? attribute) };
    });
}

/** The callee, dotted: `client.chat.create`, `this.llm.invoke`, `Client().chat.create` for `new Client().chat.create`. Long chains keep their end. */
export function dotted(start: SyntaxNode | undefined): string | undefined {
  const segments: string[] = [];
  let node = start;
  while (node !== undefined && segments.length < 80) {
    if (node.type === 'member_expression') {
      segments.unshift('.', node.child('property')?.text ?? '?');
      node = node.child('object');
    } else if (node.type === 'call_expression' || node.type === 'new_expression') {
      segments.unshift('()');
      node = node.child('function') ?? node.child('constructor');
    } else if (node.type === 'subscript_expression') {
      segments.unshift('[]');
      node = node.child('object');
    } else if (node.type === 'await_expression' || node.type === 'instantiation_expression') {
      node = node.children[0];
    } else if (unwrap(node) !== node) {
      node = unwrap(node);
    } else {
      if (PLAIN.has(node.type)) segments.unshift(node.text);
      else if (segments.length === 0) return undefined;
      else segments.unshift(node.type === 'string' || node.type === 'template_string' ? '""' : node.type === 'array' ? '[]' : '?');
      break;
    }
  }
  const callee = segments.join('');
  return callee === '' ? undefined : callee.slice(-200);
}

const PLAIN = new Set(['identifier', 'this', 'super', 'meta_property', 'property_identifier', 'nested_identifier', 'jsx_namespace_name', 'import']);
