import type { Comparison } from '../../../domain/signals.ts';
import type { SyntaxNode } from '../syntax.ts';
import { boundTo, calleeOf, innermost } from './chains.ts';
import type { Dialect } from './dialect.ts';

type Leads = Comparison['leads'];

export interface Outcome {
  readonly leads: Leads;
  /** The names that the outcome is kept under, where it decides nothing yet. */
  readonly names: readonly string[];
}

const NOTHING: Outcome = { leads: 'none', names: [] };

/** What a comparison decides. */
export function outcomeOf(comparison: SyntaxNode, dialect: Dialect): Outcome {
  let node = comparison;
  for (let depth = 0; depth < 40 && node.parent !== undefined; depth++) {
    const parent: SyntaxNode = node.parent;
    const target = boundTo(node, dialect);
    if (target !== undefined) return { leads: 'none', names: [target.brief(120)] };
    if (dialect.tests.has(parent.type)) return dialect.test(parent).condition === node ? branchOutcome(parent, dialect) : NOTHING;
    if (dialect.assertions?.includes(parent.type)) return outcome('assert');
    if (dialect.returns.has(parent.type)) return outcome('return');
    if (dialect.raises.has(parent.type)) return outcome('raise');
    if (dialect.calls.includes(parent.type)) {
      const leads = leadsOfCall(parent, dialect);
      if (leads === 'exit' || leads === 'assert') return outcome(leads);
    }
    if (Object.hasOwn(dialect.loops, parent.type) || /block$|_body$|^program$|^source_file$|^compilation_unit$|_declaration$|statement_list$/.test(parent.type)) return NOTHING;
    node = parent;
  }
  return NOTHING;
}

/** What an `if` does first in its branch; the other branch counts where it is the harder one. */
export function branchOutcome(test: SyntaxNode, dialect: Dialect): Outcome {
  const { taken, other } = dialect.test(test);
  const first = bodyOutcome(taken, dialect);
  const second = bodyOutcome(other, dialect);
  if (first.leads === 'none' || first.leads === 'return') {
    if (second.leads !== 'none' && second.leads !== 'return') return second;
    if (first.leads === 'none' && second.leads !== 'none') return second;
  }
  return first.leads === 'none' ? { leads: 'none', names: [...first.names, ...second.names] } : first;
}

/** The names in a condition, for what its test leads to. */
export function namesIn(condition: SyntaxNode | undefined, dialect: Dialect): string[] {
  const names: string[] = [];
  const open = condition === undefined ? [] : [condition];
  for (let node = open.pop(); node !== undefined && names.length < 20; node = open.pop()) {
    if (dialect.step(node) !== undefined && dialect.called(node) === undefined) names.push(node.brief(120));
    if (node.children.length < 20) open.push(...node.children);
  }
  return names;
}

/** What a call does to the process. */
export function leadsOfCall(node: SyntaxNode, dialect: Dialect): Leads {
  const callee = calleeOf(node, dialect) ?? '';
  return dialect.exiting.test(callee) ? 'exit' : dialect.raising.test(callee) ? 'raise' : dialect.asserting.test(callee) ? 'assert' : 'none';
}

const CONTAINERS = /^(?:block|statement_list|compound_statement|then|else|do|else_clause|body_statement|block_body|begin|ensure|colon_block)$/;
/** A statement around an expression. */
const STATEMENTS = /^(?:expression_statement|statement)$/;

function bodyOutcome(body: SyntaxNode | undefined, dialect: Dialect): Outcome {
  if (body === undefined || dialect.tests.has(body.type)) return NOTHING;
  const names: string[] = [];
  const open = [body];
  for (let count = 0, node = open.pop(); node !== undefined && count < 60; count++, node = open.pop()) {
    if (CONTAINERS.test(node.type)) {
      open.push(...node.children.slice(0, 50).reverse());
      continue;
    }
    const leads = statementLeads(node, dialect);
    if (leads !== 'none') return outcome(leads);
    const inner = STATEMENTS.test(node.type) ? (node.children[0] ?? node) : node;
    if (dialect.bindings.includes(inner.type)) names.push(...dialect.bound(inner).map(({ target }) => target.brief(120)));
  }
  return { leads: 'none', names };
}

function statementLeads(statement: SyntaxNode, dialect: Dialect): Leads {
  const node = innermost(STATEMENTS.test(statement.type) ? (statement.children[0] ?? statement) : statement, dialect);
  const told = dialect.leads?.(node);
  if (told !== undefined) return told;
  if (dialect.raises.has(node.type)) return 'raise';
  if (dialect.assertions?.includes(node.type)) return 'assert';
  if (dialect.returns.has(node.type)) return 'return';
  return dialect.calls.includes(node.type) ? leadsOfCall(node, dialect) : 'none';
}

function outcome(leads: Leads): Outcome {
  return { leads, names: [] };
}
