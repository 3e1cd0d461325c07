import type { CodeSignals } from '../../../domain/signals.ts';
import { scanCSharpImports } from '../imports/csharp.ts';
import type { Bound, Defined, Dialect, Parameter } from '../reading/dialect.ts';
import { operatorOf } from '../reading/chains.ts';
import { readWith } from '../reading/reader.ts';
import type { SyntaxNode } from '../syntax.ts';
import { readElementAccess, readSettingCall } from './csharp/settings.ts';
import { stringOf } from './csharp/strings.ts';
import { STRINGS, inner, step, plainName, called, table, literal } from './csharp/expressions.ts';

export function readCSharp(root: SyntaxNode, wanted: (text: string) => boolean): CodeSignals {
  return readWith(CSHARP, root, wanted);
}

const CSHARP: Dialect = {
  language: 'csharp',
  imports: { types: ['using_directive'], scan: scanCSharpImports },
  calls: ['invocation_expression', 'object_creation_expression', 'implicit_object_creation_expression', 'constructor_initializer'],
  bindings: ['variable_declaration', 'property_declaration', 'assignment_expression', 'enum_member_declaration'],
  definitions: ['class_declaration', 'interface_declaration', 'struct_declaration', 'record_declaration', 'enum_declaration', 'method_declaration', 'constructor_declaration', 'local_function_statement'],
  decorators: ['attribute'],
  strings: STRINGS,
  binaries: ['binary_expression'],
  plus: '+',
  loops: {
    for_statement: (node) => ({ form: 'for', over: node.child('condition') }),
    foreach_statement: (node) => ({ form: 'for', over: node.child('right') }),
    while_statement: (node) => ({ form: 'while', over: node.child('condition') }),
    do_statement: (node) => ({ form: 'while', over: node.child('condition') }),
  },
  handlers: new Set(['catch_clause']),
  tests: new Set(['if_statement']),
  raises: new Set(['throw_statement', 'throw_expression']),
  returns: new Set(['return_statement']),
  raising: /^$/,
  exiting: /^(?:Environment\.(?:Exit|FailFast)|Application\.Exit)$/,
  asserting: /^(?:\w*Assert|CollectionAssert|StringAssert)\.\w+$|(?:^|\.)Should(?:\(\)|Be\w*$)|^Debug\.Assert$/,
  inner,
  step,
  called,
  bound,
  defined,
  test: (node) => ({ condition: node.child('condition'), taken: node.child('consequence'), other: node.child('alternative') }),
  literal,
  fallback: (node) => (node.type === 'binary_expression' && operatorOf(node) === '??' && node.child('right') !== undefined ? literal(node.child('right')!) : undefined),
  stringOf,
  table,
  keyOf: (node) => (node.parent?.type === 'argument' ? node.parent.child('name')?.text : node.parent?.type === 'assignment_expression' && node.field === 'right' ? node.parent.child('left')?.brief(60) : undefined),
  visits: { element_access_expression: (node, _, out) => readElementAccess(node, literal, out) },
  readCall: (node, callee, { parts }, _, out) => readSettingCall(node, callee, parts.map((part) => literal(part.node)), literal, out),
};

function bound(node: SyntaxNode): Bound[] {
  switch (node.type) {
    case 'assignment_expression': {
      // Inside an initializer, it names an argument.
      const target = node.parent?.type === 'initializer_expression' || node.parent?.type === 'attribute_argument' ? undefined : node.child('left');
      return target === undefined ? [] : [{ target, value: node.child('right') }];
    }
    case 'property_declaration':
    case 'enum_member_declaration': {
      const target = node.child('name');
      const value = node.child('value');
      return target === undefined ? [] : [{ target, value: value?.type === 'arrow_expression_clause' ? value.children[0] : value, type: node.child('type'), field: true }];
    }
    default: {
      const type = node.child('type');
      return node.children.filter((child) => child.type === 'variable_declarator').flatMap((declarator) => {
        const target = declarator.child('name');
        const value = declarator.children.find((child) => child !== target && child.type !== 'bracketed_argument_list');
        return target === undefined ? [] : [{ target, value, type, field: node.parent?.type === 'field_declaration' }];
      });
    }
  }
}

function defined(node: SyntaxNode): Defined | undefined {
  const name = node.child('name')?.text;
  if (name === undefined) return undefined;
  const form = /^(?:method|constructor|local)/.test(node.type) ? 'function' : 'class';
  const list = node.children.find(({ type }) => type === 'parameter_list');
  const bases = node.type === 'enum_declaration' ? [] : (node.children.find(({ type }) => type === 'base_list')?.children ?? []);
  return {
    form,
    name,
    bases: bases.flatMap((base) => (base.type === 'argument_list' ? [] : [plainName(base.type === 'primary_constructor_base_type' ? base.children[0] : base)])),
    decorators: node.children.filter(({ type }) => type === 'attribute_list').flatMap(({ children }) => children.filter(({ type }) => type === 'attribute')),
    params: (list?.children ?? []).flatMap((param) => parameter(param, form === 'class')),
  };
}

function parameter(node: SyntaxNode, field: boolean): Parameter[] {
  const name = node.child('name');
  const value = node.children.at(-1);
  return name === undefined ? [] : [{ name: name.text, node, type: node.child('type'), value: value === name ? undefined : value, field }];
}
