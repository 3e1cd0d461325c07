/** Writes docs/practices/ from rules/: a page for each practice and an index. The same rules give the same bytes. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadCatalogue } from '../src/catalogue/index.ts';
import { indexPage } from './docs/index-page.ts';
import { practicePage } from './docs/practice-page.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = `${root}docs/practices`;
const catalogue = await loadCatalogue(`${root}rules`);

// Pages of practices that are gone must go, too.
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const rule of catalogue.rules) writeFileSync(`${folder}/${rule.id}.md`, practicePage(rule, catalogue));
writeFileSync(`${folder}/README.md`, indexPage(catalogue));
