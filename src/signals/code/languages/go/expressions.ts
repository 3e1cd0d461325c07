import type { Literal } from '../../../../domain/signals.ts';
import type { Called, Step } from '../../reading/dialect.ts';
import type { Part } from '../../reading/flatten.ts';
import { negated, numberOf } from '../../reading/numbers.ts';
import { type StringValue, unescape } from '../../reading/strings.ts';
import type { SyntaxNode } from '../../syntax.ts';

export const STRINGS = ['interpreted_string_literal', 'raw_string_literal'];

export function inner(node: SyntaxNode): SyntaxNode | undefined {
  switch (node.type) {
    case 'parenthesized_expression':
    case 'literal_element':
      return node.children[0];
    case 'unary_expression':
      return /[&*]/.test(node.source[node.start]!) ? node.child('operand') : undefined;
    case 'type_assertion_expression':
    case 'type_conversion_expression':
      return node.child('operand');
    default:
      return undefined;
  }
}

export function step(node: SyntaxNode): Step | undefined {
  switch (node.type) {
    case 'identifier':
    case 'package_identifier':
    case 'type_identifier':
    case 'qualified_type':
      return { text: node.text };
    case 'generic_type':
      return { text: node.child('type')?.text ?? '?' };
    case 'selector_expression':
      return { text: node.child('field')?.text ?? '?', on: node.child('operand') };
    case 'index_expression':
      return { text: '[]', on: node.child('operand') };
    case 'call_expression':
      return { text: '()', on: node.child('function') };
    case 'composite_literal': {
      const name = typeName(node);
      return name === undefined ? undefined : { text: `${name}()` };
    }
    default:
      return undefined;
  }
}

/** The name of the type that a literal makes; lists and maps have none. */
function typeName(literal: SyntaxNode): string | undefined {
  const type = literal.child('type');
  return type === undefined || !/^(?:type_identifier|qualified_type|generic_type)$/.test(type.type) ? undefined : step(type)?.text;
}

export function called(node: SyntaxNode): Called | undefined {
  if (node.type === 'call_expression') {
    const callee = node.child('function');
    const { text = '?', on } = callee === undefined ? {} : (step(callee) ?? {});
    const parts = (node.child('arguments')?.children ?? []).map((child, index) => ({ name: String(index), node: child }));
    return { name: text, parts, on, line: (callee?.child('field') ?? callee)?.line };
  }
  const name = node.type === 'composite_literal' ? typeName(node) : undefined;
  return name === undefined ? undefined : { name: name.replace(/^.*\./, ''), parts: entriesOf(node.child('body')) };
}

function entriesOf(body: SyntaxNode | undefined): Part[] {
  return (body?.children ?? []).map((child, index) => (child.type === 'keyed_element' ? { name: keyOf(child), node: child.child('value') ?? child } : { name: `[${index}]`, node: child }));
}

export function keyOf(element: SyntaxNode): string {
  const key = element.child('key')?.children[0];
  const name = key === undefined ? undefined : literal(key);
  return typeof name === 'string' ? name : (key?.brief(60) ?? '');
}

export function table(node: SyntaxNode): readonly Part[] | undefined {
  if (node.type === 'literal_value') return entriesOf(node);
  return node.type === 'composite_literal' ? entriesOf(node.child('body')) : undefined;
}

/** Functions that only turn a value into a pointer, an optional value or another type. */
const CONVERSIONS = /^(?:String|Int|Int32|Int64|Float|Float32|Float64|F|Bool|Ptr|Opt|NewOpt|Of|To|string|u?int\d*|float(?:32|64))$/;

export function literal(written: SyntaxNode): Literal | undefined {
  const node = inner(written) ?? written;
  switch (node.type) {
    case 'interpreted_string_literal':
    case 'raw_string_literal':
      return stringOf(node).text;
    case 'int_literal':
    case 'float_literal':
      return numberOf(node.text);
    case 'unary_expression':
      return negated(node, node.child('operand'), literal);
    case 'true':
      return true;
    case 'false':
      return false;
    case 'nil':
      return null;
    case 'call_expression': {
      const { name, parts } = called(node)!;
      return parts.length === 1 && CONVERSIONS.test(name) && /_literal$|^true$|^false$/.test(parts[0]!.node.type) ? literal(parts[0]!.node) : undefined;
    }
    default:
      return undefined;
  }
}

export function stringOf(node: SyntaxNode): StringValue {
  const written = node.text.slice(1, -1);
  const text = node.type === 'raw_string_literal' ? written : unescape(written);
  return { text, interpolated: false, pieces: [text] };
}
