import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ConfigError } from '../domain/errors.ts';

/**
 * Writes a file whole or not at all. A link in its place is replaced, not followed: the audited tree may have laid it.
 * Throws ConfigError where the file cannot be written.
 */
export async function writeFileSafely(path: string, text: string): Promise<void> {
  const draft = join(dirname(path), `.${basename(path)}.${process.pid}.draft`);
  try {
    await mkdir(dirname(path), { recursive: true });
    await rm(draft, { force: true });
    await writeFile(draft, text, { flag: 'wx' });
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => {});
    throw new ConfigError(`The file ${path} cannot be written: ${(error as Error).message}.`);
  }
}
