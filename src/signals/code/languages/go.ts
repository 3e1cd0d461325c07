import type { CodeSignals } from '../../../domain/signals.ts';
import { scanGoImports } from '../imports/go.ts';
import type { Bound, Defined, Dialect, Parameter, Repeated } from '../reading/dialect.ts';
import { readWith } from '../reading/reader.ts';
import type { SyntaxNode } from '../syntax.ts';
import { readFieldTag, readSettingCall } from './go/settings.ts';
import { STRINGS, inner, step, called, keyOf, table, literal, stringOf } from './go/expressions.ts';

export function readGo(root: SyntaxNode, wanted: (text: string) => boolean): CodeSignals {
  return readWith(GO, root, wanted);
}

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
