import type { Octokit } from '@octokit/rest';

/** Compressed; what it unpacks to has a bound of its own. */
const MOST_BYTES = 256 * 1024 * 1024;

/** The archive (`.tar.gz`) of a commit, as GitHub makes it; undefined where GitHub does not give it, or where it is too large to be held. */
export async function downloadArchive(client: Octokit, { owner, repo, commit }: { readonly owner: string; readonly repo: string; readonly commit: string }): Promise<Uint8Array | undefined> {
  try {
    const { data } = await client.request('GET /repos/{owner}/{repo}/tarball/{ref}', { owner, repo, ref: commit, request: { parseSuccessResponseBody: false } });
    return await bounded(data as unknown as ReadableStream<Uint8Array>);
  } catch {
    // Refused, unreachable, cut off: the audit goes on without a base, and says so.
    return undefined;
  }
}

async function bounded(stream: ReadableStream<Uint8Array>): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(parts);
    size += value.byteLength;
    if (size > MOST_BYTES) {
      await reader.cancel();
      return undefined;
    }
    parts.push(value);
  }
}
