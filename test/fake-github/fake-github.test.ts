import { expect, test } from 'vitest';
import { startFakeGitHub } from './index.ts';

/** Sends one request to a fresh fake and gives its status and what the fake held against the request. */
async function ask(method: string, path: string, body?: unknown, token = 'writer') {
  const github = await startFakeGitHub({ repository: 'acme/app', pulls: [7], heads: { 7: { owner: 'ada', branch: 'topic', sha: 'c0ffee'.padEnd(40, '0') } }, archive: (commit) => (commit === 'abc' ? Buffer.from('{}') : undefined), tokens: { writer: { login: 'ada', kind: 'user', may: 'write' } } });
  try {
    const response = await fetch(github.url + path, { method, headers: { authorization: `token ${token}`, 'content-type': 'application/json' }, ...(body !== undefined && { body: JSON.stringify(body) }) });
    return { status: response.status, link: response.headers.get('link'), violations: github.violations, json: await response.json() };
  } finally {
    await github.close();
  }
}

test.each<[string, string, unknown, number]>([
  ['GET', '/user', undefined, 200],
  ['GET', '/repos/acme/app', undefined, 200],
  ['GET', '/repos/acme/app/pulls/7', undefined, 200],
  ['GET', '/repos/acme/app/pulls?state=open&head=ada:topic', undefined, 200],
  ['GET', '/repos/acme/app/tarball/abc', undefined, 200],
  ['GET', '/repos/acme/app/tarball/abd', undefined, 404],
  ['GET', '/repos/acme/app/issues/7/comments?per_page=100&page=1', undefined, 200],
  ['POST', '/repos/acme/app/issues/7/comments', { body: 'hello' }, 201],
  ['POST', '/graphql', { query: '{ viewer { login } }' }, 200],
  ['GET', '/repos/acme/app/issues/8/comments', undefined, 404],
  ['POST', '/repos/acme/app/issues/7/comments', { body: 'x'.repeat(65_537) }, 422],
])('%s %s keeps to the description', async (method, path, body, status) => {
  expect(await ask(method, path, body)).toMatchObject({ status, violations: [] });
});

test.each<[string, string, string, unknown, string]>([
  ['a body without its field', 'POST', '/repos/acme/app/issues/7/comments', {}, "must have required property 'body'"],
  ['a field that GitHub does not know', 'POST', '/repos/acme/app/issues/7/comments', { body: 'hello', sticky: true }, 'must NOT have additional properties'],
  ['a field of the wrong type', 'PATCH', '/repos/acme/app/issues/comments/1', { body: 1 }, 'must be string'],
  ['a parameter that is no number', 'GET', '/repos/acme/app/issues/seven/comments', undefined, 'must be integer'],
  ['a question to GraphQL that the fake does not know', 'POST', '/graphql', { query: '{ viewer { email } }' }, 'must be equal to one of the allowed values'],
  ['an operation outside the slice', 'DELETE', '/repos/acme/app', undefined, 'no such operation'],
])('%s is held against the request', async (_, method, path, body, says) => {
  const { violations } = await ask(method, path, body);
  expect(violations).toEqual([expect.stringContaining(says)]);
});

test('an unknown token is refused', async () => {
  expect(await ask('GET', '/user', undefined, 'stranger')).toMatchObject({ status: 401, violations: [] });
});
