/** One document against its schema: every problem with its line, in words that an author of rules understands. */
import type * as z from 'zod';
import { shape } from './problems.ts';
import type { Problem } from './problems.ts';
import { keysAt } from './schema-keys.ts';
import type { Path, Source } from './source.ts';

type Issue = z.core.$ZodIssue;

/** The value at `at` of a source, parsed; `undefined` when it has problems. */
export function validate<T>(schema: z.ZodType<T>, source: Source, at: Path, value: unknown): { value?: T; problems: readonly Problem[] } {
  const parsed = schema.safeParse(value);
  if (parsed.success) return { value: parsed.data, problems: [] };
  const { issues } = parsed.error;
  // An operator with a misspelt key has also "none of" the known ones: one sentence is enough.
  const misspelt = new Set(issues.filter((issue) => issue.code === 'unrecognized_keys').map(({ path }) => JSON.stringify(path)));
  const problems = issues
    .filter((issue) => issue.code !== 'custom' || !misspelt.has(JSON.stringify(issue.path)))
    .flatMap((issue) => inWords(issue, schema, source, at, value));
  return { problems };
}

function inWords(issue: Issue, schema: z.ZodType, source: Source, at: Path, root: unknown): Problem[] {
  const place = (path: Path, says: string): Problem => ({ path: source.path, line: source.lineOf([...at, ...path]), says });
  const key = dotted(issue.path);
  const found = valueAt(root, issue.path);
  // A schema's own wording says more than the form that was expected.
  if (issue.message.startsWith('must ') && found !== undefined) return [place(issue.path, shape.other(key, issue.message))];
  switch (issue.code) {
    case 'unrecognized_keys': {
      const known = keysAt(schema, issue.path);
      return issue.keys.map((unknown) => place([...issue.path, unknown], shape.unknownKey(unknown, known)));
    }
    case 'invalid_type':
      return [place(issue.path, found === undefined ? shape.missingKey(key, typeName(issue.expected)) : shape.wrongType(key, typeName(issue.expected), nameOf(found)))];
    case 'invalid_union': {
      const expected = unionTypes(issue);
      return [place(issue.path, found === undefined ? shape.missingKey(key, expected) : shape.wrongType(key, expected, nameOf(found)))];
    }
    case 'invalid_value': {
      const known = issue.values.map(String);
      return [place(issue.path, found === undefined ? shape.missingKey(key, `one of: ${known.join(', ')}`) : shape.wrongWord(key, String(found), known))];
    }
    case 'too_small':
      return [place(issue.path, issue.origin === 'string' || issue.origin === 'array' ? shape.tooFew(key) : shape.other(key, `must be at least ${issue.minimum}`))];
    case 'too_big':
      return [place(issue.path, shape.other(key, `must be at most ${issue.maximum}`))];
    case 'invalid_format':
      return [place(issue.path, shape.wrongForm(key, issue.pattern ?? issue.format))];
    default:
      return [place(issue.path, key === '' ? issue.message : shape.other(key, issue.message))];
  }
}

function unionTypes(issue: Issue & { code: 'invalid_union' }): string {
  const types = issue.errors.flatMap((branch) => branch.map((inner) => (inner.code === 'invalid_type' && inner.path.length === 0 ? typeName(inner.expected) : undefined)));
  const names = [...new Set(types.filter((name) => name !== undefined))];
  return names.length > 0 ? names.join(' or ') : 'of another form';
}

function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const step of path) value = typeof value === 'object' && value !== null && Object.hasOwn(value, step) ? (value as Record<PropertyKey, unknown>)[step] : undefined;
  return value;
}

function dotted(path: Path): string {
  return path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('').replace(/^\./, '');
}

const TYPE_NAMES: Readonly<Record<string, string>> = { string: 'text', number: 'a number', int: 'a whole number', boolean: 'true or false', array: 'a list', object: 'a mapping', record: 'a mapping', null: 'nothing' };

function typeName(type: string): string {
  return TYPE_NAMES[type] ?? type;
}

function nameOf(value: unknown): string {
  if (value === null) return 'empty';
  if (typeof value === 'boolean') return `\`${value}\``;
  return typeName(Array.isArray(value) ? 'array' : typeof value);
}
