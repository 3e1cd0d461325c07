import type { Comparison } from '../../../../domain/signals.ts';
import type { Collector } from '../../reading/collector.ts';
import type { Place } from '../../reading/walk.ts';
import type { SyntaxNode } from '../../syntax.ts';
import { callParts } from './values.ts';

type Op = Comparison['op'];

/** Last words of `expect(a).toBeX(b)` and `expect(a).to.be.x(b)`. */
const MATCHERS: Readonly<Record<string, Op>> = {
  toBeGreaterThan: '>', toBeGreaterThanOrEqual: '>=', toBeLessThan: '<', toBeLessThanOrEqual: '<=', toBe: '==', toEqual: '==', toStrictEqual: '==', toBeCloseTo: '==', toContain: 'in',
  above: '>', greaterThan: '>', gt: '>', least: '>=', gte: '>=', greaterThanOrEqual: '>=', below: '<', lessThan: '<', lt: '<', most: '<=', lte: '<=', lessThanOrEqual: '<=',
  equal: '==', equals: '==', eql: '==', include: 'in', contain: 'in',
};

/** `assert.isAbove(a, b)` and its like: last word → operator. */
const ASSERTIONS: Readonly<Record<string, Op>> = {
  isAbove: '>', isAtLeast: '>=', isBelow: '<', isAtMost: '<=', equal: '==', strictEqual: '==', deepEqual: '==', deepStrictEqual: '==', notEqual: '!=', notStrictEqual: '!=', include: 'in', notInclude: 'not in',
};

const OPPOSITES: Readonly<Record<Op, Op>> = { '<': '>=', '<=': '>', '>': '<=', '>=': '<', '==': '!=', '!=': '==', in: 'not in', 'not in': 'in' };

/** A comparison that an assertion library makes. True when the call is one. */
export function readAssertion(call: SyntaxNode, callee: string, place: Place, out: Collector): boolean {
  const plain = /^(?:assert|t)\.(\w+)$/.exec(callee);
  const parts = callParts(call);
  if (plain !== null) return tell(parts[0]?.node, own(ASSERTIONS, plain[1]!), parts[1]?.node);
  if (!/^(?:expect|expect\.soft)\(\)\./.test(callee)) return false;
  const words = callee.split('.');
  const op = own(MATCHERS, words.at(-1)!);
  return tell(subjectOf(call), op === undefined || !words.includes('not') ? op : OPPOSITES[op], parts[0]?.node);

  function tell(subject: SyntaxNode | undefined, op: Op | undefined, right: SyntaxNode | undefined): boolean {
    if (subject === undefined || op === undefined || right === undefined) return false;
    const [left, other] = op.endsWith('in') ? [right, subject] : [subject, right];
    out.comparison(place, { line: call.line, left: left.brief(120), op, right: other.brief(120), leads: 'assert' });
    return true;
  }
}

/** What was given to `expect`. */
function subjectOf(call: SyntaxNode): SyntaxNode | undefined {
  let node = call.child('function');
  for (let depth = 0; depth < 12 && node !== undefined; depth++) {
    if (node.type === 'call_expression') return callParts(node)[0]?.node;
    node = node.child('object');
  }
  return undefined;
}

function own(table: Readonly<Record<string, Op>>, word: string): Op | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined;
}
