import { appendFileSync, chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { BaseQuestion, Remote } from '../../src/domain/base.ts';
import { openSnapshot } from '../../src/snapshot/index.ts';
import { findBase } from '../../src/snapshot/base.ts';
import { networkOf } from '../../src/snapshot/network.ts';
import { basic, gitServer } from './git-server.ts';
import { forAllTests, git, moreCommits, shallowClone, tempFolder, textOf, tree, write } from './support.ts';

const TOKEN = 'ghs_verySecretToken0123456789';

/** Temporary folders are made in one of the test's own, to see what stays behind. */
let temporary: string;
const kept = { ...process.env };
beforeEach(() => {
  temporary = tempFolder();
  process.env['TMPDIR'] = temporary;
});
afterEach(() => {
  for (const name of ['TMPDIR', 'HOME', 'https_proxy', 'http_proxy']) if (kept[name] === undefined) delete process.env[name]; else process.env[name] = kept[name];
});
const leftBehind = (): string[] => readdirSync(temporary).filter((name) => name.startsWith('genaiops-base-'));

/** The repository's address on the server of the folder that it is in. */
const urlOf = (server: { url: string }, root: string): string => `${server.url}/${basename(root)}/.git`;
const idOf = (root: string, name = 'HEAD'): string => git(root, 'rev-parse', name);
const short = (id: string): string => id.slice(0, 7);

const holdsToken = (path: string): boolean => [TOKEN, basic(TOKEN).slice('basic '.length)].some((secret) => readFileSync(path).includes(secret));

interface Pull {
  readonly origin: string;
  readonly head: string;
  /** The tip of the main branch, which went on after the topic left it. */
  readonly main: string;
  readonly parted: string;
  readonly merge: string;
}

/** A pull request, `commits` long on either side, in the repository of a server. */
function pullRequest(commits = 1, format = 'sha1'): Pull {
  const origin = inServer(() => tree({ 'app.py': 'old\n', 'sub/b.py': 'b\n' }));
  git(origin, 'init', '-q', `--object-format=${format}`);
  git(origin, 'add', '.');
  git(origin, 'commit', '-qm', 'first');
  const parted = moreCommits(origin, 2);
  git(origin, 'checkout', '-qb', 'topic');
  moreCommits(origin, commits);
  write(origin, { 'app.py': 'new\n' });
  git(origin, 'commit', '-qam', 'topic');
  const head = idOf(origin);
  git(origin, 'checkout', '-q', 'main');
  const main = moreCommits(origin, commits);
  git(origin, 'checkout', '-q', '--detach');
  git(origin, 'merge', '-q', '--no-ff', '-m', 'merge', 'topic');
  return { origin, head, main, parted, merge: idOf(origin) };
}

let common: Pull | undefined;
/** The one that tests only fetch from. */
const commonPull = (): Pull => (common ??= forAllTests(() => pullRequest()));

/** What the test makes must not land in the folder that is watched. */
function inServer<T>(make: () => T): T {
  const own = process.env['TMPDIR'];
  if (kept['TMPDIR'] === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = kept['TMPDIR'];
  try {
    return make();
  } finally {
    process.env['TMPDIR'] = own;
  }
}

async function baseOf(folder: string, question: BaseQuestion, remote: Remote): Promise<{ commit?: string; how?: string; missing?: string; files?: string[]; app?: string }> {
  const base = await findBase(folder, question, remote);
  if ('missing' in base) return base;
  const files = base.snapshot.files.map(({ path }) => path);
  const app = files.includes('app.py') ? await textOf(base.snapshot, 'app.py') : undefined;
  await base.snapshot.close?.();
  return { commit: base.commit, how: base.how, files, ...(app !== undefined && { app }) };
}

describe('a shallow checkout', () => {
  test('of a merge fetches its first parent, and leaves nothing behind', async () => {
    const { origin, head, main, parted, merge } = commonPull();
    const server = await gitServer(dirname(origin));
    const clone = inServer(() => shallowClone(origin, merge));
    const base = await findBase(clone, { for: 'pull-request', head, base: parted }, { url: urlOf(server, origin) });
    if ('missing' in base) throw new Error(base.missing);
    expect([base.commit, base.how]).toEqual([main, `Compared with ${short(main)}, the first parent of the merge that is checked out.`]);
    expect(leftBehind()).toHaveLength(1);
    expect(await textOf(base.snapshot, 'app.py')).toBe('old\n');
    await base.snapshot.close?.();
    await base.snapshot.close?.();
    expect(leftBehind()).toEqual([]);
    expect(server.requests.map(({ authorization }) => authorization)).toEqual(server.requests.map(() => undefined));
    expect(existsSync(join(clone, '.git/FETCH_HEAD'))).toBe(true);
    expect(git(clone, 'cat-file', '-t', merge)).toBe('commit');
    expect(() => git(clone, 'cat-file', '-t', main)).toThrow();
  });

  test('of a merge has the same files at the base as a full clone', async () => {
    const { origin, head, main, merge } = commonPull();
    const server = await gitServer(dirname(origin));
    const clone = inServer(() => shallowClone(origin, merge));
    const [fetched, local] = [await findBase(clone, { for: 'pull-request', head, base: main }, { url: urlOf(server, origin) }), await findBase(origin, { for: 'pull-request', head, base: main })];
    if ('missing' in fetched || 'missing' in local) throw new Error('there is no base');
    expect(JSON.stringify(fetched)).toBe(JSON.stringify(local));
    await fetched.snapshot.close?.();
    await local.snapshot.close?.();
  });

  test.each([[1, true], [60, true], [60, false], [520, true]])('of the head finds where it parted %d commits ago (server leaves out what is not wanted: %s)', async (commits, filters) => {
    const { origin, head, main, parted } = pullRequest(commits);
    const server = await gitServer(dirname(origin), { filters });
    const clone = inServer(() => shallowClone(origin, head));
    expect(await baseOf(clone, { for: 'pull-request', head, base: main }, { url: urlOf(server, origin) })).toEqual({
      commit: parted, how: `Compared with ${short(parted)}, where HEAD parted from the pull request's base branch.`, files: ['app.py', 'sub/b.py'], app: 'old\n',
    });
    expect(leftBehind()).toEqual([]);
  });

  test('of a subfolder has that folder only', async () => {
    const { origin, head, main, merge } = commonPull();
    const server = await gitServer(dirname(origin));
    const clone = inServer(() => shallowClone(origin, merge));
    expect((await baseOf(join(clone, 'sub'), { for: 'pull-request', head, base: main }, { url: urlOf(server, origin) })).files).toEqual(['b.py']);
  });

  test('of a repository with longer ids', async () => {
    const { origin, head, main, parted, merge } = pullRequest(1, 'sha256');
    const server = await gitServer(dirname(origin));
    const url = urlOf(server, origin);
    expect(await baseOf(inServer(() => shallowClone(origin, merge)), { for: 'pull-request', head, base: main }, { url })).toMatchObject({ commit: main, app: 'old\n' });
    expect(await baseOf(inServer(() => shallowClone(origin, head)), { for: 'pull-request', head, base: main }, { url })).toMatchObject({ commit: parted, app: 'old\n' });
  });

  test('whose base branch was deleted finds the base by its commit', async () => {
    const { origin, head, main, parted } = pullRequest();
    git(origin, 'branch', '-D', 'main');
    git(origin, 'checkout', '-q', '--detach', 'topic');
    const server = await gitServer(dirname(origin));
    expect(await baseOf(inServer(() => shallowClone(origin, head)), { for: 'pull-request', head, base: main }, { url: urlOf(server, origin) })).toMatchObject({ commit: parted });
  });

  test('of a push fetches what stood before it, and else the first parent', async () => {
    const { origin, main, parted, merge } = commonPull();
    const server = await gitServer(dirname(origin));
    const remote = { url: urlOf(server, origin) };
    const clone = inServer(() => shallowClone(origin, merge));
    expect(await baseOf(clone, { for: 'push', before: parted }, remote)).toMatchObject({ commit: parted, how: `Compared with ${short(parted)}, the commit before the push.` });
    expect(await baseOf(clone, { for: 'push', before: 'd'.repeat(40) }, remote)).toMatchObject({ commit: main, how: `Compared with ${short(main)}, the first parent of HEAD, because the commit before the push cannot be had.` });
    expect(await baseOf(clone, { for: 'push', before: '0'.repeat(40) }, remote)).toMatchObject({ commit: main });
    expect(await baseOf(clone, { for: 'merge-group', base: parted }, remote)).toMatchObject({ commit: parted });
    expect(await baseOf(clone, { for: 'ref', ref: parted }, remote)).toMatchObject({ commit: parted, how: `Compared with ${short(parted)}, where HEAD parted from "${parted}".` });
    expect(leftBehind()).toEqual([]);
  });

  test('whose clone has it all asks nobody', async () => {
    const { origin, head, main, merge } = pullRequest();
    const server = await gitServer(dirname(origin));
    git(origin, 'checkout', '-q', '--detach', merge);
    expect(await baseOf(origin, { for: 'pull-request', head, base: main }, { url: urlOf(server, origin), token: TOKEN })).toMatchObject({ commit: main });
    expect(server.requests).toEqual([]);
  });

  test('of a commit that shares nothing with the base', async () => {
    const { origin, head } = pullRequest();
    const other = git(origin, 'commit-tree', '-m', 'other', idOf(origin, 'HEAD^{tree}'));
    git(origin, 'branch', 'other', other);
    const server = await gitServer(dirname(origin));
    expect(await baseOf(inServer(() => shallowClone(origin, head)), { for: 'pull-request', head, base: other }, { url: urlOf(server, origin) })).toEqual({ missing: "HEAD and the pull request's base branch share no history, so that there is no base to compare with." });
  });
});

describe('the token', () => {
  test('goes to its server with every request, and nowhere on disk', async () => {
    const { origin, head, main, merge } = commonPull();
    const server = await gitServer(dirname(origin), { token: TOKEN });
    const clone = inServer(() => shallowClone(origin, merge));
    const base = await findBase(clone, { for: 'pull-request', head, base: main }, { url: urlOf(server, origin), token: TOKEN });
    if ('missing' in base) throw new Error(base.missing);
    expect(server.requests.length).toBeGreaterThan(0);
    expect(server.requests.map(({ authorization }) => authorization)).toEqual(server.requests.map(() => basic(TOKEN)));
    for (const folder of [join(temporary, leftBehind()[0]!), join(clone, '.git')]) {
      const texts = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
      expect(texts.filter(holdsToken)).toEqual([]);
    }
    await base.snapshot.close?.();
  });

  test.each([undefined, 'ghs_wrongToken'])('is missing or wrong (%s): said so, and nothing asks for a password', async (token) => {
    const { origin, head, main, merge } = commonPull();
    const server = await gitServer(dirname(origin), { token: TOKEN });
    const clone = inServer(() => shallowClone(origin, merge));
    const answer = await baseOf(clone, { for: 'pull-request', head, base: main }, { url: urlOf(server, origin), ...(token && { token }) });
    expect(answer.commit).toBe(main);
    expect(answer.missing).toMatch(new RegExp(`^The base ${short(main)}, the first parent of the merge that is checked out, could not be fetched \\(the server asks for a token that may read the repository\\): fetch all of the history first`));
    expect(leftBehind()).toEqual([]);
  });

  test('is not sent on to where the server redirects', async () => {
    const { origin, head, main, merge } = commonPull();
    const other = await gitServer(dirname(origin));
    const server = await gitServer(dirname(origin), { redirect: other.url });
    const clone = inServer(() => shallowClone(origin, merge));
    expect((await baseOf(clone, { for: 'pull-request', head, base: main }, { url: urlOf(server, origin), token: TOKEN })).missing).toContain('could not be fetched');
    expect(server.requests).not.toEqual([]);
    expect(other.requests).toEqual([]);
  });

  test('does not show in words, and an address with a password loses it', () => {
    const network = networkOf({ url: `https://user:password@git.example.test:8443/acme/chat.git?x=${TOKEN}`, token: TOKEN }, '/home');
    expect(network?.url).toBe('https://git.example.test:8443/acme/chat.git');
    expect(network?.environment).toMatchObject({ HOME: '/home', GIT_ALLOW_PROTOCOL: 'https', GIT_CONFIG_KEY_0: 'http.https://git.example.test:8443/.extraheader', GIT_CONFIG_VALUE_0: `AUTHORIZATION: ${basic(TOKEN)}` });
    expect(network?.settings.join()).not.toContain('ghs_');
    expect(network?.withoutSecrets(`fatal: ${TOKEN} and ${basic(TOKEN)}`)).toBe('fatal: *** and basic ***');
    expect(networkOf({ url: 'https://git.example.test/acme/chat' }, '/home')?.withoutSecrets('fatal: no')).toBe('fatal: no');
  });
});

describe('an address', () => {
  test.each(['file:///srv/git/chat.git', '/srv/git/chat.git', 'ssh://git@host.example/a/b', 'git@host.example:a/b', 'ext::sh -c "touch x"', '--upload-pack=touch x', ''])('%j is not fetched from', async (url) => {
    const { origin, head, main, merge } = commonPull();
    const clone = inServer(() => shallowClone(origin, merge));
    expect((await baseOf(clone, { for: 'pull-request', head, base: main }, { url, token: TOKEN })).missing).toContain('could not be fetched (the address of the remote is neither https nor http)');
    expect(leftBehind()).toEqual([]);
  });

  test('where nobody answers', async () => {
    const { origin, head, main, merge } = commonPull();
    const clone = inServer(() => shallowClone(origin, merge));
    const answer = await baseOf(clone, { for: 'pull-request', head, base: main }, { url: 'http://127.0.0.1:1/acme/chat', token: TOKEN });
    expect([answer.commit, answer.missing]).toEqual([main, expect.stringMatching(/could not be fetched \(fatal: unable to access 'http:\/\/127\.0\.0\.1:1\/acme\/chat\/': .*\)/)]);
  });

  test('whose repository lacks the commit, or is not there', async () => {
    const { origin, merge } = commonPull();
    const server = await gitServer(dirname(origin));
    const clone = inServer(() => shallowClone(origin, merge));
    expect((await baseOf(clone, { for: 'merge-group', base: 'e'.repeat(40) }, { url: urlOf(server, origin) })).missing).toContain(`(fatal: remote error: upload-pack: not our ref ${'e'.repeat(40)})`);
    expect((await baseOf(clone, { for: 'merge-group', base: 'e'.repeat(40) }, { url: `${server.url}/nowhere` })).missing).toContain('could not be fetched (fatal: ');
    expect(leftBehind()).toEqual([]);
  });
});

describe.skipIf(process.platform === 'win32')('a hostile clone', () => {
  /** Settings by which the configuration of a repository can lead a fetch astray, or start programs. Each alone, then all at once. */
  const astray = (server: string, other: string, trap: string): Readonly<Record<string, Readonly<Record<string, string>>>> => ({
    'rewrites addresses': { [`url.${other}/.insteadOf`]: `${server}/`, [`url.${other}/.pushInsteadOf`]: `${server}/` },
    'names a proxy': { 'http.proxy': other, [`http.${server}.proxy`]: other, 'remote.origin.proxy': other, 'core.gitProxy': trap },
    'names programs of its remote': { 'remote.origin.url': server, 'remote.origin.uploadpack': trap, 'remote.origin.vcs': 'trap', [`remote.${server}.vcs`]: 'trap', [`remote.${server}.uploadpack`]: trap },
    'weakens the transport': { 'http.sslVerify': 'false', 'http.followRedirects': 'true', 'http.cookieFile': '/dev/null', 'http.saveCookies': 'true', 'http.curloptResolve': `127.0.0.1:${new URL(server).port}:127.0.0.1`, [`http.${server}/.extraHeader`]: 'X-Astray: 1' },
    'sets up the fetch': { 'fetch.recurseSubmodules': 'true', 'fetch.prune': 'true', 'fetch.writeCommitGraph': 'true', 'fetch.bundleURI': `${other}/bundle`, 'fetch.uriProtocols': 'http', 'transfer.bundleURI': 'true', 'transfer.credentialsInUrl': 'allow', 'fetch.fsckObjects': 'true', 'fetch.negotiationAlgorithm': 'skipping' },
    'asks for credentials': { 'credential.helper': `!${trap}`, [`credential.${server}.helper`]: `!${trap}`, 'core.askPass': trap },
    'names programs': { 'core.fsmonitor': trap, 'core.sshCommand': trap, 'core.alternateRefsCommand': trap, 'core.pager': trap, 'uploadpack.packObjectsHook': trap, 'gc.auto': '1', 'alias.fetch': `!${trap}`, 'alias.init': `!${trap}`, 'maintenance.auto': 'true', 'gpg.program': trap },
    'has extensions': { 'core.repositoryFormatVersion': '1', 'extensions.partialClone': 'origin', 'extensions.worktreeConfig': 'true', 'remote.origin.promisor': 'true', 'remote.origin.url': other },
  });
  const setting = ([name, value]: readonly [string, string]): string => {
    const [first, last] = [name.indexOf('.'), name.lastIndexOf('.')];
    return `[${name.slice(0, first)}${first === last ? '' : ` "${name.slice(first + 1, last)}"`}]\n\t${name.slice(last + 1)} = "${value}"\n`;
  };
  const KINDS = Object.keys(astray('http://127.0.0.1:1', '', ''));

  test.each([...KINDS, 'all at once'])('that %s', async (kind) => {
    const { origin, head, main, merge } = commonPull();
    const [server, other] = [await gitServer(dirname(origin), { token: TOKEN }), await gitServer(dirname(origin))];
    const clone = inServer(() => shallowClone(origin, merge));
    const fired = join(tempFolder(), 'fired');
    const trap = inServer(() => tree({ 'trap.sh': `#!/bin/sh\necho "$0 $*" >> '${fired}'\nenv >> '${fired}'\n`, 'git-remote-trap': `#!/bin/sh\ntouch '${fired}'\n` }));
    for (const name of ['trap.sh', 'git-remote-trap']) chmodSync(join(trap, name), 0o755);
    const settings = astray(server.url, other.url, join(trap, 'trap.sh'));
    const chosen = kind === 'all at once' ? Object.values(settings) : [settings[kind]!];
    appendFileSync(join(clone, '.git/config'), chosen.flatMap((one) => Object.entries(one).map(setting)).join(''));
    expect(git(clone, 'config', '--local', '--list').split('\n').length).toBeGreaterThan(chosen.flatMap((one) => Object.keys(one)).length);
    mkdirSync(join(clone, '.git/hooks'), { recursive: true });
    for (const hook of ['reference-transaction', 'post-fetch', 'pre-auto-gc', 'post-index-change', 'fsmonitor-watchman', 'post-checkout', 'post-merge']) {
      writeFileSync(join(clone, '.git/hooks', hook), `#!/bin/sh\ntouch '${fired}'\n`);
      chmodSync(join(clone, '.git/hooks', hook), 0o755);
    }

    expect(await baseOf(clone, { for: 'pull-request', head, base: main }, { url: urlOf(server, origin), token: TOKEN })).toMatchObject({ commit: main, app: 'old\n' });
    expect(other.requests).toEqual([]);
    expect(server.requests.map(({ authorization }) => authorization)).toEqual(server.requests.map(() => basic(TOKEN)));
    expect(existsSync(fired)).toBe(false);
    expect(leftBehind()).toEqual([]);
  });

  test('would have led a careless fetch astray', async () => {
    const { origin, merge } = commonPull();
    const clone = inServer(() => shallowClone(origin, merge));
    const fired = join(tempFolder(), 'fired');
    git(clone, 'config', `url.ext::sh -c touch% ${fired} .insteadOf`, 'http://server.example/');
    git(clone, 'config', 'protocol.ext.allow', 'always');
    expect(() => git(clone, 'fetch', '-q', 'http://server.example/acme')).toThrow();
    expect(existsSync(fired)).toBe(true);
  });

  test('cannot lend its objects, nor hide where history is cut off', async () => {
    const { origin, head, main, parted } = commonPull();
    const server = await gitServer(dirname(origin));
    const clone = inServer(() => shallowClone(origin, head));
    mkdirSync(join(clone, '.git/objects/info'), { recursive: true });
    writeFileSync(join(clone, '.git/objects/info/alternates'), '/nowhere/objects\n');
    expect(await baseOf(clone, { for: 'pull-request', head, base: main }, { url: urlOf(server, origin) })).toMatchObject({ commit: parted });
  });

  test('and the home folder of the user are not asked for a password', async () => {
    const { origin, head, main, merge } = commonPull();
    const home = inServer(() => tree({ '.netrc': 'machine 127.0.0.1 login user password home-secret\n', '.gitconfig': '[http]\n\textraHeader = "X-Home: 1"\n', '.git-credentials': 'http://user:home-secret@127.0.0.1\n' }));
    process.env['HOME'] = home;
    const server = await gitServer(dirname(origin), { token: TOKEN });
    const clone = inServer(() => shallowClone(origin, merge));
    expect((await baseOf(clone, { for: 'pull-request', head, base: main }, { url: urlOf(server, origin) })).missing).toContain('could not be fetched');
    expect(server.requests.map(({ authorization }) => authorization)).toEqual(server.requests.map(() => undefined));
  });
});

test('the same folder is opened as before: fetching changed nothing in it', async () => {
  const { origin, head, main, merge } = commonPull();
  const server = await gitServer(dirname(origin));
  const clone = inServer(() => shallowClone(origin, merge));
  const list = (): string[] => readdirSync(join(clone, '.git'), { recursive: true, encoding: 'utf8' }).sort();
  const [before, files] = [JSON.stringify(await openSnapshot(clone)), list()];
  await baseOf(clone, { for: 'pull-request', head, base: main }, { url: urlOf(server, origin) });
  expect(JSON.stringify(await openSnapshot(clone))).toBe(before);
  expect(list()).toEqual(files);
});
