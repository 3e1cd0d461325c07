import type { Literal } from '../../../../domain/signals.ts';
import type { Called, Step } from '../../reading/dialect.ts';
import type { Part } from '../../reading/flatten.ts';
import { negated, numberOf } from '../../reading/numbers.ts';
import { type StringValue, unescape, withoutIndent } from '../../reading/strings.ts';
import type { SyntaxNode } from '../../syntax.ts';

export const STRINGS = ['string', 'encapsed_string', 'heredoc', 'nowdoc'];
export const CALLS = ['function_call_expression', 'member_call_expression', 'nullsafe_member_call_expression', 'scoped_call_expression', 'object_creation_expression'];

export function inner(node: SyntaxNode): SyntaxNode | undefined {
  switch (node.type) {
    case 'parenthesized_expression':
    case 'clone_expression':
      return node.children[0];
    case 'argument':
      return node.children.at(-1);
    case 'cast_expression':
      return node.child('value');
    default:
      return undefined;
  }
}

export function step(node: SyntaxNode): Step | undefined {
  switch (node.type) {
    case 'name':
    case 'relative_scope':
      return { text: node.text };
    case 'qualified_name':
      return { text: node.text.replace(/^\\/, '').replaceAll('\\', '.') };
    case 'variable_name':
      return { text: node.text.replace(/^\$+/, '') };
    case 'member_access_expression':
    case 'nullsafe_member_access_expression':
      return { text: plainName(node.child('name')), on: node.child('object') };
    case 'scoped_property_access_expression':
      return { text: plainName(node.child('name')), on: node.child('scope') };
    case 'class_constant_access_expression':
      return { text: node.children[1]?.text ?? '?', on: node.children[0] };
    case 'subscript_expression':
      return { text: '[]', on: node.children[0] };
    case 'function_call_expression':
      return { text: '()', on: node.child('function') };
    case 'member_call_expression':
    case 'nullsafe_member_call_expression':
      return { text: `${plainName(node.child('name'))}()`, on: node.child('object') };
    case 'scoped_call_expression':
      return { text: `${plainName(node.child('name'))}()`, on: node.child('scope') };
    case 'object_creation_expression': {
      const made = node.children.find(({ type }) => type === 'name' || type === 'qualified_name' || type === 'variable_name' || type === 'relative_scope');
      return made === undefined ? undefined : { text: `${step(made)!.text}()` };
    }
    default:
      return undefined;
  }
}

export function plainName(node: SyntaxNode | undefined): string {
  return (node?.brief(120) ?? '?').replace(/^\$+/, '');
}

export function called(node: SyntaxNode): Called | undefined {
  if (node.type === 'attribute') return { name: step(node.children[0] ?? node)?.text ?? '', parts: argumentsIn(node) };
  if (!CALLS.includes(node.type)) return undefined;
  const { text = '?', on } = step(node.child('function') ?? node) ?? {};
  return { name: text.replace(/\(\)$/, '').replace(/^.*\./, ''), parts: argumentsIn(node), on, line: node.child('name')?.line };
}

function argumentsIn(call: SyntaxNode): Part[] {
  let position = 0;
  return (call.children.find(({ type }) => type === 'arguments')?.children ?? []).map((node) => {
    const name = node.type === 'argument' ? node.child('name')?.text : undefined;
    return { name: name ?? String(position++), node: inner(node) ?? node };
  });
}

export function table(node: SyntaxNode): readonly Part[] | undefined {
  return node.type === 'array_creation_expression' ? node.children.map(entryOf) : undefined;
}

/** `'key' => value`, or a value alone. */
export function entryOf(element: SyntaxNode, index: number): Part {
  const [key, value] = element.children;
  if (key === undefined || value === undefined || element.type !== 'array_element_initializer') return { name: `[${index}]`, node: key ?? element };
  const name = literal(key);
  return { name: typeof name === 'string' ? name : key.brief(60), node: value };
}

export function literal(written: SyntaxNode): Literal | undefined {
  const node = inner(written) ?? written;
  switch (node.type) {
    case 'integer':
    case 'float':
      return numberOf(node.text);
    case 'boolean':
      return node.text.toLowerCase() === 'true';
    case 'null':
      return null;
    case 'unary_op_expression':
      return negated(node, node.child('argument'), literal);
    default: {
      const value = STRINGS.includes(node.type) ? stringOf(node) : undefined;
      return value === undefined || value.interpolated ? undefined : value.text;
    }
  }
}

export function stringOf(node: SyntaxNode): StringValue | undefined {
  switch (node.type) {
    case 'string':
      return plain(node.text.replace(/^b?'|'$/g, '').replace(/\\(['\\])/g, '$1'));
    case 'nowdoc':
      return plain(withoutIndent((node.child('value')?.text ?? '').trimEnd()));
    case 'encapsed_string':
    case 'heredoc':
      return interpolated(node.type === 'heredoc' ? (node.child('value') ?? node) : node);
    default:
      return undefined;
  }
}

function plain(text: string): StringValue {
  return { text, interpolated: false, pieces: [text] };
}

function interpolated(node: SyntaxNode): StringValue {
  const pieces: string[] = [''];
  let text = '';
  let end = node.children[0]?.start ?? node.start;
  for (const child of node.children) {
    const isText = child.type === 'string_content' || child.type === 'escape_sequence';
    // Line breaks stand between the pieces of a document.
    const piece = (/^\s+$/.test(node.source.slice(end, child.start)) ? node.source.slice(end, child.start) : '') + (isText ? unescape(child.text) : '');
    text += isText ? piece : piece + child.text;
    pieces[pieces.length - 1] += piece;
    if (!isText) pieces.push('');
    end = child.end;
  }
  return { text, interpolated: pieces.length > 1, pieces };
}
