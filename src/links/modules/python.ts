import { folderOf, resolveFrom, shared, under, upwards } from '../paths.ts';

/** Finds the file of a Python module as `from` writes it (dots kept); undefined where it is none of the repository's. */
export type PythonModules = (from: string, module: string) => string | undefined;

/** No module is imported by more names than this; deeper folders are data. */
const MAX_DEPTH = 10;

interface Candidate {
  readonly path: string;
  /** The folder that must be on Python's path for the module to have the name. */
  readonly root: string;
}

/**
 * Which folders are on Python's path is decided outside the repository, so every file is known by each ending of its path, and the
 * candidate nearest to the importer wins. A guess (a root that no manifest names) gives way where the module is a declared dependency:
 * `providers/acme.py` says `import acme` and means the package.
 */
export function pythonModules(paths: Iterable<string>, isDeclared: (module: string) => boolean): PythonModules {
  const all = [...paths];
  const sources = all.filter((path) => path.endsWith('.py'));
  const candidates = candidatesByName(sources);
  const roots = sourceRoots(all);
  const files = new Set(sources);

  const findAbsolute = (from: string, module: string): string | undefined => {
    const alike = candidates.get(module);
    if (!alike) return undefined;
    const single = !module.includes('.');
    // What is on Python's path is never itself a package.
    const above = new Set(upwards(folderOf(from)).filter((folder) => !files.has(under(folder, '__init__.py'))));
    const usable = alike.filter(
      ({ path, root }) => path !== from && (roots.has(root) || (!isDeclared(module) && (!single || above.has(root)))),
    );
    return usable.sort((a, b) => shared(from, b.path) - shared(from, a.path) || Number(roots.has(b.root)) - Number(roots.has(a.root)) || (a.path < b.path ? -1 : 1))[0]?.path;
  };
  const findRelative = (from: string, module: string): string | undefined => {
    const dots = /^\.+/.exec(module)![0].length;
    const base = resolveFrom(folderOf(from), '../'.repeat(dots - 1));
    const file = base === undefined ? undefined : resolveFrom(base, module.slice(dots).replaceAll('.', '/'));
    if (file === undefined) return undefined;
    return [`${file}.py`, under(file, '__init__.py')].find((path) => files.has(path));
  };
  return (from, module) => (module.startsWith('.') ? findRelative(from, module) : findAbsolute(from, module));
}

function candidatesByName(sources: readonly string[]): ReadonlyMap<string, Candidate[]> {
  const byName = new Map<string, Candidate[]>();
  for (const path of sources) {
    const segments = path.slice(0, -'.py'.length).split('/');
    if (segments.at(-1) === '__init__') segments.pop();
    for (let start = Math.max(0, segments.length - MAX_DEPTH); start < segments.length; start++) {
      const name = segments.slice(start).join('.');
      const candidate = { path, root: segments.slice(0, start).join('/') };
      const same = byName.get(name);
      if (same) same.push(candidate);
      else byName.set(name, [candidate]);
    }
  }
  return byName;
}

/** The root, the folders of manifests, and `src/` in each. */
function sourceRoots(paths: readonly string[]): ReadonlySet<string> {
  const manifests = paths.filter((path) => MANIFEST.test(path)).map(folderOf);
  return new Set(['', ...manifests].flatMap((folder) => [folder, under(folder, 'src')]));
}
const MANIFEST = /(?:^|\/)(?:pyproject\.toml|setup\.py|setup\.cfg|requirements\.txt|Pipfile)$/;
