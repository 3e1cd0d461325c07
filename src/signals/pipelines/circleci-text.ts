/** `<< parameters.x >>` of CircleCI: parameters are known where a job or command is used, so they are put in while reading. */
import type { Node } from 'yaml';
import type { LinedArgument } from './arguments.ts';
import { readArguments } from './arguments.ts';
import type { Tree } from './yaml-tree.ts';
import { entriesOf, get, textOf } from './yaml-tree.ts';

export type Parameters = ReadonlyMap<string, string>;

/** Declared defaults, overlaid by what is given. */
export function parametersOf(tree: Tree, declared: Node | undefined, given: Node | undefined, outer: Parameters): Map<string, string> {
  const found = new Map<string, string>();
  for (const { key, value } of entriesOf(tree, declared)) {
    const standard = textOf(tree, get(tree, value, 'default'));
    if (standard !== undefined) found.set(`parameters.${key}`, fill(standard, outer));
  }
  for (const { key, value } of entriesOf(tree, given)) {
    const text = textOf(tree, value);
    if (text !== undefined) found.set(`parameters.${key}`, fill(text, outer));
  }
  for (const [name, value] of outer) if (name.startsWith('pipeline.')) found.set(name, value);
  return found;
}

/** Puts in what is known; a value of the matrix becomes an expression, and what is unknown stays as written. */
export function fill(text: string, parameters: Parameters): string {
  if (!text.includes('<<')) return text;
  return text.replace(/<<\s{0,9}([\w.-]{1,100})\s{0,9}>>/g, (written: string, name: string) => {
    if (name.startsWith('matrix.')) return `\${{ ${name} }}`;
    return parameters.get(name) ?? written;
  });
}

export function filledArguments(tree: Tree, node: Node | undefined, parameters: Parameters): LinedArgument[] {
  return readArguments(tree, node).map((argument) => {
    if (typeof argument.value !== 'string') return argument;
    const text = fill(argument.value, parameters);
    return text.includes('${{') ? { name: argument.name, text, line: argument.line } : { ...argument, value: text };
  });
}
