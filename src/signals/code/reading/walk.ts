import type { SyntaxNode } from '../syntax.ts';

/** Where a node stands. */
export interface Place {
  /** Dotted path of the enclosing classes and functions. */
  readonly scope?: string | undefined;
  /** Line of the innermost loop of the same function. */
  readonly loop?: number | undefined;
  /** Line of the clause that takes a failure. */
  readonly rescued?: number | undefined;
}

export interface Walker {
  /** The place of a node, given that of its parent: another one where a function, class, loop or try begins. */
  enter(node: SyntaxNode, place: Place): Place;
  /** Reads one node. */
  readonly visits: ReadonlyMap<string, (node: SyntaxNode, place: Place) => void>;
}

/** Visits a tree's nodes in the order of the source, without recursion. */
export function walk(root: SyntaxNode, walker: Walker): void {
  const nodes: SyntaxNode[] = [root];
  const places: Place[] = [{}];
  for (let node = nodes.pop(); node !== undefined; node = nodes.pop()) {
    const place = walker.enter(node, places.pop()!);
    walker.visits.get(node.type)?.(node, place);
    for (let index = node.children.length - 1; index >= 0; index--) {
      nodes.push(node.children[index]!);
      places.push(place);
    }
  }
}

/** `Agent` and `run` → `Agent.run`. Nesting beyond reason is cut, so that names stay short. */
export function within(scope: string | undefined, name: string): string {
  return scope === undefined || scope.length > 200 ? name : `${scope}.${name}`;
}
