/** Writes the published JSON Schemas from the zod schemas that type the same things: the result, and the configuration for editors. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { configurationSchema } from '../src/domain/configuration.ts';
import { resultSchema } from '../src/domain/result.ts';

const folder = fileURLToPath(new URL('../schemas', import.meta.url));
mkdirSync(folder, { recursive: true });
publish('result', 'Result of genaiops-audit', z.toJSONSchema(resultSchema));
publish('genaiops', 'Configuration of genaiops-audit', z.toJSONSchema(configurationSchema, { io: 'input' }));

function publish(name: string, title: string, schema: object): void {
  writeFileSync(`${folder}/${name}.schema.json`, `${JSON.stringify({ ...schema, title }, null, 2)}\n`);
}
