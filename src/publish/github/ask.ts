/** Asks GitHub for what a token may perhaps not read: a refusal is an answer, and is remembered with the permission that would change it. */
import type { Refusal } from '../../domain/settings.ts';

/** Gives undefined for what is refused, and for everything once GitHub gives no answers any more. */
export type Ask = <T>(what: string, permission: string, request: () => Promise<T>) => Promise<T | undefined>;

interface Asking {
  readonly ask: Ask;
  /** Sorted, each once. */
  refused(): Refusal[];
  /** Why it gives no answers any more, as a sentence. */
  trouble(): string | undefined;
}

/** A list of more pages of a hundred is not read to its end. */
const MOST_PAGES = 5;
const PAGE = 100;

export function createAsk(): Asking {
  const refusals = new Map<string, Refusal>();
  let why: string | undefined;
  return {
    async ask(what, permission, request) {
      if (why !== undefined) return undefined;
      try {
        return await request();
      } catch (error) {
        const refusal = asRefusal(error, what, permission);
        if (typeof refusal === 'string') why ??= `GitHub's settings could not be read: ${refusal}`;
        else refusals.set(what, refusal);
        return undefined;
      }
    },
    refused: () => [...refusals.values()].sort((a, b) => (a.what < b.what ? -1 : 1)),
    trouble: () => why,
  };
}

/** All items of a list, asked for page by page; undefined where there are too many, since half a list would mislead. */
export async function everything<T>(read: (page: { readonly page: number; readonly per_page: number }) => Promise<readonly T[]>): Promise<T[] | undefined> {
  const all: T[] = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const items = await read({ page, per_page: PAGE });
    all.push(...items);
    if (items.length < PAGE) return all;
  }
  return undefined;
}

/** A sentence for what is no matter of permissions. Throws what is no answer of GitHub's but a bug. */
function asRefusal(error: unknown, what: string, permission: string): Refusal | string {
  if (!(error instanceof Error) || typeof (error as { status?: unknown }).status !== 'number') throw error;
  const { status, message, response } = error as Error & { status: number; response?: { headers?: Record<string, string> } };
  if (!response) return `GitHub could not be reached (${message}).`;
  if (status === 429 || response.headers?.['x-ratelimit-remaining'] === '0' || /rate limit/i.test(message)) return `GitHub's rate limit is used up (${status}).`;
  if (status === 401) return 'GitHub does not know the token (401).';
  if (status >= 500) return `GitHub answered ${status}.`;
  return isNotOffered(status, message) ? { what } : { what, permission };
}

/** Private repositories on free plans lack some settings, whoever asks; 410 is for what is switched off, 451 for what may not be shown. */
function isNotOffered(status: number, message: string): boolean {
  return status === 410 || status === 451 || /\bupgrade to\b|\bnot available\b|\bto enable this feature\b/i.test(message);
}
