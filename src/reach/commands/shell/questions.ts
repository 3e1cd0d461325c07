import type { Case, CaseItem, SyntaxNode } from 'unbash';

/** True for what only asks a question: `[ -n "$X" ]`, `[[ ... ]]`, `(( ... ))`, `test`, `command -v x`. */
export function isTest(node: SyntaxNode): boolean {
  if (node.type === 'TestCommand' || node.type === 'ArithmeticCommand') return true;
  if (node.type === 'Pipeline') return node.commands.length === 1 && node.commands.every(isTest);
  if (node.type !== 'Command') return false;
  const name = node.name?.value;
  if (name === '[' || name === 'test') return true;
  const first = node.suffix[0];
  return name === 'command' && first?.type === 'Word' && /^-[vV]$/.test(first.value);
}

/** The arms of a `case` that may run: one where the subject is known, all where it is not. */
export function caseItems(node: Case, subject: string): { readonly items: readonly CaseItem[]; readonly certain: boolean } {
  if (/[$`\uE000]/.test(subject)) return { items: node.items, certain: false };
  const item = node.items.find((one) => one.pattern.some((word) => word.value === subject || word.value === '*'));
  // Patterns with wildcards inside are not compared, so the arm cannot be told.
  const isPlain = node.items.every((one) => one.pattern.every((word) => word.value === '*' || !/[*?[$]/.test(word.value)));
  return isPlain ? { items: item ? [item] : [], certain: true } : { items: node.items, certain: false };
}
