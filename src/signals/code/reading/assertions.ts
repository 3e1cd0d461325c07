import type { Comparison } from '../../../domain/signals.ts';
import type { SyntaxNode } from '../syntax.ts';
import { innermost } from './chains.ts';
import type { Collector } from './collector.ts';
import type { Called, Dialect } from './dialect.ts';
import type { Part } from './flatten.ts';
import type { Place } from './walk.ts';

type Op = Comparison['op'];

/** Names of matchers and assertions without `assert`, `is`, `to` and `be` in front, without `_`, in small letters. */
const OPERATORS: Readonly<Record<string, Op>> = {
  greaterthanorequalto: '>=', greaterthanorequal: '>=', greaterorequal: '>=', greaterequal: '>=', atleast: '>=', gte: '>=',
  greaterthan: '>', greater: '>', above: '>', gt: '>',
  lessthanorequalto: '<=', lessthanorequal: '<=', lessorequal: '<=', lessequal: '<=', atmost: '<=', lte: '<=',
  lessthan: '<', less: '<', below: '<', lt: '<',
  equal: '==', equals: '==', equalto: '==', eq: '==', eql: '==', same: '==', closeto: '==', indelta: '==',
  notequal: '!=', notequals: '!=', notequalto: '!=', ne: '!=', notsame: '!=', notbe: '!=',
};

const SUBJECTS = /^(?:assertThat|assert_that|expect|Expect|That|verify|that)$/;

/** A comparison that a call to an assertion library makes. True when the call is one. */
export function readAssertion(node: SyntaxNode, callee: string, called: Called, place: Place, out: Collector, dialect: Dialect): boolean {
  const op = operatorOf(called.name);
  const subject = subjectOf(called, dialect);
  const asserts = dialect.asserting.test(callee);
  if (subject === undefined && !asserts) return false;
  const given = asserts ? withoutTester(called.parts) : called.parts;
  if (op !== undefined && subject !== undefined && given[0] !== undefined) return tell(subject, op, given[0].node);
  // `assertThat(score, greaterThan(0.8))`, `Assert.That(score, Is.GreaterThan(0.8))`, `expect(score).to eq(3)`
  for (const part of given) {
    const matcher = dialect.called(innermost(part.node, dialect));
    const matched = matcher === undefined ? undefined : operatorOf(matcher.name);
    const left = subject ?? (given[0] === part ? undefined : given[0]?.node);
    if (matcher?.parts[0] !== undefined && matched !== undefined && left !== undefined) return tell(left, matched, matcher.parts[0].node);
  }
  const [first, second] = given;
  if (!asserts || op === undefined || first === undefined || second === undefined) return false;
  return dialect.expectedFirst === true && !/^[=!]=$/.test(op) ? tell(second.node, op, first.node) : tell(first.node, op, second.node);

  function tell(left: SyntaxNode, op: Op, right: SyntaxNode): boolean {
    out.comparison(place, { line: node.line, left: left.brief(120), op, right: right.brief(120), leads: 'assert' });
    return true;
  }
}

function operatorOf(name: string): Op | undefined {
  const word = name.replace(/_/g, '').replace(/^(?:assert|is|tobe|to|be)(?=[A-Za-z])/i, '').toLowerCase();
  return Object.hasOwn(OPERATORS, word) ? OPERATORS[word] : undefined;
}

/** What was given to `assertThat` or `expect`, or what `Should` was asked of. */
function subjectOf({ on }: Called, dialect: Dialect): SyntaxNode | undefined {
  let at = on;
  for (let depth = 0; at !== undefined && depth < 8; depth++) {
    const plain: SyntaxNode = innermost(at, dialect);
    const called = dialect.called(plain);
    if (called !== undefined && SUBJECTS.test(called.name)) return called.parts[0]?.node;
    if (called?.name === 'Should' || called?.name === 'should') return called.on;
    at = called === undefined ? dialect.step(plain)?.on : called.on;
  }
  return undefined;
}

/** The running test itself comes first where the language has no exceptions. */
function withoutTester(parts: readonly Part[]): readonly Part[] {
  return /^(?:t|tb|b|s\.T\(\))$/.test(parts[0]?.node.brief(20) ?? '') ? parts.slice(1) : parts;
}
