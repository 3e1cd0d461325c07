/** `.gitignore` files of a folder that git does not read for us. */
import type { NoteBook } from './notes.ts';
import { readPatternFiles } from './pattern-files.ts';
import type { Pattern } from './pattern.ts';
import { compilePattern } from './pattern.ts';

interface IgnoreLine {
  readonly pattern: Pattern;
  /** False for `!pattern`, which takes back what an earlier line said. */
  readonly ignores: boolean;
}

/** Whether a path is ignored, by all `.gitignore` files among the paths. What lies in an ignored folder stays ignored, as in git. */
export function ignoreRules(root: string, paths: readonly string[], notes: NoteBook): (path: string) => boolean {
  const byFolder = new Map<string, readonly IgnoreLine[]>();
  for (const [path, lines] of readPatternFiles(root, paths, '.gitignore', notes)) byFolder.set(path.slice(0, -'.gitignore'.length), lines.flatMap(ignoreLine));
  if (byFolder.size === 0) return () => false;

  const folders = new Map<string, boolean>([['', false]]);
  const isFolderIgnored = (folder: string): boolean => {
    let ignored = folders.get(folder);
    if (ignored === undefined) {
      ignored = isFolderIgnored(parentOf(folder)) || saysIgnored(byFolder, folder.slice(0, -1).split('/'), true);
      folders.set(folder, ignored);
    }
    return ignored;
  };
  return (path) => isFolderIgnored(parentOf(path)) || saysIgnored(byFolder, path.split('/'), false);
}

/** The deepest file that says anything decides, and in it the last line. */
function saysIgnored(byFolder: ReadonlyMap<string, readonly IgnoreLine[]>, segments: readonly string[], isFolder: boolean): boolean {
  for (let deep = segments.length - 1; deep >= 0; deep--) {
    const lines = byFolder.get(segments.slice(0, deep).map((name) => `${name}/`).join(''));
    const below = segments.slice(deep);
    const line = lines?.findLast(({ pattern }) => (isFolder || !pattern.folderOnly) && pattern.matches(below));
    if (line) return line.ignores;
  }
  return false;
}

function ignoreLine(written: string): IgnoreLine[] {
  const line = written.replace(/\r$/, '').replace(/(?<!\\) +$/, '');
  return line === '' || line === '/' ? [] : [{ pattern: compilePattern(line.replace(/^!/, '')), ignores: !line.startsWith('!') }];
}

/** With its trailing slash; the root is the empty string. */
function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/', path.length - 2) + 1);
}
