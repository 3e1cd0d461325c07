import type { Literal } from '../../../../domain/signals.ts';
import type { Called, Step } from '../../reading/dialect.ts';
import type { Part } from '../../reading/flatten.ts';
import { negated, numberOf } from '../../reading/numbers.ts';
import { type StringValue, unescape } from '../../reading/strings.ts';
import type { SyntaxNode } from '../../syntax.ts';
import { macroParts, tokensTable } from './macros.ts';

export const STRINGS = ['string_literal', 'raw_string_literal'];

export function inner(node: SyntaxNode): SyntaxNode | undefined {
  switch (node.type) {
    case 'parenthesized_expression':
    case 'try_expression':
    case 'await_expression':
    case 'expression_statement':
      return node.children[0];
    case 'reference_expression':
    case 'type_cast_expression':
      return node.child('value');
    case 'generic_function':
      return node.child('function');
    default:
      return undefined;
  }
}

export function step(node: SyntaxNode): Step | undefined {
  switch (node.type) {
    case 'identifier':
    case 'type_identifier':
    case 'self':
    case 'super':
    case 'crate':
    case 'metavariable':
      return { text: node.text };
    case 'generic_type':
    case 'generic_type_with_turbofish':
      return { text: plainName(node) };
    case 'scoped_identifier':
    case 'scoped_type_identifier':
      return { text: node.child('name')?.text ?? '?', on: node.child('path') };
    case 'field_expression':
      return { text: node.child('field')?.text ?? '?', on: node.child('value') };
    case 'index_expression':
      return { text: '[]', on: node.children[0] };
    case 'call_expression':
      return { text: '()', on: node.child('function') };
    case 'macro_invocation':
      return { text: `${(node.child('macro')?.text ?? '?').replaceAll('::', '.')}()` };
    case 'struct_expression':
      return { text: `${plainName(node.child('name'))}()` };
    default:
      return undefined;
  }
}

/** A type's path with dots and without its arguments. */
export function plainName(node: SyntaxNode | undefined): string {
  const plain = node?.type.startsWith('generic_type') ? node.child('type') : node;
  return (plain?.brief(120) ?? '?').replace(/<.*$/, '').replaceAll('::', '.').replace(/\.$/, '');
}

export function called(node: SyntaxNode): Called | undefined {
  switch (node.type) {
    case 'call_expression': {
      const written = node.child('function');
      const callee = written?.type === 'generic_function' ? written.child('function') : written;
      const { text = '?', on } = callee === undefined ? {} : (step(callee) ?? {});
      const parts = (node.child('arguments')?.children ?? []).map((child, index) => ({ name: String(index), node: child }));
      return { name: text, parts, on, line: (callee?.child('field') ?? callee)?.line };
    }
    case 'macro_invocation':
      return { name: (node.child('macro')?.text ?? '?').replace(/^.*::/, ''), parts: macroParts(node) };
    case 'struct_expression':
      return { name: plainName(node.child('name')).replace(/^.*\./, ''), parts: fieldsOf(node) };
    case 'attribute':
      return { name: (node.children[0]?.text ?? '').replaceAll('::', '.'), parts: macroParts(node) };
    default:
      return undefined;
  }
}

function fieldsOf(node: SyntaxNode): Part[] {
  return (node.child('body')?.children ?? []).map((field) => {
    if (field.type === 'field_initializer') return { name: field.child('field')?.text ?? '', node: field.child('value') ?? field };
    return { name: field.type === 'base_field_initializer' ? '..' : field.brief(60), node: field.children[0] ?? field };
  });
}

export function table(node: SyntaxNode): readonly Part[] | undefined {
  switch (node.type) {
    case 'array_expression':
    case 'tuple_expression':
      return node.children.map((child, index) => ({ name: `[${index}]`, node: child }));
    case 'struct_expression':
      return fieldsOf(node);
    case 'macro_invocation':
      return /^(?:vec|json)$|::json$/.test(node.child('macro')?.text ?? '') ? macroParts(node) : undefined;
    case 'token_tree':
      return tokensTable(node);
    default:
      return undefined;
  }
}

export function literal(written: SyntaxNode): Literal | undefined {
  const node = inner(written) ?? written;
  switch (node.type) {
    case 'string_literal':
    case 'raw_string_literal':
      return stringOf(node).text;
    case 'integer_literal':
    case 'float_literal':
      return numberOf(node.text);
    case 'boolean_literal':
      return node.text === 'true';
    case 'unary_expression':
      return negated(node, node.children[0], literal);
    case 'call_expression':
      return converted(node);
    default:
      return undefined;
  }
}

/** `"x".to_string()`, `String::from("x")`, `Some(5)`. */
function converted(call: SyntaxNode): Literal | undefined {
  const { name, parts, on } = called(call)!;
  if (parts.length === 0) return on !== undefined && STRINGS.includes(on.type) && /^(?:to_string|to_owned|into|as_str|to_lowercase|trim)$/.test(name) ? stringOf(on).text : undefined;
  return parts.length === 1 && ((name === 'Some' && on === undefined) || (name === 'from' && on?.text === 'String')) ? literal(parts[0]!.node) : undefined;
}

export function stringOf(node: SyntaxNode): StringValue {
  const isRaw = node.type === 'raw_string_literal';
  const written = node.text.replace(isRaw ? /^b?r#*"|"#*$/g : /^[bc]?"|"$/g, '');
  // A line break after a backslash swallows the indentation of the next line.
  const text = isRaw ? written : unescape(written.replace(/\\\r?\n\s*/g, ''));
  return { text, interpolated: false, pieces: [text] };
}
