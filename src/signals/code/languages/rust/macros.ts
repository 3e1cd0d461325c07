import type { Comparison } from '../../../../domain/signals.ts';
import type { Collector } from '../../reading/collector.ts';
import { type Part, type Values, argumentsOf } from '../../reading/flatten.ts';
import type { Place } from '../../reading/walk.ts';
import type { SyntaxNode } from '../../syntax.ts';

/**
 * What is given to a macro is no syntax tree but tokens, and of them the grammar names words, literals and bracketed groups alone: what
 * stands between is read from the source.
 */
function tokensOf(node: SyntaxNode): SyntaxNode | undefined {
  return node.type === 'token_tree' ? node : node.children.find(({ type }) => type === 'token_tree');
}

/** Tokens up to each comma of a group. */
function listed(tree: SyntaxNode): SyntaxNode[][] {
  const groups: SyntaxNode[][] = [];
  let group: SyntaxNode[] = [];
  let end = tree.start + 1;
  for (const token of tree.children) {
    if (between(tree, end, token.start).includes(',')) {
      groups.push(group);
      group = [];
    }
    group.push(token);
    end = token.end;
  }
  groups.push(group);
  return groups.filter(({ length }) => length > 0);
}

function between(tree: SyntaxNode, start: number, end: number): string {
  return tree.source.slice(start, Math.min(end, start + 100));
}

/** The arguments of a macro by number, `key = value` and `key: value` by name. */
export function macroParts(node: SyntaxNode): Part[] {
  const tree = tokensOf(node);
  if (tree === undefined) return [];
  const only = tree.children[0];
  // `json!({ ... })`: what the group holds is what is given.
  if (tree.children.length === 1 && only?.type === 'token_tree' && only.source[only.start] === '{') return entriesOf(only);
  return tree.source[tree.start] === '[' ? listItems(tree) : entriesOf(tree);
}

/** `{"key": value}` and `[a, b]` inside a macro. */
export function tokensTable(tree: SyntaxNode): readonly Part[] | undefined {
  const open = tree.source[tree.start];
  return open === '{' ? entriesOf(tree) : open === '[' ? listItems(tree) : undefined;
}

function listItems(tree: SyntaxNode): Part[] {
  return listed(tree).map((group, index) => ({ name: `[${index}]`, node: group.length === 1 ? group[0]! : joinedTokens(group) }));
}

function entriesOf(tree: SyntaxNode): Part[] {
  let position = 0;
  return listed(tree).map((group) => {
    const [key, value] = group;
    const isNamed = key !== undefined && value !== undefined && /^\s*(?::(?!:)|=(?![=>])|=>)\s*[&-]?\s*$/.test(between(tree, key.end, value.start));
    if (!isNamed) return { name: String(position++), node: group.length === 1 ? key! : joinedTokens(group) };
    const name = key!.type === 'string_literal' ? key!.text.slice(1, -1) : key!.brief(60);
    return { name, node: group.length === 2 ? value! : joinedTokens(group.slice(1)) };
  });
}

/** Several tokens as one expression, of which only the text is known. */
function joinedTokens(group: readonly SyntaxNode[]): SyntaxNode {
  const [first] = group;
  const joined = Object.create(first!) as { -readonly [K in keyof SyntaxNode]: SyntaxNode[K] };
  Object.defineProperties(joined, { type: { value: 'tokens' }, end: { value: group.at(-1)!.end }, children: { value: [] } });
  return joined;
}

/** Calls among the tokens: words joined by `.` and `::`, and a group in parentheses right behind. */
export function readMacroCalls(tree: SyntaxNode, place: Place, out: Collector, values: Values): void {
  let path = '';
  let end = -1;
  for (const token of tree.children.slice(0, 2000)) {
    // Words that the language keeps for itself, as `default` and `await`, are no tokens of their own.
    const joint = end === -1 ? '' : between(tree, end, token.start).replace(/[\s?]+/g, '').replaceAll('::', '.').replace(/\.await\b/g, '');
    const isGroup = token.type === 'token_tree';
    const follows = isGroup ? /^(?:\.\w+)*$/.test(joint) : /^(?:\.\w+)*\.$/.test(joint);
    if (isGroup && path !== '' && follows && token.source[token.start] === '(' && !(joint === '' && path.endsWith('()'))) {
      path += joint;
      out.call(token, place, path.slice(-200), argumentsOf(macroParts(token), values));
      path += '()';
    } else if (!isGroup && /^(?:identifier|self|super|crate)$/.test(token.type)) path = follows && path !== '' ? path + joint + token.text : token.text;
    else path = '';
    end = token.end;
  }
}

const SIDES = /^([^<>=!&|]{1,200}?)\s*(<=|>=|==|!=|<|>)\s*([^<>=!&|]{1,200})$/;

/** `assert!(score > 0.8)`, `ensure!(score > 0.8, "low")`. */
export function readMacroComparison(node: SyntaxNode, callee: string, place: Place, out: Collector): void {
  const tree = /^(?:debug_)?assert$|(?:^|\.)ensure$/.test(callee) ? tokensOf(node) : undefined;
  const [condition] = tree === undefined ? [] : listed(tree);
  if (condition === undefined) return;
  const text = node.source.slice(condition[0]!.start, condition.at(-1)!.end).replace(/\s+/g, ' ');
  const leads = callee.endsWith('ensure') ? 'raise' : 'assert';
  const [, left, op, right] = SIDES.exec(text) ?? [];
  if (left !== undefined && right !== undefined) out.comparison(place, { line: node.line, left: left.trim().slice(0, 120), op: op as Comparison['op'], right: right.trim().slice(0, 120), leads });
  else for (const word of text.match(/\w+(?:\.\w+)*/g) ?? []) out.tested(place, word, leads);
}
