/**
 * The one place that starts a program, and the program is git. The repository's own configuration is hostile: it can name programs
 * (fsmonitor, hooks, filters, ssh, pagers, credential helpers) and point the work tree elsewhere. Three things keep it from doing so:
 * only commands that neither hash nor convert files are run, a clean environment, and command-line configuration, which overrides the
 * repository's. Only a repository of our own is ever told of a network (`gitOfOwn`).
 */
import type { ChildProcessByStdio } from 'node:child_process';
import { execFile, spawn } from 'node:child_process';
import { delimiter, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { FETCH_TIMEOUT_MS, GIT_OUTPUT_BYTES, GIT_TIMEOUT_MS } from './limits.ts';
import type { Network } from './network.ts';

export type GitAnswer =
  | { readonly ok: true; readonly out: Buffer }
  | { readonly ok: false; readonly reason: 'missing' | 'failed'; readonly says: string; /** Its exit code, where it had one. */ readonly code?: number };

export interface Git {
  /** Runs one command to its end. Never rejects. */
  run(args: readonly string[]): Promise<GitAnswer>;
  /** Starts a command that answers while it is being asked. Whoever starts it ends it. */
  start(args: readonly string[]): ChildProcessByStdio<Writable, Readable, null>;
}

/** Values that the repository's configuration cannot override, since the command line comes last. */
const OVERRIDES = [
  'core.fsmonitor=false',
  'core.untrackedCache=false',
  'core.hooksPath=/dev/null',
  'core.excludesFile=/dev/null',
  'core.attributesFile=/dev/null',
  'core.sshCommand=false',
  'core.gitProxy=false',
  'core.askPass=',
  'core.editor=false',
  'core.pager=cat',
  'core.longPaths=true',
  'credential.helper=',
  'diff.external=',
  'gpg.program=false',
  'protocol.allow=never',
  'submodule.recurse=false',
  'safe.directory=*',
] as const;

/**
 * Git for a repository whose `.git` (folder or file) is in `top`, run in `folder`, which is `top` or lies below it. Naming both
 * explicitly disables discovery, `core.worktree`, `core.bare`, and the ownership check that would refuse a checkout of another user.
 */
export function gitIn(top: string, folder: string): Git {
  return gitWith(folder, { ...cleanEnvironment(top), GIT_DIR: join(top, '.git'), GIT_WORK_TREE: top });
}

/** Git for the bare repository of our own in `folder`. It may use a network when given one. Programs of the audited tree, `top`, stay out. */
export function gitOfOwn(folder: string, top: string, network?: Network): Git {
  return gitWith(folder, { ...cleanEnvironment(top), GIT_DIR: folder, ...network?.environment }, network);
}

function gitWith(folder: string, env: NodeJS.ProcessEnv, network?: Network): Git {
  const settings = [...OVERRIDES, ...(network?.settings ?? [])];
  const before = ['--no-pager', '--no-replace-objects', '-C', folder, ...settings.flatMap((value) => ['-c', value])];
  // Where Windows looks for a program, the current folder comes first: it must not be the audited one. Git itself goes to `-C`.
  const place = { env, cwd: dirname(process.execPath), windowsHide: true };
  const limits = { encoding: 'buffer', maxBuffer: GIT_OUTPUT_BYTES, timeout: network ? FETCH_TIMEOUT_MS : GIT_TIMEOUT_MS, killSignal: 'SIGKILL' } as const;
  return {
    run: (args) =>
      new Promise((settle) => {
        execFile('git', [...before, ...args], { ...place, ...limits }, (error, stdout, stderr) => {
          if (!error) settle({ ok: true, out: stdout });
          else if (error.code === 'ENOENT') settle({ ok: false, reason: 'missing', says: 'git is not installed' });
          else settle({ ok: false, reason: 'failed', says: complaint(stderr) || `git ended with ${error.code ?? error.signal ?? 'an error'}`, ...exitCode(error) });
        });
      }),
    start: (args) => spawn('git', [...before, ...args], { ...place, stdio: ['pipe', 'pipe', 'ignore'] }),
  };
}

/** Of a process that did not even start it is a name. */
function exitCode({ code }: { readonly code?: string | number | null }): { code?: number } {
  return typeof code === 'number' ? { code } : {};
}

/** An allow-list: nothing named GIT_*, LD_* or HOME gets through. */
function cleanEnvironment(top: string): NodeJS.ProcessEnv {
  return {
    ...inherited(['SystemRoot', 'TEMP', 'TMP', 'TMPDIR']),
    PATH: trustedPath(process.env['PATH'] ?? '', top),
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_LITERAL_PATHSPECS: '1',
    // Parents are those that the commits themselves name.
    GIT_GRAFT_FILE: '/dev/null',
    // `protocol.NAME.allow` of the repository would beat `protocol.allow`; this list beats both, and no protocol has that name.
    GIT_ALLOW_PROTOCOL: 'none',
  };
}

/** Relative entries depend on the current folder, and package runners put the tree's own `bin` folders first: neither may provide `git`. */
function trustedPath(path: string, top: string): string {
  return path
    .split(delimiter)
    .filter((entry) => isAbsolute(entry) && isOutside(top, entry))
    .join(delimiter);
}

function isOutside(top: string, entry: string): boolean {
  const between = relative(top, resolve(entry));
  return between.startsWith('..') || isAbsolute(between);
}

/** Variables of our own environment, those that are set. */
export function inherited(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));
}

/** What git itself says is wrong. Lines before it may be hints, or the server's. */
function complaint(bytes: Buffer): string {
  const lines = bytes.toString('utf8').split('\n');
  const line = lines.find((one) => /^(?:fatal|error): /.test(one)) ?? lines[0]!;
  return line.replace(/\p{Cc}+/gu, ' ').trim().slice(0, 200);
}
