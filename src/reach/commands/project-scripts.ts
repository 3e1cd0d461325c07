/** Scripts that Python's project tools run by name (`hatch run eval`, `poe eval`), and cargo's aliases: looked up before the tool is taken for a mere starter of programs. */
import type { Followed } from './packages.ts';
import { upwards, type Folder } from './paths.ts';
import type { ScriptFile, World } from './world.ts';

interface Tool {
  /** Words before the script's name. */
  readonly lead: readonly string[];
  /** What its scripts' names begin with. */
  readonly prefix: string;
  readonly valued: readonly string[];
}

const TOOLS: readonly Tool[] = [
  { lead: ['poe'], prefix: 'poe:', valued: ['-C', '--directory', '-e', '--executor'] },
  { lead: ['poethepoet'], prefix: 'poe:', valued: [] },
  { lead: ['poetry', 'poe'], prefix: 'poe:', valued: [] },
  { lead: ['pdm', 'run'], prefix: 'pdm:', valued: ['-p', '--project', '--venv'] },
  { lead: ['rye', 'run'], prefix: 'rye:', valued: ['--pyproject'] },
  { lead: ['pixi', 'run'], prefix: 'pixi:', valued: ['-e', '--environment', '--manifest-path'] },
  { lead: ['task'], prefix: 'taskipy:', valued: [] },
  { lead: ['cargo'], prefix: '', valued: ['--manifest-path', '--config', '-C'] },
];

/** Undefined when the command asks for no script that a file has. */
export function readProjectScripts(words: readonly string[], cwd: Folder, world: World): Followed[] | undefined {
  const hatch = words[0] === 'hatch' ? hatchCall(words) : undefined;
  if (hatch !== undefined) return found(hatch.names, hatch.args, cwd, world);
  const tool = TOOLS.find(({ lead }) => lead.every((word, index) => words[index] === word));
  if (tool === undefined) return undefined;
  let at = tool.lead.length;
  while (words[at]?.startsWith('-')) at += tool.valued.includes(words[at] ?? '') ? 2 : 1;
  const name = words[at];
  if (name === undefined || name.startsWith('+')) return undefined;
  return found([tool.prefix + name], words.slice(at + 1).filter((word) => word !== '--'), cwd, world, words[0] === 'cargo');
}

/** `hatch run eval`, `hatch run evals:run`, `hatch -e evals run run`. A script without an environment is the default one's. */
function hatchCall(words: readonly string[]): { names: string[]; args: readonly string[] } | undefined {
  const run = words.indexOf('run');
  const name = words[run + 1];
  if (run === -1 || name === undefined || name.startsWith('-')) return undefined;
  const at = words.slice(0, run).findIndex((word) => word === '-e' || word === '--env');
  const environment = at === -1 ? 'default' : (words[at + 1] ?? 'default');
  return { names: [`hatch:${name.includes(':') ? name : `${environment}:${name}`}`], args: words.slice(run + 2) };
}

function found(names: readonly string[], args: readonly string[], cwd: Folder, world: World, isCargo = false): Followed[] | undefined {
  for (const folder of upwards(cwd)) {
    const file = isCargo ? world.scriptsIn(folder === '' ? '.cargo' : `${folder}/.cargo`, 'cargo') : world.scriptsIn(folder, 'python');
    const scripts = file === undefined ? [] : names.flatMap((name) => withNeeds(name, file, new Set()));
    if (file === undefined || scripts.length === 0) continue;
    return scripts.map((script) => ({ file, script, runner: 'python', cwd: folder, args: script.name === names.at(-1) ? args : [] }));
  }
  return undefined;
}

/** A script after those that it depends on. */
function withNeeds(name: string, file: ScriptFile, seen: Set<string>): ScriptFile['scripts'][number][] {
  const script = file.scripts.find((one) => one.name === name);
  if (script === undefined || seen.has(name)) return [];
  seen.add(name);
  return [...script.after.flatMap((need) => withNeeds(need, file, seen)), script];
}
