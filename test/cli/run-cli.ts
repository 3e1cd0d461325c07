/** Starts the command line as users do: the bundle of dist/ in a process of its own. */
import { execFileSync, spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const DIST = fileURLToPath(new URL('../../dist', import.meta.url));

/** A small application that calls a model, and so lacks nearly everything. */
export const APP: Files = {
  'README.md': '# Chat\n',
  'requirements.txt': 'openai==1.50.0\n',
  'app.py': 'from openai import OpenAI\n\nclient = OpenAI()\n\n\ndef answer(question):\n    return client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": question}])\n',
};

export type Files = Readonly<Record<string, string | Uint8Array>>;

export interface CliRun {
  readonly cwd?: string;
  /** The program that runs the bundle; the one that runs the tests when not given. */
  readonly node?: string;
  readonly dist?: string;
  /** Closes the reading end of standard output at once, as `| head -0` would. */
  readonly deaf?: boolean;
}

export interface CliEnd {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function cli(args: readonly string[], { cwd = tmpdir(), node = process.execPath, dist = DIST, deaf = false }: CliRun = {}): Promise<CliEnd> {
  return new Promise((resolve, reject) => {
    const child = spawn(node, [join(dist, 'cli.js'), ...args], { cwd, env: { PATH: process.env['PATH'] ?? '', HOME: tmpdir() }, stdio: ['ignore', 'pipe', 'pipe'] });
    let [stdout, stderr] = ['', ''];
    if (deaf) child.stdout.destroy();
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

const folders: string[] = [];

/** Removes what the tests of a file left behind. */
export async function cleanUp(): Promise<void> {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
}

/** A new folder outside any repository, with these files, written in their order. */
export async function tree(files: Files = {}): Promise<string> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'cli-')));
  folders.push(root);
  await write(root, files);
  return root;
}

export async function write(root: string, files: Files): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
}

/** A repository with the files committed, always under the same commit id. */
export async function repository(files: Files): Promise<string> {
  const root = await tree(files);
  git(root, 'init', '-q');
  git(root, 'add', '--all', '--force');
  git(root, 'commit', '-q', '--allow-empty', '-m', 'first');
  return root;
}

/** Git as a person would run it, without the configuration of the machine. */
export function git(cwd: string, ...args: readonly string[]): string {
  const date = '2024-05-01T00:00:00Z';
  const env = { PATH: process.env['PATH'], GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null', GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date };
  return execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.test', '-c', 'init.defaultBranch=main', ...args], { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
}

/** A copy of dist/, alone in a folder, for tests that take something from it. */
export async function copyOfDist(): Promise<string> {
  const dist = join(await tree(), 'dist');
  await cp(DIST, dist, { recursive: true });
  return dist;
}
