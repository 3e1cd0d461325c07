import { type StringValue, unescape, withoutIndent } from '../../reading/strings.ts';
import type { SyntaxNode } from '../../syntax.ts';

/** Strings, verbatim (`@"..."`), raw (`"""..."""`) and interpolated ones (`$"...{x}"`). */
export function stringOf(node: SyntaxNode): StringValue | undefined {
  switch (node.type) {
    case 'string_literal':
      return plain(unescape(node.text.replace(/^"|"(?:u8)?$/g, '')));
    case 'verbatim_string_literal':
      return plain(node.text.slice(2, -1).replaceAll('""', '"'));
    case 'raw_string_literal':
      return plain(withoutIndent(node.text.replace(/^"{3,}|"{3,}(?:u8)?$/g, '')).trim());
    case 'interpolated_string_expression':
      return interpolated(node);
    default:
      return undefined;
  }
}

function plain(text: string): StringValue {
  return { text, interpolated: false, pieces: [text] };
}

function interpolated(node: SyntaxNode): StringValue {
  const opening = node.children[0]?.type === 'interpolation_start' ? node.children[0].text : '$';
  const isRaw = node.children[1]?.type === 'interpolation_quote';
  const pieces: string[] = [''];
  let text = '';
  for (const child of node.children) {
    if (child.type === 'string_content') {
      const piece = isRaw ? child.text : (opening.includes('@') ? child.text.replaceAll('""', '"') : unescape(child.text)).replaceAll('{{', '{').replaceAll('}}', '}');
      text += piece;
      pieces[pieces.length - 1] += piece;
    } else if (child.type === 'interpolation') {
      text += child.text;
      pieces.push('');
    }
  }
  return { text, interpolated: pieces.length > 1, pieces };
}
