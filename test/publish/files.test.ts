import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ConfigError } from '../../src/domain/errors.ts';
import { writeFileSafely } from '../../src/publish/index.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'files-'))));
afterEach(() => rmSync(folder, { recursive: true }));

test('makes the folders on the way and leaves nothing but the file', async () => {
  await writeFileSafely(join(folder, 'a/b/result.json'), '{}\n');
  expect(readFileSync(join(folder, 'a/b/result.json'), 'utf8')).toBe('{}\n');
  expect(readdirSync(join(folder, 'a/b'))).toEqual(['result.json']);
});

test('a link in its place is replaced, and what it leads to is left alone', async () => {
  writeFileSync(join(folder, 'precious'), 'precious');
  symlinkSync(join(folder, 'precious'), join(folder, 'result.json'));
  await writeFileSafely(join(folder, 'result.json'), 'new');
  expect(readFileSync(join(folder, 'precious'), 'utf8')).toBe('precious');
  expect(readFileSync(join(folder, 'result.json'), 'utf8')).toBe('new');
});

test('a place that takes no file is the configuration\'s fault', async () => {
  mkdirSync(join(folder, 'result.json/x'), { recursive: true });
  await expect(writeFileSafely(join(folder, 'result.json'), 'new')).rejects.toThrow(ConfigError);
  expect(readdirSync(folder)).toEqual(['result.json']);
  expect(existsSync(join(folder, 'result.json/x'))).toBe(true);
});
