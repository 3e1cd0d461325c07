import type { Dependency } from '../../domain/signals.ts';
import { dependency } from './manifest.ts';
import { groupScope, normalise } from './python.ts';
import { entries, get, items, text } from './tree.ts';
import type { Node } from './tree.ts';

/** The dependencies of `[tool.poetry]`: main, the old `dev-dependencies`, and groups. */
export function poetryDependencies(poetry: Node | undefined): Dependency[] {
  return [
    ...packageTable(get(poetry, 'dependencies'), 'runtime'),
    ...packageTable(get(poetry, 'dev-dependencies'), 'dev'),
    ...entries(get(poetry, 'group')).flatMap(([name, group]) => packageTable(get(group, 'dependencies'), name === 'main' ? 'runtime' : groupScope(name))),
  ];
}

/**
 * A table of name → version, table with `version`, or list of such tables (Poetry and Pipfile alike). `python` is the interpreter.
 */
export function packageTable(table: Node | undefined, scope: Dependency['scope']): Dependency[] {
  return entries(table).flatMap(([name, value]) => {
    if (name.toLowerCase() === 'python') return [];
    const detail = items(value)[0] ?? value;
    const version = text(detail) ?? text(get(detail, 'version'));
    const optional = scope === 'runtime' && get(detail, 'optional')?.scalar === true;
    return [dependency(value.line, 'pypi', normalise(name), version, optional ? 'optional' : scope)];
  });
}

/** A script is `"pkg.mod:func"` or a table with `reference` or `callable`. */
export function poetryCommands(poetry: Node | undefined): [string, string][] {
  return entries(get(poetry, 'scripts')).flatMap(([name, value]) => {
    const entry = text(value) ?? text(get(value, 'reference')) ?? text(get(value, 'callable'));
    return entry === undefined ? [] : [[name, entry]];
  });
}
