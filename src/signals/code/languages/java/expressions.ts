import type { Literal } from '../../../../domain/signals.ts';
import type { Called, Step } from '../../reading/dialect.ts';
import type { Part } from '../../reading/flatten.ts';
import { negated, numberOf } from '../../reading/numbers.ts';
import { type StringValue, unescape, withoutIndent } from '../../reading/strings.ts';
import type { SyntaxNode } from '../../syntax.ts';

export function inner(node: SyntaxNode): SyntaxNode | undefined {
  return node.type === 'parenthesized_expression' ? node.children[0] : node.type === 'cast_expression' ? node.child('value') : undefined;
}

export function step(node: SyntaxNode): Step | undefined {
  switch (node.type) {
    case 'identifier':
    case 'type_identifier':
    case 'scoped_type_identifier':
    case 'this':
    case 'super':
      return { text: node.text };
    case 'generic_type':
      return { text: node.children[0]?.text ?? '' };
    case 'field_access':
      return { text: node.child('field')?.text ?? '?', on: node.child('object') };
    case 'array_access':
      return { text: '[]', on: node.child('array') };
    case 'method_invocation':
      return { text: `${node.child('name')?.text ?? ''}()`, on: node.child('object') };
    case 'object_creation_expression':
      return { text: `${typeName(node.child('type'))}()` };
    case 'explicit_constructor_invocation':
      return { text: `${node.child('constructor')?.text ?? 'this'}()` };
    default:
      return undefined;
  }
}

export function typeName(type: SyntaxNode | undefined): string {
  return (type?.type === 'generic_type' ? type.children[0] : type)?.text ?? '';
}

export function called(node: SyntaxNode): Called | undefined {
  const parts = (node.child('arguments')?.children ?? []).map(partOf);
  switch (node.type) {
    case 'method_invocation':
      return { name: node.child('name')?.text ?? '', parts, on: node.child('object'), line: node.child('name')?.line };
    case 'object_creation_expression':
      return { name: typeName(node.child('type')).replace(/^.*\./, ''), parts };
    case 'explicit_constructor_invocation':
      return { name: node.child('constructor')?.text ?? 'this', parts };
    case 'annotation':
    case 'marker_annotation':
      return { name: node.child('name')?.text ?? '', parts };
    default:
      return undefined;
  }
}

/** Arguments by number; elements of an annotation by name. */
function partOf(node: SyntaxNode, index: number): Part {
  return node.type === 'element_value_pair' ? { name: node.child('key')?.text ?? '', node: node.child('value') ?? node } : { name: String(index), node };
}

export function literal(written: SyntaxNode): Literal | undefined {
  const node = inner(written) ?? written;
  switch (node.type) {
    case 'string_literal':
      return stringOf(node).text;
    case 'decimal_integer_literal':
    case 'hex_integer_literal':
    case 'decimal_floating_point_literal':
      return numberOf(node.text);
    case 'unary_expression':
      return negated(node, node.child('operand'), literal);
    case 'true':
      return true;
    case 'false':
      return false;
    case 'null_literal':
      return null;
    case 'method_invocation':
      return tidied(node);
    default:
      return undefined;
  }
}

/** `"""...""".stripIndent()`, `Optional.of("x")`, `Integer.valueOf(5)`. */
function tidied(call: SyntaxNode): Literal | undefined {
  const { name, parts, on } = called(call)!;
  if (parts.length === 0 && on?.type === 'string_literal' && /^(?:strip\w*|trim|translateEscapes)$/.test(name)) return stringOf(on).text.trim();
  const [only] = parts;
  return only !== undefined && parts.length === 1 && ((name === 'of' && on?.text === 'Optional') || (name === 'valueOf' && /^[A-Z][a-z]+$/.test(on?.text ?? ''))) ? literal(only.node) : undefined;
}

/** Strings and text blocks; there is no interpolation. */
export function stringOf(node: SyntaxNode): StringValue {
  const block = node.source.startsWith('"""', node.start);
  const written = node.text.slice(block ? 3 : 1, block ? -3 : -1);
  const text = unescape(block ? withoutIndent(written) : written);
  return { text, interpolated: false, pieces: [text] };
}

const LISTS = /^(?:List|Set|Stream|Arrays|EnumSet|ImmutableList|ImmutableSet)$/;

/** `{a, b}`, `new String[] {a, b}`, `List.of(a, b)`, `Map.of(k, v)`, `Map.ofEntries(Map.entry(k, v))`. */
export function table(node: SyntaxNode): readonly Part[] | undefined {
  if (node.type === 'array_creation_expression') return table(node.child('value') ?? node.children.at(-1) ?? node);
  if (node.type === 'array_initializer' || node.type === 'element_value_array_initializer') return node.children.map((child, index) => ({ name: `[${index}]`, node: child }));
  if (node.type !== 'method_invocation') return undefined;
  const { name, parts, on } = called(node)!;
  const owner = on?.text ?? '';
  if (LISTS.test(owner) && (name === 'of' || name === 'asList' || name === 'copyOf')) return parts.map((part, index) => ({ name: `[${index}]`, node: part.node }));
  if (/^(?:Map|ImmutableMap)$/.test(owner) && name === 'of') return pairs(parts.map((part) => part.node));
  if (/^(?:Map|ImmutableMap)$/.test(owner) && name === 'ofEntries') return parts.flatMap((part) => (part.node.type === 'method_invocation' ? pairs(called(part.node)!.parts.map((entry) => entry.node)) : []));
  return undefined;
}

function pairs(nodes: readonly SyntaxNode[]): Part[] {
  return nodes.flatMap((key, index) => {
    const value = nodes[index + 1];
    if (index % 2 === 1 || value === undefined) return [];
    const name = literal(key);
    return [{ name: typeof name === 'string' ? name : key.brief(60), node: value }];
  });
}
