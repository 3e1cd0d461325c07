import { keyName, receiver, targetOf } from '../../reading/binding.ts';
import type { Collector } from '../../reading/collector.ts';
import { flatten } from '../../reading/flatten.ts';
import { type Place, within } from '../../reading/walk.ts';
import type { SyntaxNode } from '../../syntax.ts';
import { nameOf } from './definitions.ts';
import { defaultOf, readDestructuring } from './settings.ts';
import { literal, values } from './values.ts';

/** How many entries of one table are read. */
const MOST_ENTRIES = 400;

/** `const MODEL = 'x'`, `this.model = model ?? 'x'`, `private model = 'x'`, `const models = { fast: 'x' }`. */
export function readBound(node: SyntaxNode, place: Place, out: Collector): void {
  const left = node.child('name') ?? node.child('property') ?? node.child('left');
  const right = node.child('value') ?? node.child('right');
  if (left === undefined || right === undefined) return;
  readDestructuring(node, out);
  if (left.type.endsWith('_pattern')) return;
  const own = /^this\.(.+)$/.exec(left.brief(120))?.[1];
  // An attribute of the object belongs to its class, in whichever method it is set.
  const name = own === undefined ? within(place.scope, left.brief(120)) : within(place.scope?.replace(/\.[^.]+$/, ''), own);
  const value = defaultOf(right);
  if (value !== undefined) {
    if (!isSchemaDefault(right)) out.constant(node.line, name, value);
  } else readEntries(name, right, out);
}

/** Those are told where the call itself is read. */
function isSchemaDefault(node: SyntaxNode): boolean {
  return node.type === 'call_expression' && /\.default\(/.test(node.brief(1000));
}

function readEntries(name: string, node: SyntaxNode, out: Collector): void {
  for (const entry of flatten([{ name, node }], values, MOST_ENTRIES, false)) if (entry.value !== undefined) out.constant(entry.node.line, entry.name, entry.value);
}

/** `client: Client`, as a parameter, a variable, or a field of a class; a parameter of a constructor may be a field as well. */
export function readTyped(node: SyntaxNode, place: Place, out: Collector): void {
  const type = node.child('type')?.children[0];
  const name = node.child('pattern') ?? node.child('name') ?? node.child('property');
  if (type === undefined || name === undefined || name.type.endsWith('_pattern')) return;
  const isParameter = node.type.endsWith('_parameter');
  const isField = isParameter ? node.children.some((child) => child.type === 'accessibility_modifier' || child.type === 'readonly') || /^(?:private|protected|public|readonly)\b/.test(node.brief(12)) : node.type.endsWith('field_definition');
  if (isParameter || !isField) out.binding(node.line, name.brief(120), type.brief(120));
  if (isField) out.binding(node.line, within(place.scope, name.brief(120)), type.brief(120));
}

export function readEnumMember(node: SyntaxNode, place: Place, out: Collector): void {
  const name = keyName(node.child('name'));
  const value = node.child('value');
  const given = value === undefined ? undefined : literal(value);
  if (name !== undefined && given !== undefined) out.constant(node.line, within(place.scope, name), given);
}

/** Defaults of parameters and of destructured names: `run(model)` or, outside a parameter list, the name alone. */
export function readParameter(node: SyntaxNode, place: Place, out: Collector): void {
  const left = node.child('pattern') ?? node.child('left');
  const right = node.child('value') ?? node.child('right');
  const given = right === undefined ? undefined : defaultOf(right);
  if (given === undefined || given === null || left === undefined || left.type.endsWith('_pattern') !== (left.type === 'shorthand_property_identifier_pattern')) return;
  let list = node.parent;
  while (list !== undefined && /_pattern$|_parameter$/.test(list.type)) list = list.parent;
  const owner = list?.type === 'formal_parameters' ? list.parent : undefined;
  const inside = owner === undefined ? undefined : nameOf(owner);
  if (owner === undefined) out.constant(node.line, within(place.scope, left.text), given);
  else if (inside !== undefined) out.constant(node.line, `${within(place.scope, inside)}(${left.text})`, given);
}

/** An object that is bound to no name: `return { model: 'x' }`, `export default { ... }`. Those in calls are arguments. */
export function readTable(node: SyntaxNode, place: Place, out: Collector): void {
  const { parent, value } = receiver(node);
  const nested = ['pair', 'array', 'arguments', 'object', 'spread_element', 'jsx_expression'].includes(parent?.type ?? '');
  if (!nested && targetOf(parent, value) === undefined) readEntries(place.scope ?? '', node, out);
}
