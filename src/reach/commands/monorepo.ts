/** Programs that run scripts of many packages, or many scripts of one. */
import { shellGlob } from '../../matching/index.ts';
import { upwards, type Folder } from './paths.ts';
import { packageScripts, type Followed } from './packages.ts';
import { filtered, members, project, workspaceRoot } from './workspaces.ts';
import type { World } from './world.ts';

/** What such a program leads to: scripts, or commands as text. */
export interface Fan {
  readonly scripts: readonly Followed[];
  readonly texts: readonly string[];
}

interface Request {
  readonly tasks: readonly string[];
  readonly folders: readonly string[];
}

type Reader = (words: readonly string[], cwd: Folder, world: World) => Fan | undefined;

const READERS: Readonly<Record<string, Reader>> = {
  turbo: (words, cwd, world) => across(turbo(words, cwd, world), world),
  nx: (words, cwd, world) => across(nx(words, cwd, world), world),
  lerna: (words, cwd, world) => across(lerna(words, cwd, world), world),
  'npm-run-all': several, 'npm-run-all2': several, 'run-s': several, 'run-p': several,
  concurrently,
};

/** Undefined when the command is none of these, or runs nothing. */
export function readFan(words: readonly string[], cwd: Folder, world: World): Fan | undefined {
  const name = words[0] ?? '';
  return Object.hasOwn(READERS, name) ? READERS[name]?.(words, cwd, world) : undefined;
}

function across(request: Request | undefined, world: World): Fan | undefined {
  if (!request) return undefined;
  const scripts = request.tasks.flatMap((task) => request.folders.flatMap((folder) => ownScripts(task, folder, world)));
  return { scripts, texts: [] };
}

/** A package without that script is passed over: the nearest one above is not meant. */
function ownScripts(task: string, folder: string, world: World): Followed[] {
  return world.scriptsIn(folder, 'npm')?.scripts.some((script) => script.name === task) ? packageScripts(task, [], folder, world) : [];
}

/** `turbo run eval test --filter=app` */
function turbo(words: readonly string[], cwd: Folder, world: World): Request | undefined {
  const { operands, values } = split(words.slice(1), ['--filter', '-F'], ['--concurrency', '--cache-dir', '--log-order', '--output-logs']);
  const tasks = (operands[0] === 'run' ? operands.slice(1) : operands).map((task) => task.replace(/^.*#/, ''));
  const own = ['prune', 'login', 'link', 'gen', 'generate', 'daemon', 'ls', 'watch', 'query', 'telemetry'];
  if (tasks.length === 0 || own.includes(operands[0] ?? '')) return undefined;
  return { tasks, folders: values.length > 0 ? filtered(values, cwd, world) : members(workspaceRoot(cwd, world), world) };
}

/** `nx run-many -t eval -p app`, `nx affected -t eval`, `nx run app:eval`, `nx eval app` */
function nx(words: readonly string[], cwd: Folder, world: World): Request | undefined {
  const sub = words[1];
  const { operands } = split(words.slice(2), [], ['--base', '--head', '--parallel', '--configuration', '-c']);
  if (sub === 'run-many' || sub === 'affected') {
    const targets = listed(words, ['-t', '--target', '--targets']);
    const projects = listed(words, ['-p', '--projects']);
    return { tasks: targets, folders: projects.length > 0 ? projects.flatMap((one) => project(one, cwd, world)) : members(workspaceRoot(cwd, world), world) };
  }
  const [name = '', task] = sub === 'run' ? (operands[0] ?? '').split(':') : [operands[0] ?? '', sub];
  return task === undefined ? undefined : { tasks: [task], folders: project(name, cwd, world) };
}

/** `lerna run eval --scope app` */
function lerna(words: readonly string[], cwd: Folder, world: World): Request | undefined {
  const { operands, values } = split(words.slice(2), ['--scope'], ['--concurrency', '--since']);
  if (words[1] !== 'run' || operands[0] === undefined) return undefined;
  return { tasks: operands[0].split(','), folders: values.length > 0 ? filtered(values, cwd, world) : members(workspaceRoot(cwd, world), world) };
}

/** `run-p "lint:*" "eval -- --fast"`: scripts of the package itself, by name or pattern. */
function several(words: readonly string[], cwd: Folder, world: World): Fan {
  const folder = upwards(cwd).find((one) => world.scriptsIn(one, 'npm'));
  const names = folder === undefined ? [] : (world.scriptsIn(folder, 'npm')?.scripts ?? []).map((script) => script.name);
  const { operands } = split(words.slice(1), [], ['--max-parallel', '--npm-path']);
  const scripts = operands.flatMap((operand) => {
    const [pattern = '', ...args] = operand.split(/\s+/);
    // `:` separates names as `/` separates folders: `lint:*` is one deep, `lint:**` any.
    const isMeant = shellGlob(pattern.replaceAll(':', '/'));
    const meant = names.filter((name) => name === pattern || (isMeant(name.replaceAll(':', '/')) && `${name}:**` !== pattern));
    return meant.flatMap((name) => packageScripts(name, args.filter((word) => word !== '--'), folder, world));
  });
  return { scripts, texts: [] };
}

/** `concurrently "npm run a" npm:b` */
function concurrently(words: readonly string[], cwd: Folder, world: World): Fan {
  const { operands } = split(words.slice(1), [], ['-n', '--names', '-c', '--prefix-colors', '-p', '--prefix', '-s', '--success', '-m', '--max-processes', '--restart-tries', '--kill-signal']);
  const short = /^(?:npm|pnpm|yarn|bun|node):(\S+)(.*)$/;
  return {
    scripts: operands.flatMap((operand) => {
      const named = short.exec(operand)?.[1];
      return named === undefined ? [] : several(['run-p', named.replace(/\*$/, '**')], cwd, world).scripts;
    }),
    texts: operands.filter((operand) => !short.test(operand)),
  };
}

/** Operands and the values of the options asked for; other options are passed over. */
function split(words: readonly string[], wanted: readonly string[], valued: readonly string[]): { operands: string[]; values: string[] } {
  const operands: string[] = [];
  const values: string[] = [];
  for (let at = 0; at < words.length && words[at] !== '--'; at += 1) {
    const word = words[at] ?? '';
    const option = word.split('=', 1)[0] ?? '';
    const isWanted = wanted.includes(option);
    if (!word.startsWith('-')) operands.push(word);
    else if (isWanted || valued.includes(option)) {
      const value = word.includes('=') ? word.slice(option.length + 1) : (words[(at += 1)] ?? '');
      if (isWanted) values.push(value);
    }
  }
  return { operands, values };
}

/** Values of a list option, by comma or by further words: `-t lint test`, `--targets=lint,test`. */
function listed(words: readonly string[], options: readonly string[]): string[] {
  const found: string[] = [];
  for (const [index, word] of words.entries()) {
    const option = word.split('=', 1)[0] ?? '';
    if (!options.includes(option)) continue;
    if (word.includes('=')) found.push(...word.slice(option.length + 1).split(','));
    else for (let at = index + 1; at < words.length && !words[at]?.startsWith('-'); at += 1) found.push(...(words[at] ?? '').split(','));
  }
  return found.filter((one) => one !== '');
}
