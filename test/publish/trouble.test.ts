import { expect, test } from 'vitest';
import { troubleWithComment } from '../../src/publish/index.ts';

const http = (status: number, message: string, headers: Record<string, string> = {}) => Object.assign(new Error(message), { status, response: { headers } });

test.each([
  [http(401, 'Bad credentials'), 'GitHub does not know the token of the input github-token (401).'],
  [http(403, 'Resource not accessible by integration'), 'the token may not write comments here (403). Allow it in the workflow with "permissions: pull-requests: write" (and "contents: read"); for a pull request from a fork the token is read-only whatever the workflow says.'],
  [http(404, 'Not Found'), 'the token may not write comments here (404).'],
  [http(403, 'API rate limit exceeded for installation', { 'x-ratelimit-remaining': '0' }), "GitHub's rate limit is used up (403)."],
  [http(403, 'You have exceeded a secondary rate limit'), "GitHub's rate limit is used up (403)."],
  [http(422, 'Validation Failed'), 'GitHub answered 422: Validation Failed.'],
  [Object.assign(new Error('connect ECONNREFUSED'), { status: 500 }), 'GitHub could not be reached (connect ECONNREFUSED).'],
])('%s', (error, says) => {
  expect(troubleWithComment(error)).toContain(`The comment could not be written: ${says}`);
});

test('a bug is no trouble with GitHub', () => {
  expect(troubleWithComment(new TypeError('x is undefined'))).toBeUndefined();
  expect(troubleWithComment('thrown text')).toBeUndefined();
});
