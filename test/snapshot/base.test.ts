import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { Base, BaseQuestion, Remote } from '../../src/domain/base.ts';
import { ConfigError } from '../../src/domain/errors.ts';
import { findBase } from '../../src/snapshot/index.ts';
import { git, moreCommits, repository, shallowClone, tempFolder, textOf, tree, write } from './support.ts';

const found: Base[] = [];
afterEach(async () => {
  for (const base of found.splice(0)) if ('snapshot' in base) await base.snapshot.close?.();
});

/** The base without its snapshot, which is closed after the test. */
async function baseOf(folder: string, question: BaseQuestion, remote?: Remote): Promise<{ commit?: string; how?: string; missing?: string }> {
  const base = await findBase(folder, question, remote);
  found.push(base);
  if ('missing' in base) return base;
  expect(base.snapshot.origin).toMatchObject({ kind: 'commit', commit: base.commit });
  return { commit: base.commit, how: base.how };
}

const idOf = (root: string, name: string): string => git(root, 'rev-parse', name);
const short = (id: string): string => id.slice(0, 7);
const commit = (root: string, files: Record<string, string>, message = 'more'): string => {
  write(root, files);
  git(root, 'add', '.');
  git(root, 'commit', '-qm', message);
  return idOf(root, 'HEAD');
};

/** `main` went on after `topic` left it; both changed the same file's neighbours. */
function forked(): { root: string; parted: string; main: string; topic: string } {
  const root = repository({ 'a.py': 'first\n' });
  const parted = idOf(root, 'HEAD');
  git(root, 'checkout', '-qb', 'topic');
  const topic = commit(root, { 'topic.py': 't\n' });
  git(root, 'checkout', '-q', 'main');
  const main = commit(root, { 'main.py': 'm\n' });
  git(root, 'checkout', '-q', 'topic');
  return { root, parted, main, topic };
}

/** As the checkout of a pull request finds it: HEAD is the merge of the topic into the main branch. */
function merged(): ReturnType<typeof forked> & { merge: string } {
  const fork = forked();
  git(fork.root, 'checkout', '-q', '--detach', 'main');
  git(fork.root, 'merge', '-q', '--no-ff', '-m', 'merge', 'topic');
  return { ...fork, merge: idOf(fork.root, 'HEAD') };
}

const HOW_TO_GET_IT = 'fetch all of the history first (`git fetch --unshallow`, or `fetch-depth: 0` where a workflow checks out)';

describe('of a name', () => {
  test.each(['main', 'refs/heads/main', 'v1', 'HEAD~1', '@{-1}'])('%s: where HEAD parted from it', async (ref) => {
    const { root, parted } = forked();
    git(root, 'tag', '-a', 'v1', '-m', 'v1', 'main');
    expect(await baseOf(root, { for: 'ref', ref })).toEqual({ commit: parted, how: `Compared with ${short(parted)}, where HEAD parted from "${ref}".` });
  });

  test('a commit, HEAD itself, and a branch known from the remote only', async () => {
    const { root, parted, main, topic } = forked();
    expect((await baseOf(root, { for: 'ref', ref: main })).commit).toBe(parted);
    expect((await baseOf(root, { for: 'ref', ref: main.slice(0, 12) })).commit).toBe(parted);
    expect((await baseOf(root, { for: 'ref', ref: 'HEAD' })).commit).toBe(topic);
    git(root, 'update-ref', 'refs/remotes/origin/main', main);
    git(root, 'update-ref', '-d', 'refs/heads/main');
    expect((await baseOf(root, { for: 'ref', ref: 'main' })).commit).toBe(parted);
  });

  test('gives the files of the base, of the folder that is asked for', async () => {
    const { root, parted } = forked();
    write(root, { 'sub/new.py': 'n\n' });
    const base = await findBase(root, { for: 'ref', ref: 'main' });
    found.push(base);
    if ('missing' in base) throw new Error(base.missing);
    expect(base.snapshot.files.map(({ path }) => path)).toEqual(['a.py']);
    expect(await textOf(base.snapshot, 'a.py')).toBe('first\n');
    const below = await findBase(join(root, 'sub'), { for: 'ref', ref: 'main' });
    found.push(below);
    expect(below).toMatchObject({ commit: parted, snapshot: { files: [], origin: { kind: 'commit', commit: parted, prefix: 'sub' } } });
  });

  test.each([
    ['', '""'], ['nowhere', '"nowhere"'], ['main..topic', '"main..topic"'], ['^main', '"^main"'], ['HEAD:a.py', '"HEAD:a.py"'], ['a\0b', '"a\\u0000b"'], ['main\n', '"main\\n"'], ['x'.repeat(200_000), `"${'x'.repeat(100)}"`],
    ['--all', '"--all"'], ['--help', '"--help"'], ['--upload-pack=touch x', '"--upload-pack=touch x"'], ['$(touch x)', '"$(touch x)"'], ['; touch x', '"; touch x"'],
  ])('%j that stands for no commit is said so', async (ref, shown) => {
    const { root } = forked();
    expect(await baseOf(root, { for: 'ref', ref })).toEqual({ missing: `This clone has no branch, tag or commit ${shown}: fetch it first, or name another.` });
    expect(existsSync(join(root, 'x'))).toBe(false);
  });

  test('that looks like an option is a branch all the same', async () => {
    const { root, parted, main } = forked();
    for (const ref of ['--upload-pack=touch', '-h', '--output=x']) {
      git(root, 'update-ref', `refs/heads/${ref}`, main);
      expect(await baseOf(root, { for: 'ref', ref })).toEqual({ commit: parted, how: `Compared with ${short(parted)}, where HEAD parted from "${ref}".` });
    }
    expect(existsSync(join(root, 'x'))).toBe(false);
  });

  test('whose history is another has no base', async () => {
    const { root } = forked();
    const tip = git(root, 'commit-tree', '-m', 'other', idOf(root, 'HEAD^{tree}'));
    expect(await baseOf(root, { for: 'ref', ref: tip })).toEqual({ missing: `HEAD and "${tip}" share no history, so that there is no base to compare with.` });
  });
});

describe('of a pull request', () => {
  test('whose merge is checked out: its first parent, whatever base the event names', async () => {
    const { root, main, topic, parted } = merged();
    for (const base of [main, parted, '0'.repeat(40)]) {
      expect(await baseOf(root, { for: 'pull-request', head: topic, base })).toEqual({ commit: main, how: `Compared with ${short(main)}, the first parent of the merge that is checked out.` });
    }
  });

  test('whose head is checked out: where it parted, though the base went on', async () => {
    const { root, main, topic, parted } = forked();
    expect(await baseOf(root, { for: 'pull-request', head: topic, base: main })).toEqual({ commit: parted, how: `Compared with ${short(parted)}, where HEAD parted from the pull request's base branch.` });
  });

  test('whose head is itself a merge of the base branch is not taken for the merge', async () => {
    const { root, main } = forked();
    git(root, 'merge', '-q', '--no-ff', '-m', 'update', 'main');
    const head = idOf(root, 'HEAD');
    expect((await baseOf(root, { for: 'pull-request', head, base: main })).commit).toBe(main);
    // Its second parent is a commit of the base branch, its first one of the topic.
    expect((await baseOf(root, { for: 'pull-request', head: 'f'.repeat(40), base: main })).commit).toBe(main);
  });

  test('cut off below its merge: the parent is known, and its files are not there', async () => {
    const { root, main, topic, merge } = merged();
    const clone = shallowClone(root, merge);
    expect(await baseOf(clone, { for: 'pull-request', head: topic, base: main })).toEqual({
      commit: main,
      missing: `The base ${short(main)}, the first parent of the merge that is checked out, is not in this clone: ${HOW_TO_GET_IT}.`,
    });
  });

  test.each(['', 'main', '--all', 'HEAD'])('whose base %j is no id has no base', async (base) => {
    const { root, topic } = forked();
    expect(await baseOf(root, { for: 'pull-request', head: topic, base })).toEqual({ missing: `${JSON.stringify(base)} is not the id of a commit.` });
  });
});

describe('in a clone that is cut off', () => {
  test('the base is where HEAD parted, when that happened above the cut', async () => {
    const root = repository({ 'a.py': 'x' });
    moreCommits(root, 3);
    const parted = idOf(root, 'HEAD');
    git(root, 'checkout', '-qb', 'topic');
    const topic = moreCommits(root, 2);
    git(root, 'checkout', '-q', 'main');
    const main = moreCommits(root, 2);
    const clone = shallowClone(root, topic, 3);
    git(clone, 'fetch', '-q', '--depth=3', `file://${root}`, main);
    expect(git(clone, 'rev-parse', '--is-shallow-repository')).toBe('true');
    expect((await baseOf(clone, { for: 'pull-request', head: topic, base: main })).commit).toBe(parted);
  });

  test('an older common ancestor is not taken for the base when a later one may be hidden', async () => {
    // HEAD merges `old` with a branch that left `later` far below the cut; the base merges `old` with `later` itself.
    const root = repository({ 'a.py': 'x' });
    const old = idOf(root, 'HEAD');
    const later = commit(root, { 'later.py': 'l' });
    const side = moreCommits(root, 6);
    git(root, 'checkout', '-q', '--detach', old);
    const base = git(root, 'commit-tree', '-m', 'base', '-p', old, '-p', later, idOf(root, 'HEAD^{tree}'));
    const head = git(root, 'commit-tree', '-m', 'head', '-p', old, '-p', side, idOf(root, 'HEAD^{tree}'));
    expect(git(root, 'merge-base', head, base)).toBe(later);
    const clone = shallowClone(root, head, 3);
    git(clone, 'fetch', '-q', '--depth=2', `file://${root}`, base);
    expect(git(clone, 'merge-base', head, base)).toBe(old);
    const question: BaseQuestion = { for: 'pull-request', head, base };
    expect(await baseOf(clone, question)).toEqual({ missing: `This clone does not hold enough history to say where HEAD parted from the pull request's base branch: ${HOW_TO_GET_IT}.` });
    git(root, 'checkout', '-q', head);
    expect((await baseOf(root, question)).commit).toBe(later);
  });
});

describe('of a merge group', () => {
  test('is the commit that the event names', async () => {
    const { root, main } = forked();
    expect(await baseOf(root, { for: 'merge-group', base: main })).toEqual({ commit: main, how: `Compared with ${short(main)}, which the merge group is built on.` });
  });

  test('that the clone lacks is said to be missing', async () => {
    const { root } = forked();
    expect(await baseOf(root, { for: 'merge-group', base: 'a'.repeat(40) })).toEqual({ commit: 'a'.repeat(40), missing: `The base aaaaaaa, which the merge group is built on, is not in this clone: ${HOW_TO_GET_IT}.` });
    expect(await baseOf(root, { for: 'merge-group', base: '--all' })).toEqual({ missing: '"--all" is not the id of a commit.' });
  });
});

describe('of a push', () => {
  test('is what stood before it', async () => {
    const { root, main } = forked();
    expect(await baseOf(root, { for: 'push', before: main })).toEqual({ commit: main, how: `Compared with ${short(main)}, the commit before the push.` });
  });

  test('of a new branch: the first parent of HEAD', async () => {
    const { root, parted } = forked();
    for (const zeros of ['0'.repeat(40), '0'.repeat(64)]) {
      expect(await baseOf(root, { for: 'push', before: zeros })).toEqual({ commit: parted, how: `Compared with ${short(parted)}, the first parent of HEAD, because the branch is new.` });
    }
  });

  test('over a commit that is gone: the first parent of HEAD', async () => {
    const { root, main } = merged();
    for (const before of ['b'.repeat(40), '', 'nonsense']) {
      expect(await baseOf(root, { for: 'push', before })).toEqual({ commit: main, how: `Compared with ${short(main)}, the first parent of HEAD, because the commit before the push cannot be had.` });
    }
  });

  test('of the first commit has none', async () => {
    const root = repository({ 'a.py': 'x' });
    expect(await baseOf(root, { for: 'push', before: '0'.repeat(40) })).toEqual({ missing: 'HEAD is the first commit, so that there is none before it to compare with.' });
  });

  test('does not believe a graft or a replacement', async () => {
    const { root, parted, topic, main } = forked();
    writeFileSync(join(root, '.git/info/grafts'), `${topic} ${main}\n`);
    git(root, 'replace', topic, git(root, 'commit-tree', '-m', 'other', '-p', main, idOf(root, 'HEAD^{tree}')));
    expect((await baseOf(root, { for: 'push', before: '0'.repeat(40) })).commit).toBe(parted);
    expect((await baseOf(root, { for: 'pull-request', head: topic, base: main })).commit).toBe(parted);
  });
});

describe('there is no base', () => {
  test('of a folder that is in no repository, or of one without commits', async () => {
    const folder = tree({ 'a.py': 'x' });
    expect(await baseOf(folder, { for: 'ref', ref: 'main' })).toEqual({ missing: 'The folder is in no git repository, so that there is no other commit to compare it with.' });
    git(folder, 'init', '-q');
    expect((await baseOf(folder, { for: 'ref', ref: 'main' })).missing).toMatch(/^The commit that is checked out cannot be read \(fatal: .*\)\.$/);
    await expect(findBase(join(folder, 'nowhere'), { for: 'ref', ref: 'main' })).rejects.toThrow(ConfigError);
  });

  test('without git', async () => {
    const { root } = forked();
    const path = process.env['PATH'];
    process.env['PATH'] = tempFolder();
    try {
      expect(await baseOf(root, { for: 'ref', ref: 'main' })).toEqual({ missing: 'Git is not installed: without it, no other commit can be read.' });
    } finally {
      process.env['PATH'] = path;
    }
  });
});

test.skipIf(process.platform === 'win32')('a hostile configuration starts nothing', async () => {
  const { root, parted } = forked();
  const fired = join(tempFolder(), 'fired');
  const trap = join(tempFolder(), 'trap.sh');
  writeFileSync(trap, `#!/bin/sh\necho "$0 $*" >> '${fired}'\ncat\n`);
  chmodSync(trap, 0o755);
  const settings: Readonly<Record<string, string>> = {
    'core.fsmonitor': trap, 'core.sshCommand': trap, 'core.pager': trap, 'core.askPass': trap, 'core.gitProxy': trap, 'core.alternateRefsCommand': trap, 'credential.helper': `!${trap}`,
    'diff.external': trap, 'gpg.program': trap, 'log.showSignature': 'true', 'alias.rev-parse': `!${trap}`, 'alias.merge-base': `!${trap}`, 'alias.cat-file': `!${trap}`, 'alias.ls-tree': `!${trap}`, 'alias.rev-list': `!${trap}`,
    'pager.rev-parse': trap, 'pager.ls-tree': trap, 'pager.rev-list': trap, 'pager.cat-file': trap, 'remote.origin.url': `ext::${trap}`, 'remote.origin.vcs': 'trap', 'remote.origin.promisor': 'true', 'remote.origin.uploadpack': trap,
    'protocol.ext.allow': 'always', 'protocol.allow': 'always', 'extensions.partialClone': 'origin', 'trace2.eventTarget': fired, 'core.worktree': tempFolder(),
  };
  for (const [name, value] of Object.entries(settings)) git(root, 'config', '--add', name, value);
  mkdirSync(join(root, '.git/hooks'), { recursive: true });
  for (const hook of ['reference-transaction', 'post-checkout', 'pre-auto-gc']) {
    writeFileSync(join(root, '.git/hooks', hook), `#!/bin/sh\necho hook >> '${fired}'\n`);
    chmodSync(join(root, '.git/hooks', hook), 0o755);
  }
  expect((await baseOf(root, { for: 'ref', ref: 'main' })).commit).toBe(parted);
  // A promised object that is not there must not be fetched by the remote's program.
  expect((await baseOf(root, { for: 'merge-group', base: 'c'.repeat(40) })).missing).toContain('is not in this clone');
  expect(existsSync(fired)).toBe(false);
});
