import type { Matching } from '../matching/index.ts';

/**
 * Which of many globs want a path, found in a few look-ups: a glob that names its file or its extension is tried only on such files.
 * Without a slash a glob is about the file name, in any folder; a leading slash means the root. Case does not matter.
 */
export function createGlobIndex(globs: readonly { readonly glob: string; readonly id: number }[], { paths }: Pick<Matching, 'paths'>): (path: string) => readonly number[] {
  const byBase = new Map<string, Entry[]>();
  const byExtension = new Map<string, Entry[]>();
  const others: Entry[] = [];
  for (const { glob, id } of globs) {
    const last = glob.slice(glob.lastIndexOf('/') + 1);
    const matches = paths(glob, { nocase: true });
    const whole = glob.includes('/');
    const entry: Entry = { id, matches: (path, base) => matches(whole ? path : base) };
    const bases = expandBraces(last.toLowerCase());
    const extensions = bases.map((base) => /\.([\w-]+)$/.exec(base)?.[1]);
    if (bases.every((base) => /^[\w.@+-]+$/.test(base))) for (const base of bases) put(byBase, base, entry);
    else if (extensions.every((extension) => extension !== undefined)) for (const extension of new Set(extensions)) put(byExtension, extension ?? '', entry);
    else others.push(entry);
  }
  return (path) => {
    const base = path.slice(path.lastIndexOf('/') + 1);
    const lower = base.toLowerCase();
    const extension = lower.slice(lower.lastIndexOf('.') + 1);
    const found = new Set<number>();
    for (const entries of [byBase.get(lower), byExtension.get(extension), others]) {
      for (const entry of entries ?? []) if (!found.has(entry.id) && entry.matches(path, base)) found.add(entry.id);
    }
    return [...found].sort((a, b) => a - b);
  };
}

interface Entry {
  readonly id: number;
  readonly matches: (path: string, base: string) => boolean;
}

function put(map: Map<string, Entry[]>, key: string, entry: Entry): void {
  const entries = map.get(key);
  if (entries) entries.push(entry);
  else map.set(key, [entry]);
}

/** `*.{yml,yaml}` → `*.yml`, `*.yaml`; one level, which is what file names need. Nested braces stay and make a general glob. */
function expandBraces(glob: string): string[] {
  const braces = /^([^{}]*)\{([^{}]*)\}(.*)$/.exec(glob);
  if (!braces) return [glob];
  const [, before = '', inner = '', after = ''] = braces;
  return inner.split(',').flatMap((choice) => expandBraces(`${before}${choice}${after}`));
}

/** True for a glob that names a configuration file (`acme*.yaml`, `pyproject.toml`) and not just an extension or a folder. */
export function namesFile(glob: string): boolean {
  const last = glob.slice(glob.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
  return /[\w-]{3,}/.test(last);
}
