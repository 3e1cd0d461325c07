import type { CodeSignals, Literal } from '../../../domain/signals.ts';
import { scanGoImports } from '../imports/go.ts';
import type { Bound, Called, Defined, Dialect, Parameter, Repeated, Step } from '../reading/dialect.ts';
import type { Part } from '../reading/flatten.ts';
import { numberOf } from '../reading/numbers.ts';
import { readWith } from '../reading/reader.ts';
import { type StringValue, unescape } from '../reading/strings.ts';
import type { SyntaxNode } from '../syntax.ts';
import { readFieldTag, readSettingCall } from './go/settings.ts';

export function readGo(root: SyntaxNode, wanted: (text: string) => boolean): CodeSignals {
  return readWith(GO, root, wanted);
}

const STRINGS = ['interpreted_string_literal', 'raw_string_literal'];

const GO: Dialect = {
  language: 'go',
  imports: { types: ['import_declaration'], scan: scanGoImports },
  calls: ['call_expression', 'composite_literal'],
  bindings: ['short_var_declaration', 'assignment_statement', 'var_spec', 'const_spec', 'field_declaration'],
  definitions: ['function_declaration', 'method_declaration', 'type_spec', 'method_elem'],
  decorators: [],
  strings: STRINGS,
  binaries: ['binary_expression'],
  plus: '+',
  loops: { for_statement: repeated },
  handlers: new Set(),
  tests: new Set(['if_statement']),
  raises: new Set(),
  returns: new Set(['return_statement']),
  raising: /^(?:panic|\w*[lL]og(?:ger)?\.Panic\w*)$/,
  exiting: /^(?:os\.Exit|\w*[lL]og(?:ger)?\.(?:Fatal|Exit)\w*)$/,
  asserting: /^(?:t|tb|b)\.(?:Fatal|Error|Fail)\w*$|^(?:assert|require|is|must|qt|[sg])\.(?!T$)[A-Z]\w*$|(?:^|\.)(?:require|assert|Require\(\)|Assert\(\))\.[A-Z]\w*$|(?:^|\.)Expect(?:\(\)\.\w+)?$/,
  inner,
  step,
  called,
  bound,
  defined,
  test: (node) => ({ condition: node.child('condition'), taken: node.child('consequence'), other: node.child('alternative') }),
  leads: (node) => (node.type === 'return_statement' && ERRORS.test(node.brief(200)) ? 'raise' : undefined),
  literal,
  stringOf,
  table,
  keyOf: (node) => (node.parent?.type === 'keyed_element' && node.field === 'value' ? keyOf(node.parent) : undefined),
  scope: (node) => (node.field === 'type' && node.parent?.type === 'type_spec' && isClass(node) ? node.parent.child('name')?.text : undefined),
  visits: {
    method_declaration: (node, _, out) => {
      for (const { name, node: param, type } of parametersIn(node.child('receiver'))) if (type !== undefined) out.binding(param.line, name, type.brief(120));
    },
    field_declaration: (node, _, out) => readFieldTag(node, out),
  },
  readCall: (node, callee, { parts }, _, out) => readSettingCall(node, callee, parts.map((part) => literal(part.node)), out),
};

/** Making an error is what raising one is elsewhere; handing one on is not. */
const ERRORS = /\b(?:fmt\.Errorf|errors\.(?:New|Errorf|Wrap\w*|Join)|status\.Errorf?)\(|\bErr[A-Z]\w*/;

function inner(node: SyntaxNode): SyntaxNode | undefined {
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

function step(node: SyntaxNode): Step | undefined {
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

function called(node: SyntaxNode): Called | undefined {
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

function keyOf(element: SyntaxNode): string {
  const key = element.child('key')?.children[0];
  const name = key === undefined ? undefined : literal(key);
  return typeof name === 'string' ? name : (key?.brief(60) ?? '');
}

function table(node: SyntaxNode): readonly Part[] | undefined {
  if (node.type === 'literal_value') return entriesOf(node);
  return node.type === 'composite_literal' ? entriesOf(node.child('body')) : undefined;
}

function bound(node: SyntaxNode): Bound[] {
  if (node.type === 'field_declaration') return node.children.filter(({ field }) => field === 'name').map((target) => ({ target, type: node.child('type'), field: true }));
  const left = node.child('left');
  const targets = left === undefined ? node.children.filter(({ field }) => field === 'name') : left.children;
  const values = (node.child('right') ?? node.child('value'))?.children ?? [];
  const type = node.child('type');
  // `reply, err := call()` gives the first name what the call is about.
  return targets.flatMap((target, index) => (target.text === '_' ? [] : [{ target, value: values[index], type }]));
}

function defined(node: SyntaxNode): Defined | undefined {
  const name = node.child('name')?.text;
  if (name === undefined) return undefined;
  if (node.type === 'type_spec') {
    const type = node.child('type');
    return type === undefined || !isClass(type) ? undefined : { form: 'class', name, bases: basesOf(type) };
  }
  const owner = /(\w+)(?:\[[^\]]*\])?\s*\)$/.exec(node.child('receiver')?.text ?? '')?.[1];
  return { form: 'function', name: owner === undefined ? name : `${owner}.${name}`, params: parametersIn(node.child('parameters')) };
}

function isClass(type: SyntaxNode): boolean {
  return type.type === 'struct_type' || type.type === 'interface_type';
}

/** Embedded types. */
function basesOf(type: SyntaxNode): string[] {
  if (type.type === 'interface_type') return type.children.filter((child) => child.type === 'type_elem').map((child) => child.brief(120));
  const fields = type.children[0]?.children ?? [];
  return fields.filter((child) => child.type === 'field_declaration' && child.child('name') === undefined).map((child) => child.child('type')?.brief(120) ?? '');
}

function parametersIn(list: SyntaxNode | undefined): Parameter[] {
  return (list?.children ?? []).flatMap((node) => node.children.filter(({ field }) => field === 'name').map((name) => ({ name: name.text, node, type: node.child('type') })));
}

function repeated(node: SyntaxNode): Repeated {
  const head = node.children.find((child) => child.field !== 'body');
  if (head?.type === 'for_clause') return { form: 'for', over: head.child('condition') };
  return head?.type === 'range_clause' ? { form: 'for', over: head.child('right') } : { form: 'while', over: head };
}

/** Functions that only turn a value into a pointer, an optional value or another type. */
const CONVERSIONS = /^(?:String|Int|Int32|Int64|Float|Float32|Float64|F|Bool|Ptr|Opt|NewOpt|Of|To|string|u?int\d*|float(?:32|64))$/;

function literal(written: SyntaxNode): Literal | undefined {
  const node = inner(written) ?? written;
  switch (node.type) {
    case 'interpreted_string_literal':
    case 'raw_string_literal':
      return stringOf(node).text;
    case 'int_literal':
    case 'float_literal':
      return numberOf(node.text);
    case 'unary_expression': {
      const value = node.child('operand') === undefined ? undefined : literal(node.child('operand')!);
      return typeof value === 'number' && node.source[node.start] === '-' ? -value : undefined;
    }
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

function stringOf(node: SyntaxNode): StringValue {
  const written = node.text.slice(1, -1);
  const text = node.type === 'raw_string_literal' ? written : unescape(written);
  return { text, interpolated: false, pieces: [text] };
}
