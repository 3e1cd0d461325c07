import { readFile } from 'node:fs/promises';
import { ConfigError } from '../domain/errors.ts';
import type { AuditResult } from '../domain/result.ts';
import { resultSchema } from '../domain/result.ts';
import { quote } from './quote.ts';

/** Larger than any result that an audit writes. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * Reads a result document that another run wrote. It may come from a stranger's pull request: it is data that is checked and rendered like any
 * other. Throws ConfigError where it is none.
 */
export async function readResult(path: string): Promise<AuditResult> {
  const text = await readFile(path, 'utf8').catch((error: Error) => refuse(path, error.message));
  if (text.length > MOST_BYTES) refuse(path, 'it is too large');
  const parsed = resultSchema.safeParse(parse(text, path));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return refuse(path, issue ? `at ${issue.path.join('.') || 'its top'}: ${issue.message}` : 'it has another form');
}

function parse(text: string, path: string): unknown {
  try {
    // Half characters, which no text of a tree has, cannot be written into an address.
    return JSON.parse(text, (_, value: unknown) => (typeof value === 'string' ? value.replace(/\p{Cs}/gu, '\ufffd') : value));
  } catch (error) {
    return refuse(path, (error as Error).message);
  }
}

function refuse(path: string, why: string): never {
  throw new ConfigError(`The file ${quote(path)} holds no result of this version of the audit (${why}); expected what the input json-file writes.`);
}
