import type { SyntaxNode } from '../syntax.ts';
import { boundTo, innermost, operatorOf, outermost } from './chains.ts';
import type { Collector } from './collector.ts';
import type { Dialect } from './dialect.ts';
import { type StringValue, joinStrings } from './strings.ts';
import type { Place } from './walk.ts';

const MOST_OPERANDS = 500;
const MOST_SIBLINGS = 200;
/** Strings in these name modules. */
const NAMES = /^import_spec$/;

/** Notes a string, or strings that are added up, as text and as path. */
export function readText(node: SyntaxNode, place: Place, dialect: Dialect, out: Collector): void {
  if (NAMES.test(node.parent?.type ?? '') || node.field === 'tag') return;
  const isString = dialect.strings.includes(node.type);
  const value = isString ? dialect.stringOf(node) : isSum(node, dialect) && !isOperand(node, dialect) ? sumOf(node, dialect) : undefined;
  if (value === undefined) return;
  if (isString) out.path(node.line, value);
  if (out.keeps(value.text) && (!isString || !isOperand(node, dialect))) out.text(node.line, place, value, nameOfText(node, dialect));
}

function isSum(node: SyntaxNode | undefined, dialect: Dialect): boolean {
  return node !== undefined && dialect.binaries.includes(node.type) && operatorOf(node) === dialect.plus;
}

/** True for what is read as part of a longer string. */
function isOperand(node: SyntaxNode, dialect: Dialect): boolean {
  const { parent } = outermost(node, dialect);
  return parent?.type === 'chained_string' || isSum(parent, dialect);
}

/** Strings added to one another, and to other things. `undefined` where no string is among them. */
function sumOf(node: SyntaxNode, dialect: Dialect): StringValue | undefined {
  const operands: SyntaxNode[] = [];
  let left: SyntaxNode | undefined = node;
  for (; left !== undefined && isSum(left, dialect); left = left.child('left')) {
    const right = left.child('right');
    if (right !== undefined) operands.push(right);
    if (operands.length > MOST_OPERANDS) return undefined;
  }
  if (left !== undefined) operands.push(left);
  const strings = operands.reverse().map((operand) => {
    const plain = innermost(operand, dialect);
    return dialect.strings.includes(plain.type) ? dialect.stringOf(plain) : undefined;
  });
  if (strings.every((value) => value === undefined)) return undefined;
  return joinStrings(strings.map((value, index) => value ?? { text: `{${operands[index]!.brief(60)}}`, interpolated: true, pieces: ['', ''] }));
}

/** Callees that give back the text that they are given, tidied, filled or converted. */
const TIDIERS = /^(?:formatted|format|Format|strip\w*|trim\w*|Trim\w*|dedent|freeze|squish|to_string|to_owned|into|from|String|replace|Replace|render)$/;

/** The constant, key, parameter or argument that a text is bound to, by its own last name; of a chained call's only argument, the method's. */
function nameOfText(node: SyntaxNode, dialect: Dialect): string | undefined {
  let at = node;
  for (let depth = 0; depth < 16; depth++) {
    at = outermost(at, dialect);
    const target = boundTo(at, dialect);
    if (target !== undefined) return target.brief(120).replace(/^.*(?:\.|->|::)/, '').replace(/^[$@]+/, '');
    const key = dialect.keyOf(at);
    if (key !== undefined) return key;
    const parent = at.parent;
    if (parent === undefined) return undefined;
    // What stands in a long list is bound to no name that says anything.
    if (parent.children.length > MOST_SIBLINGS) return undefined;
    const call = dialect.calls.includes(parent.type) || dialect.decorators.includes(parent.type) ? parent : parent.parent;
    const called = call === undefined || (!dialect.calls.includes(call.type) && !dialect.decorators.includes(call.type)) ? undefined : dialect.called(call);
    if (called !== undefined && call !== undefined) {
      if (TIDIERS.test(called.name)) {
        at = call;
        continue;
      }
      const isGiven = called.parts.length === 1 && called.parts[0]!.node.start <= at.start && called.parts[0]!.node.end >= at.end;
      return isGiven && (called.on !== undefined || dialect.decorators.includes(call.type)) ? called.name : undefined;
    }
    if (dialect.step(parent)?.on === at) at = parent;
    else if (isSum(parent, dialect) || dialect.table(parent) !== undefined || /_list$|conditional|ternary|^argument$|chained_string/.test(parent.type)) at = parent;
    else return undefined;
  }
  return undefined;
}
