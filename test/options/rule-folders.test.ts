import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { ConfigError } from '../../src/domain/errors.ts';
import { ruleFolders } from '../../src/options/rule-folders.ts';
import { memorySnapshot } from '../../src/snapshot/index.ts';

const HERE = resolve('/srv/shop');
const meant = (folder?: string, yaml?: string) =>
  ruleFolders(memorySnapshot(yaml === undefined ? {} : { '.github/genaiops.yml': yaml }), HERE, folder === undefined ? {} : { folder });

test.each([
  ['house', 'house'], ['./house/', 'house'], ['a//b/../c', 'a/c'], ['.', ''], ['../shop/house', 'house'], [resolve(HERE, 'house'), 'house'], ['..house', '..house'],
])('the folder %s is %j', async (given, expected) => {
  expect(await meant(given)).toEqual([expected]);
});

test.each(['..', '../other', '/etc', '../shopping'])('%s lies outside', async (given) => {
  await expect(meant(given)).rejects.toThrow(new ConfigError(`The folder "${given}" is not below the current one; expected one of the repository that is tested.`));
});

test('without a folder, the configuration says', async () => {
  expect(await meant(undefined, 'extends: [house, more]\n')).toEqual(['house', 'more']);
  expect(await meant('other', 'extends: [house]\n')).toEqual(['other']);
  await expect(meant(undefined, 'gate: { min-level: 1 }\n')).rejects.toThrow(new ConfigError('.github/genaiops.yml has no `extends` that names a folder of house rules; expected one, or the folder as in genaiops-audit rules test .genaiops.'));
  await expect(meant()).rejects.toThrow(new ConfigError('There is no configuration here that names a folder of house rules; expected one, or the folder as in genaiops-audit rules test .genaiops.'));
});
