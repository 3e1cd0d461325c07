/** Who notices a failure: what handles it after `||`, in a branch, or through `$?`. */
import { forEachChild, type Command, type SyntaxNode } from 'unbash';

/**
 * True when the node makes the script fail: it exits or returns with something other than 0. `exit` alone passes the failure on.
 * `bodies` are functions of the same text, so that `|| die "message"` is understood.
 */
export function leadsToFailure(node: SyntaxNode, bodies: ReadonlyMap<string, SyntaxNode>, seen = new Set<string>()): boolean {
  if (node.type === 'Command') {
    const name = node.name?.value ?? '';
    if (name === 'false') return true;
    if (name === 'exit' || name === 'return') return firstArgument(node) !== '0';
    const body = bodies.get(name);
    if (!body || seen.has(name)) return false;
    return leadsToFailure(body, bodies, seen.add(name));
  }
  let fails = false;
  forEachChild(node, (child) => {
    fails ||= child.type !== 'Word' && leadsToFailure(child, bodies, seen);
  });
  return fails;
}

/** True where an outcome is kept for later: `|| status=$?`, `failed=1`, or leaving a loop or function early. */
export function leavesMark(node: SyntaxNode): boolean {
  if (node.type === 'Command') return node.name ? /^(?:break|return)$/.test(node.name.value) : node.prefix.some((part) => part.type === 'Assignment');
  let leaves = false;
  forEachChild(node, (child) => {
    leaves ||= child.type !== 'Word' && leavesMark(child);
  });
  return leaves;
}

/** Offset of the last place where the text exits with a number other than 0 or with a variable; -1 when there is none. */
export function lastFailingExit(text: string): number {
  let last = -1;
  for (const found of text.matchAll(/\b(?:exit|return)\s+["']?(?:\$|[1-9])/g)) last = found.index;
  return last;
}

function firstArgument(command: Command): string | undefined {
  const first = command.suffix[0];
  return first?.type === 'Word' ? first.value : undefined;
}
