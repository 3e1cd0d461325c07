import type { Collector } from '../../reading/collector.ts';
import { flatten } from '../../reading/flatten.ts';
import { type Place, within } from '../../reading/walk.ts';
import type { SyntaxNode } from '../../syntax.ts';
import { defaultOf } from './settings.ts';
import { values } from './values.ts';

/** How many entries of one table are read. */
const MOST_ENTRIES = 400;

/** `MODEL = "x"`, `self.model = model or "x"`, `models = {"fast": "x"}`. */
export function readAssignment(node: SyntaxNode, place: Place, out: Collector): void {
  const left = node.child('left');
  const right = node.child('right');
  if (left === undefined || right === undefined || (left.type !== 'identifier' && left.type !== 'attribute')) return;
  const own = /^self\.(.+)$/.exec(left.text)?.[1];
  // An attribute of the object belongs to its class, in whichever method it is set.
  const name = own === undefined ? within(place.scope, left.brief(120)) : within(place.scope?.replace(/\.[^.]+$/, ''), own);
  const value = defaultOf(right);
  if (value !== undefined) out.constant(node.line, name, value);
  else readEntries(name, right, out);
}

function readEntries(name: string, node: SyntaxNode, out: Collector): void {
  for (const entry of flatten([{ name, node }], values, MOST_ENTRIES, false)) if (entry.value !== undefined) out.constant(entry.node.line, entry.name, entry.value);
}

/** `client: Client`, as a parameter, a variable, or a field of a class. */
export function readAnnotation(node: SyntaxNode, place: Place, out: Collector): void {
  const type = node.child('type');
  const name = node.child('name') ?? node.child('left') ?? node.children[0];
  if (type === undefined || name === undefined || (name.type !== 'identifier' && name.type !== 'attribute')) return;
  const isField = node.type === 'assignment' && node.parent?.parent?.parent?.type === 'class_definition';
  out.binding(node.line, isField ? within(place.scope, name.text) : name.text, type.brief(120));
}

/** A dictionary that is bound to no name: `return {"model": "x"}`. Those in calls are arguments. */
export function readTable(node: SyntaxNode, place: Place, out: Collector): void {
  const bound = ['assignment', 'pair', 'list', 'tuple', 'set', 'argument_list', 'keyword_argument', 'dictionary_splat', 'dictionary', 'parenthesized_expression'];
  if (!bound.includes(node.parent?.type ?? '')) readEntries(place.scope ?? '', node, out);
}

/** Defaults of parameters, `run(model)`, and keywords of a class, `Agent(model)`. */
export function readParameter(node: SyntaxNode, place: Place, out: Collector): void {
  const owner = node.parent?.parent;
  const value = node.child('value');
  const given = value === undefined ? undefined : defaultOf(value);
  const name = node.child('name')?.text;
  if (given === undefined || given === null || name === undefined || (owner?.type !== 'function_definition' && owner?.type !== 'class_definition')) return;
  out.constant(node.line, `${within(place.scope, owner.child('name')?.text ?? '')}(${name})`, given);
}
