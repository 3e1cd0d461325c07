/** What every result document must satisfy: the type that the code is checked against, and the schema that is published. */
import { expect } from 'vitest';
import type { AuditResult } from '../../src/domain/result.ts';
import { resultSchema } from '../../src/domain/result.ts';
import { published } from '../helpers/json-schema.ts';

const validate = published('result');

/** Reads a printed document and checks its shape. */
export function resultOf(stdout: string): AuditResult {
  const document: unknown = JSON.parse(stdout);
  validate(document);
  expect(validate.errors ?? []).toEqual([]);
  return resultSchema.parse(document);
}
