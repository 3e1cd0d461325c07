/** Hooks of `azd`: what it runs by itself before and after its own work. */
import type { Followed } from './packages.ts';
import { resolvePath, upwards, type Folder } from './paths.ts';
import type { World } from './world.ts';

/** What a command does in turn: `azd up` packages, provisions and deploys. */
const PHASES: Readonly<Record<string, readonly string[]>> = {
  up: ['package', 'provision', 'deploy'], provision: [], deploy: ['package'], package: [], restore: [], down: [], build: [], publish: [],
};

export interface Hooks {
  readonly before: readonly Followed[];
  readonly after: readonly Followed[];
}

/** Undefined when the command is none of azd's, or the project has no hooks for it. */
export function readHooks(words: readonly string[], cwd: Folder, world: World): Hooks | undefined {
  if (words[0] !== 'azd') return undefined;
  const chosen = words.findIndex((word) => word === '-C' || word === '--cwd');
  const verb = words.slice(1).find((word, index) => !word.startsWith('-') && index !== chosen);
  if (verb === undefined || !Object.hasOwn(PHASES, verb) || words.includes('--preview')) return undefined;
  const from = chosen === -1 ? cwd : resolvePath(cwd, words[chosen + 1] ?? '');
  const folder = upwards(from).find((one) => world.scriptsIn(one, 'azd') !== undefined);
  const file = folder === undefined ? undefined : world.scriptsIn(folder, 'azd');
  if (file === undefined) return undefined;
  const named = (...names: readonly string[]): Followed[] =>
    names.flatMap((name) => file.scripts.filter((script) => script.name === name || script.name.startsWith(`${name} `)).map((script) => ({ file, script, runner: 'azd', cwd: folder, args: [] })));
  const phases = PHASES[verb] ?? [];
  // Of `azd up` the last phase is what its own command stands for: what comes after that phase comes after it.
  const last = phases.at(-1);
  const before = verb === 'up' ? [`pre${verb}`, ...phases.slice(0, -1).flatMap((phase) => [`pre${phase}`, `post${phase}`]), `pre${last}`] : [...phases.flatMap((phase) => [`pre${phase}`, `post${phase}`]), `pre${verb}`];
  const after = verb === 'up' ? [`post${last}`, `post${verb}`] : [`post${verb}`];
  const hooks = { before: named(...before), after: named(...after) };
  return hooks.before.length + hooks.after.length > 0 ? hooks : undefined;
}
