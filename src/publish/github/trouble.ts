/** Why the comment could not be written, as a sentence that says what to do; undefined for what is no trouble with GitHub but a bug. */
export function troubleWithComment(error: unknown): string | undefined {
  if (!(error instanceof Error) || typeof (error as { status?: unknown }).status !== 'number') return undefined;
  const { status, message, response } = error as Error & { status: number; response?: { headers?: Record<string, string> } };
  return `The comment could not be written: ${reason(status, message, response)} The result of the audit stands without it.`;
}

function reason(status: number, message: string, response: { headers?: Record<string, string> } | undefined): string {
  if (!response) return `GitHub could not be reached (${message}).`;
  if (status === 429 || response.headers?.['x-ratelimit-remaining'] === '0' || /rate limit/i.test(message)) return `GitHub's rate limit is used up (${status}).`;
  if (status === 401) return 'GitHub does not know the token of the input github-token (401).';
  if (status === 403 || status === 404) {
    return `the token may not write comments here (${status}). Allow it in the workflow with "permissions: pull-requests: write" (and "contents: read"); for a pull request from a fork the token is read-only whatever the workflow says.`;
  }
  return `GitHub answered ${status}: ${message}.`;
}
