/** Actions and pipelines from outside the repository: which catalogued tool they are, and the files that their inputs name. */
import type { Effect } from '../domain/reach.ts';
import type { Tool } from '../domain/tool.ts';
import { shellGlob } from '../matching/index.ts';
import type { World } from './commands/index.ts';
import type { Filled } from './frame.ts';

/** A folder or glob among the inputs stands for at most this many files. */
const MOST_FILES = 200;

export interface KnownAction {
  readonly effect: Effect;
  readonly tool: Tool;
}

/** Finds the catalogue's entry for `owner/repo/path@ref`; of several globs the longest, as the most exact, wins. */
export function actionFinder({ tools, paths }: Pick<World, 'tools' | 'paths'>): (uses: string) => KnownAction | undefined {
  const known = tools
    .flatMap((tool) => (tool.actions ?? []).map(({ uses, effect }) => ({ uses, effect, tool, matches: paths(uses, { rewrite: (glob) => glob.toLowerCase() }) })))
    .sort((a, b) => b.uses.length - a.uses.length);
  return (uses) => {
    const name = uses.replace(/@.*$/, '').toLowerCase();
    return known.find((action) => action.matches(name));
  };
}

/** Files that an action reads: those its inputs name (a path, a folder, a glob), else those that only its tool reads. Sorted. */
export function actionFiles(tool: Tool, inputs: readonly Filled[], world: World): string[] {
  const words = inputs.flatMap((input) => (typeof input.value === 'string' ? input.value.split(/[\s,]+/) : []));
  const named = new Set(words.map((word) => word.replace(/^\.\//, '').replace(/\/$/, '')).flatMap((word) => filesNamed(word, world)));
  if (named.size > 0) return [...named].sort();
  const own = tool.files === undefined ? undefined : world.paths(tool.files);
  return own === undefined ? [] : world.files.filter((path) => own(path)).slice(0, MOST_FILES);
}

function filesNamed(word: string, { files: all, has }: World): readonly string[] {
  if (word === '' || word === '.' || word.length > 200) return [];
  if (has(word)) return [word];
  if (/[*{]/.test(word) && !word.includes('${{')) {
    const matches = shellGlob(word, { dot: true });
    return all.filter((path) => matches(path)).slice(0, MOST_FILES);
  }
  return all.filter((path) => path.startsWith(`${word}/`)).slice(0, MOST_FILES);
}
