import { targetOf, keyName, receiver } from '../../reading/binding.ts';
import type { Collector } from '../../reading/collector.ts';
import { type Place, within } from '../../reading/walk.ts';
import type { SyntaxNode } from '../../syntax.ts';
import { dotted } from './values.ts';

const FUNCTIONS = new Set(['function_declaration', 'generator_function_declaration', 'function_expression', 'generator_function', 'arrow_function', 'method_definition']);
const CLASSES = new Set(['class_declaration', 'abstract_class_declaration', 'class', 'interface_declaration']);

export const DEFINITIONS = new Set([...FUNCTIONS, ...CLASSES]);

/** The name that a function or class has, of its own or from what it is bound to; a callback has none. */
export function nameOf(node: SyntaxNode): string | undefined {
  const { parent, value } = receiver(node);
  const target = targetOf(parent, value);
  if (target !== undefined) return target.brief(120).replace(/^.*\./, '');
  if (parent?.type === 'pair' && value.field === 'value') return keyName(parent.child('key'));
  return keyName(node.child('name'));
}

/** Where a function's or class's inside is: callbacks without a name run as a part of what surrounds them. */
export function placeInside(node: SyntaxNode, place: Place): Place {
  const name = nameOf(node);
  if (name === undefined) return place;
  return CLASSES.has(node.type) ? { ...place, scope: within(place.scope, name) } : { scope: within(place.scope, name) };
}

export function readDefinition(node: SyntaxNode, place: Place, out: Collector): void {
  const name = nameOf(node);
  if (name === undefined) return;
  const bases = basesOf(node);
  const decorators = decoratorsOf(node);
  const list = node.child('parameters')?.children ?? [node.child('parameter')].filter((single) => single !== undefined);
  const params = list.flatMap(parameterNames);
  out.definition({
    line: node.line,
    endLine: node.endLine,
    form: CLASSES.has(node.type) ? 'class' : 'function',
    name: within(place.scope, name),
    ...(bases.length > 0 && { bases }),
    ...(decorators.length > 0 && { decorators }),
    ...(params.length > 0 && { params }),
  });
}

/** What a class extends and implements, without type arguments. */
function basesOf(node: SyntaxNode): string[] {
  const clauses = node.children.filter(({ type }) => type === 'class_heritage' || type === 'extends_type_clause');
  return clauses
    .flatMap((clause) => clause.children)
    .flatMap((child) => (child.type === 'extends_clause' || child.type === 'implements_clause' ? child.children : [child]))
    .filter(({ type }) => type !== 'type_arguments')
    .map((base) => base.brief(120).replace(/<.*$/, ''));
}

/** Decorators stand inside a class, before a method in its class body, or on the export around it. */
function decoratorsOf(node: SyntaxNode): string[] {
  const siblings = node.parent?.children ?? [];
  const before: SyntaxNode[] = [];
  if (node.type === 'method_definition' || node.parent?.type === 'export_statement') {
    // Found by search from the end of a possibly long class body only as far as the method itself.
    const index = siblings.indexOf(node);
    for (let at = index - 1; siblings[at]?.type === 'decorator'; at--) before.unshift(siblings[at]!);
  }
  return [...before, ...node.children.filter(({ type }) => type === 'decorator')].flatMap((decorator) => {
    const inner = decorator.children[0];
    return dotted(inner?.type === 'call_expression' ? inner.child('function') : inner) ?? [];
  });
}

/** Names of a parameter: its own, or those that a destructuring pattern takes out. */
function parameterNames(node: SyntaxNode): string[] {
  const found: string[] = [];
  const open = [node];
  for (let next = open.pop(); next !== undefined && found.length < 40; next = open.pop()) {
    const inner = next.child('pattern') ?? next.child('left') ?? (next.type === 'pair_pattern' ? next.child('key') : undefined);
    if (inner !== undefined) open.push(inner);
    else if (next.type === 'object_pattern' || next.type === 'array_pattern' || next.type === 'rest_pattern') open.push(...next.children.slice(0, 40).reverse());
    else if (/^(?:identifier|property_identifier|shorthand_property_identifier_pattern)$/.test(next.type)) found.push(next.brief(60));
  }
  return found;
}
