import type { Tool } from '../../domain/tool.ts';

/**
 * True for a module of one of the tools, or a module inside one: `acme`, `acme.types`, `@acme/sdk/chat`. Python and Rust write a
 * package's module with `_` where the package has `-`; a trailing `*` of a name stands for any ending.
 */
export function createModuleMatcher(tools: readonly Tool[]): (module: string) => boolean {
  const names = modulesOf(tools);
  const exact = new Set(names.filter((name) => !name.endsWith('*')));
  const prefixes = names.filter((name) => name.endsWith('*')).map((name) => name.slice(0, -1));
  return (module) => {
    for (let end = module.length; end > 0; end = lastSeparator(module, end - 1)) {
      if (exact.has(module.slice(0, end))) return true;
    }
    return prefixes.some((prefix) => module.startsWith(prefix));
  };
}

/** `.`, `/`, `\` and `::`, by language. */
function lastSeparator(module: string, from: number): number {
  return Math.max(module.lastIndexOf('.', from), module.lastIndexOf('/', from), module.lastIndexOf('\\', from), module.lastIndexOf('::', from));
}

/** The names under which code can import tools. */
export function modulesOf(tools: readonly Tool[]): string[] {
  const names = tools.flatMap(({ packages, imports }) => [
    ...Object.values(imports ?? {}).flat(),
    ...Object.values(packages ?? {}).flat(),
    ...[...(packages?.pypi ?? []), ...(packages?.cargo ?? [])].map((name) => name.replaceAll('-', '_')),
  ]);
  return [...new Set(names)];
}
