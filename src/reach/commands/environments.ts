/** tox and nox: which environments or sessions of a file an invocation runs. */
import type { Followed } from './packages.ts';
import { resolvePath, upwards, type Folder } from './paths.ts';
import { findTarget } from './targets.ts';
import type { ScriptFile, World } from './world.ts';

interface Runner {
  /** Options whose value chooses. */
  readonly chooses: readonly string[];
  /** Options whose value is the folder or file to read. */
  readonly place: readonly string[];
  /** Whether values stand behind one another: `nox -s a b`. */
  readonly several: boolean;
}

const RUNNERS: Readonly<Record<string, Runner>> = {
  tox: { chooses: ['-e', '--env'], place: ['-c', '--conf'], several: false },
  nox: { chooses: ['-s', '--session', '--sessions', '-e'], place: ['-f', '--noxfile'], several: true },
};

/** Undefined when the command is none of these or asks for nothing that the file has. */
export function readEnvironments(words: readonly string[], cwd: Folder, world: World): Followed[] | undefined {
  const name = words[0] ?? '';
  const runner = Object.hasOwn(RUNNERS, name) ? RUNNERS[name] : undefined;
  if (!runner || words.some((word) => ['-l', '--list', '--version', '--help', '-a', '--listenvs'].includes(word))) return undefined;
  const { chosen, place } = optionsOf(runner, words);
  const found = scriptsAt(name, resolvePath(cwd, place.replace(/\/?[^/]*\.(?:ini|py|toml)$/, '')) ?? cwd, world);
  if (found === undefined) return undefined;
  const wanted = chosen.length > 0 ? chosen : standard(name, found.file);
  const scripts = wanted.flatMap((one) => {
    // `py311-eval` is `eval` with a version of Python before it, and any other name is the environment that all start from.
    const target = findTarget(one, [found.file]) ?? findTarget(one.replace(/^py\d*-/, ''), [found.file]) ?? (name === 'tox' ? findTarget('testenv', [found.file]) : undefined);
    return target === undefined ? [] : [{ ...target, runner: name, cwd: found.folder, args: [] }];
  });
  return scripts.length > 0 ? scripts : undefined;
}

function optionsOf(runner: Runner, words: readonly string[]): { chosen: string[]; place: string } {
  const chosen: string[] = [];
  let place = '';
  for (let at = 1; at < words.length && words[at] !== '--'; at += 1) {
    const word = words[at] ?? '';
    const option = word.split('=', 1)[0] ?? '';
    const attached = /^-[es](?=[^-])(.+)$/.exec(word)?.[1];
    if (runner.place.includes(option)) place = word.includes('=') ? word.slice(option.length + 1) : (words[(at += 1)] ?? '');
    else if (attached !== undefined && !runner.chooses.includes(word)) chosen.push(...attached.split(','));
    else if (runner.chooses.includes(option)) {
      if (word.includes('=')) chosen.push(...word.slice(option.length + 1).split(','));
      else do chosen.push(...(words[(at += 1)] ?? '').split(',')); while (runner.several && words[at + 1] !== undefined && !words[at + 1]?.startsWith('-'));
    }
  }
  // `nox -s "eval(model='a')"` and `eval-3.11` are variants of `eval`.
  return { chosen: chosen.filter((one) => one !== '').map((one) => one.replace(/\(.*$|-\d+\.\d+$/s, '')), place };
}

function standard(name: string, file: ScriptFile): readonly string[] {
  if (name === 'nox') return file.scripts.map((script) => script.name);
  return file.scripts.find((script) => script.name === 'envlist')?.after ?? ['testenv'];
}

function scriptsAt(runner: string, cwd: Folder, world: World): { folder: string; file: ScriptFile } | undefined {
  for (const folder of upwards(cwd)) {
    const file = world.scriptsIn(folder, runner);
    if (file !== undefined) return { folder, file };
  }
  return undefined;
}
