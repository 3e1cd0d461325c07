import type { SyntaxNode } from '../syntax.ts';
import type { Called, Dialect } from './dialect.ts';
import { type Part, type Values, joined } from './flatten.ts';

/** Longer chains keep their end. */
const MOST_STEPS = 80;
const MOST_CHAINED = 40;
/** Of declarations with more names than this, as generated ones have, the values are not told which name they get. */
const MOST_NAMES = 200;

/** An expression without what hands it through unchanged. */
export function innermost(node: SyntaxNode, dialect: Dialect): SyntaxNode {
  let at = node;
  for (let depth = 0; depth < 20; depth++) {
    const inner = dialect.inner(at);
    if (inner === undefined) break;
    at = inner;
  }
  return at;
}

/** The outermost node that hands an expression through unchanged. */
export function outermost(node: SyntaxNode, dialect: Dialect): SyntaxNode {
  let at = node;
  for (let depth = 0; depth < 20 && at.parent !== undefined && dialect.inner(at.parent) === at; depth++) at = at.parent;
  return at;
}

/** A chain of names and calls, dotted: `client.chat().create()`. `undefined` for what is no such chain. */
function dotted(start: SyntaxNode | undefined, dialect: Dialect): string | undefined {
  const pieces: string[] = [];
  let node = start;
  for (let steps = 0; node !== undefined && steps < MOST_STEPS; steps++) {
    const plain = innermost(node, dialect);
    const step = dialect.step(plain);
    if (step === undefined) {
      if (pieces.length === 0) return undefined;
      pieces.push(dialect.strings.includes(plain.type) ? '""' : '?');
      break;
    }
    pieces.push(step.text);
    if (step.on !== undefined && /^\w/.test(step.text)) pieces.push('.');
    node = step.on;
  }
  return pieces.reverse().join('').slice(-200);
}

/** The callee of a call: the chain without its last parentheses. */
export function calleeOf(node: SyntaxNode, dialect: Dialect): string | undefined {
  const chain = dotted(node, dialect);
  const callee = chain?.endsWith('()') ? chain.slice(0, -2) : chain;
  return callee === '' || callee?.startsWith('?') ? undefined : callee;
}

/**
 * The arguments of a call. One that finishes a chain (`Options.builder().model("x").build()`) has those of the calls before it as well,
 * named by their methods: `model`.
 */
export function argumentParts(node: SyntaxNode, called: Called, dialect: Dialect): readonly Part[] {
  if (called.on === undefined || (called.parts.length > 0 && isReceiver(node, dialect))) return called.parts;
  const chained: Part[] = [];
  let at: SyntaxNode | undefined = called.on;
  for (let depth = 0; at !== undefined && depth < MOST_CHAINED; depth++) {
    const plain: SyntaxNode = innermost(at, dialect);
    const before: Called | undefined = dialect.called(plain);
    if (before !== undefined) chained.unshift(...namedBy(before));
    at = before === undefined ? dialect.step(plain)?.on : before.on;
  }
  return chained.length === 0 ? called.parts : [...called.parts, ...chained];
}

function namedBy({ name, parts }: Called): Part[] {
  const [only] = parts;
  return only !== undefined && parts.length === 1 && /^\d+$/.test(only.name) ? [{ name, node: only.node }] : parts.map((part) => ({ name: joined(name, part.name), node: part.node }));
}

/** True where another name follows in the chain. */
function isReceiver(node: SyntaxNode, dialect: Dialect): boolean {
  const outer = outermost(node, dialect);
  return outer.parent !== undefined && dialect.step(outer.parent)?.on === outer;
}

/** The values of a language, as arguments and tables are flattened. */
export function valuesOf(dialect: Dialect): Values {
  return {
    literal: (node) => dialect.literal(innermost(node, dialect)),
    parts(node, calls) {
      const plain = innermost(node, dialect);
      const table = dialect.table(plain);
      if (table !== undefined || !calls) return table;
      const called = dialect.called(plain);
      return called === undefined ? undefined : argumentParts(plain, called, dialect);
    },
  };
}

/** Nodes between a value and the declaration or assignment that binds it. */
const BETWEEN = /_list$|declarator$|^variable_declaration$|^arrow_expression_clause$/;

/** What a declaration or assignment binds a value to. */
export function boundTo(node: SyntaxNode, dialect: Dialect): SyntaxNode | undefined {
  const value = outermost(node, dialect);
  const plain = innermost(value, dialect);
  let at = value.parent;
  for (let depth = 0; at !== undefined && depth < 4 && at.children.length <= MOST_NAMES; depth++, at = at.parent) {
    if (dialect.bindings.includes(at.type)) return dialect.bound(at).find((bound) => bound.value !== undefined && (bound.value === value || innermost(bound.value, dialect) === plain))?.target;
    if (!BETWEEN.test(at.type)) return undefined;
  }
  return undefined;
}

/** The operator between the two sides of a binary expression. */
export function operatorOf(node: SyntaxNode): string {
  const left = node.child('left');
  const right = node.child('right');
  return left === undefined || right === undefined ? '' : (/^[\s)]*([^\s\w"'`($@]+|or\b|and\b)/.exec(node.source.slice(left.end, Math.min(right.start, left.end + 40)))?.[1] ?? '');
}
