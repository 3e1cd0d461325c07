/**
 * The cache's file: one line of JSON that says what it is and where each entry lies, and then the entries. Whatever is wrong with it (cut
 * off, altered, of another version or catalogue), it counts as empty.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What was found in one file, as JSON that is not taken apart before somebody asks. */
export interface CacheEntry {
  readonly path: string;
  /** Of its contents. */
  readonly id: string;
  /** Of the file as it was on disk; empty where that says nothing. */
  stamp: string;
  scan?: Buffer | undefined;
  parsed?: Buffer | undefined;
}

const NAME = 'signals.cache';
const FORMAT = 1;
/** A larger cache would take longer to load and to move about than it saves. */
const MAX_BYTES = 256 * 1024 * 1024;

interface Head {
  readonly format: number;
  readonly made: string;
  readonly digest: string;
  readonly entries: readonly Place[];
}

/** Of an entry all but its two parts, of which there is the length in bytes: 0 where there is none. */
type Place = readonly [path: string, id: string, stamp: string, scan: number, parsed: number];

/** The entries that were stored in a folder under the same fingerprint. */
export async function loadEntries(folder: string, made: string): Promise<CacheEntry[]> {
  try {
    const bytes = await readFile(join(folder, NAME));
    const end = bytes.indexOf(LF);
    const head = JSON.parse(bytes.toString('utf8', 0, end)) as Head;
    const body = bytes.subarray(end + 1);
    if (head.format !== FORMAT || head.made !== made || head.digest !== digestOf(head.entries, body)) return [];
    let at = 0;
    const take = (length: number): Buffer | undefined => (length === 0 ? undefined : body.subarray(at, (at += length)));
    return head.entries.map(([path, id, stamp, scan, parsed]) => ({ path, id, stamp, scan: take(scan), parsed: take(parsed) }));
  } catch {
    return [];
  }
}
const LF = 10;

/**
 * Stores entries beside the old file, and then in its place: whoever reads at the same time sees the one or the other. Gives a sentence
 * where that is impossible.
 */
export async function storeEntries(folder: string, made: string, entries: readonly CacheEntry[]): Promise<string | undefined> {
  const kept = within(MAX_BYTES, entries);
  const body = Buffer.concat(kept.flatMap(({ scan, parsed }) => [...(scan ? [scan] : []), ...(parsed ? [parsed] : [])]));
  const places = kept.map(({ path, id, stamp, scan, parsed }): Place => [path, id, stamp, scan?.length ?? 0, parsed?.length ?? 0]);
  const head: Head = { format: FORMAT, made, digest: digestOf(places, body), entries: places };
  const draft = join(folder, `${NAME}.${randomUUID()}`);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(draft, [Buffer.from(`${JSON.stringify(head)}\n`), body]);
    await rename(draft, join(folder, NAME));
    return undefined;
  } catch (error) {
    await rm(draft, { force: true }).catch(() => {});
    return `The cache in ${folder} could not be written: ${(error as Error).message}.`;
  }
}

function within(most: number, entries: readonly CacheEntry[]): readonly CacheEntry[] {
  let room = most;
  return entries.filter(({ scan, parsed }) => (room -= (scan?.length ?? 0) + (parsed?.length ?? 0)) >= 0);
}

function digestOf(places: readonly Place[], body: Uint8Array): string {
  return createHash('sha256').update(JSON.stringify(places)).update(body).digest('hex');
}
