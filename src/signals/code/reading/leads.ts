import type { Comparison } from '../../../domain/signals.ts';
import type { SyntaxNode } from '../syntax.ts';
import { targetOf } from './binding.ts';

type Leads = Comparison['leads'];

/** Callees that end the process, or mark it as failed. */
const EXITS = new Set([
  'exit', 'quit', 'sys.exit', 'os._exit', 'os.abort', 'SystemExit', 'typer.Exit', 'typer.Abort', 'click.Abort', 'click.exceptions.Exit', 'ctx.exit',
  'parser.error', 'pytest.exit', 'process.exit', 'process.abort', 'Deno.exit', 'Bun.exit', 'setFailed', 'core.setFailed',
]);
/** Callees that fail a test. */
export const ASSERTS = /^(?:expect|assert|assertThat|should|(?:self|t|chai|pytest|console|assert)\.(?:assert\w*|fail\w*|expect\w*|strictEqual|equal|ok|isTrue))(?![\w$])/;

export function isExit(callee: string): boolean {
  return EXITS.has(callee);
}

/** What a comparison decides. Where nothing yet, `names` are those that its outcome is kept under. */
export function leadsOf(comparison: SyntaxNode): { leads: Leads; names: readonly string[] } {
  let node = comparison;
  for (let depth = 0; depth < 40 && node.parent !== undefined; depth++) {
    const parent: SyntaxNode = node.parent;
    const target = targetOf(parent, node);
    if (target !== undefined) return { leads: 'none', names: [target.brief(120)] };
    switch (parent.type) {
      case 'if_statement':
      case 'elif_clause':
        return node.field === 'condition' ? branchLeads(parent) : NOTHING;
      case 'assert_statement':
        return { leads: 'assert', names: [] };
      case 'return_statement':
        return { leads: 'return', names: [] };
      case 'binary_expression': {
        // `score < 0.8 && process.exit(1)`
        const right = parent.child('right');
        if (node.field === 'left' && right !== undefined && statementLeads(right) === 'exit') return { leads: 'exit', names: [] };
        break;
      }
      case 'call':
      case 'call_expression':
      case 'new_expression': {
        const callee = (parent.child('function') ?? parent.child('constructor'))?.brief(120) ?? '';
        if (isExit(callee)) return { leads: 'exit', names: [] };
        if (ASSERTS.test(callee)) return { leads: 'assert', names: [] };
        break;
      }
      case 'raise_statement':
      case 'throw_statement':
        return { leads: 'raise', names: [] };
      case 'block':
      case 'statement_block':
      case 'module':
      case 'program':
      case 'while_statement':
      case 'for_statement':
      case 'for_in_statement':
      case 'do_statement':
        return NOTHING;
    }
    node = parent;
  }
  return NOTHING;
}

const NOTHING = { leads: 'none' as const, names: [] };

/** What an `if` (or `elif`) does first in its branch; the other branch counts where it is the harder one. */
export function branchLeads(test: SyntaxNode): { leads: Leads; names: readonly string[] } {
  const taken = bodyLeads(test.child('consequence'));
  const alternative = test.child('alternative');
  const other = alternative?.type === 'else_clause' ? bodyLeads(alternative.child('body') ?? alternative.children[0]) : NOTHING;
  if (taken.leads === 'none' || taken.leads === 'return') {
    if (other.leads === 'raise' || other.leads === 'exit' || other.leads === 'assert') return other;
    if (taken.leads === 'none' && other.leads !== 'none') return other;
  }
  return taken.leads === 'none' ? { leads: 'none', names: [...taken.names, ...other.names] } : taken;
}

/** The names in a condition, for what its test leads to: `not passed`, `failures.length > 0`. */
export function namesTested(condition: SyntaxNode | undefined): string[] {
  const names: string[] = [];
  const open = condition === undefined ? [] : [condition];
  for (let node = open.pop(); node !== undefined && names.length < 20; node = open.pop()) {
    if (node.type === 'identifier' || node.type === 'attribute' || node.type === 'member_expression') names.push(node.brief(120));
    if (node.children.length < 20) open.push(...node.children);
  }
  return names;
}

function bodyLeads(body: SyntaxNode | undefined): { leads: Leads; names: readonly string[] } {
  if (body === undefined) return NOTHING;
  const names: string[] = [];
  const statements = body.type === 'block' || body.type === 'statement_block' ? body.children : [body];
  for (const statement of statements.slice(0, 50)) {
    const leads = statementLeads(statement);
    if (leads !== 'none') return { leads, names: [] };
    const kept = keptName(statement);
    if (kept !== undefined) names.push(kept);
  }
  return { leads: 'none', names };
}

function statementLeads(statement: SyntaxNode): Leads {
  switch (statement.type) {
    case 'raise_statement':
    case 'throw_statement':
      return isExit(calleeText(statement.children[0])) ? 'exit' : 'raise';
    case 'return_statement':
      return isExit(calleeText(statement.children[0])) ? 'exit' : 'return';
    case 'assert_statement':
      return 'assert';
    case 'assignment_expression':
      return statement.child('left')?.brief(40) === 'process.exitCode' ? 'exit' : 'none';
    case 'expression_statement':
    case 'await_expression':
    case 'await':
    case 'parenthesized_expression':
      return statement.children[0] === undefined ? 'none' : statementLeads(statement.children[0]);
    case 'call':
    case 'call_expression': {
      const callee = calleeText(statement);
      return isExit(callee) ? 'exit' : ASSERTS.test(callee) ? 'assert' : 'none';
    }
    default:
      return 'none';
  }
}

function calleeText(node: SyntaxNode | undefined): string {
  return (node?.child('function') ?? node?.child('constructor') ?? node)?.brief(120) ?? '';
}

/** `failed = True`, `failures.append(x)`, `failed += 1`: the name that remembers that the branch was taken. */
function keptName(statement: SyntaxNode): string | undefined {
  const node = statement.type === 'expression_statement' ? statement.children[0] : statement;
  if (node === undefined) return undefined;
  if (node.type === 'assignment' || node.type === 'assignment_expression' || node.type.startsWith('augmented_assignment')) return node.child('left')?.brief(120);
  if (node.type === 'update_expression') return node.child('argument')?.brief(120);
  return /^([\w.$]+)\.(?:append|push|add|set|extend)$/.exec(calleeText(node))?.[1];
}
