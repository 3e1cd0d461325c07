/** Writes dist/catalogue.json: rules/ verified, compiled and without the examples that only tests need. */
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { loadCatalogue } from '../src/catalogue/index.ts';
import { withoutExamples } from '../src/catalogue/compile.ts';

const root = new URL('..', import.meta.url);
const catalogue = await loadCatalogue(fileURLToPath(new URL('rules', root)));
const compiled = { ...catalogue, rules: catalogue.rules.map(withoutExamples) };

await mkdir(new URL('dist/', root), { recursive: true });
await writeFile(new URL('dist/catalogue.json', root), `${JSON.stringify(compiled)}\n`);
