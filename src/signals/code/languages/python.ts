import type { CodeSignals, Comparison } from '../../../domain/signals.ts';
import { scanPythonImports } from '../imports/python.ts';
import { assignedTo, nameOfText, unwrap } from '../reading/binding.ts';
import { Collector } from '../reading/collector.ts';
import { argumentsOf } from '../reading/flatten.ts';
import { ASSERTS, branchLeads, isExit, leadsOf, namesTested } from '../reading/leads.ts';
import { type Place, type Walker, walk, within } from '../reading/walk.ts';
import type { SyntaxNode } from '../syntax.ts';
import { readAnnotation, readAssignment, readParameter, readTable } from './python/constants.ts';
import { readDefinition } from './python/definitions.ts';
import { readSettingCall, readSubscript } from './python/settings.ts';
import { callParts, calleeOf, isSum, stringOf, sumOf, values } from './python/values.ts';

/** Reads a Python syntax tree. `wanted` says which short strings are worth keeping. */
export function readPython(root: SyntaxNode, wanted: (text: string) => boolean): CodeSignals {
  const out = new Collector(wanted);
  walk(root, { enter, visits: visitsFor(out) });
  return out.finish('python');
}

function enter(node: SyntaxNode, place: Place): Place {
  if (node.field !== 'body' && node.field !== 'condition') return place;
  const parent = node.parent!;
  switch (parent.type) {
    case 'function_definition':
      return { scope: within(place.scope, parent.child('name')?.text ?? '') };
    case 'class_definition':
      return { ...place, scope: within(place.scope, parent.child('name')?.text ?? '') };
    case 'for_statement':
    case 'while_statement':
      return { ...place, loop: parent.line };
    case 'try_statement': {
      const handler = parent.children.find((child) => child.type === 'except_clause' || child.type === 'except_group_clause');
      return handler === undefined ? place : { ...place, rescued: handler.line };
    }
    default:
      return place;
  }
}

function visitsFor(out: Collector): Walker['visits'] {
  const readImport = (node: SyntaxNode): void => {
    for (const { line, module, names } of scanPythonImports(node.text)) out.import({ line: node.line + line - 1, module, names });
  };
  const annotated = (node: SyntaxNode, place: Place): void => readAnnotation(node, place, out);
  const parameter = (node: SyntaxNode, place: Place): void => {
    readParameter(node, place, out);
    annotated(node, place);
  };
  const readText = (node: SyntaxNode, place: Place): void => {
    if (isComment(node)) return;
    if (node.type === 'string') {
      const value = stringOf(node);
      if (value === undefined) return;
      out.path(node.line, value);
      if (!isOperand(node)) out.text(node.line, place, value, nameOfText(node));
    } else if (!isOperand(node)) {
      const value = node.type === 'concatenated_string' ? stringOf(node) : isSum(node) ? sumOf(node) : undefined;
      if (value !== undefined) out.text(node.line, place, value, nameOfText(node));
    }
  };
  return new Map<string, (node: SyntaxNode, place: Place) => void>([
    ['import_statement', readImport],
    ['import_from_statement', readImport],
    ['call', (node, place) => readCall(node, place, out)],
    ['decorator', (node, place) => readDecorator(node, place, out)],
    ['assignment', (node, place) => (readAssignment(node, place, out), annotated(node, place))],
    ['typed_parameter', annotated],
    ['default_parameter', parameter],
    ['typed_default_parameter', parameter],
    ['keyword_argument', parameter],
    ['dictionary', (node, place) => readTable(node, place, out)],
    ['subscript', (node) => readSubscript(node, out)],
    ['comparison_operator', (node, place) => readComparison(node, place, out)],
    ['if_statement', (node, place) => readTest(node, place, out)],
    ['elif_clause', (node, place) => readTest(node, place, out)],
    ['assert_statement', (node, place) => tell(node.children[0], 'assert', place, out)],
    ['for_statement', (node, place) => out.loop(node, place, 'for', node.child('right')?.brief(120) ?? '')],
    ['while_statement', (node, place) => out.loop(node, place, 'while', conditionOf(node))],
    ['function_definition', (node, place) => readDefinition(node, place, out)],
    ['class_definition', (node, place) => readDefinition(node, place, out)],
    ['string', readText],
    ['concatenated_string', readText],
    ['binary_operator', readText],
  ]);
}

function readCall(node: SyntaxNode, place: Place, out: Collector): void {
  const callee = calleeOf(node);
  if (callee === undefined) return;
  const named = node.child('function');
  const line = (named?.child('attribute') ?? named)?.line ?? node.line;
  const decorator = node.parent?.type === 'decorator';
  out.call(node, place, callee, argumentsOf(callParts(node), values), { line, assigned: decorator ? undefined : assignedTo(node), decorator });
  readSettingCall(node, callee, out);
  readAssertion(node, callee, place, out);
  if (isExit(callee)) for (const child of node.child('arguments')?.children ?? []) tell(child, 'exit', place, out);
}

/** A decorator without parentheses is as good as a call. */
function readDecorator(node: SyntaxNode, place: Place, out: Collector): void {
  const inner = node.children[0];
  if (inner?.type === 'identifier' || inner?.type === 'attribute') out.call(node, place, inner.brief(200), [], { decorator: true });
}

function readComparison(node: SyntaxNode, place: Place, out: Collector): void {
  const { leads, names } = leadsOf(node);
  for (const [index, right] of node.children.entries()) {
    const left = node.children[index - 1];
    if (left === undefined) continue;
    const op = node.source.slice(left.end, right.start).replace(/[\s\\]+/g, ' ').trim();
    if (isOperator(op)) out.comparison(place, { line: left.line, left: left.brief(120), op, right: right.brief(120), leads }, names);
  }
}

function isOperator(op: string): op is Comparison['op'] {
  return ['<', '<=', '>', '>=', '==', '!=', 'in', 'not in'].includes(op);
}

const UNITTEST: Readonly<Record<string, Comparison['op']>> = {
  Greater: '>', GreaterEqual: '>=', Less: '<', LessEqual: '<=', Equal: '==', Equals: '==', AlmostEqual: '==', NotEqual: '!=', In: 'in', NotIn: 'not in',
};

/** `self.assertGreaterEqual(score, 0.8)`; a name given to any assertion is tested by it. */
function readAssertion(node: SyntaxNode, callee: string, place: Place, out: Collector): void {
  if (!ASSERTS.test(callee)) return;
  const [left, right] = callParts(node);
  const op = UNITTEST[/\.assert(\w+)$/.exec(callee)?.[1] ?? ''];
  if (op !== undefined && left !== undefined && right !== undefined) {
    out.comparison(place, { line: node.line, left: left.node.brief(120), op, right: right.node.brief(120), leads: 'assert' });
  } else if (left !== undefined) tell(left.node, 'assert', place, out);
}

function readTest(node: SyntaxNode, place: Place, out: Collector): void {
  tell(node.child('condition'), branchLeads(node).leads, place, out);
}

function tell(condition: SyntaxNode | undefined, leads: Comparison['leads'], place: Place, out: Collector): void {
  if (leads !== 'none') for (const name of namesTested(condition)) out.tested(place, name, leads);
}

/** A docstring, or any other string that stands alone as a statement. */
function isComment(node: SyntaxNode): boolean {
  const outer = node.parent?.type === 'concatenated_string' ? node.parent : node;
  return outer.parent?.type === 'expression_statement' && outer.parent.children.length === 1;
}

/** True for a string that is read as part of a longer one. */
function isOperand(node: SyntaxNode): boolean {
  const parent = node.parent;
  return parent?.type === 'concatenated_string' || (parent?.type === 'binary_operator' && unwrap(node) === node && isSum(parent));
}

function conditionOf(node: SyntaxNode): string {
  const condition = node.child('condition');
  return condition === undefined ? '' : unwrap(condition).brief(120);
}
