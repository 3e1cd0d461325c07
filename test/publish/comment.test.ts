import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FakeGitHub } from '../fake-github/index.ts';
import { startFakeGitHub } from '../fake-github/index.ts';
import { markerOf, publishComment } from '../../src/publish/github/comment.ts';
import { createClient } from '../../src/publish/index.ts';

const ADA = 'ada';
const PULL = { owner: 'acme', repo: 'app', number: 7 };
let github: FakeGitHub;
beforeEach(async () => {
  github = await startFakeGitHub({ repository: 'acme/app', pulls: [7], tokens: { personal: { login: ADA, kind: 'user', may: 'write' } } });
});
afterEach(async () => {
  await github.close();
  expect(github.violations).toEqual([]);
});

function publish(markdown: string, { path = '.', create = true } = {}) {
  return publishComment(createClient('personal', github.url), PULL, { audit: [path], markdown, create, ending: '_The rest is elsewhere._' });
}

test('a report that is too long is cut between sections and still carries the marker', async () => {
  await publish(Array.from({ length: 900 }, (_, number) => `## Section ${number}\n\n${'x'.repeat(90)}\n\n`).join(''));
  const body = github.comments(7)[0]?.body ?? '';
  expect(body.startsWith(`${markerOf(['.'])}\n## Section 0\n`)).toBe(true);
  expect(body.endsWith(`${'x'.repeat(90)}\n\n_The rest is elsewhere._\n`)).toBe(true);
  expect(body.length).toBeLessThanOrEqual(65_536);
  expect(body.length).toBeGreaterThan(65_000);
});

test('line ends and trailing space, which GitHub may change, make no difference', async () => {
  github.addComment(7, ADA, `${markerOf(['.'])}\r\n# A\r\ntext`);
  await publish('# A\ntext\n\n');
  expect(github.requests.filter((request) => !request.startsWith('GET'))).toEqual([]);
});

test('where none is to be created, one that is there is still brought up to date', async () => {
  expect(await publish('# A', { create: false })).toBeUndefined();
  expect(github.comments(7)).toEqual([]);
  await publish('# A');
  expect(await publish('# B', { create: false })).toMatch(/^https?:/);
  expect(github.comments(7).map(({ body }) => body.split('\n')[1])).toEqual(['# B']);
});

test('audits of one repository have comments of their own', () => {
  expect(new Set([['.', '', ''], ['chat', '', ''], ['.', 'ops/audit.yml', ''], ['.', '', 'acme-model'], ['.', 'acme-model', '']].map(markerOf)).size).toBe(5);
});

test.each([['.', '<!-- genaiops-audit: . -->'], ['services/chat', '<!-- genaiops-audit: services%2Fchat -->'], ['a--><b>', '<!-- genaiops-audit: a%2D%2D%3E%3Cb%3E -->'], ['a---b', '<!-- genaiops-audit: a%2D%2D-b -->']])('the marker of %s cannot be ended by the path', (path, marker) => {
  expect(markerOf([path])).toBe(marker);
  expect(marker.slice(4, -3)).not.toContain('--');
});
