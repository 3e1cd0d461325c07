import type { Assignment, Command, SyntaxNode } from 'unbash';
import { resolvePath, type Folder } from '../paths.ts';
import type { ShellText } from './index.ts';
import { fieldsOf, textOf, type Values } from './words.ts';

/** The shell's own state, which earlier commands change for later ones. */
export interface Environment {
  path: string;
  cwd: Folder;
  previous: Folder;
  stack: Folder[];
  variables: Map<string, string>;
  args: readonly string[] | undefined;
  functions: Map<string, SyntaxNode>;
  errexit: boolean;
  /** Whether `set +e` turned it off, rather than it never having been on. */
  turnedOff: boolean;
  pipefail: boolean;
}

const MAX_VALUE = 2_000;
const MAX_FIELDS = 2_000;

export function newEnvironment(source: ShellText): Environment {
  return {
    path: source.path, cwd: source.cwd, previous: undefined, stack: [], variables: new Map(), args: source.args, functions: new Map(),
    errexit: source.mode.errexit, turnedOff: false, pipefail: source.mode.pipefail,
  };
}

/** What a subshell starts with: a copy, so that its `cd` and `set` stay inside. */
export function copyOf(env: Environment): Environment {
  return { ...env, stack: [...env.stack], variables: new Map(env.variables), functions: new Map(env.functions) };
}

export function assign(env: Environment, assignment: Assignment, certain: boolean): void {
  const { name, value } = assignment;
  const text = value.type === 'Word' && !assignment.index ? textOf(value, env) : undefined;
  const before = env.variables.get(name);
  const after = assignment.append ? (before === undefined || text === undefined ? undefined : before + text) : text;
  const isKnown = after !== undefined && after.length <= MAX_VALUE && !after.includes('$(') && !after.includes('`');
  // A value given in one branch only is a guess once another value was known.
  if (isKnown && (certain || before === undefined || before === after)) env.variables.set(name, after);
  else env.variables.delete(name);
}

/** Applies a builtin that changes the shell; false when the command is none of those. */
export function applyBuiltin(env: Environment, command: Command, words: readonly string[], certain: boolean): boolean {
  const [name, ...args] = words;
  switch (name) {
    case 'cd':
      changeFolder(env, args.find((word) => word !== '--' && !/^-[LPe@]+$/.test(word)));
      return true;
    case 'pushd':
      env.stack.push(env.cwd);
      changeFolder(env, args[0]);
      return true;
    case 'popd':
      if (env.stack.length > 0) env.cwd = env.stack.pop();
      return true;
    case 'set':
      setOptions(env, args);
      return true;
    case 'export':
    case 'declare':
    case 'local':
    case 'readonly':
    case 'typeset':
      for (const part of command.args) if (part.type === 'Assignment') assign(env, part, certain);
      return true;
    case 'unset':
      for (const one of args) env.variables.delete(one);
      return true;
    case 'read':
      for (const one of args) env.variables.delete(one);
      return true;
    case 'shift':
      env.args = env.args?.slice(Number(args[0] ?? 1) || 1);
      return true;
    default:
      return false;
  }
}

function changeFolder(env: Environment, to: string | undefined): void {
  const target = to === '-' ? env.previous : to === undefined ? undefined : resolvePath(env.cwd, to);
  env.previous = env.cwd;
  env.cwd = target;
}

function setOptions(env: Environment, args: readonly string[]): void {
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at] ?? '';
    if (word === '--') {
      env.args = args.slice(at + 1);
      return;
    }
    const on = word.startsWith('-');
    if (!on && !word.startsWith('+')) return;
    if (word.slice(1).includes('e')) setErrexit(env, on);
    if (!word.slice(1).includes('o')) continue;
    const option = args[(at += 1)];
    if (option === 'errexit') setErrexit(env, on);
    if (option === 'pipefail') env.pipefail = on;
  }
}

function setErrexit(env: Environment, on: boolean): void {
  env.errexit = on;
  env.turnedOff = !on;
}

/** The fields of a command: its name and arguments. */
export function fieldsOfCommand(command: Command, values: Values): string[] {
  if (!command.name) return [];
  const fields = fieldsOf(command.name, values).filter((word) => word !== '');
  for (const part of command.args) {
    if (fields.length >= MAX_FIELDS) break;
    fields.push(...(part.type === 'Word' ? fieldsOf(part, values) : [part.text]));
  }
  return fields;
}
