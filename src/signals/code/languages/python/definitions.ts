import type { Collector } from '../../reading/collector.ts';
import { type Place, within } from '../../reading/walk.ts';
import type { SyntaxNode } from '../../syntax.ts';
import { readSettingsClass } from './settings.ts';
import { calleeOf } from './values.ts';

export function readDefinition(node: SyntaxNode, place: Place, out: Collector): void {
  const name = node.child('name')?.text;
  if (name === undefined) return;
  const decorators = (node.parent?.type === 'decorated_definition' ? node.parent.children : [])
    .filter((child) => child.type === 'decorator')
    .flatMap(({ children: [inner] }) => (inner === undefined ? [] : [inner.type === 'call' ? (calleeOf(inner) ?? '') : inner.brief(120)]));
  const bases = (node.child('superclasses')?.children ?? []).filter((child) => child.type !== 'keyword_argument').map((child) => child.brief(120));
  const params = (node.child('parameters')?.children ?? []).flatMap(parameterName).filter((param, index) => index > 0 || (param !== 'self' && param !== 'cls'));
  out.definition({
    line: node.line,
    endLine: node.endLine,
    form: node.type === 'class_definition' ? 'class' : 'function',
    name: within(place.scope, name),
    ...(bases.length > 0 && { bases }),
    ...(decorators.length > 0 && { decorators }),
    ...(params.length > 0 && { params }),
  });
  if (node.type === 'class_definition') readSettingsClass(node, bases, out);
}

function parameterName(node: SyntaxNode): string[] {
  if (node.type === 'identifier') return [node.text];
  const name = node.child('name') ?? node.children.find((child) => child.type === 'identifier' || child.type.endsWith('splat_pattern'));
  if (name === undefined) return [];
  return [name.type === 'identifier' ? name.text : (name.children[0]?.text ?? name.text)];
}
