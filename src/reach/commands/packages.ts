/** npm, pnpm, yarn and bun: which package's which script an invocation runs. */
import type { Script } from '../../domain/pipeline.ts';
import { resolvePath, upwards, type Folder } from './paths.ts';
import { filtered, members, workspaceRoot } from './workspaces.ts';
import type { ScriptFile, World } from './world.ts';

/** A script to follow: where it stands, where it runs and with which arguments. */
export interface Followed {
  readonly file: ScriptFile;
  readonly script: Script;
  readonly runner: string;
  readonly cwd: Folder;
  readonly args: readonly string[];
}

export interface Invocation {
  /** The command without the options that choose folders: `pnpm --filter app run eval` is `pnpm run eval`. */
  readonly words: readonly string[];
  /** Folders that it runs in. */
  readonly folders: readonly Folder[];
}

interface Manager {
  readonly folder: readonly string[];
  readonly filter: readonly string[];
  readonly all: readonly string[];
  readonly root: readonly string[];
  /** Subcommands of its own; any other word is a script's name. Absent where scripts need `run`. */
  readonly builtin?: ReadonlySet<string>;
}

const COMMON = [
  'install', 'i', 'ci', 'add', 'remove', 'rm', 'update', 'up', 'upgrade', 'publish', 'pack', 'audit', 'outdated', 'list', 'ls', 'why', 'dlx', 'exec', 'create', 'init', 'link', 'config', 'cache', 'login',
  'logout', 'version', 'info', 'import', 'bin', 'root', 'licenses', 'dedupe', 'patch', 'rebuild', 'store', 'fetch', 'deploy', 'prune', 'setup', 'env', 'plugin', 'set', 'npm', 'node', 'global', 'workspaces', 'help',
];

const MANAGERS: Readonly<Record<string, Manager>> = {
  npm: { folder: ['--prefix', '-C'], filter: ['-w', '--workspace'], all: ['--workspaces', '-ws', '--ws'], root: [] },
  pnpm: { folder: ['-C', '--dir'], filter: ['--filter', '-F', '--filter-prod'], all: ['-r', '--recursive'], root: ['-w', '--workspace-root'], builtin: new Set(COMMON) },
  yarn: { folder: ['--cwd'], filter: [], all: [], root: ['-T', '--top-level'], builtin: new Set(COMMON) },
  bun: { folder: ['--cwd'], filter: ['--filter', '-F'], all: [], root: [], builtin: new Set([...COMMON, 'x', 'test', 'build', 'pm']) },
};

/** Undefined when the command is none of a package manager's. */
export function readInvocation(words: readonly string[], cwd: Folder, world: World): Invocation | undefined {
  const manager = words[0] !== undefined && Object.hasOwn(MANAGERS, words[0]) ? MANAGERS[words[0]] : undefined;
  if (!manager) return undefined;
  const yarn = words[0] === 'yarn' ? yarnWorkspaces(words, cwd, world) : undefined;
  if (yarn) return yarn;
  const kept = [words[0] ?? ''];
  const filters: string[] = [];
  let folder = cwd;
  let isAll = false;
  let isNamed = false;
  for (let at = 1; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const equals = word.startsWith('-') ? word.indexOf('=') : -1;
    const option = equals === -1 ? word : word.slice(0, equals);
    const value = (): string => (equals === -1 ? (words[(at += 1)] ?? '') : word.slice(equals + 1));
    if (isNamed || word === '--') {
      kept.push(...words.slice(at));
      break;
    }
    if (manager.folder.includes(option)) folder = resolvePath(folder, value());
    else if (manager.filter.includes(option)) filters.push(value());
    else if (manager.all.includes(option)) isAll = true;
    else if (manager.root.includes(option)) folder = workspaceRoot(folder, world);
    else if (!word.startsWith('-')) {
      kept.push(word);
      // npm takes its own options on either side of the script's name; the others hand on what follows the name.
      isNamed = manager.builtin !== undefined && word !== 'run' && word !== 'run-script';
    } else if (kept.length > 1 && !manager.builtin) kept.push(word);
  }
  if (words[0] === 'yarn' && kept.length === 1 && !words.some((word) => /^(?:-v|--version|-h|--help)$/.test(word))) kept.push('install');
  // With a filter, bun takes any word for a script, `test` and `build` too.
  if (words[0] === 'bun' && filters.length > 0 && kept[1] !== 'run') kept.splice(1, 0, 'run');
  if (isAll && filters.length === 0) return { words: kept, folders: members(workspaceRoot(folder, world), world) };
  return { words: kept, folders: filters.length > 0 ? filtered(filters, folder, world) : [folder] };
}

function yarnWorkspaces(words: readonly string[], cwd: Folder, world: World): Invocation | undefined {
  if (words[1] === 'workspace') return { words: ['yarn', ...words.slice(3)], folders: filtered([words[2] ?? ''], cwd, world) };
  if (words[1] !== 'workspaces') return undefined;
  const run = words.indexOf('run');
  return run === -1 ? undefined : { words: ['yarn', ...words.slice(run)], folders: members(workspaceRoot(cwd, world), world) };
}

/** The script's name and arguments that an invocation asks for; undefined when it asks for none. */
export function scriptAsked(words: readonly string[]): { readonly name: string; readonly args: readonly string[]; readonly explicit: boolean } | undefined {
  const [manager = '', sub, ...rest] = words;
  const builtin = Object.hasOwn(MANAGERS, manager) ? MANAGERS[manager]?.builtin : undefined;
  if (sub === undefined) return undefined;
  if (/^(?:run|run-script|rum|urn)$/.test(sub)) {
    const at = rest.findIndex((word) => !word.startsWith('-'));
    return at === -1 ? undefined : { name: rest[at] ?? '', args: argumentsAfter(manager, rest.slice(at + 1)), explicit: true };
  }
  if (!builtin?.has(sub) && /^(?:test|t|tst|start|stop|restart)$/.test(sub)) {
    return { name: sub.startsWith('t') ? 'test' : sub, args: argumentsAfter(manager, rest), explicit: true };
  }
  return builtin && !builtin.has(sub) ? { name: sub, args: argumentsAfter(manager, rest), explicit: false } : undefined;
}

/** npm keeps options for itself and hands on what follows `--`; the others hand on everything. */
function argumentsAfter(manager: string, words: readonly string[]): readonly string[] {
  const dashes = words.indexOf('--');
  if (manager !== 'npm') return words.filter((_, index) => index !== dashes);
  const own = dashes === -1 ? words : words.slice(0, dashes);
  return [...own.filter((word) => !word.startsWith('-')), ...(dashes === -1 ? [] : words.slice(dashes + 1))];
}

/** The script with those that run before and after it: `pretest`, `test`, `posttest`. Empty when the package has no such script. */
export function packageScripts(name: string, args: readonly string[], cwd: Folder, world: World): Followed[] {
  // From a folder inside a package the nearest package.json above counts.
  const folder = upwards(cwd).find((one) => world.has(one === '' ? 'package.json' : `${one}/package.json`));
  const file = folder === undefined ? undefined : world.scriptsIn(folder, 'npm');
  if (!file) return [];
  const find = (wanted: string): Script | undefined => file.scripts.find((script) => script.name === wanted);
  const main = find(name);
  if (!main) return [];
  return [find(`pre${name}`), main, find(`post${name}`)].flatMap((script) =>
    script ? [{ file, script, runner: 'npm', cwd: folder, args: script === main ? args : [] }] : []);
}
