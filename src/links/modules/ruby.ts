import { folderOf, nearest, resolveFrom } from '../paths.ts';

/** Finds the file that `require` and `require_relative` (which keeps to `./` and `../`) name. */
export function rubyFiles(paths: Iterable<string>): (from: string, module: string) => string | undefined {
  const files = new Set([...paths].filter((path) => path.endsWith('.rb')));
  const inLibraries = new Map<string, string[]>();
  for (const path of files) {
    const name = /(?:^|\/)(?:lib|app\/\w+)\/(.+)\.rb$/.exec(path)?.[1];
    if (name !== undefined) inLibraries.set(name, [...(inLibraries.get(name) ?? []), path]);
  }
  return (from, module) => {
    const name = module.replace(/\.rb$/, '');
    if (!name.startsWith('.')) return nearest(from, (inLibraries.get(name) ?? []).filter((path) => path !== from));
    const place = resolveFrom(folderOf(from), name);
    return place !== undefined && files.has(`${place}.rb`) ? `${place}.rb` : undefined;
  };
}
