import type { CodeSignals, Literal } from '../../../domain/signals.ts';
import { scanRustImports } from '../imports/rust.ts';
import type { Bound, Called, Defined, Dialect, Parameter, Step } from '../reading/dialect.ts';
import type { Part } from '../reading/flatten.ts';
import { numberOf } from '../reading/numbers.ts';
import { readWith } from '../reading/reader.ts';
import { type StringValue, unescape } from '../reading/strings.ts';
import type { SyntaxNode } from '../syntax.ts';
import { macroParts, readMacroCalls, readMacroComparison, tokensTable } from './rust/macros.ts';
import { fallbackOf, readArgumentAttribute, readSettingCall } from './rust/settings.ts';

export function readRust(root: SyntaxNode, wanted: (text: string) => boolean): CodeSignals {
  return readWith(RUST, root, wanted);
}

const STRINGS = ['string_literal', 'raw_string_literal'];

const RUST: Dialect = {
  language: 'rust',
  imports: { types: ['use_declaration', 'extern_crate_declaration', 'mod_item'], scan: scanRustImports },
  calls: ['call_expression', 'macro_invocation', 'struct_expression'],
  bindings: ['let_declaration', 'const_item', 'static_item', 'assignment_expression', 'field_declaration'],
  definitions: ['function_item', 'function_signature_item', 'struct_item', 'enum_item', 'trait_item', 'impl_item'],
  decorators: ['attribute'],
  strings: STRINGS,
  binaries: ['binary_expression'],
  plus: '+',
  loops: {
    for_expression: (node) => ({ form: 'for', over: node.child('value') }),
    while_expression: (node) => ({ form: 'while', over: node.child('condition') }),
    loop_expression: () => ({ form: 'while' }),
  },
  handlers: new Set(),
  tests: new Set(['if_expression']),
  raises: new Set(),
  returns: new Set(['return_expression']),
  raising: /^(?:(?:anyhow\.|eyre\.)?bail|panic|unreachable|todo|unimplemented)$/,
  exiting: /(?:^|\.)process\.(?:exit|abort)$/,
  asserting: /^(?:debug_)?assert\w*$|^(?:anyhow\.)?ensure$/,
  inner,
  step,
  called,
  bound,
  defined,
  test: (node) => ({ condition: node.child('condition'), taken: node.child('consequence'), other: node.child('alternative') }),
  leads: (node) => ((node.type === 'return_expression' || node.type === 'call_expression') && /^(?:return )?Err\(/.test(node.brief(12)) ? 'raise' : undefined),
  literal,
  fallback: fallbackOf(literal),
  stringOf,
  table,
  keyOf: (node) => (node.parent?.type === 'field_initializer' ? node.parent.child('field')?.text : undefined),
  scope: (node) => (node.field === 'body' && node.parent?.type === 'impl_item' && node.parent.child('trait') === undefined ? implemented(node.parent) : undefined),
  visits: {
    token_tree: (node, place, out) => readMacroCalls(node, place, out, VALUES),
    attribute_item: (node, _, out) => readArgumentAttribute(node, out),
  },
  readCall(node, callee, { parts }, place, out) {
    readSettingCall(node, callee, parts.map((part) => literal(part.node)), out, literal);
    if (node.type === 'macro_invocation') readMacroComparison(node, callee, place, out);
  },
};

const VALUES = { literal, parts: (node: SyntaxNode): readonly Part[] | undefined => table(node) };

function inner(node: SyntaxNode): SyntaxNode | undefined {
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

function step(node: SyntaxNode): Step | undefined {
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
function plainName(node: SyntaxNode | undefined): string {
  const plain = /^generic_type/.test(node?.type ?? '') ? node!.child('type') : node;
  return (plain?.brief(120) ?? '?').replace(/<.*$/, '').replaceAll('::', '.').replace(/\.$/, '');
}

function called(node: SyntaxNode): Called | undefined {
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

function table(node: SyntaxNode): readonly Part[] | undefined {
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

function bound(node: SyntaxNode): Bound[] {
  const target = node.child('pattern') ?? node.child('name') ?? node.child('left');
  if (target === undefined || /^(?:tuple|struct|slice|captured|or)_/.test(target.type)) return [];
  return [{ target, value: node.child('value') ?? node.child('right'), type: node.child('type'), field: node.type === 'field_declaration' }];
}

function defined(node: SyntaxNode): Defined | undefined {
  if (node.type === 'impl_item') {
    const trait = node.child('trait');
    return trait === undefined ? undefined : { form: 'class', name: implemented(node), bases: [plainName(trait)] };
  }
  const name = node.child('name')?.text;
  if (name === undefined) return undefined;
  const form = node.type.startsWith('function') ? 'function' : 'class';
  const bases = (node.child('bounds')?.children ?? []).filter(({ type }) => type !== 'lifetime').map(plainName);
  return { form, name, bases, decorators: attributesOf(node), params: (node.child('parameters')?.children ?? []).flatMap(parameter) };
}

function implemented(impl: SyntaxNode): string {
  return plainName(impl.child('type')).replace(/^.*\./, '');
}

/** Attributes are siblings that stand before what they belong to. */
function attributesOf(node: SyntaxNode): SyntaxNode[] {
  const siblings = node.parent?.children ?? [];
  const found: SyntaxNode[] = [];
  for (let at = siblings.indexOf(node) - 1; siblings[at]?.type === 'attribute_item'; at--) found.unshift(...siblings[at]!.children);
  return found;
}

function parameter(node: SyntaxNode): Parameter[] {
  const pattern = node.child('pattern');
  return node.type !== 'parameter' || pattern === undefined ? [] : [{ name: pattern.brief(60), node, type: node.child('type') }];
}

function literal(written: SyntaxNode): Literal | undefined {
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
    case 'unary_expression': {
      const value = node.children[0] === undefined ? undefined : literal(node.children[0]);
      return typeof value === 'number' && node.source[node.start] === '-' ? -value : undefined;
    }
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

function stringOf(node: SyntaxNode): StringValue {
  const isRaw = node.type === 'raw_string_literal';
  const written = node.text.replace(isRaw ? /^b?r#*"|"#*$/g : /^[bc]?"|"$/g, '');
  // A line break after a backslash swallows the indentation of the next line.
  const text = isRaw ? written : unescape(written.replace(/\\\r?\n\s*/g, ''));
  return { text, interpolated: false, pieces: [text] };
}
