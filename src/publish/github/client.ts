import { debug } from '@actions/core';
import { defaults, getOctokitOptions } from '@actions/github/lib/utils';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import { Octokit } from '@octokit/rest';

/** An answer that takes longer is taken for none: a comment must not hold up a run for minutes. */
const TIMEOUT_MS = 20_000;
/** A rate limit that ends sooner is waited for, once. */
const PATIENCE_S = 60;
const RETRIES = 2;

/**
 * A client of GitHub's API at `apiUrl`, through the runner's proxy where it has one. Server errors and lost connections are tried again
 * twice, a rate limit once when it ends within a minute.
 */
export function createClient(token: string, apiUrl: string): Octokit {
  const Client = Octokit.plugin(retry, throttling);
  return new Client({
    ...defaults,
    ...getOctokitOptions(token, { userAgent: 'genaiops-audit' }),
    baseUrl: apiUrl,
    request: { ...defaults.request, fetch: withTimeout(defaults.request?.fetch as typeof fetch) },
    // Rate limits are the other plugin's business, refusals do not change by asking again.
    retry: { retries: RETRIES, doNotRetry: [400, 401, 403, 404, 410, 422, 429, 451] },
    throttle: { onRateLimit: waitBriefly, onSecondaryRateLimit: waitBriefly },
    // Failed requests become warnings of ours, in words; the library's own lines are for debugging.
    log: { debug, info: debug, warn: debug, error: debug },
  });
}

const waitBriefly = (retryAfter: number, _options: unknown, _client: unknown, retryCount: number): boolean => retryAfter <= PATIENCE_S && retryCount === 0;

function withTimeout(send: typeof fetch): typeof fetch {
  return (input, init) => send(input, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
}
