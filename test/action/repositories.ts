/** Git repositories for whole runs: histories made in one go, and checkouts of them as runners have them. */
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tempFolder } from './run-action.ts';

export type Files = Readonly<Record<string, string>>;

interface Commit {
  /** All of them, not only those that change. */
  readonly files: Files;
  /** Names of commits that come before. */
  readonly parents?: readonly string[];
}

export interface History<Name extends string> {
  /** What a git server can serve: the repository is `acme/app` in it. */
  readonly root: string;
  readonly folder: string;
  readonly ids: { readonly [N in Name]: string };
}

export const REPOSITORY = 'acme/app';
const ORIGIN = `https://github.test/${REPOSITORY}`;

/** A repository with these commits. A branch leads to each, named like it. */
export async function history<Name extends string>(commits: { readonly [N in Name]: Commit }): Promise<History<Name>> {
  const root = await tempFolder();
  const folder = join(root, REPOSITORY);
  mkdirSync(folder, { recursive: true });
  git(folder, ['init', '-q']);
  const names = Object.keys(commits) as Name[];
  const stream = names.map((name, index) => {
    const { files, parents = [] } = commits[name];
    const lineage = parents.map((parent, at) => `${at === 0 ? 'from' : 'merge'} :${names.indexOf(parent as Name) + 1}\n`).join('');
    const tree = Object.entries(files).map(([path, text]) => `M 100644 inline ${path}\n${data(text)}`).join('');
    return `commit refs/heads/${name}\nmark :${index + 1}\ncommitter Ada <ada@example.test> ${1_700_000_000 + index} +0000\n${data(name)}${lineage}deleteall\n${tree}\n`;
  });
  git(folder, ['fast-import', '--quiet', '--export-marks=.git/marks'], stream.join(''));
  const marks = new Map(readFileSync(join(folder, '.git/marks'), 'utf8').trim().split('\n').map((line) => line.split(' ') as [string, string]));
  addOrigin(folder);
  return { root, folder, ids: Object.fromEntries(names.map((name, index) => [name, marks.get(`:${index + 1}`) ?? ''])) as History<Name>['ids'] };
}

const data = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}\n`;

/** The commit checked out in the repository itself, with all of its history. Gives the workspace. */
export function checkOut<Name extends string>({ folder, ids }: History<Name>, name: Name): string {
  git(folder, ['checkout', '-q', '--detach', ids[name]]);
  return folder;
}

/** A workspace of its own with nothing but one commit, as `actions/checkout` makes it unless it is told otherwise. */
export async function shallowCheckout<Name extends string>({ folder, ids }: History<Name>, name: Name): Promise<string> {
  const workspace = await tempFolder();
  git(workspace, ['init', '-q']);
  git(workspace, ['-c', 'protocol.version=2', '-c', 'protocol.file.allow=always', 'fetch', '-q', '--depth=1', `file://${folder}`, ids[name]]);
  git(workspace, ['checkout', '-q', '--detach', ids[name]]);
  addOrigin(workspace);
  return workspace;
}

function addOrigin(folder: string): void {
  appendFileSync(join(folder, '.git/config'), `[remote "origin"]\n\turl = ${ORIGIN}\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n`);
}

/** Git as a runner would run it, without the configuration of the machine. */
export function git(cwd: string, args: readonly string[], input = ''): string {
  const env = { PATH: process.env['PATH'], GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' };
  return execFileSync('git', ['-c', 'init.defaultBranch=main', ...args], { cwd, env, input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'ignore'] }).trim();
}
