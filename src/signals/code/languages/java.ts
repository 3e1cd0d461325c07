import type { CodeSignals } from '../../../domain/signals.ts';
import { scanJvmImports } from '../imports/jvm.ts';
import type { Bound, Defined, Dialect, Parameter } from '../reading/dialect.ts';
import { readWith } from '../reading/reader.ts';
import type { SyntaxNode } from '../syntax.ts';
import { readConfigurationClass, readPlaceholder, readSettingCall } from './java/settings.ts';
import { inner, step, typeName, called, literal, stringOf, table } from './java/expressions.ts';

export function readJava(root: SyntaxNode, wanted: (text: string) => boolean): CodeSignals {
  return readWith(JAVA, root, wanted);
}

const JAVA: Dialect = {
  language: 'java',
  imports: { types: ['import_declaration'], scan: scanJvmImports },
  calls: ['method_invocation', 'object_creation_expression', 'explicit_constructor_invocation'],
  bindings: ['field_declaration', 'local_variable_declaration', 'constant_declaration', 'assignment_expression', 'resource'],
  definitions: ['class_declaration', 'interface_declaration', 'enum_declaration', 'record_declaration', 'annotation_type_declaration', 'method_declaration', 'constructor_declaration', 'compact_constructor_declaration'],
  decorators: ['annotation', 'marker_annotation'],
  strings: ['string_literal'],
  binaries: ['binary_expression'],
  plus: '+',
  loops: {
    for_statement: (node) => ({ form: 'for', over: node.child('condition') }),
    enhanced_for_statement: (node) => ({ form: 'for', over: node.child('value') }),
    while_statement: (node) => ({ form: 'while', over: node.child('condition') }),
    do_statement: (node) => ({ form: 'while', over: node.child('condition') }),
  },
  handlers: new Set(['catch_clause']),
  tests: new Set(['if_statement']),
  raises: new Set(['throw_statement']),
  returns: new Set(['return_statement']),
  raising: /^$/,
  exiting: /^(?:System\.exit|Runtime\.getRuntime\(\)\.(?:exit|halt))$/,
  asserting: /(?:^|\.)(?:assert\w*|fail|expectThat|verify)$|^(?:Assert|Assertions|Assumptions|Truth)\.\w+$/,
  assertions: ['assert_statement'],
  inner,
  step,
  called,
  bound,
  defined,
  test: (node) => ({ condition: node.child('condition'), taken: node.child('consequence'), other: node.child('alternative') }),
  literal,
  stringOf,
  table,
  keyOf: (node) => (node.parent?.type === 'element_value_pair' ? node.parent.child('key')?.text : node.parent?.type === 'variable_declarator' ? node.parent.child('name')?.text : undefined),
  visits: {
    class_declaration: (node, _, out) => readConfigurationClass(node, annotationsOf(node), out),
    record_declaration: (node, _, out) => readConfigurationClass(node, annotationsOf(node), out),
    string_literal: (node, _, out) => readPlaceholder(node, stringOf(node).text, out),
  },
  readCall: (node, callee, { parts }, _, out) => readSettingCall(node, callee, parts.map((part) => literal(part.node)), out),
};

function bound(node: SyntaxNode): Bound[] {
  if (node.type === 'assignment_expression') {
    const target = node.child('left');
    return target === undefined ? [] : [{ target, value: node.child('right') }];
  }
  const type = node.child('type');
  const declarators = node.type === 'resource' ? [node] : node.children.filter(({ field }) => field === 'declarator');
  return declarators.flatMap((declarator) => {
    const target = declarator.child('name');
    return target === undefined ? [] : [{ target, value: declarator.child('value'), type, field: node.type === 'field_declaration' }];
  });
}

function defined(node: SyntaxNode): Defined | undefined {
  const name = node.child('name')?.text;
  if (name === undefined) return undefined;
  const form = /^(?:method|constructor|compact)/.test(node.type) ? 'function' : 'class';
  const bases = node.children.filter(({ type }) => type === 'superclass' || type === 'super_interfaces' || type === 'extends_interfaces').flatMap((clause) => (clause.children[0]?.type === 'type_list' ? clause.children[0].children : clause.children));
  return { form, name, bases: bases.map(typeName), decorators: annotationsOf(node), params: (node.child('parameters')?.children ?? []).flatMap((param) => parameter(param, node.type === 'record_declaration')) };
}

function annotationsOf(node: SyntaxNode): SyntaxNode[] {
  const modifiers = node.children.find(({ type }) => type === 'modifiers');
  return (modifiers?.children ?? []).filter(({ type }) => type === 'annotation' || type === 'marker_annotation');
}

function parameter(node: SyntaxNode, field: boolean): Parameter[] {
  const name = node.child('name') ?? node.children.find(({ type }) => type === 'variable_declarator')?.child('name');
  return name === undefined ? [] : [{ name: name.text, node, type: node.child('type'), field }];
}
