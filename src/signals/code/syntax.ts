import type { Language, Tree } from 'web-tree-sitter';

/** Node types of what says nothing to the machine. */
const COMMENTS = new Set(['comment', 'html_comment', 'line_comment', 'block_comment', 'line_continuation']);
const NO_CHILDREN: SyntaxNode[] = [];

/** A named node of a syntax tree, copied out of WebAssembly memory so that reading it costs no call. Comments and punctuation are left out. */
export class SyntaxNode {
  readonly type: string;
  /** The name of its place in the parent: `left`, `body`, `arguments`. */
  readonly field: string | undefined;
  readonly start: number;
  readonly end: number;
  /** 1-based. */
  readonly line: number;
  readonly parent: SyntaxNode | undefined;
  readonly source: string;
  children: SyntaxNode[] = NO_CHILDREN;

  constructor(type: string, field: string | undefined, start: number, end: number, line: number, parent: SyntaxNode | undefined, source: string) {
    this.type = type;
    this.field = field;
    this.start = start;
    this.end = end;
    this.line = line;
    this.parent = parent;
    this.source = source;
  }

  get text(): string {
    return this.source.slice(this.start, this.end);
  }

  /** The source text on one line, cut at `most` characters. */
  brief(most: number): string {
    const cut = this.source.slice(this.start, Math.min(this.end, this.start + most * 4)).replace(/\s+/g, ' ');
    return cut.length > most ? cut.slice(0, most) : cut;
  }

  /** The first child in a field. */
  child(field: string): SyntaxNode | undefined {
    for (const child of this.children) if (child.field === field) return child;
    return undefined;
  }

  /** The last line that it covers, 1-based. */
  get endLine(): number {
    let line = this.line;
    for (let at = this.source.indexOf('\n', this.start); at !== -1 && at < this.end; at = this.source.indexOf('\n', at + 1)) line++;
    return line;
  }
}

/** Copies a tree, without recursion: depth is the audited file's choice. */
export function copyTree(tree: Tree, language: Language, source: string): SyntaxNode {
  const { types, fields } = language;
  const wanted = types.map((type, id) => !COMMENTS.has(type) && language.nodeTypeIsNamed(id));
  const cursor = tree.walk();
  const lines = lineCounter(source);
  const root = new SyntaxNode(cursor.nodeType, undefined, cursor.startIndex, cursor.endIndex, lines(cursor.startIndex), undefined, source);
  let parent: SyntaxNode | undefined = root;
  let inside = cursor.gotoFirstChild();
  while (inside && parent !== undefined) {
    const id = cursor.nodeTypeId;
    // The id of an ERROR node is beyond the table.
    if (wanted[id] ?? true) {
      const field: number = cursor.currentFieldId;
      const start: number = cursor.startIndex;
      const node: SyntaxNode = new SyntaxNode(types[id] ?? 'ERROR', field ? (fields[field] ?? undefined) : undefined, start, cursor.endIndex, lines(start), parent, source);
      if (parent.children === NO_CHILDREN) parent.children = [node];
      else parent.children.push(node);
      if (cursor.gotoFirstChild()) {
        parent = node;
        continue;
      }
    }
    while (!cursor.gotoNextSibling()) {
      inside = cursor.gotoParent();
      parent = parent?.parent;
      if (!inside || parent === undefined) break;
    }
  }
  cursor.delete();
  return root;
}

/** Offsets of nodes come in rising order, so each line break is counted once. */
function lineCounter(source: string): (offset: number) => number {
  let line = 1;
  let next = source.indexOf('\n');
  return (offset) => {
    while (next !== -1 && next < offset) {
      line++;
      next = source.indexOf('\n', next + 1);
    }
    return line;
  };
}
