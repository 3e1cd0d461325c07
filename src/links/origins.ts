/** Where an imported name really comes from, through files that only pass it on. */
import type { FileSignals } from '../domain/signals.ts';
import type { Binding, Modules } from './modules.ts';

export interface Origin {
  readonly path: string;
  /** `*` for the module itself. */
  readonly name: string;
}

/** Barrels of barrels exist; longer chains do not. */
const MAX_HOPS = 5;
/** Files that pass on everything of many others would multiply. */
const MAX_ORIGINS = 200;

/** All places that a binding can mean, the file that it names first. */
export type FindOrigins = (binding: Binding) => readonly Origin[];

/**
 * A file that imports a name and does not define it passes it on (`export { chat } from './chat'`, a package's `__init__.py`). Answers are
 * remembered: several joins ask for the same bindings.
 */
export function originFinder(modules: Modules, byPath: ReadonlyMap<string, FileSignals>): FindOrigins {
  const known = new WeakMap<Binding, readonly Origin[]>();
  const defined = new Map<string, ReadonlySet<string>>();
  const defines: Defines = (path, name) => {
    let names = defined.get(path);
    if (!names) defined.set(path, (names = new Set(byPath.get(path)?.code?.definitions.map((definition) => definition.name))));
    return names.has(name);
  };
  return (binding) => {
    let origins = known.get(binding);
    if (!origins) known.set(binding, (origins = originsOf(binding, modules, defines)));
    return origins;
  };
}

type Defines = (path: string, name: string) => boolean;

function originsOf(binding: Binding, modules: Modules, defines: Defines): readonly Origin[] {
  const found = new Map<string, Origin>();
  let front: Origin[] = binding.files.map((path) => ({ path, name: binding.name }));
  for (let hop = 0; front.length > 0 && hop <= MAX_HOPS; hop++) {
    const fresh = front.filter((origin) => !found.has(keyOf(origin)));
    for (const origin of fresh) if (found.size < MAX_ORIGINS) found.set(keyOf(origin), origin);
    front = fresh.flatMap((origin) => passedOn(origin, modules, defines));
  }
  return [...found.values()];
}

function passedOn({ path, name }: Origin, modules: Modules, defines: Defines): Origin[] {
  if (name === '*' || defines(path, name)) return [];
  return (modules.get(path) ?? []).flatMap(({ bindings }) =>
    bindings.flatMap((binding) => {
      if (binding.as === name) return binding.files.map((file) => ({ path: file, name: binding.name }));
      return binding.as === '*' ? binding.files.map((file) => ({ path: file, name })) : [];
    }),
  );
}

function keyOf({ path, name }: Origin): string {
  return `${name}\n${path}`;
}
