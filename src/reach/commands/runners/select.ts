import picomatch from 'picomatch';
import { shellGlob } from '../../../matching/index.ts';
import type { Match } from '../match.ts';
import { leadOf, matchLead } from '../match.ts';
import { resolvePath, type Folder } from '../paths.ts';
import { below, inFolder, search, type World } from '../world.ts';
import { RUNNERS, type TestRunner } from './table.ts';

const MOST_NAMES = 50;

export interface TestRun extends Match {
  /** Test files picked up and config files named. Sorted. */
  readonly files: readonly string[];
}

interface Arguments {
  readonly operands: readonly string[];
  readonly configs: readonly string[];
  readonly ignored: readonly string[];
  readonly names: readonly string[];
  readonly folder: Folder;
}

/** The test files that a command would run; undefined when it is no test runner's. */
export function selectTests(words: readonly string[], cwd: Folder, world: World): TestRun | undefined {
  let best: { runner: TestRunner; match: Match } | undefined;
  for (const runner of RUNNERS) {
    if (runner.needs?.some((option) => !words.includes(option)) || runner.unless?.some((option) => words.includes(option))) continue;
    for (const lead of runner.leads) {
      const match = matchLead(words, leadOf(lead));
      if (match && match.weight > (best?.match.weight ?? 0)) best = { runner, match };
    }
  }
  return best && { ...best.match, files: filesOf(best.runner, words.slice(best.match.end), cwd, world) };
}

function filesOf(runner: TestRunner, words: readonly string[], cwd: Folder, world: World): string[] {
  const given = argumentsOf(runner, words, cwd);
  const configs = given.configs.map((path) => resolvePath(cwd, path)).filter((path) => path !== undefined && world.has(path)) as string[];
  const ignored = given.ignored.map((path) => resolvePath(cwd, path));
  const isIgnored = (path: string): boolean => ignored.some((one) => one !== undefined && (path === one || path.startsWith(`${one}/`)));
  const files = selected(runner, given, world).filter((path) => !isIgnored(path) && !isOfAnother(runner, path, world));
  return [...new Set([...configs, ...files])].sort();
}

function isOfAnother(runner: TestRunner, path: string, world: World): boolean {
  if (runner.module === undefined) return false;
  const imported = world.byPath.get(path)?.code?.imports.map((one) => one.module) ?? [];
  return !imported.includes(runner.module) && RUNNERS.some((other) => other.module !== undefined && imported.includes(other.module));
}

function argumentsOf(runner: TestRunner, words: readonly string[], cwd: Folder): Arguments {
  const operands: string[] = [];
  const configs: string[] = [];
  const ignored: string[] = [];
  const names: string[] = [];
  let folder = cwd;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const equals = word.startsWith('-') ? word.indexOf('=') : -1;
    const option = equals === -1 ? word : word.slice(0, equals);
    const takes = (options: readonly string[] | undefined): boolean => options?.includes(option) === true;
    const value = (): string => (equals === -1 ? (words[(at += 1)] ?? '') : word.slice(equals + 1));
    if (takes(runner.config)) configs.push(value());
    else if (takes(runner.ignore)) ignored.push(value());
    else if (runner.names !== undefined && option === runner.names) names.push(...value().split(',').slice(0, MOST_NAMES));
    // A manifest or project file may be named where its folder is meant.
    else if (takes(runner.folder)) folder = resolvePath(cwd, value().replace(/\/?[^/]+\.(?:toml|xml)$/, '') || '.');
    else if (takes(runner.valued)) value();
    else if (!word.startsWith('-') && word !== '') operands.push(word);
  }
  return { operands, configs, ignored, names, folder };
}

function selected(runner: TestRunner, given: Arguments, world: World): string[] {
  const { folder } = given;
  if (folder === undefined) return [];
  const tests = given.names.length > 0 ? namedTests(given.names, world) : search(world, `tests ${runner.leads[0]} ${runner.needs}`, () => {
    const isTest = picomatch([...runner.include], { ignore: [...(runner.exclude ?? [])] });
    return (path) => isTest(path);
  });
  const inside = (root: string): readonly string[] => inFolder(tests, root);
  const everything = (): string[] => {
    const roots = runner.roots?.map((root) => resolvePath(folder, root)).filter((root) => root !== undefined) as string[] | undefined;
    return (roots ?? [folder]).flatMap(inside);
  };
  if (given.operands.length === 0 && runner.operands !== 'packages') return everything();
  switch (runner.operands) {
    case 'none':
      return everything();
    case 'parts':
      return everything().filter((path) => given.operands.some((part) => relative(folder, path).includes(part.replace(/^\.\//, '').replace(/:\d+$/, ''))));
    case 'packages':
      return goPackages(given.operands, folder, world);
    case 'modules':
      return given.operands.flatMap((operand) => named(moduleFile(operand, folder, world) ?? operand, folder, world, inside));
    case 'paths':
      // `tests/test_x.py::test_y` chooses one test of a file.
      return given.operands.flatMap((operand) => named(operand.replace(/::.*$/s, ''), folder, world, inside));
  }
}

/** `Answers*,x.y.AskTest#asks,!SlowTest`: files below a folder of tests by their names, whose packages are their folders. */
function namedTests(names: readonly string[], world: World): readonly string[] {
  const globOf = (name: string) => shellGlob(`**/src/test/**/${name.replace(/#.*$/s, '').replaceAll('.', '/')}.*`);
  return search(world, `named ${names.join()}`, () => {
    const taken = names.filter((name) => !name.startsWith('!')).map(globOf);
    const left = names.filter((name) => name.startsWith('!')).map((name) => globOf(name.slice(1)));
    return (path) => (taken.length === 0 ? path.includes('src/test/') : taken.some((isIt) => isIt(path))) && !left.some((isIt) => isIt(path));
  });
}

/** A file, the tests in a folder, or what a glob matches. */
function named(operand: string, folder: string, world: World, inside: (root: string) => readonly string[]): readonly string[] {
  const path = resolvePath(folder, operand);
  if (path === undefined) return [];
  if (world.has(path)) return [path];
  if (/[*?[{]/.test(path)) return [...search(world, `glob ${path}`, () => shellGlob(path))];
  return inside(path);
}

/** `tests.test_x.Case.test_y` → `tests/test_x.py`. */
function moduleFile(name: string, folder: string, world: World): string | undefined {
  const parts = name.split('.');
  for (let length = parts.length; length > 0; length -= 1) {
    const path = resolvePath(folder, parts.slice(0, length).join('/'));
    if (path !== undefined && world.has(`${path}.py`)) return `${parts.slice(0, length).join('/')}.py`;
  }
  return /^[\w.]+$/.test(name) && !name.includes('/') ? parts.join('/') : undefined;
}

/** `./...` is every package below, `./x` one package, nothing the package of the folder itself. */
function goPackages(operands: readonly string[], folder: string, world: World): string[] {
  const packages = operands.filter((operand) => operand.startsWith('.') || operand === 'all');
  // A package named by its import path cannot be found without go.mod: then nothing is said rather than everything.
  if (packages.length === 0 && operands.length > 0) return [];
  return (packages.length === 0 ? ['.'] : packages).flatMap((operand) => {
    const isDeep = operand === 'all' || operand.endsWith('...');
    const root = resolvePath(folder, operand === 'all' ? '.' : operand.replace(/\/?\.\.\.$/, '') || '.');
    if (root === undefined) return [];
    return below(world, root).filter((path) => path.endsWith('_test.go') && (isDeep || !relative(root, path).includes('/')));
  });
}

function relative(folder: string, path: string): string {
  return folder === '' ? path : path.slice(folder.length + 1);
}
