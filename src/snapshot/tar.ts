/**
 * Reads what is needed of a tar file: ustar names with their prefix, pax headers (`path`, `size`, the global `comment`) and GNU's long
 * names. Nothing is written anywhere, and what an entry is called is the caller's to judge.
 */

export interface TarEntry {
  /** As it stands in the archive. */
  readonly path: string;
  /** False where the path is not UTF-8, and the text only resembles it. */
  readonly isText: boolean;
  /** `0` a regular file, `1` and `2` links, `5` a folder; the letters of the format for the rest. */
  readonly type: string;
  /** A view on the archive. */
  readonly bytes: Buffer;
}

export interface Tar {
  readonly entries: readonly TarEntry[];
  /** Of the whole archive: git writes the commit's id here. */
  readonly comment?: string;
}

const BLOCK = 512;

/** All entries, or a few words on why the file is no whole tar file with at most `most` of them. */
export function readTar(tar: Buffer, most: number): Tar | { readonly broken: string } {
  const entries: TarEntry[] = [];
  let comment: string | undefined;
  let next: Extended = {};
  for (let at = 0; at + BLOCK <= tar.length; ) {
    const header = tar.subarray(at, at + BLOCK);
    if (header.every((byte) => byte === 0)) return { entries, ...(comment !== undefined && { comment }) };
    if (!hasChecksum(header)) return { broken: 'a header is damaged' };
    const type = header.toString('latin1', 156, 157).replace('\0', '0');
    const isMeta = type === 'x' || type === 'g' || type === 'L' || type === 'K';
    const size = (isMeta ? undefined : next.size) ?? numberOf(header.subarray(124, 136));
    const start = at + BLOCK;
    if (size === undefined || size > tar.length - start) return { broken: 'it is cut off' };
    const bytes = tar.subarray(start, start + size);
    at = start + Math.ceil(size / BLOCK) * BLOCK;

    if (type === 'x' || type === 'g') {
      const records = paxRecords(bytes);
      if (!records) return { broken: 'an extended header is damaged' };
      if (type === 'g') comment = records.get('comment')?.toString('latin1') ?? comment;
      else next = { ...next, ...extendedBy(records) };
    } else if (type === 'L') next = { ...next, path: untilZero(bytes) };
    else if (type !== 'K') {
      if (entries.length === most) return { broken: `it has more than ${most} entries` };
      entries.push({ ...pathOf(next.path ?? nameIn(header)), type, bytes });
      next = {};
    }
  }
  return { broken: 'it is cut off' };
}

/** What was said of the next entry before it. */
interface Extended {
  readonly path?: Buffer;
  readonly size?: number;
}

function extendedBy(records: ReadonlyMap<string, Buffer>): Extended {
  const path = records.get('path');
  const size = records.get('size')?.toString('latin1');
  return { ...(path && { path }), ...(size !== undefined && /^\d{1,15}$/.test(size) && { size: Number(size) }) };
}

/** `LENGTH KEY=VALUE<lf>`, where the length counts itself too. Undefined when they are damaged. */
function paxRecords(bytes: Buffer): ReadonlyMap<string, Buffer> | undefined {
  const records = new Map<string, Buffer>();
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(' ', at);
    const length = space < 0 ? '' : bytes.toString('latin1', at, Math.min(space, at + 12));
    const end = at + Number(length);
    const equals = bytes.indexOf('=', space);
    if (!/^\d+$/.test(length) || end > bytes.length || equals < 0 || equals >= end || bytes[end - 1] !== LF) return undefined;
    records.set(bytes.toString('latin1', space + 1, equals), bytes.subarray(equals + 1, end - 1));
    at = end;
  }
  return records;
}
const LF = 10;

/** Long names stand in two fields, but only in the standard's own kind of header. */
function nameIn(header: Buffer): Buffer {
  const name = untilZero(header.subarray(0, 100));
  const prefix = header.toString('latin1', 257, 263) === 'ustar\0' ? untilZero(header.subarray(345, 500)) : Buffer.alloc(0);
  return prefix.length === 0 ? name : Buffer.concat([prefix, Buffer.from('/'), name]);
}

function untilZero(bytes: Buffer): Buffer {
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, end);
}

function pathOf(bytes: Buffer): Pick<TarEntry, 'path' | 'isText'> {
  const path = bytes.toString('utf8');
  return { path, isText: Buffer.from(path).equals(bytes) };
}

/** The sum of all bytes, with spaces in the place of the sum itself. */
function hasChecksum(header: Buffer): boolean {
  const said = numberOf(header.subarray(148, 156));
  let sum = 8 * SPACE;
  header.forEach((byte, index) => (sum += index >= 148 && index < 156 ? 0 : byte));
  return said === sum;
}
const SPACE = 32;

/** Octal digits, or for what is too large for them a binary number, marked by its first bit. Undefined for anything else. */
function numberOf(field: Buffer): number | undefined {
  if (field[0] === 0x80) {
    const large = field.subarray(1).reduce((number, byte) => number * 256 + byte, 0);
    return Number.isSafeInteger(large) ? large : undefined;
  }
  const digits = field.toString('latin1').replace(/[\0 ]+$/, '').replace(/^ +/, '');
  return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : undefined;
}
