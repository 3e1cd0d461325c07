import { type StringValue, joinStrings, unescape, withoutIndent } from '../../reading/strings.ts';
import type { SyntaxNode } from '../../syntax.ts';

/** Strings in quotes, rows of them, and documents (`<<~TEXT`). */
export function stringOf(node: SyntaxNode): StringValue | undefined {
  switch (node.type) {
    case 'string':
      return pieced(node, (text) => (node.source[node.start] === "'" ? text.replaceAll("\\'", "'") : unescape(text)));
    case 'chained_string':
      return joinStrings(node.children.map(stringOf).filter((value) => value !== undefined));
    case 'heredoc_beginning': {
      const body = bodyOf(node);
      if (body === undefined) return undefined;
      const value = pieced(body, node.text.includes("'") ? (text) => text : unescape);
      if (!node.text.startsWith('<<~') || value.interpolated) return value;
      const text = withoutIndent(value.text.trimEnd());
      return { text, interpolated: false, pieces: [text] };
    }
    default:
      return undefined;
  }
}

function pieced(node: SyntaxNode, read: (text: string) => string): StringValue {
  const pieces: string[] = [''];
  let text = '';
  for (const child of node.children) {
    if (child.type === 'interpolation') {
      text += child.text;
      pieces.push('');
    } else if (child.type === 'string_content' || child.type === 'heredoc_content' || child.type === 'escape_sequence') {
      const piece = read(child.text);
      text += piece;
      pieces[pieces.length - 1] += piece;
    }
  }
  return { text, interpolated: pieces.length > 1, pieces };
}

/** The body of a document stands behind the line that begins it, next to one of the nodes around the beginning. */
function bodyOf(beginning: SyntaxNode): SyntaxNode | undefined {
  let at: SyntaxNode | undefined = beginning.parent;
  for (let depth = 0; at !== undefined && depth < 14; depth++, at = at.parent) {
    const body = at.children.find((child) => child.type === 'heredoc_body' && child.start >= beginning.end);
    if (body !== undefined) return body;
  }
  return undefined;
}
