/** Programs that run named targets of a file in the folder. To add one whose files have a reader is one line. */
import type { Script } from '../../domain/pipeline.ts';
import type { Followed } from './packages.ts';
import { folderOf, resolvePath, upwards, type Folder } from './paths.ts';
import { below, type ScriptFile, type World } from './world.ts';

interface TargetRunner {
  readonly runner: string;
  readonly folder: readonly string[];
  readonly file: readonly string[];
  readonly valued: readonly string[];
  /** Options with which it runs nothing. */
  readonly idle: readonly string[];
  /** Options with which it goes on after failures and reports success. */
  readonly careless: readonly string[];
  /** Looks for its file in the folders above, too, and runs in the folder of the file. */
  readonly upwards?: true;
  /** The target that runs when none is asked for; the first of the file when not given. */
  readonly standard?: string;
}

const MAKE: TargetRunner = {
  runner: 'make', folder: ['-C', '--directory'], file: ['-f', '--file', '--makefile'], valued: ['-I', '-l', '-o', '-W'],
  idle: ['-n', '--dry-run', '--just-print', '-p', '-q', '--version', '--help'], careless: ['-i', '--ignore-errors'],
};
const JUST: TargetRunner = {
  runner: 'just', folder: ['-d', '--working-directory'], file: ['-f', '--justfile'], valued: ['--shell', '--shell-arg', '--dotenv-path', '--dotenv-filename', '-E'],
  idle: ['-l', '--list', '-n', '--dry-run', '--summary', '--show', '-s', '--evaluate', '--version', '--help'], careless: [], upwards: true,
};
const TASK: TargetRunner = {
  runner: 'task', folder: ['-d', '--dir'], file: ['-t', '--taskfile'], valued: ['-o', '--output', '-C', '--concurrency'],
  idle: ['-l', '--list', '-a', '--list-all', '-n', '--dry', '--status', '--summary', '--version', '--help', '--init'], careless: [], upwards: true, standard: 'default',
};
const RAKE: TargetRunner = {
  runner: 'rake', folder: [], file: ['-f', '--rakefile'], valued: ['-I', '--libdir', '-r', '--require'],
  idle: ['-T', '--tasks', '-n', '--dry-run', '-P', '--prereqs', '-W', '--version', '--help'], careless: [], upwards: true, standard: 'default',
};
const RUNNERS: Readonly<Record<string, TargetRunner>> = { make: MAKE, gmake: MAKE, just: JUST, task: TASK, 'go-task': TASK, rake: RAKE };

export interface Targets {
  readonly scripts: readonly Followed[];
  /** The option that makes the program ignore failures. */
  readonly careless?: string;
}

/** Undefined when the command is none of these. */
export function readTargets(words: readonly string[], cwd: Folder, world: World): Targets | undefined {
  const runner = words[0] !== undefined && Object.hasOwn(RUNNERS, words[0]) ? RUNNERS[words[0]] : undefined;
  if (!runner || words.some((word) => runner.idle.includes(word))) return undefined;
  const targets: string[] = [];
  let folder = cwd;
  let named: string | undefined;
  for (let at = 1; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const option = word.startsWith('-') ? (word.split('=', 1)[0] ?? '') : '';
    const value = (): string => (word.includes('=') ? word.slice(option.length + 1) : (words[(at += 1)] ?? ''));
    if (runner.folder.includes(option)) folder = resolvePath(folder, value());
    else if (runner.file.includes(option)) named = value();
    else if (runner.valued.includes(option)) value();
    // `-j 4` and `NAME=value` are no targets.
    else if (option === '' && !/^\d+$/.test(word) && !word.includes('=')) targets.push(runner.runner === 'rake' ? word.replace(/\[.*$/s, '') : word);
  }
  if (runner.upwards && named === undefined) folder = upwards(folder).find((one) => world.scriptsIn(one, runner.runner) !== undefined) ?? folder;
  const files = scriptFiles(runner.runner, folder, named, world);
  // A file that is named elsewhere runs where it lies.
  if (runner.upwards && named !== undefined && files[0] !== undefined && !words.some((word) => runner.folder.includes(word.split('=', 1)[0] ?? ''))) folder = folderOf(files[0].path);
  const first = runner.standard !== undefined ? files[0]?.scripts.find((script) => script.name === runner.standard) : files[0]?.scripts.find((script) => !script.name.startsWith('.') && !script.name.includes('%'));
  const wanted = targets.length > 0 ? targets : first ? [first.name] : [];
  const careless = words.find((word) => runner.careless.includes(word));
  return {
    scripts: wanted.flatMap((name) => {
      const found = findTarget(name, files);
      return found ? [{ ...found, runner: runner.runner, cwd: folder }] : [];
    }),
    ...(careless === undefined ? {} : { careless }),
  };
}

/** A target by name, or by a pattern `eval-%` whose stem the recipe calls `$*`. */
export function findTarget(name: string, files: readonly ScriptFile[]): { file: ScriptFile; script: Script; args: readonly string[] } | undefined {
  for (const file of files) {
    const script = file.scripts.find((one) => one.name === name);
    if (script) return { file, script, args: [] };
  }
  for (const file of files) {
    for (const script of file.scripts) {
      const [before = '', after] = script.name.split('%', 2);
      if (after === undefined || name.length <= before.length + after.length) continue;
      if (name.startsWith(before) && name.endsWith(after)) return { file, script, args: [name.slice(before.length, name.length - after.length)] };
    }
  }
  return undefined;
}

/** How the files end that such a file includes. */
const INCLUDED: Readonly<Record<string, string>> = { make: '.mk', just: '.just', rake: '.rake' };

/** The file that the program reads, then those that it may include, in the folder and below. */
function scriptFiles(runner: string, folder: Folder, named: string | undefined, world: World): ScriptFile[] {
  if (folder === undefined) return [];
  const path = named === undefined ? undefined : resolvePath(folder, named);
  const main = named === undefined ? world.scriptsIn(folder, runner) : fileAt(path, world);
  const ending = INCLUDED[runner];
  const included = ending === undefined ? [] : below(world, folder).filter((one) => one.endsWith(ending) && one !== path);
  return [main, ...included.map((one) => fileAt(one, world))].filter((file) => file !== undefined);
}

function fileAt(path: string | undefined, world: World): ScriptFile | undefined {
  const scripts = path === undefined ? undefined : world.byPath.get(path)?.scripts?.scripts;
  return path === undefined || !scripts ? undefined : { path, scripts };
}
