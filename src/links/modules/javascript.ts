import { folderOf, resolveFrom, under, upwards } from '../paths.ts';

/** Finds the file of a module as TypeScript and JavaScript write it: relative, by workspace package, or by the usual aliases. */
export function javascriptModules(paths: Iterable<string>, packages: ReadonlyMap<string, string>, isDeclared: (module: string) => boolean): (from: string, module: string) => string | undefined {
  const files = new Set(paths);
  const manifests = new Set([...files].filter((path) => path === 'package.json' || path.endsWith('/package.json')).map(folderOf));
  const first = (places: readonly string[]): string | undefined => {
    for (const place of places) {
      const file = fileAt(place, files);
      if (file !== undefined) return file;
    }
    return undefined;
  };
  return (from, module) => {
    if (module.startsWith('.')) {
      const place = resolveFrom(folderOf(from), module);
      return place === undefined ? undefined : fileAt(place, files);
    }
    const workspace = ownerOf(module, packages);
    if (workspace !== undefined) {
      const rest = module.slice(workspace.name.length + 1);
      return first(rest === '' ? ENTRIES.map((entry) => under(workspace.folder, entry)) : [under(workspace.folder, `src/${rest}`), under(workspace.folder, rest)]);
    }
    const aliased = /^[@~#]\/(.+)$/.exec(module)?.[1];
    // `lib/llm` is seen from the folder of the package where its configuration sets a base; a declared package comes first.
    if (aliased === undefined && (!/^[a-z][\w-]*\//i.test(module) || isDeclared(module))) return undefined;
    const bases = upwards(folderOf(from)).filter((folder) => folder === '' || manifests.has(folder));
    return first(bases.flatMap((base) => [under(base, `src/${aliased ?? module}`), under(base, aliased ?? module)]));
  };
}

const ENTRIES = ['src/index', 'index', 'lib/index', 'src/main', 'main'];
const ENDINGS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];
/** Written for what the compiler makes; the source has another ending. */
const SOURCES: Readonly<Record<string, readonly string[]>> = { '.js': ['.ts', '.tsx', '.js', '.jsx'], '.jsx': ['.tsx', '.jsx'], '.mjs': ['.mts', '.mjs'], '.cjs': ['.cts', '.cjs'] };

function fileAt(place: string, files: ReadonlySet<string>): string | undefined {
  const [, stem = '', ending = ''] = /^(.*)(\.[cm]?jsx?)$/.exec(place) ?? [];
  const written = (SOURCES[ending] ?? []).map((source) => stem + source);
  const guesses = [...written, place, ...ENDINGS.map((end) => place + end), ...ENDINGS.map((end) => under(place, `index${end}`))];
  return guesses.find((path) => files.has(path));
}

/** The workspace package that a module names, whole or with a path into it. */
function ownerOf(module: string, packages: ReadonlyMap<string, string>): { name: string; folder: string } | undefined {
  const parts = module.split('/');
  const name = parts.slice(0, module.startsWith('@') ? 2 : 1).join('/');
  const folder = packages.get(name);
  return folder === undefined ? undefined : { name, folder };
}
