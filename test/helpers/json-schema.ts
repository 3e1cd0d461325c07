import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

export type Validate = ((value: unknown) => boolean) & { readonly errors?: unknown };

// The validator of the fake GitHub serves here, too.
const inFakeGitHub = createRequire(createRequire(import.meta.url).resolve('openapi-backend'));
const { default: Ajv } = inFakeGitHub('ajv/dist/2020') as { default: new (options: object) => { compile(schema: unknown): Validate } };

/** The check of a schema that is published: `schemas/<name>.schema.json`. */
export function published(name: string): Validate {
  const schema = JSON.parse(readFileSync(new URL(`../../schemas/${name}.schema.json`, import.meta.url), 'utf8')) as object;
  return new Ajv({ strict: false, allErrors: true }).compile(schema);
}
