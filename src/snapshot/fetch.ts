/**
 * Commits that the clone lacks, by URL, into a fresh bare repository of our own in a temporary folder. The audited repository takes no part:
 * its configuration can rewrite addresses (`url.*.insteadOf`), name proxies, remotes, upload-packs, helpers and hooks, and not all of that
 * can be overridden one by one. So it is not read while the token is there. Nor does it lend its objects as alternates: git would list the
 * references there with that configuration, its history may be cut off, and what its objects hold is not checked. A commit's files are
 * fetched a second time for it, which costs what the checkout did.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Remote } from '../domain/base.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import type { Ancestor } from './ancestry.ts';
import { mergeBase } from './ancestry.ts';
import type { Known } from './commit.ts';
import { commitSnapshot } from './commit.ts';
import type { Git } from './git.ts';
import { gitOfOwn } from './git.ts';
import { networkOf } from './network.ts';

/** Why something could not be fetched: words that end a sentence. */
export interface Refused {
  readonly refused: string;
}

/** The snapshot of a commit of the remote. Closing it removes the temporary folder. `top`: of the audited repository. */
export async function fetchSnapshot(top: string, remote: Remote, commit: string, known: Known): Promise<Snapshot | Refused> {
  const own = await ownRepository(top, remote, commit);
  if ('refused' in own) return own;
  const refused = await own.fetch([commit], ['--depth=1']);
  const snapshot = refused ?? (await commitSnapshot(own.git, commit, known)) ?? { refused: 'the server did not send all of it' };
  if ('refused' in snapshot) {
    await own.remove();
    return snapshot;
  }
  return {
    ...snapshot,
    async close() {
      await snapshot.close?.();
      await own.remove();
    },
  };
}

/** Most pull requests part from their base less than 50 commits ago. */
const DEPTHS = ['50', '500', /* all: */ '2147483647'];

/** Where two commits parted, from as much of the remote's history as it takes: commits only, where the server can leave out the rest. */
export async function fetchMergeBase(top: string, remote: Remote, one: string, other: string): Promise<Ancestor | Refused> {
  const own = await ownRepository(top, remote, one);
  if ('refused' in own) return own;
  try {
    for (const depth of DEPTHS) {
      const refused = await own.fetch([one, other], ['--filter=tree:0', `--depth=${depth}`]);
      if (refused) return refused;
      const ancestor = await mergeBase(own.git, one, other);
      if (ancestor !== 'unknown') return ancestor;
    }
    return 'unknown';
  } finally {
    await own.remove();
  }
}

interface OwnRepository {
  /** Without the network. */
  readonly git: Git;
  fetch(commits: readonly string[], how: readonly string[]): Promise<Refused | undefined>;
  remove(): Promise<void>;
}

/** Ids of the kind of `commit` are what it can hold. */
async function ownRepository(top: string, remote: Remote, commit: string): Promise<OwnRepository | Refused> {
  const folder = await mkdtemp(join(tmpdir(), 'genaiops-base-'));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true, maxRetries: 3 });
  const network = networkOf(remote, folder);
  const git = gitOfOwn(folder, top);
  const made = network && (await git.run(['init', '--quiet', '--bare', '--template=', ...(commit.length === 64 ? ['--object-format=sha256'] : [])]));
  if (!network || !made?.ok) {
    await remove();
    return { refused: made && !made.ok ? made.says : 'the address of the remote is neither https nor http' };
  }
  const online = gitOfOwn(folder, top, network);
  return {
    git,
    remove,
    async fetch(commits, how) {
      // References of our own keep what was fetched, so that a deeper fetch only adds to it.
      const wanted = commits.map((id, index) => `+${id}:refs/base/${index}`);
      const answer = await online.run(['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', '--no-recurse-submodules', '--no-auto-gc', ...how, network.url, ...wanted]);
      return answer.ok ? undefined : { refused: inWords(network.withoutSecrets(answer.says)) };
    },
  };
}

/** A server that wants to know who asks makes git ask for a name, which nobody is there to give. */
function inWords(says: string): string {
  return /could not read (?:Username|Password)/.test(says) ? 'the server asks for a token that may read the repository' : says;
}
