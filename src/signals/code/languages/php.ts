import type { CodeSignals, Literal } from '../../../domain/signals.ts';
import { scanPhpImports } from '../imports/php.ts';
import { operatorOf } from '../reading/chains.ts';
import type { Bound, Defined, Dialect, Parameter } from '../reading/dialect.ts';
import { readWith } from '../reading/reader.ts';
import type { SyntaxNode } from '../syntax.ts';
import { readSettingCall, readSubscript } from './php/settings.ts';
import { CALLS, STRINGS, inner, step, plainName, called, table, entryOf, literal, stringOf } from './php/expressions.ts';

export function readPhp(root: SyntaxNode, wanted: (text: string) => boolean): CodeSignals {
  return readWith(PHP, root, wanted);
}

const PHP: Dialect = {
  language: 'php',
  imports: { types: ['namespace_use_declaration'], scan: scanPhpImports },
  calls: CALLS,
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
