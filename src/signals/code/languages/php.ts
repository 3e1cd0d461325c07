import type { CodeSignals, Literal } from '../../../domain/signals.ts';
import { scanPhpImports } from '../imports/php.ts';
import { operatorOf } from '../reading/chains.ts';
import type { Bound, Called, Defined, Dialect, Parameter, Step } from '../reading/dialect.ts';
import type { Part } from '../reading/flatten.ts';
import { numberOf } from '../reading/numbers.ts';
import { readWith } from '../reading/reader.ts';
import { type StringValue, unescape, withoutIndent } from '../reading/strings.ts';
import type { SyntaxNode } from '../syntax.ts';
import { readSettingCall, readSubscript } from './php/settings.ts';

export function readPhp(root: SyntaxNode, wanted: (text: string) => boolean): CodeSignals {
  return readWith(PHP, root, wanted);
}

const STRINGS = ['string', 'encapsed_string', 'heredoc', 'nowdoc'];

const PHP: Dialect = {
  language: 'php',
  imports: { types: ['namespace_use_declaration'], scan: scanPhpImports },
  calls: ['function_call_expression', 'member_call_expression', 'nullsafe_member_call_expression', 'scoped_call_expression', 'object_creation_expression'],
  bindings: ['assignment_expression', 'augmented_assignment_expression', 'property_element', 'const_element', 'enum_case'],
  definitions: ['class_declaration', 'interface_declaration', 'trait_declaration', 'enum_declaration', 'method_declaration', 'function_definition'],
  decorators: ['attribute'],
  strings: STRINGS,
  binaries: ['binary_expression'],
  plus: '.',
  loops: {
    for_statement: (node) => ({ form: 'for', over: node.child('condition') }),
    foreach_statement: (node) => ({ form: 'for', over: node.children[0] }),
    while_statement: (node) => ({ form: 'while', over: node.child('condition') }),
    do_statement: (node) => ({ form: 'while', over: node.child('condition') }),
  },
  handlers: new Set(['catch_clause']),
  tests: new Set(['if_statement', 'else_if_clause']),
  raises: new Set(['throw_expression', 'throw_statement']),
  returns: new Set(['return_statement']),
  raising: /^(?:abort|abort_if|abort_unless|throw_if|throw_unless)$/,
  exiting: /^(?:exit|die)$/,
  asserting: /^(?:this\.|self\.|static\.|Assert\.|TestCase\.)(?:assert\w*|fail)$|^(?:assert\w*|expect)$/,
  expectedFirst: true,
  inner,
  step,
  called,
  bound,
  defined,
  test: (node) => ({ condition: node.child('condition'), taken: node.child('body'), other: node.children.find(({ type }) => type === 'else_clause') }),
  leads: (node) => (node.type === 'exit_statement' ? 'exit' : undefined),
  literal,
  fallback: (node) => (node.type === 'conditional_expression' ? otherwise(node) : node.type === 'binary_expression' && operatorOf(node) === '??' && node.child('right') !== undefined ? literal(node.child('right')!) : undefined),
  stringOf,
  table,
  keyOf: (node) => (node.parent?.type === 'array_element_initializer' && node.parent.children[1] === node ? entryOf(node.parent, 0).name : node.parent?.type === 'argument' ? node.parent.child('name')?.text : undefined),
  visits: { subscript_expression: (node, _, out) => readSubscript(node, literal, out) },
  readCall(node, callee, { parts }, _, out) {
    const given = parts.map((part) => literal(part.node));
    readSettingCall(node, callee, given, literal, out);
    if (callee === 'define' && typeof given[0] === 'string' && given[1] !== undefined) out.constant(node.line, given[0], given[1]);
  },
};

function inner(node: SyntaxNode): SyntaxNode | undefined {
  switch (node.type) {
    case 'parenthesized_expression':
    case 'clone_expression':
      return node.children[0];
    case 'argument':
      return node.children.at(-1);
    case 'cast_expression':
      return node.child('value');
    default:
      return undefined;
  }
}

function step(node: SyntaxNode): Step | undefined {
  switch (node.type) {
    case 'name':
    case 'relative_scope':
      return { text: node.text };
    case 'qualified_name':
      return { text: node.text.replace(/^\\/, '').replaceAll('\\', '.') };
    case 'variable_name':
      return { text: node.text.replace(/^\$+/, '') };
    case 'member_access_expression':
    case 'nullsafe_member_access_expression':
      return { text: plainName(node.child('name')), on: node.child('object') };
    case 'scoped_property_access_expression':
      return { text: plainName(node.child('name')), on: node.child('scope') };
    case 'class_constant_access_expression':
      return { text: node.children[1]?.text ?? '?', on: node.children[0] };
    case 'subscript_expression':
      return { text: '[]', on: node.children[0] };
    case 'function_call_expression':
      return { text: '()', on: node.child('function') };
    case 'member_call_expression':
    case 'nullsafe_member_call_expression':
      return { text: `${plainName(node.child('name'))}()`, on: node.child('object') };
    case 'scoped_call_expression':
      return { text: `${plainName(node.child('name'))}()`, on: node.child('scope') };
    case 'object_creation_expression': {
      const made = node.children.find(({ type }) => type === 'name' || type === 'qualified_name' || type === 'variable_name' || type === 'relative_scope');
      return made === undefined ? undefined : { text: `${step(made)!.text}()` };
    }
    default:
      return undefined;
  }
}

function plainName(node: SyntaxNode | undefined): string {
  return (node?.brief(120) ?? '?').replace(/^\$+/, '');
}

function called(node: SyntaxNode): Called | undefined {
  if (node.type === 'attribute') return { name: step(node.children[0] ?? node)?.text ?? '', parts: argumentsIn(node) };
  if (!PHP.calls.includes(node.type)) return undefined;
  const { text = '?', on } = step(node.child('function') ?? node) ?? {};
  return { name: text.replace(/\(\)$/, '').replace(/^.*\./, ''), parts: argumentsIn(node), on, line: node.child('name')?.line };
}

function argumentsIn(call: SyntaxNode): Part[] {
  let position = 0;
  return (call.children.find(({ type }) => type === 'arguments')?.children ?? []).map((node) => {
    const name = node.type === 'argument' ? node.child('name')?.text : undefined;
    return { name: name ?? String(position++), node: inner(node) ?? node };
  });
}

function table(node: SyntaxNode): readonly Part[] | undefined {
  return node.type === 'array_creation_expression' ? node.children.map(entryOf) : undefined;
}

/** `'key' => value`, or a value alone. */
function entryOf(element: SyntaxNode, index: number): Part {
  const [key, value] = element.children;
  if (key === undefined || value === undefined || element.type !== 'array_element_initializer') return { name: `[${index}]`, node: key ?? element };
  const name = literal(key);
  return { name: typeof name === 'string' ? name : key.brief(60), node: value };
}

function bound(node: SyntaxNode): Bound[] {
  switch (node.type) {
    case 'property_element': {
      const target = node.child('name');
      return target === undefined ? [] : [{ target, value: node.child('default_value'), type: node.parent?.child('type'), field: true }];
    }
    case 'const_element':
      return node.children[0] === undefined ? [] : [{ target: node.children[0], value: node.children[1] }];
    case 'enum_case': {
      const target = node.child('name');
      return target === undefined ? [] : [{ target, value: node.child('value') }];
    }
    default: {
      const target = node.child('left');
      return target === undefined || target.type === 'list_literal' ? [] : [{ target, value: node.child('right') }];
    }
  }
}

function defined(node: SyntaxNode): Defined | undefined {
  const name = node.child('name')?.text;
  if (name === undefined) return undefined;
  const form = /^(?:method|function)/.test(node.type) ? 'function' : 'class';
  const clauses = node.children.filter(({ type }) => type === 'base_clause' || type === 'class_interface_clause');
  const attributes = node.child('attributes')?.children.flatMap((group) => (group.type === 'attribute' ? [group] : group.children)) ?? [];
  return {
    form,
    name,
    bases: clauses.flatMap(({ children }) => children.map((base) => step(base)?.text ?? base.brief(120))),
    decorators: attributes.filter(({ type }) => type === 'attribute'),
    params: (node.child('parameters')?.children ?? []).flatMap(parameter),
  };
}

function parameter(node: SyntaxNode): Parameter[] {
  const name = node.child('name');
  return name === undefined ? [] : [{ name: plainName(name), node, type: node.child('type'), value: node.child('default_value'), field: node.type === 'property_promotion_parameter' }];
}

/** `read() ?: "x"` */
function otherwise(node: SyntaxNode): Literal | undefined {
  const value = node.child('body') === undefined ? node.child('alternative') : undefined;
  return value === undefined ? undefined : literal(value);
}

function literal(written: SyntaxNode): Literal | undefined {
  const node = inner(written) ?? written;
  switch (node.type) {
    case 'integer':
    case 'float':
      return numberOf(node.text);
    case 'boolean':
      return node.text.toLowerCase() === 'true';
    case 'null':
      return null;
    case 'unary_op_expression': {
      const value = node.child('argument') === undefined ? undefined : literal(node.child('argument')!);
      return typeof value === 'number' && node.source[node.start] === '-' ? -value : undefined;
    }
    default: {
      const value = STRINGS.includes(node.type) ? stringOf(node) : undefined;
      return value === undefined || value.interpolated ? undefined : value.text;
    }
  }
}

function stringOf(node: SyntaxNode): StringValue | undefined {
  switch (node.type) {
    case 'string':
      return plain(node.text.replace(/^b?'|'$/g, '').replace(/\\(['\\])/g, '$1'));
    case 'nowdoc':
      return plain(withoutIndent(node.child('value')?.text ?? '').trim());
    case 'encapsed_string':
    case 'heredoc':
      return interpolated(node.type === 'heredoc' ? (node.child('value') ?? node) : node);
    default:
      return undefined;
  }
}

function plain(text: string): StringValue {
  return { text, interpolated: false, pieces: [text] };
}

function interpolated(node: SyntaxNode): StringValue {
  const pieces: string[] = [''];
  let text = '';
  let end = node.children[0]?.start ?? node.start;
  for (const child of node.children) {
    const isText = child.type === 'string_content' || child.type === 'escape_sequence';
    // Line breaks stand between the pieces of a document.
    const piece = (/^\s+$/.test(node.source.slice(end, child.start)) ? node.source.slice(end, child.start) : '') + (isText ? unescape(child.text) : '');
    text += isText ? piece : piece + child.text;
    pieces[pieces.length - 1] += piece;
    if (!isText) pieces.push('');
    end = child.end;
  }
  return { text, interpolated: pieces.length > 1, pieces };
}
