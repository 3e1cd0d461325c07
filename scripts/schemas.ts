/** Writes the published JSON Schema of the result from the zod schema that types it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { resultSchema } from '../src/domain/result.ts';

const folder = fileURLToPath(new URL('../schemas', import.meta.url));
mkdirSync(folder, { recursive: true });
const schema = { ...z.toJSONSchema(resultSchema), title: 'Result of genaiops-audit' };
writeFileSync(`${folder}/result.schema.json`, `${JSON.stringify(schema, null, 2)}\n`);
