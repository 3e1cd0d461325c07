import type { CodeSignals } from '../../../domain/signals.ts';
import { scanRustImports } from '../imports/rust.ts';
import type { Bound, Defined, Dialect, Parameter } from '../reading/dialect.ts';
import type { Part } from '../reading/flatten.ts';
import { readWith } from '../reading/reader.ts';
import type { SyntaxNode } from '../syntax.ts';
import { readMacroCalls, readMacroComparison } from './rust/macros.ts';
import { fallbackOf, readArgumentAttribute, readSettingCall } from './rust/settings.ts';
import { STRINGS, inner, step, plainName, called, table, literal, stringOf } from './rust/expressions.ts';

export function readRust(root: SyntaxNode, wanted: (text: string) => boolean): CodeSignals {
  return readWith(RUST, root, wanted);
}

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
