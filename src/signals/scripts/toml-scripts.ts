import type { Script } from '../../domain/pipeline.ts';
import { readToml } from '../tree/toml.ts';
import type { Entry, Tree } from '../tree/tree.ts';
import { stringAt, valueAt } from '../tree/tree.ts';
import type { ReadScripts } from './index.ts';

const MAX_SCRIPTS = 1_000;
/** Where each program keeps its scripts in a pyproject.toml. */
const TABLES: readonly (readonly [tool: string, ...path: string[]])[] = [
  ['poe', 'tool', 'poe', 'tasks'], ['pdm', 'tool', 'pdm', 'scripts'], ['rye', 'tool', 'rye', 'scripts'], ['pixi', 'tool', 'pixi', 'tasks'], ['taskipy', 'tool', 'taskipy', 'tasks'],
];

/** Scripts that Python's project tools run by name, as `tool:name`; hatch's are `hatch:environment:name`. */
export function readPyproject(_path: string, text: string): ReadScripts {
  if (!/^[ \t]*\[[ \t]*tool\b/m.test(text)) return { notes: [] };
  // What is wrong with the file its reader as a manifest says.
  const [tree] = readToml(text).documents;
  const scripts = TABLES.flatMap(([tool, ...path]) => scriptsIn(valueAt(tree, ...path), `${tool}:`, tool));
  return ofPython([...scripts, ...hatchScripts(valueAt(tree, 'tool', 'hatch', 'envs')), ...features(valueAt(tree, 'tool', 'pixi', 'feature'))]);
}

export function readHatchToml(_path: string, text: string): ReadScripts {
  return ofPython(hatchScripts(valueAt(readToml(text).documents[0], 'envs')));
}

export function readPixiToml(_path: string, text: string): ReadScripts {
  const [tree] = readToml(text).documents;
  return ofPython([...scriptsIn(valueAt(tree, 'tasks'), 'pixi:', 'pixi'), ...features(valueAt(tree, 'feature'))]);
}

/** Aliases of a `.cargo/config.toml`: `xtask = "run --package xtask --"`. */
export function readCargoConfig(_path: string, text: string): ReadScripts {
  const scripts = entries(valueAt(readToml(text).documents[0], 'alias')).flatMap(({ key, line, value }): Script[] => {
    const words = textOf(value);
    return words === undefined ? [] : [{ name: key, line, run: `cargo ${words}`, after: [] }];
  });
  return { scripts: { runner: 'cargo', scripts }, notes: [] };
}

function ofPython(scripts: readonly Script[]): ReadScripts {
  return { scripts: { runner: 'python', scripts: scripts.slice(0, MAX_SCRIPTS) }, notes: [] };
}

function entries(tree: Tree | undefined): readonly Entry[] {
  return tree?.kind === 'map' ? tree.entries : [];
}

function hatchScripts(envs: Tree | undefined): Script[] {
  return entries(envs).flatMap(({ key, value }) => scriptsIn(valueAt(value, 'scripts'), `hatch:${key}:`, `hatch run ${key}:`));
}

function features(tree: Tree | undefined): Script[] {
  return entries(tree).flatMap(({ value }) => scriptsIn(valueAt(value, 'tasks'), 'pixi:', 'pixi'));
}

/** A script that names another of its table is written as it would be run from a shell, so that it is followed there. */
function scriptsIn(table: Tree | undefined, prefix: string, tool: string): Script[] {
  const names = new Set(entries(table).map(({ key }) => key));
  return entries(table).map(({ key, line, value }) => ({ name: prefix + key, line, ...bodyOf(value, tool, names, prefix) }));
}

function bodyOf(value: Tree, tool: string, names: ReadonlySet<string>, prefix: string): Pick<Script, 'run' | 'after'> {
  const list = value.kind === 'list' ? value : [valueAt(value, 'sequence'), valueAt(value, 'composite'), valueAt(value, 'chain')].find((one) => one?.kind === 'list');
  const needs = [valueAt(value, 'depends-on'), valueAt(value, 'depends_on'), valueAt(value, 'deps')].flatMap((one) => (one?.kind === 'list' ? one.items.flatMap((item) => textOf(item) ?? stringAt(item, 'task') ?? []) : (textOf(one) ?? [])));
  const folder = stringAt(value, 'cwd');
  const commands = list?.kind === 'list' ? list.items.flatMap((item) => commandOf(item, tool, names)) : commandOf(value, tool, names);
  return {
    run: commands.map((command) => (folder === undefined || folder.includes('$') ? command : `cd ${folder} && ${command}`)).join('; '),
    after: needs.map((name) => prefix + name),
  };
}

function commandOf(item: Tree, tool: string, names: ReadonlySet<string>): string[] {
  const text = textOf(item) ?? textOf(valueAt(item, 'cmd')) ?? stringAt(item, 'shell');
  if (text !== undefined) {
    const isSoft = /^-\s/.test(text);
    const plain = text.replace(/^-\s+/, '').replace(/\{args(?::([^{}]*))?\}/g, '$1');
    const again = names.has(plain.split(/\s/, 1)[0] ?? '') && textOf(item) !== undefined && tool !== 'taskipy';
    const run = again ? (tool.startsWith('hatch run') ? `${tool}${plain}` : tool === 'poe' ? `poe ${plain}` : `${tool} run ${plain}`) : plain;
    return [isSoft ? `${run} || true` : run];
  }
  const reference = stringAt(item, 'ref');
  if (reference !== undefined) return [`poe ${reference}`];
  // A function of a module: its file is what counts.
  const module = /^([\w.]+)(?::|$)/.exec(stringAt(item, 'script') ?? stringAt(item, 'call') ?? '')?.[1];
  return module === undefined ? [] : [`python -m ${module}`];
}

/** A text, or a list of words. */
function textOf(tree: Tree | undefined): string | undefined {
  if (tree?.kind === 'list') return tree.items.map((item) => (item.kind === 'scalar' ? String(item.value ?? '') : '')).map((word) => (/\s/.test(word) ? `'${word.replaceAll("'", '')}'` : word)).join(' ');
  return tree?.kind === 'scalar' && typeof tree.value === 'string' ? tree.value : undefined;
}
