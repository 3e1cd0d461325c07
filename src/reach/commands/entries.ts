/** Programs of the repository itself: which file an interpreter is told to run. */
import { baseName, folderOf, resolvePath, type Folder } from './paths.ts';
import { below, indexOf, search, type World } from './world.ts';

interface Interpreter {
  /** Words that may stand before the file: `deno run x.ts`, `tsx watch x.ts`. */
  readonly sub?: readonly string[];
  readonly valued?: readonly string[];
  /** Options whose value is code, so that no file is run. */
  readonly code?: readonly string[];
  readonly extensions: readonly string[];
  /** Option after which a module is named instead of a file. */
  readonly module?: string;
}

const NODE: Interpreter = {
  valued: ['-r', '--require', '--import', '--loader', '--experimental-loader', '--env-file', '--env-file-if-exists', '-C', '--conditions', '--tsconfig', '-P', '--project', '-O', '--compiler-options', '--config'],
  code: ['-e', '--eval', '-p', '--print', '-c', '--check'], sub: ['watch', 'run'], extensions: ['.js', '.mjs', '.cjs', '.ts', '.mts', '.cts', '.tsx', '/index.js', '/index.ts'],
};
const PYTHON: Interpreter = { valued: ['-W', '-X', '-Q', '--check-hash-based-pycs'], code: ['-c'], extensions: ['/__main__.py'], module: '-m' };
const NOTEBOOK: Interpreter = { sub: ['nbconvert', 'execute', 'run'], valued: ['--to', '--output', '--output-dir', '-p', '-r', '-k', '--kernel'], extensions: ['.ipynb'] };

const INTERPRETERS: Readonly<Record<string, Interpreter>> = {
  python: PYTHON, python3: PYTHON, py: PYTHON, pypy3: PYTHON, coverage: { ...PYTHON, sub: ['run'], valued: ['--source', '--omit', '--include', '--rcfile', '--data-file'] },
  node: NODE, nodejs: NODE, tsx: NODE, 'ts-node': NODE, 'ts-node-esm': NODE, esno: NODE, jiti: NODE, 'vite-node': NODE, 'babel-node': NODE, 'swc-node': NODE, bun: NODE, nodemon: NODE,
  deno: { ...NODE, sub: ['run', 'serve'], code: ['eval'] },
  ruby: { valued: ['-r', '-I'], code: ['-e'], extensions: ['.rb'] }, php: { valued: ['-d'], code: ['-r'], extensions: ['.php'] }, perl: { code: ['-e'], extensions: ['.pl'] },
  Rscript: { code: ['-e'], extensions: ['.R'] }, julia: { code: ['-e'], extensions: ['.jl'] }, pwsh: { code: ['-Command', '-c'], extensions: ['.ps1'] },
  papermill: NOTEBOOK, jupyter: NOTEBOOK,
};

/** Programs that keep their commands in a file of a fixed name: what counts is the command, `manage.py test`, not the file. */
const FRONTS: ReadonlySet<string> = new Set(['setup.py', 'manage.py', 'artisan']);

/** Either the files of the repository that run, or the command that an interpreter merely starts: `python -m pytest` is `pytest`. */
export type Entry = { readonly files: readonly string[]; readonly words?: undefined } | { readonly files?: undefined; readonly words: readonly string[] };

export function readEntry(words: readonly string[], cwd: Folder, world: World): Entry | undefined {
  const [program = '', ...rest] = words;
  const interpreter = Object.hasOwn(INTERPRETERS, program) ? INTERPRETERS[program] : /^python3?\.\d+$/.test(program) ? PYTHON : undefined;
  if (interpreter) return interpreted(interpreter, rest, cwd, world);
  if (FRONTS.has(program)) return undefined;
  if (FRONTS.has(baseName(program))) return front(program, rest, cwd, world);
  return compiled(words, cwd, world) ?? ownCommand(program, world) ?? byPath(program, cwd, world);
}

function interpreted(interpreter: Interpreter, words: readonly string[], cwd: Folder, world: World): Entry | undefined {
  let at = 0;
  if (interpreter.sub?.includes(words[0] ?? '')) at = 1;
  for (; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (interpreter.code?.includes(word)) return undefined;
    if (word === interpreter.module) return moduleEntry(words.slice(at + 1), cwd, world);
    if (interpreter.valued?.includes(word)) at += 1;
    else if (!word.startsWith('-')) break;
  }
  const operand = words[at];
  if (operand === undefined) return undefined;
  if (FRONTS.has(baseName(operand))) return front(operand, words.slice(at + 1), cwd, world);
  // `node node_modules/acme/bin/acme.js` is `acme`.
  const installed = /node_modules\/(?:@[^/]+\/)?[^/]+\/(?:bin|dist|cli)\/([\w-]+)(?:\.[cm]?js)?$/.exec(operand)?.[1];
  if (installed !== undefined) return { words: [installed, ...words.slice(at + 1)] };
  const path = resolvePath(cwd, operand);
  const file = path === undefined ? undefined : [path, ...interpreter.extensions.map((extension) => `${path}${extension}`.replace(/^\//, ''))].find((one) => world.has(one));
  return file === undefined ? undefined : { files: [file] };
}

/** `manage.py nightly` runs `any/app/management/commands/nightly.py`; its own commands, and those of the others, are known by name. */
function front(path: string, args: readonly string[], cwd: Folder, world: World): Entry {
  const file = resolvePath(cwd, path);
  if (baseName(path) === 'manage.py' && args[0] !== 'test' && file !== undefined && world.has(file)) {
    const commands = world.files.filter((one) => one.endsWith(`/management/commands/${args[0]}.py`));
    return { files: commands.length > 0 ? commands : [file] };
  }
  return { words: [baseName(path), ...args] };
}

function moduleEntry([module = '', ...args]: readonly string[], cwd: Folder, world: World): Entry {
  const file = moduleFile(module, cwd, world);
  return file === undefined ? { words: [module, ...args] } : { files: [file] };
}

/** `pkg.mod` → `pkg/mod.py` or `pkg/mod/__main__.py`, below the folder, its `src`, the root, the root's `src`, or the one place that fits. */
function moduleFile(module: string, cwd: Folder, world: World): string | undefined {
  if (!/^[\w.]+$/.test(module)) return undefined;
  const path = module.replaceAll('.', '/');
  const endings = [`${path}.py`, `${path}/__main__.py`];
  for (const folder of [cwd, resolvePath(cwd, 'src'), '', 'src']) {
    const found = endings.map((ending) => resolvePath(folder, ending)).find((one) => one !== undefined && world.has(one));
    if (found !== undefined) return found;
  }
  // A name without a dot is more likely an installed package than a file somewhere deep in the tree.
  const elsewhere = module.includes('.') ? search(world, `module ${path}`, () => (file) => endings.some((ending) => file.endsWith(`/${ending}`))) : [];
  return elsewhere.length === 1 ? elsewhere[0] : undefined;
}

/** `go run ./cmd/x`, `cargo run --bin x`, `dotnet run --project x`: the sources of the program. */
function compiled(words: readonly string[], cwd: Folder, world: World): Entry | undefined {
  const [program, sub, ...rest] = words;
  if (sub !== 'run' || cwd === undefined) return undefined;
  const option = (...names: string[]): string | undefined => {
    const at = rest.findIndex((word) => names.includes(word.split('=', 1)[0] ?? ''));
    return at === -1 ? undefined : rest[at]?.includes('=') ? rest[at]?.split('=')[1] : rest[at + 1];
  };
  const existing = (paths: readonly string[]): Entry | undefined => {
    const files = paths.map((path) => resolvePath(cwd, path)).filter((path) => path !== undefined && world.has(path)) as string[];
    return files.length > 0 ? { files: files.slice(0, 1) } : undefined;
  };
  if (program === 'cargo') {
    const name = option('--bin', '--example');
    return existing(name === undefined ? ['src/main.rs'] : [`src/bin/${name}.rs`, `examples/${name}.rs`, `src/bin/${name}/main.rs`, 'src/main.rs']);
  }
  if (program === 'dotnet') {
    const named = option('--project', '-p') ?? '.';
    return existing([`${named.replace(/\/?[^/]+\.[a-z]+proj$/, '') || '.'}/Program.cs`]);
  }
  const target = program === 'go' ? rest.find((word) => !word.startsWith('-')) : undefined;
  const path = target === undefined ? undefined : resolvePath(cwd, target);
  if (path === undefined) return undefined;
  if (world.has(path)) return { files: [path] };
  const files = below(world, path).filter((file) => folderOf(file) === path && file.endsWith('.go') && !file.endsWith('_test.go'));
  return files.length > 0 ? { files } : undefined;
}

/** A command that a package of the repository installs: `[project.scripts]`, `bin`. */
function ownCommand(program: string, world: World): Entry | undefined {
  const command = indexOf(world).commands.get(program);
  if (!command) return undefined;
  const entry = command.entry.replace(/:.*$/, '');
  const file = command.ecosystem === 'pypi' ? moduleFile(entry, command.folder, world) : resolvePath(command.folder, entry);
  return file !== undefined && world.has(file) ? { files: [file] } : undefined;
}

/** `./evals/run.py`, started by its own first line; `uv run` takes the bare name too. */
function byPath(program: string, cwd: Folder, world: World): Entry | undefined {
  const path = program.includes('/') || program.endsWith('.py') ? resolvePath(cwd, program) : undefined;
  return path !== undefined && world.has(path) ? { files: [path] } : undefined;
}
