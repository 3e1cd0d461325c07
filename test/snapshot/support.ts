/** Temporary trees and repositories for the tests of snapshot/. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach } from 'vitest';
import type { Snapshot } from '../../src/domain/snapshot.ts';

const made: string[] = [];
const shared: string[] = [];
let isShared = false;
const remove = (folders: string[]): void => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
};
afterEach(() => remove(made));
afterAll(() => remove(shared));

/** A fresh folder outside any repository, removed after the test. */
export function tempFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'snapshot-')));
  (isShared ? shared : made).push(folder);
  return folder;
}

/** What is made here is for all tests of a file, which leave it as it is. */
export function forAllTests<T>(make: () => T): T {
  isShared = true;
  try {
    return make();
  } finally {
    isShared = false;
  }
}

export function write(root: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
}

export function tree(files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = tempFolder();
  write(root, files);
  return root;
}

/** Git as a person would run it, without the configuration of the machine. */
export function git(cwd: string, ...args: readonly string[]): string {
  const env = { PATH: process.env['PATH'], GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' };
  const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.test', '-c', 'init.defaultBranch=main', '-c', 'protocol.file.allow=always'];
  return execFileSync('git', [...identity, ...args], { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
}

/** A repository with the files committed. */
export function repository(files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = tree(files);
  git(root, 'init', '-q');
  git(root, 'add', '--all', '--force');
  git(root, 'commit', '-q', '--allow-empty', '-m', 'first');
  return root;
}

/** Adds commits without changes to what is checked out, quickly. Gives the last one's id. */
export function moreCommits(root: string, count: number): string {
  const ref = git(root, 'symbolic-ref', 'HEAD');
  const message = `on ${ref}`;
  const one = (at: number): string => `commit ${ref}\ncommitter Ada <ada@example.test> ${1_700_000_000 + at} +0000\ndata ${message.length}\n${message}\n${at === 0 ? `from ${ref}^0\n` : ''}\n`;
  execFileSync('git', ['fast-import', '--quiet'], { cwd: root, input: Array.from({ length: count }, (_, at) => one(at)).join(''), stdio: ['pipe', 'ignore', 'ignore'] });
  return git(root, 'rev-parse', 'HEAD');
}

/** A clone cut off below one commit, checked out. It knows nothing of where it came from. */
export function shallowClone(origin: string, commit: string, depth = 1): string {
  const root = tempFolder();
  git(root, 'init', '-q', ...(commit.length === 64 ? ['--object-format=sha256'] : []));
  git(root, '-c', 'protocol.version=2', 'fetch', '-q', `--depth=${depth}`, `file://${origin}`, commit);
  git(root, 'checkout', '-q', '--detach', commit);
  return root;
}

export async function textOf(snapshot: Snapshot, path: string): Promise<string> {
  return Buffer.from(await snapshot.read(path)).toString();
}

/** What a snapshot says of its files, without their blob ids, which not every kind knows. */
export function filesOf(snapshot: Snapshot): unknown[] {
  return snapshot.files.map(({ path, size, role, firstParty }) => ({ path, size, role, firstParty }));
}
