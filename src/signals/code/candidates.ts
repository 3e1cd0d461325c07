import type { Catalogue } from '../../domain/catalogue.ts';
import type { Category, Tool } from '../../domain/tool.ts';
import { type Needle, type Scanner, createScanner } from './scanner.ts';

/** Tools that say nothing of whether code has to do with models: nearly every file of a repository may use them. */
const EVERYDAY: ReadonlySet<Category> = new Set(['testing', 'build', 'linting', 'release']);

/** What makes a file of code worth parsing: the catalogue's words, and every name by which code can mention one of its tools. */
export function createCandidateScanner(catalogue: Catalogue): Scanner {
  const tools = catalogue.tools.filter(({ categories }) => !categories.every((category) => EVERYDAY.has(category)));
  const needles = new Map<string, Needle>();
  for (const text of catalogue.models.words) add(needles, { text, whole: false });
  for (const tool of tools) {
    for (const text of tool.hosts ?? []) add(needles, { text, whole: false });
    for (const text of modulesOf(tool)) add(needles, { text, whole: true });
    for (const glob of tool.unmistakable ?? []) add(needles, { text: glob.split('.').at(-1) ?? '', whole: true });
  }
  return createScanner([...needles.values()]);
}

/** Module and package names. Python modules are written with `_` where their packages have `-`. */
function modulesOf(tool: Tool): string[] {
  const packages = Object.values(tool.packages ?? {}).flat();
  const imports = Object.values(tool.imports ?? {}).flat();
  return [...imports, ...packages, ...(tool.packages?.pypi ?? []).map((name) => name.replaceAll('-', '_'))];
}

function add(needles: Map<string, Needle>, { text, whole }: Needle): void {
  const plain = text.replaceAll('*', '').toLowerCase();
  // A glob's rest is not a whole word; one letter would be everywhere.
  if (plain.length > 1 && needles.get(plain)?.whole !== false) needles.set(plain, { text: plain, whole: whole && plain.length === text.length });
}
