/**
 * The one place that starts a program, and the program is git. The repository's own configuration is hostile: it can name programs
 * (fsmonitor, hooks, filters, ssh, pagers, credential helpers) and point the work tree elsewhere. Three things keep it from doing so:
 * only commands that neither hash nor convert files are run, a clean environment, and command-line configuration, which overrides the
 * repository's.
 */
import { execFile } from 'node:child_process';
import { delimiter, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { GIT_OUTPUT_BYTES, GIT_TIMEOUT_MS } from './limits.ts';

export type GitAnswer =
  | { readonly ok: true; readonly out: Buffer }
  | { readonly ok: false; readonly reason: 'missing' | 'failed'; readonly says: string };

/** Runs one git command in a folder. Never rejects. */
export type Git = (args: readonly string[]) => Promise<GitAnswer>;

/** Values that the repository's configuration cannot override, since the command line comes last. */
const OVERRIDES = [
  'core.fsmonitor=false',
  'core.untrackedCache=false',
  'core.hooksPath=/dev/null',
  'core.excludesFile=/dev/null',
  'core.attributesFile=/dev/null',
  'core.sshCommand=false',
  'core.gitProxy=false',
  'core.askPass=false',
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
  const env = cleanEnvironment(top);
  const before = ['--no-pager', '--no-replace-objects', '-C', folder, ...OVERRIDES.flatMap((value) => ['-c', value])];
  // Where Windows looks for a program, the current folder comes first: it must not be the audited one. Git itself goes to `-C`.
  const options = { env, cwd: dirname(process.execPath), encoding: 'buffer', maxBuffer: GIT_OUTPUT_BYTES, timeout: GIT_TIMEOUT_MS, killSignal: 'SIGKILL', windowsHide: true } as const;
  return (args) =>
    new Promise((settle) => {
      execFile('git', [...before, ...args], options, (error, stdout, stderr) => {
        if (!error) settle({ ok: true, out: stdout });
        else if (error.code === 'ENOENT') settle({ ok: false, reason: 'missing', says: 'git is not installed' });
        else settle({ ok: false, reason: 'failed', says: firstLine(stderr) || `git ended with ${error.code ?? error.signal ?? 'an error'}` });
      });
    });
}

/** An allow-list: nothing named GIT_*, LD_* or HOME gets through. */
function cleanEnvironment(top: string): NodeJS.ProcessEnv {
  const { SystemRoot, TEMP, TMP, TMPDIR } = process.env;
  return {
    ...definedOf({ SystemRoot, TEMP, TMP, TMPDIR }),
    PATH: trustedPath(process.env['PATH'] ?? '', top),
    LC_ALL: 'C',
    GIT_DIR: join(top, '.git'),
    GIT_WORK_TREE: top,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_LAZY_FETCH: '1',
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

function definedOf(values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

function firstLine(bytes: Buffer): string {
  return bytes.toString('utf8').split('\n', 1)[0]!.trim().slice(0, 200);
}
