import { folderOf, under, upwards } from '../paths.ts';

/** Finds the file of a Rust module as `use` writes it; undefined where it is none of the repository's. */
export function rustModules(paths: Iterable<string>, packages: ReadonlyMap<string, string>): (from: string, module: string) => string | undefined {
  const files = new Set([...paths].filter((path) => path.endsWith('.rs')));
  const crates = new Map([...packages].map(([name, folder]) => [name.replaceAll('-', '_'), under(folder, 'src')]));
  const rootOf = (from: string): string | undefined => upwards(folderOf(from)).find((folder) => files.has(under(folder, 'lib.rs')) || files.has(under(folder, 'main.rs')));
  const fileOf = (folder: string, segments: readonly string[]): string | undefined => {
    const place = under(folder, segments.join('/'));
    const guesses = segments.length === 0 ? ['lib.rs', 'main.rs', 'mod.rs'].map((name) => under(folder, name)).concat(`${folder}.rs`) : [`${place}.rs`, under(place, 'mod.rs')];
    return guesses.find((path) => files.has(path));
  };
  return (from, module) => {
    const [first = '', ...rest] = module.split('::');
    let folder = first === 'crate' ? rootOf(from) : first === 'self' || first === 'super' ? folderInside(from) : crates.get(first);
    if (first === 'super' && folder !== undefined) folder = folderOf(folder);
    for (; rest[0] === 'super' && folder !== undefined; rest.shift()) folder = folderOf(folder);
    return folder === undefined ? undefined : fileOf(folder, rest);
  };
}

/** Where the modules inside a file's own module are. */
function folderInside(path: string): string {
  return /(?:^|\/)(?:mod|lib|main)\.rs$/.test(path) ? folderOf(path) : path.replace(/\.rs$/, '');
}
