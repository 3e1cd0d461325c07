import { statSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import * as z from 'zod';
import { ConfigError } from '../domain/errors.ts';
import type { Gate } from '../domain/gate.ts';
import { quote } from './quote.ts';
import { insideWorkspace } from './workspace.ts';

/** What each input is when the workflow leaves it out or empty. action.yml says the same; a test compares them. */
export const ACTION_INPUTS = {
  path: '.',
  'github-token': '',
  model: '',
  'min-level': '',
  'min-score': '',
  comment: 'always',
  summary: 'true',
  'json-file': '',
} as const;
type InputName = keyof typeof ACTION_INPUTS;

export interface ActionOptions {
  /** Absolute path of the folder to audit. */
  readonly folder: string;
  /** The same folder, relative to the workspace: POSIX, `.` for all of it. */
  readonly path: string;
  readonly token?: string;
  readonly gate: Gate;
  readonly comment: 'always' | 'never';
  readonly summary: boolean;
  /** Absolute path of the file to write the result to. */
  readonly jsonFile?: string;
}

/**
 * Reads the inputs of the Action. `read` gives an input's text, empty where it is not set; `workspace` is the folder that the workflow checked
 * out into. Throws one ConfigError that names every input that makes no sense.
 */
export function readActionInputs(read: (name: string) => string, workspace: string): ActionOptions {
  const names = Object.keys(ACTION_INPUTS) as InputName[];
  const given = Object.fromEntries(names.map((name) => [name, read(name) || ACTION_INPUTS[name]])) as Record<InputName, string>;
  const parsed = schemaFor(workspace).safeParse(given);
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map((issue) => sentence(issue, given)).join('\n'));
  const { path, 'github-token': token, model, 'min-level': minLevel, 'min-score': minScore, comment, summary, 'json-file': jsonFile } = parsed.data;
  return {
    folder: path,
    path: relative(resolve(workspace), path).split(sep).join('/') || '.',
    ...(token && { token }),
    gate: { ...(model && { model }), ...(minLevel !== undefined && { minLevel }), ...(minScore !== undefined && { minScore }) },
    comment,
    summary,
    ...(jsonFile && { jsonFile }),
  };
}

/** Every message completes "… was expected". */
function schemaFor(workspace: string) {
  const folder = 'a folder inside the workspace';
  const file = 'a file inside the workspace';
  return z.object({
    path: z.string().transform((path, context) => insideWorkspace(workspace, path) ?? refuse(context, folder)).refine(isFolder, folder),
    'github-token': z.string().regex(/^[!-~]*$/, 'a token without spaces or line breaks'),
    model: z.string().regex(/^(?:[a-z0-9][a-z0-9-]*)?$/, 'the id of a maturity model (lower-case letters, digits and hyphens)'),
    'min-level': z.string().regex(/^[0-9]?$/, 'a whole number from 0 to 9').transform(numberOrNothing),
    'min-score': z.string().regex(/^(?:(?:100|[0-9]{1,2})(?:\.[0-9]{1,3})?)?$/, 'a number from 0 to 100').transform(numberOrNothing).refine((score) => (score ?? 0) <= 100, 'a number from 0 to 100'),
    comment: z.enum(['always', 'never'], 'always or never'),
    summary: z.stringbool({ truthy: ['true'], falsy: ['false'], error: 'true or false' }),
    'json-file': z.string().transform((path, context) => (path === '' ? undefined : (insideWorkspace(workspace, path) ?? refuse(context, file)))).refine((path) => path === undefined || !isFolder(path), file),
  });
}

function refuse(context: z.RefinementCtx, message: string): never {
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
}

const numberOrNothing = (text: string): number | undefined => (text === '' ? undefined : Number(text));
const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

function sentence(issue: z.core.$ZodIssue, given: Record<InputName, string>): string {
  const name = issue.path[0] as InputName;
  // A secret is never shown, not even a broken one.
  const is = name === 'github-token' ? 'is not usable' : `is ${quote(given[name])}`;
  return `The input ${name} ${is}, but ${issue.message} was expected.`;
}
