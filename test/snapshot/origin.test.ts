import fc from 'fast-check';
import { expect, test } from 'vitest';
import { repositoryOf } from '../../src/snapshot/origin.ts';

test.each([
  ['https://github.example/acme/chat.git', 'acme/chat'], ['https://github.example/acme/chat', 'acme/chat'], ['https://github.example/acme/chat/', 'acme/chat'],
  ['https://token@github.example/acme/chat', 'acme/chat'], ['https://user:p@ss@github.example:8443/acme/chat.git\n', 'acme/chat'], ['http://github.example/acme/chat', 'acme/chat'],
  ['git@github.example:acme/chat.git', 'acme/chat'], ['github.example:acme/chat', 'acme/chat'], ['ssh://git@github.example:22/acme/chat.git', 'acme/chat'], ['git://github.example/acme/chat', 'acme/chat'],
  ['https://gitlab.example/group/sub/chat.git', 'group/sub/chat'],
  ['/srv/git/chat.git', undefined], ['../chat', undefined], ['file:///srv/git/chat.git', undefined], ['C:\\git\\chat', undefined], ['C:/git/chat', undefined], ['ext::sh -c evil', undefined], ['', undefined],
  ['https://github.example', undefined], ['https://github.example/chat', undefined], ['https://github.example/<script>/x', undefined],
])('%j is %j', (url, repository) => {
  expect(repositoryOf(url)).toBe(repository);
});

test('any text is taken, and nothing before the host comes out', () => {
  fc.assert(fc.property(fc.string(), (url) => repositoryOf(url) === undefined || /^[\w.-]+(\/[\w.-]+)+$/.test(repositoryOf(url)!)));
  fc.assert(fc.property(fc.stringMatching(/^[a-z0-9]{8,20}$/), (secret) => repositoryOf(`https://x:${secret}@host.example/a/b`) === 'a/b'));
});
