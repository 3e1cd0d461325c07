import type { Note } from '../../domain/note.ts';
import type { Argument, Resource } from '../../domain/signals.ts';
import { flatten, withoutLine } from '../tree/flatten.ts';
import type { Tree } from '../tree/tree.ts';

/** One language in which infrastructure is declared. */
export interface ResourceReader {
  readonly language: Resource['language'];
  /** Whether a file is in this language: by its name, and by its text where names do not tell. Cheap, and never wrong by throwing. */
  claims(path: string, text: string): boolean;
  read(path: string, text: string): readonly Resource[];
}

export interface ResourceReading {
  readonly resources: Resource[];
  readonly notes: Note[];
}

export const MAX_RESOURCES = 2000;
const MAX_ATTRIBUTES = 200;

/** The scalars under a tree as attributes. */
export function attributesOf(tree: Tree | undefined, prefix = '', limit = MAX_ATTRIBUTES): Argument[] {
  return flatten(tree, prefix, limit).map(withoutLine);
}

export function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

export function isYaml(path: string): boolean {
  return /\.(?:ya?ml|ya?ml\.tpl)$/i.test(path);
}

/** A resource without the keys that have nothing in them. */
export function resource(language: Resource['language'], line: number, type: string, name: string | undefined, attributes: readonly Argument[]): Resource {
  return { line, language, type, ...(name === undefined || name === '' ? {} : { name }), attributes };
}
