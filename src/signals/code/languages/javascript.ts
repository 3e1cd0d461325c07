import type { CodeSignals, Comparison, Language } from '../../../domain/signals.ts';
import { bindingNames, scanJavaScriptImports } from '../imports/javascript.ts';
import { assignedTo, nameOfText, receiver, targetOf } from '../reading/binding.ts';
import { Collector } from '../reading/collector.ts';
import { argumentsOf } from '../reading/flatten.ts';
import { ASSERTS, branchLeads, isExit, leadsOf, namesTested } from '../reading/leads.ts';
import { type Place, type Walker, walk, within } from '../reading/walk.ts';
import type { SyntaxNode } from '../syntax.ts';
import { readAssertion } from './javascript/assertions.ts';
import { readBound, readEnumMember, readParameter, readTable, readTyped } from './javascript/constants.ts';
import { DEFINITIONS, placeInside, readDefinition } from './javascript/definitions.ts';
import { readMember, readSchemaDefault, readSchemaKey, readSettingCall } from './javascript/settings.ts';
import { attributeParts, callParts, dotted, joinedLines, literal, operatorOf, stringOf, sumOf, values } from './javascript/values.ts';

/** Reads a syntax tree of JavaScript, TypeScript or TSX. `wanted` says which short strings are worth keeping. */
export function readJavaScript(root: SyntaxNode, wanted: (text: string) => boolean, language: Language): CodeSignals {
  const out = new Collector(wanted);
  walk(root, { enter, visits: visitsFor(out) });
  return out.finish(language);
}

const LOOPS = new Set(['for_statement', 'for_in_statement', 'while_statement', 'do_statement']);

function enter(node: SyntaxNode, place: Place): Place {
  const parent = node.parent;
  if (parent === undefined || (node.field !== 'body' && node.field !== 'condition')) return place;
  if (LOOPS.has(parent.type)) return { ...place, loop: parent.line };
  if (parent.type === 'try_statement') {
    const handler = parent.child('handler');
    return handler === undefined ? place : { ...place, rescued: handler.line };
  }
  if (parent.type === 'enum_declaration' || parent.type === 'internal_module') return { ...place, scope: within(place.scope, parent.child('name')?.brief(120) ?? '') };
  return node.field === 'body' && DEFINITIONS.has(parent.type) ? placeInside(parent, place) : place;
}

function visitsFor(out: Collector): Walker['visits'] {
  const call = (node: SyntaxNode, place: Place): void => readCall(node, place, out);
  const element = (node: SyntaxNode, place: Place): void => readElement(node, place, out);
  const text = (node: SyntaxNode, place: Place): void => readText(node, place, out);
  const member = (node: SyntaxNode): void => readMember(node, out);
  const definition = (node: SyntaxNode, place: Place): void => readDefinition(node, place, out);
  const parameter = (node: SyntaxNode, place: Place): void => (readParameter(node, place, out), readTyped(node, place, out));
  const bound = (node: SyntaxNode, place: Place): void => (readBound(node, place, out), readTyped(node, place, out));
  const loop = (form: 'for' | 'while', field: string) => (node: SyntaxNode, place: Place): void => {
    const over = node.child(field);
    const inner = over?.type === 'parenthesized_expression' ? over.children[0] : over;
    // `for (;;)` has an empty statement for a condition.
    out.loop(node, place, form, inner === undefined || inner.type === 'empty_statement' ? '' : inner.brief(120));
  };
  return new Map<string, (node: SyntaxNode, place: Place) => void>([
    ['import_statement', (node) => readImport(node, out)],
    ['export_statement', (node) => node.child('source') !== undefined && readImport(node, out)],
    ['call_expression', call],
    ['new_expression', call],
    ['decorator', (node, place) => readDecorator(node, place, out)],
    ['jsx_opening_element', element],
    ['jsx_self_closing_element', element],
    ['variable_declarator', bound],
    ['assignment_expression', bound],
    ['public_field_definition', bound],
    ['field_definition', bound],
    ['enum_assignment', (node, place) => readEnumMember(node, place, out)],
    ['required_parameter', parameter],
    ['optional_parameter', parameter],
    ['assignment_pattern', parameter],
    ['object_assignment_pattern', parameter],
    ['object', (node, place) => readTable(node, place, out)],
    ['pair', (node) => readSchemaKey(node, out)],
    ['member_expression', member],
    ['subscript_expression', member],
    ['if_statement', (node, place) => tell(node.child('condition'), branchLeads(node).leads, place, out)],
    ['for_statement', loop('for', 'condition')],
    ['for_in_statement', loop('for', 'right')],
    ['while_statement', loop('while', 'condition')],
    ['do_statement', loop('while', 'condition')],
    ...[...DEFINITIONS].map((type) => [type, definition] as const),
    ['string', text],
    ['template_string', text],
    ['binary_expression', (node, place) => (operatorOf(node) === '+' ? text(node, place) : readComparison(node, place, out))],
  ]);
}

function readImport(node: SyntaxNode, out: Collector): void {
  for (const { line, module, names } of scanJavaScriptImports(node.text)) out.import({ line: node.line + line - 1, module, names });
}

function readCall(node: SyntaxNode, place: Place, out: Collector): void {
  const named = node.child('function') ?? node.child('constructor');
  const callee = dotted(named);
  if (callee === undefined) return;
  if (callee === 'import' || callee === 'require') return readRequire(node, out);
  const line = (named?.child('property') ?? named)?.line ?? node.line;
  const decorator = node.parent?.type === 'decorator';
  out.call(node, place, callee, argumentsOf(callParts(node), values), { line, assigned: decorator ? undefined : assignedTo(node), decorator });
  readSettingCall(node, callee, out);
  readSchemaDefault(node, place, out);
  const first = callParts(node)[0]?.node;
  if (!readAssertion(node, callee, place, out) && ASSERTS.test(callee)) tell(first, 'assert', place, out);
  if (isExit(callee)) tell(first, 'exit', place, out);
  const lines = joinedLines(node);
  if (lines !== undefined) out.text(node.line, place, lines, nameOfText(node));
}

/** `const { a } = require('m')`, `await import('m')`. */
function readRequire(node: SyntaxNode, out: Collector): void {
  const given = callParts(node)[0]?.node;
  const module = given === undefined ? undefined : literal(given);
  if (typeof module !== 'string') return;
  const { parent, value } = receiver(node);
  const pattern = targetOf(parent, value);
  out.import({ line: node.line, module, names: pattern === undefined ? [] : bindingNames(pattern.text) });
}

/** A decorator without parentheses is as good as a call. */
function readDecorator(node: SyntaxNode, place: Place, out: Collector): void {
  const inner = node.children[0];
  const callee = inner?.type === 'call_expression' ? undefined : dotted(inner);
  if (callee !== undefined) out.call(node, place, callee, [], { decorator: true });
}

/** A component, or a plain element that carries more than looks. */
function readElement(node: SyntaxNode, place: Place, out: Collector): void {
  const name = dotted(node.child('name'));
  if (name === undefined) return;
  const attributes = attributeParts(node);
  if (/^[a-z]/.test(name) && attributes.every((attribute) => /^(?:className|style|key|id)$/.test(attribute.name))) return;
  out.call(node, place, name, argumentsOf(attributes, values));
}

const OPERATORS: Readonly<Record<string, Comparison['op']>> = { '<': '<', '<=': '<=', '>': '>', '>=': '>=', '==': '==', '===': '==', '!=': '!=', '!==': '!=', in: 'in' };

function readComparison(node: SyntaxNode, place: Place, out: Collector): void {
  const op = operatorOf(node);
  if (!Object.hasOwn(OPERATORS, op)) return;
  const { leads, names } = leadsOf(node);
  out.comparison(place, { line: node.line, left: node.child('left')!.brief(120), op: OPERATORS[op]!, right: node.child('right')!.brief(120), leads }, names);
}

function tell(condition: SyntaxNode | undefined, leads: Comparison['leads'], place: Place, out: Collector): void {
  if (leads !== 'none') for (const name of namesTested(condition)) out.tested(place, name, leads);
}

function readText(node: SyntaxNode, place: Place, out: Collector): void {
  const parent = node.parent;
  if (parent?.type === 'expression_statement' || parent?.type === 'import_statement' || parent?.type === 'export_statement') return;
  const operand = (parent?.type === 'binary_expression' && operatorOf(parent) === '+') || (parent?.type === 'array' && parent.parent?.child('property')?.text === 'join');
  const value = node.type === 'binary_expression' ? (operand ? undefined : sumOf(node)) : stringOf(node);
  if (value === undefined) return;
  if (node.type !== 'binary_expression') out.path(node.line, value);
  if (!operand) out.text(node.line, place, value, nameOfText(node));
}
