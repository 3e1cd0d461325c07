import { statSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import * as z from 'zod';
import { ConfigError } from '../domain/errors.ts';
import type { Gate } from '../domain/gate.ts';
import { FAIL_ON } from '../domain/gate.ts';
import { quote } from './quote.ts';
import { insideWorkspace } from './workspace.ts';

/** What each input is when the workflow leaves it out or empty. action.yml says the same; a test compares them. */
export const ACTION_INPUTS = {
  path: '.',
  config: '',
  'github-token': '',
  model: '',
  'fail-on': '',
  'min-level': '',
  'min-score': '',
  'require-genai': 'false',
  comment: 'always',
  summary: 'true',
  'from-result': '',
  'allow-head-checkout': 'false',
  'json-file': '',
} as const;
/** `changes`: only where the comparison with the base shows some. `failure`: only where the gate fails. An earlier comment is kept up to date all the same. */
const COMMENT = ['always', 'changes', 'failure', 'never'] as const;

type InputName = keyof typeof ACTION_INPUTS;

export interface ActionOptions {
  /** Absolute path of the folder to audit. */
  readonly folder: string;
  /** The same folder, relative to the workspace: POSIX, `.` for all of it. */
  readonly path: string;
  /** The configuration's file, relative to that folder; the usual place when not given. */
  readonly config?: string;
  readonly token?: string;
  readonly gate: Gate;
  readonly comment: (typeof COMMENT)[number];
  readonly summary: boolean;
  /** Absolute path of a result document that another run wrote: it is published, and nothing is audited. */
  readonly fromResult?: string;
  /** Whether a checkout of the pull request's head is accepted where the event gives its workflow rights over the repository. */
  readonly allowHeadCheckout: boolean;
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
  const { path, config, 'require-genai': requireGenai, 'github-token': token, model, 'min-level': minLevel, 'min-score': minScore, 'fail-on': failOn, comment, summary, 'from-result': fromResult, 'allow-head-checkout': allowHeadCheckout, 'json-file': jsonFile } = parsed.data;
  return {
    folder: path,
    path: relative(resolve(workspace), path).split(sep).join('/') || '.',
    ...(config && { config }),
    ...(token && { token }),
    gate: { ...(model && { model }), ...(failOn && { failOn }), ...(minLevel !== undefined && { minLevel }), ...(minScore !== undefined && { minScore }), ...(requireGenai && { requireGenai }) },
    comment,
    summary,
    ...(fromResult && { fromResult }),
    allowHeadCheckout,
    ...(jsonFile && { jsonFile }),
  };
}

/** Every message completes "… was expected". */
function schemaFor(workspace: string) {
  const folder = 'a folder inside the workspace';
  const file = 'a file inside the workspace';
  return z.object({
    path: z.string().transform((path, context) => insideWorkspace(workspace, path) ?? refuse(context, folder)).refine(isFolder, folder),
    config: z.string().regex(/^(?!\/)(?!(?:.*\/)?\.\.(?:\/|$))[^\\]*$/, 'a file below the path, such as .github/genaiops.yml'),
    'github-token': z.string().regex(/^[!-~]*$/, 'a token without spaces or line breaks'),
    model: z.string().regex(/^(?:[a-z0-9][a-z0-9-]*)?$/, 'the id of a maturity model (lower-case letters, digits and hyphens)'),
    'min-level': z.string().regex(/^[0-9]?$/, 'a whole number from 0 to 9').transform(numberOrNothing),
    'min-score': z.string().regex(/^(?:(?:100|[0-9]{1,2})(?:\.[0-9]{1,3})?)?$/, 'a number from 0 to 100').transform(numberOrNothing).refine((score) => (score ?? 0) <= 100, 'a number from 0 to 100'),
    'require-genai': z.stringbool({ truthy: ['true'], falsy: ['false'], error: 'true or false' }),
    'fail-on': z.enum(['', ...FAIL_ON], 'regression or never'),
    comment: z.enum(COMMENT, 'always, changes, failure or never'),
    summary: z.stringbool({ truthy: ['true'], falsy: ['false'], error: 'true or false' }),
    'allow-head-checkout': z.stringbool({ truthy: ['true'], falsy: ['false'], error: 'true or false' }),
    'from-result': z.string().transform((path, context) => (path === '' ? undefined : (insideWorkspace(workspace, path) ?? refuse(context, file)))).refine((path) => path === undefined || isFile(path), file),
    'json-file': z.string().transform((path, context) => (path === '' ? undefined : (insideWorkspace(workspace, path) ?? refuse(context, file)))).refine((path) => path === undefined || !isFolder(path), file),
  });
}

function refuse(context: z.RefinementCtx, message: string): never {
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
}

const numberOrNothing = (text: string): number | undefined => (text === '' ? undefined : Number(text));
const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

function sentence(issue: z.core.$ZodIssue, given: Record<InputName, string>): string {
  const name = issue.path[0] as InputName;
  // A secret is never shown, not even a broken one.
  const is = name === 'github-token' ? 'is not usable' : `is ${quote(given[name])}`;
  return `The input ${name} ${is}, but ${issue.message} was expected.`;
}
