import type { CodeSignals } from '../../../domain/signals.ts';
import { scanRubyImports } from '../imports/ruby.ts';
import { operatorOf } from '../reading/chains.ts';
import type { Collector } from '../reading/collector.ts';
import type { Bound, Called, Defined, Dialect, Parameter, Repeated } from '../reading/dialect.ts';
import { readWith } from '../reading/reader.ts';
import type { Place } from '../reading/walk.ts';
import type { SyntaxNode } from '../syntax.ts';
import { readReference, readSettingCall } from './ruby/settings.ts';
import { stringOf } from './ruby/strings.ts';
import { STRINGS, step, called, keyOf, table, literal } from './ruby/expressions.ts';

export function readRuby(root: SyntaxNode, wanted: (text: string) => boolean): CodeSignals {
  return readWith(RUBY, root, wanted);
}

const RUBY: Dialect = {
  language: 'ruby',
  imports: { types: [], scan: scanRubyImports },
  calls: ['call', 'super'],
  bindings: ['assignment', 'operator_assignment'],
  definitions: ['class', 'module', 'method', 'singleton_method'],
  decorators: [],
  strings: STRINGS,
  binaries: ['binary'],
  plus: '+',
  loops: { for: repeated, while: repeated, until: repeated, call: repeatedBlock },
  handlers: new Set(['rescue']),
  tests: new Set(['if', 'unless', 'elsif', 'if_modifier', 'unless_modifier']),
  raises: new Set(),
  returns: new Set(['return']),
  raising: /^(?:raise|fail)$/,
  exiting: /^(?:(?:Kernel\.|Process\.)?(?:exit!?|abort))$/,
  asserting: /^(?:assert|refute|must|flunk)\w*$|^expect(?:\(\)\.(?:to|not_to|to_not))?$|\.should(?:_not)?$/,
  inner: (node) => (node.type === 'parenthesized_statements' && node.children.length === 1 ? node.children[0] : undefined),
  step,
  called,
  bound,
  defined,
  test: (node) => ({ condition: node.child('condition'), taken: node.child('consequence') ?? node.child('body'), other: node.child('alternative') }),
  // Without arguments, a call is no more than a word.
  leads: (node) => (node.type !== 'identifier' ? undefined : /^(?:exit!?|abort)$/.test(node.text) ? 'exit' : node.text === 'raise' ? 'raise' : undefined),
  compared: (node) => (node.child('left')?.text === 'be' ? expected(node) : undefined),
  literal,
  fallback: (node) => (node.type === 'binary' && /^(?:\|\||or)$/.test(operatorOf(node)) && node.child('right') !== undefined ? literal(node.child('right')!) : undefined),
  stringOf,
  table,
  keyOf: (node) => (node.parent?.type === 'pair' && node.field === 'value' ? keyOf(node.parent) : node.parent?.type === 'keyword_parameter' || node.parent?.type === 'optional_parameter' ? node.parent.child('name')?.text : undefined),
  visits: { element_reference: (node, _, out) => readReference(node, literal, out) },
  readCall,
};

function readCall(node: SyntaxNode, callee: string, { parts }: Called, place: Place, out: Collector): void {
  if (/^(?:require|require_relative|load|autoload)$/.test(callee)) {
    for (const { module, names } of scanRubyImports(node.text)) out.import({ line: node.line, module, names });
  }
  readSettingCall(node, callee, parts, literal, out);
  // `assert_operator score, :>, 0.8`
  const [left, op, right] = parts;
  const written = op === undefined ? undefined : literal(op.node);
  if (callee === 'assert_operator' && left !== undefined && right !== undefined && (written === '<' || written === '<=' || written === '>' || written === '>=')) {
    out.comparison(place, { line: node.line, left: left.node.brief(120), op: written, right: right.node.brief(120), leads: 'assert' });
  }
}

/** What `expect(a).to be > 1` is about. */
function expected(comparison: SyntaxNode): SyntaxNode | undefined {
  const call = comparison.parent?.type === 'argument_list' ? comparison.parent.parent : undefined;
  const expectation = call?.child('receiver');
  return expectation?.child('method')?.text === 'expect' ? expectation.child('arguments')?.children[0] : undefined;
}

function bound(node: SyntaxNode): Bound[] {
  const target = node.child('left');
  return target === undefined || target.type === 'left_assignment_list' ? [] : [{ target, value: node.child('right') }];
}

function defined(node: SyntaxNode): Defined | undefined {
  const name = node.child('name')?.text.replaceAll('::', '.');
  if (name === undefined) return undefined;
  const form = node.type.endsWith('method') ? 'function' : 'class';
  const bases = (node.child('superclass')?.children ?? []).map((base) => base.brief(120).replaceAll('::', '.'));
  return { form, name, bases, params: (node.child('parameters')?.children ?? []).flatMap(parameter) };
}

function parameter(node: SyntaxNode): Parameter[] {
  const name = node.type === 'identifier' ? node : node.child('name');
  return name === undefined ? [] : [{ name: name.text, node, value: node.child('value') }];
}

function repeated(node: SyntaxNode): Repeated {
  return node.type === 'for' ? { form: 'for', over: node.child('value')?.children[0] } : { form: 'while', over: node.child('condition') };
}

/** Methods that run their block again and again. */
function repeatedBlock(node: SyntaxNode): Repeated | undefined {
  if (node.child('block') === undefined) return undefined;
  const name = node.child('method')?.text ?? '';
  if (name === 'loop' && node.child('receiver') === undefined) return { form: 'while' };
  return /^(?:each(?:_\w+)?|times|upto|downto|step|map|flat_map|find_each)$/.test(name) ? { form: 'for', over: node.child('receiver') } : undefined;
}
