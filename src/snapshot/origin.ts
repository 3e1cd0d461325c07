import type { Git } from './git.ts';

/** The repository's name, from the URL of its remote. */
export async function repositoryIn(git: Git): Promise<{ repository?: string }> {
  const answer = await git.run(['config', '--local', '--get', 'remote.origin.url']);
  const repository = answer.ok ? repositoryOf(answer.out.toString('utf8')) : undefined;
  return repository === undefined ? {} : { repository };
}

/**
 * `owner/name` from a remote's URL, https or ssh form; whatever stands before the host (credentials) is dropped. Hosts with deeper
 * groups keep them all: `group/sub/name`. Absent for local paths and anything else.
 */
export function repositoryOf(url: string): string | undefined {
  const path = url.length > MAX_URL ? undefined : pathOfUrl(url.trim());
  if (path === undefined) return undefined;
  const name = path.replace(/^\/+/, '').replace(/\/+$/, '').replace(/\.git$/, '');
  return /^[\w.-]+(?:\/[\w.-]+)+$/.test(name) ? name : undefined;
}

const MAX_URL = 1_000;

function pathOfUrl(url: string): string | undefined {
  if (/^(?:https?|ssh|git):\/\//i.test(url)) {
    const afterHost = url.indexOf('/', url.indexOf('://') + 3);
    return afterHost < 0 ? undefined : url.slice(afterHost);
  }
  // git@host:owner/name.git; a drive letter or a path is no host.
  const scp = /^(?:[^@/:\s]+@)?[\w.-]{2,}:(?!\/\/)(.+)$/.exec(url);
  return scp?.[1];
}
