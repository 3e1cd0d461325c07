/** Commands that run a shell: a file of the repository, or text given on the spot. */
import { resolvePath, type Folder } from './paths.ts';
import type { Followed } from './packages.ts';
import { flagMode, stepMode, type ShellMode } from './shell/index.ts';
import type { World } from './world.ts';

export type ShellCall =
  | { readonly text: string; readonly isRemote: boolean; readonly mode: ShellMode; readonly args: readonly string[] | undefined }
  | { readonly text?: undefined; readonly script: Followed; readonly mode: ShellMode };

const SHELL = /^(?:ba|da|a|z|k)?sh$/;
const SSH_VALUED: ReadonlySet<string> = new Set(['-i', '-p', '-o', '-l', '-F', '-J', '-L', '-R', '-b', '-c', '-D', '-E', '-m', '-S', '-W', '-w']);

/** `bash x.sh`, `./x.sh`, `source x.sh`, `bash -c "..."`, `ssh host "..."`; undefined for anything else. */
export function readShellCall(words: readonly string[], cwd: Folder, world: World): ShellCall | undefined {
  const [program = '', ...rest] = words;
  if (SHELL.test(program.slice(program.lastIndexOf('/') + 1))) return shell(rest, cwd, world);
  if (program === 'ssh') return ssh(rest);
  // What is sourced runs with the caller's own options; that a failure stops it is the rule in CI.
  if (program === 'source' || program === '.') return file(rest[0], rest.slice(1), cwd, stepMode('sh'), world);
  return program.includes('/') ? file(program, rest, cwd, flagMode([]), world) : undefined;
}

function shell(words: readonly string[], cwd: Folder, world: World): ShellCall | undefined {
  let at = 0;
  for (; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (/^-[a-z]*c$/i.test(word)) return { text: words[at + 1] ?? '', isRemote: false, mode: flagMode(words.slice(0, at + 1)), args: words.slice(at + 3) };
    if (/^[-+][a-z]*o$/i.test(word)) at += 1;
    else if (!/^[-+]/.test(word)) break;
  }
  return file(words[at], words.slice(at + 1), cwd, flagMode(words.slice(0, at)), world);
}

function ssh(words: readonly string[]): ShellCall | undefined {
  let at = 0;
  for (; at < words.length && words[at]?.startsWith('-'); at += 1) if (SSH_VALUED.has(words[at] ?? '')) at += 1;
  const text = words.slice(at + 1).filter((word) => word !== '--').join(' ');
  return text === '' ? undefined : { text, isRemote: true, mode: flagMode([]), args: undefined };
}

function file(name: string | undefined, args: readonly string[], cwd: Folder, mode: ShellMode, world: World): ShellCall | undefined {
  const path = name === undefined ? undefined : resolvePath(cwd, name);
  const scripts = path === undefined ? undefined : world.byPath.get(path)?.scripts;
  const script = scripts?.runner === 'sh' ? scripts.scripts[0] : undefined;
  return path === undefined || !scripts || !script ? undefined : { script: { file: { path, scripts: scripts.scripts }, script, runner: 'sh', cwd, args }, mode };
}
