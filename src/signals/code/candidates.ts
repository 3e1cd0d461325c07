import type { Catalogue } from '../../domain/catalogue.ts';
import type { Category } from '../../domain/tool.ts';
import { createModuleMatcher, modulesOf } from './modules.ts';
import { type Needle, createScanner } from './scanner.ts';

/** Tools that say nothing of whether code has to do with models: nearly every file of a repository may use them. */
const EVERYDAY: ReadonlySet<Category> = new Set(['testing', 'build', 'linting', 'release']);

/**
 * How much a file of code has to do with generative AI: the number of different names in it that the catalogue knows, which are its words,
 * the tools' hosts and modules, and parts of unmistakable calls. Zero for a file that is not worth parsing. Module names are ordinary
 * words often enough that, without anything else, they count only where one of them is imported.
 */
export function createWeigher(catalogue: Catalogue): (bytes: Uint8Array, imports: readonly { readonly module: string }[]) => number {
  const tools = catalogue.tools.filter(({ categories }) => !categories.every((category) => EVERYDAY.has(category)));
  const telling = [
    ...catalogue.models.words.map(part),
    ...tools.flatMap(({ hosts }) => hosts ?? []).map(part),
    ...tools.flatMap(({ unmistakable }) => unmistakable ?? []).map((glob) => needle(tellingPart(glob))),
  ];
  const scanner = createScanner([...telling, ...modulesOf(tools).map(needle)]);
  const isModule = createModuleMatcher(tools);
  return (bytes, imports) => {
    const found = scanner.all(bytes);
    for (const index of found) if (index < telling.length) return found.size;
    return found.size > 0 && imports.some(({ module }) => isModule(module)) ? found.size : 0;
  };
}

/**
 * What to look for in place of a callee glob. Its last word alone (`create`) is in nearly every file, so that it is the last two, or
 * where one of them is not written out, the longest word.
 */
function tellingPart(glob: string): string {
  const last = glob.split('.').slice(-2);
  if (last.length === 2 && !last.some((word) => word.includes('*') || word === '')) return last.join('.');
  return glob.split('.').reduce((best, word) => (word.replaceAll('*', '').length > best.replaceAll('*', '').length ? word : best), '');
}

function part(text: string): Needle {
  return { text: text.replaceAll('*', ''), whole: false };
}

/** A whole word; what is left of a glob is a part of one. */
function needle(text: string): Needle {
  const plain = text.replaceAll('*', '');
  return { text: plain, whole: plain === text };
}
