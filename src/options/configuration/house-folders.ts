import type { Problem } from '../../located-yaml/problems.ts';
import type { Checking } from './checking.ts';

/** Folders of house rules are folders of this repository that hold some. */
export function checkHouseFolders({ file, snapshot, problem }: Checking): Problem[] {
  const folders = file.extends ?? [];
  return folders.flatMap((folder, index) => {
    const at = ['extends', index];
    if (!isBelowRoot(folder)) return [problem(at, `\`${folder}\` must be a folder below the root, such as .genaiops`)];
    if (folders.indexOf(folder) < index) return [problem(at, `the folder \`${folder}\` is named twice`)];
    const inside = snapshot.files.filter(({ path }) => path.startsWith(`${folder}/`)).map(({ path }) => path.slice(folder.length + 1));
    if (inside.length === 0) return [problem(at, `there is no folder \`${folder}\``)];
    return inside.some((name) => /^(?:tools|practices|maturity)\/.+\.yaml$/.test(name)) ? [] : [problem(at, `the folder \`${folder}\` has no rules; expected tools/<category>.yaml, practices/<area>/<practice>.yaml or maturity/<model>.yaml in it`)];
  });
}

function isBelowRoot(folder: string): boolean {
  return !folder.includes('\\') && folder.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}
