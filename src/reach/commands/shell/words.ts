import type { CommandExpansionPart, DoubleQuotedChild, ParsedScript, Word, WordPart } from 'unbash';
import { ROOT, resolvePath, folderOf, type Folder } from '../paths.ts';

/** What a word's expansions stand for, as far as the text itself tells. */
export interface Values {
  readonly variables: ReadonlyMap<string, string>;
  /** Positional arguments, where the script was called with known ones. */
  readonly args: readonly string[] | undefined;
  readonly cwd: Folder;
  /** The shell file, for `$(dirname "$0")`. */
  readonly path: string;
}

/** The fields that a word becomes: quotes resolved, known values put in (and split when unquoted), the unknown as written. */
export function fieldsOf(word: Word, values: Values): string[] {
  if (!word.parts) return [word.value];
  const fields = [''];
  const append = (text: string): void => void (fields[fields.length - 1] += text);
  const appendAll = (texts: readonly string[]): void => {
    append(texts[0] ?? '');
    fields.push(...texts.slice(1));
  };
  for (const part of word.parts) {
    const all = allArguments(part, values);
    if (all) {
      // "$@" is one field an argument, and none at all when there are none.
      if (all.length === 0 && word.parts.length === 1) return [];
      appendAll(all);
      continue;
    }
    const value = valueOf(part, values);
    if (!isUnquotedExpansion(part) || value === part.text) append(value);
    else appendAll(value.trim().split(/\s+/));
  }
  return fields;
}

/** The word as one text, never split: the right side of an assignment. */
export function textOf(word: Word, values: Values): string {
  return word.parts ? word.parts.map((part) => valueOf(part, values)).join('') : word.value;
}

/** Scripts inside `$(...)` and backquotes, which the shell runs to build the word. */
export function substitutions(word: Word): ParsedScript[] {
  const scripts: ParsedScript[] = [];
  const visit = (parts: readonly WordPart[]): void => {
    for (const part of parts) {
      if ((part.type === 'CommandExpansion' || part.type === 'ProcessSubstitution') && part.script) scripts.push(part.script);
      if (part.type === 'DoubleQuoted') visit(part.parts);
    }
  };
  visit(word.parts ?? []);
  return scripts;
}

function isUnquotedExpansion(part: WordPart): boolean {
  return part.type === 'SimpleExpansion' || part.type === 'ParameterExpansion';
}

function allArguments(part: WordPart, values: Values): readonly string[] | undefined {
  const inner = part.type === 'DoubleQuoted' && part.parts.length === 1 ? part.parts[0] : part;
  return values.args && inner && (inner.text === '$@' || inner.text === '${@}') ? values.args : undefined;
}

function valueOf(part: WordPart | DoubleQuotedChild, values: Values): string {
  switch (part.type) {
    case 'DoubleQuoted':
    case 'LocaleString':
      return part.parts.map((child) => valueOf(child, values)).join('');
    case 'Literal':
    case 'SingleQuoted':
    case 'AnsiCQuoted':
    case 'Glob':
      return part.value;
    case 'SimpleExpansion':
      return variable(part.text.slice(1), values) ?? part.text;
    case 'ParameterExpansion': {
      if (part.prefix !== undefined || part.index || (part.operation && part.operation.type !== 'Default')) return part.text;
      const known = variable(part.parameter, values);
      const operation = part.operation;
      if (!operation) return known ?? part.text;
      if (!operation.operator.endsWith('-')) return part.text;
      // A default is taken only where the variable is known to be unset: an argument that the call did not give.
      if (/^\d$/.test(part.parameter) && values.args) return known === undefined || known === '' ? textOf(operation.operand, values) : known;
      return known === undefined || known === '' ? part.text : known;
    }
    case 'CommandExpansion':
      return folderNamed(part, values) ?? part.text;
    default:
      return part.text;
  }
}

function variable(name: string, { variables, args, cwd }: Values): string | undefined {
  if (name === 'PWD' && cwd !== undefined) return rooted(cwd);
  if (!args) return variables.get(name);
  if (/^[1-9]$/.test(name)) return args[Number(name) - 1] ?? '';
  return name === '*' || name === '@' ? args.join(' ') : variables.get(name);
}

/** `$(pwd)` and the idioms by which a script finds its own folder: `$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)`. */
function folderNamed(part: CommandExpansionPart, values: Values): string | undefined {
  if (/^(?:\$\(\s*pwd(?:\s+-P)?\s*\)|`pwd`)$/.test(part.text)) return values.cwd === undefined ? undefined : rooted(values.cwd);
  const own = /dirname\s+(?:--\s+)?["']?(?:\$0|\$\{0\}|\$\{?BASH_SOURCE(?:\[0\])?(?::-\$0)?\}?)["']?\s*[)`](["']?)((?:\/[\w.-]+)*)/.exec(part.text);
  if (!own) return undefined;
  // `$(dirname "$0")` is the expansion itself; inside a longer one the suffix belongs to it.
  const folder = resolvePath(folderOf(values.path), `.${own[2] ?? ''}`);
  return folder === undefined ? undefined : rooted(folder);
}

function rooted(folder: string): string {
  return folder === '' ? ROOT : `${ROOT}/${folder}`;
}
