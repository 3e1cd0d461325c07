/** Paths that code writes: literals, and literals that a call or an operator joins. */
import type { Argument, Call } from '../domain/signals.ts';

/** What a piece of code may read. `folder` says that the code reads what lies in it. */
export interface Written {
  readonly text: string;
  readonly folder: boolean;
}

/** Calls that make one path of several parts. Bare names such as `get` and `of` are not among them: dictionaries have those too. */
const JOINS = /(?:^|\.)(?:path\.(?:join|resolve)|posixpath\.join|joinpath|Path|PurePath|Path\.(?:Combine|of)|Paths\.get|filepath\.Join)$|^(?:join|resolve)$/;

/** Calls that read the files of a folder; not those that make, enter or remove one. */
const READS_FOLDER =
  /(?:^|\.)(?:\w*Loader|\w*(?:Directory|Folder)Reader|r?glob|globSync|iterdir|listdir|scandir|readdir(?:Sync)?|[Ww]alk(?:Dir)?|ReadDir|Directory\.(?:Get|Enumerate)Files|(?:from|load|read)_(?:dir|directory|folder))$/;

/** The paths in one call. `constantOf` turns a name among the arguments into its literal. */
export function writtenInCall(call: Call, constantOf: (name: string) => unknown): readonly Written[] {
  const folder = READS_FOLDER.test(chainless(call.callee));
  const parts = call.args.map((argument) => ({ name: argument.name, text: partOf(argument, folder ? constantOf : () => undefined) }));
  const literals = parts.filter((part): part is { name: string; text: string } => part.text !== undefined);
  const singles = literals.map(({ text }) => ({ text, folder }));
  const isJoin = JOINS.test(chainless(call.callee)) || folder;
  const positional = literals.filter(({ name }) => /^\d+$/.test(name)).map(({ text }) => text);
  // The joined path may be a folder whose files are read one by one, further down.
  return isJoin && positional.length > 0 ? [...singles, { text: positional.join('/'), folder: true }] : singles;
}

/** `Path(__file__).parent / "prompts" / "x.md"`: the literals between slashes; `${dir}/x.md`: what follows the last substitution. */
function partOf({ value, text }: Argument, constantOf: (name: string) => unknown): string | undefined {
  if (typeof value === 'string') return plausible(value);
  if (text === undefined) return undefined;
  if (/^[\w.]+$/.test(text)) {
    const constant = constantOf(text);
    return typeof constant === 'string' ? plausible(constant) : undefined;
  }
  const joined = [...text.matchAll(/\/\s*["']([^"'\n{}]+)["']/g)].map(([, part]) => part).join('/');
  if (joined !== '') return plausible(joined);
  const tail = /\}\/?([\w./-]+)[`"']\)?$/.exec(text)?.[1];
  return tail === undefined ? undefined : plausible(tail);
}

/** A path without a scheme, a wildcard or a sentence in it. Its length is bounded; separators become `/`. */
export function plausible(text: string): string | undefined {
  if (text.length > 200) return undefined;
  const path = text.replaceAll('\\', '/').replace(/\/+$/, '');
  return /^[\w.@/+~-][\w.@/ +~-]*$/.test(path) && !path.includes('//') && !/^[./]*$/.test(path) ? path : undefined;
}

function chainless(callee: string): string {
  return callee.replaceAll('()', '');
}
