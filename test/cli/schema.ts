/** What every result document must satisfy: the type that the code is checked against, and the schema that is published. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from 'vitest';
import type { AuditResult } from '../../src/domain/result.ts';
import { resultSchema } from '../../src/domain/result.ts';

type Validate = ((value: unknown) => boolean) & { readonly errors?: unknown };

// The validator of the fake GitHub serves here, too.
const inFakeGitHub = createRequire(createRequire(import.meta.url).resolve('openapi-backend'));
const { default: Ajv } = inFakeGitHub('ajv/dist/2020') as { default: new (options: object) => { compile(schema: unknown): Validate } };

const published = JSON.parse(readFileSync(new URL('../../schemas/result.schema.json', import.meta.url), 'utf8')) as object;
const validate = new Ajv({ strict: false, allErrors: true }).compile(published);

/** Reads a printed document and checks its shape. */
export function resultOf(stdout: string): AuditResult {
  const document: unknown = JSON.parse(stdout);
  validate(document);
  expect(validate.errors ?? []).toEqual([]);
  return resultSchema.parse(document);
}
