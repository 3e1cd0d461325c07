import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readTar } from '../../src/snapshot/tar.ts';
import { paxRecord, tar } from './tar-writer.ts';

const MANY = 1000;

/** What was read, contents as text. */
function read(bytes: Buffer, most = MANY): unknown {
  const result = readTar(bytes, most);
  if ('broken' in result) return result;
  return { ...result, entries: result.entries.map(({ path, type, bytes: content }) => [path, type, content.toString()]) };
}

test('files, folders and links, in their order', () => {
  const bytes = tar([{ path: 'top/', type: '5' }, { path: 'top/a.py', bytes: 'a\n' }, { path: 'top/empty' }, { path: 'top/link', type: '2' }, { path: 'top/old', type: '\0', bytes: 'x'.repeat(512) }]);
  expect(read(bytes)).toEqual({ entries: [['top/', '5', ''], ['top/a.py', '0', 'a\n'], ['top/empty', '0', ''], ['top/link', '2', ''], ['top/old', '0', 'x'.repeat(512)]] });
});

test('long names: in two fields, before the entry, and as GNU writes them', () => {
  const long = `top/${'d'.repeat(300)}/a.py`;
  expect(read(tar([{ path: 'a.py', prefix: 'top/folder', bytes: '1' }]))).toEqual({ entries: [['top/folder/a.py', '0', '1']] });
  expect(read(tar([{ path: 'pax', type: 'x', bytes: paxRecord('path', long) }, { path: 'cut', prefix: 'off', bytes: '1' }, { path: 'next' }]))).toEqual({ entries: [[long, '0', '1'], ['next', '0', '']] });
  expect(read(tar([{ path: '././@LongLink', type: 'L', bytes: `${long}\0` }, { path: 'top/cut', bytes: '1' }, { path: 'next' }]))).toEqual({ entries: [[long, '0', '1'], ['next', '0', '']] });
  expect(read(tar([{ path: '././@LongLink', type: 'K', bytes: 'where a link leads\0' }, { path: 'link', type: '2' }]))).toEqual({ entries: [['link', '2', '']] });
  expect(read(tar([{ path: 'a.py', prefix: '12345', magic: 'ustar  \0' }]))).toEqual({ entries: [['a.py', '0', '']] });
});

test('a size that stands before the entry counts, and the comment of the whole', () => {
  const bytes = tar([{ path: 'g', type: 'g', bytes: paxRecord('comment', 'abc') }, { path: 'x', type: 'x', bytes: Buffer.concat([paxRecord('mtime', '1'), paxRecord('size', '3')]) }, { path: 'a', bytes: '123', size: 0 }, { path: 'b', bytes: 'bb' }]);
  expect(read(bytes)).toEqual({ comment: 'abc', entries: [['a', '0', '123'], ['b', '0', 'bb']] });
});

test('a name that is not UTF-8 is marked', () => {
  const result = readTar(tar([{ path: Buffer.from([0x61, 0xff]) }, { path: 'ä\uFFFD' }]), MANY);
  expect('entries' in result && result.entries.map(({ path, isText }) => [path, isText])).toEqual([['a\uFFFD', false], ['ä\uFFFD', true]]);
});

test.each<[string, Buffer, string]>([
  ['nothing', Buffer.alloc(0), 'it is cut off'],
  ['text', Buffer.from('x'.repeat(2000)), 'a header is damaged'],
  ['no end', tar([{ path: 'a' }]).subarray(0, 512), 'it is cut off'],
  ['cut off in a file', tar([{ path: 'a', bytes: 'x'.repeat(600) }]).subarray(0, 1024), 'it is cut off'],
  ['a size beyond the end', tar([{ path: 'a', size: 5000 }]), 'it is cut off'],
  ['a size beyond all numbers', tar([{ path: 'a', size: 2 ** 53 }]), 'it is cut off'],
  ['a large size in binary', tar([{ path: 'a', size: 2 ** 40 }]), 'it is cut off'],
  ['a changed name', changed(tar([{ path: 'a' }]), 0, 0x62), 'a header is damaged'],
  ['a size that is no number', tar([{ path: 'a', size: -1 }]), 'it is cut off'],
  ['a record longer than its header', tar([{ path: 'x', type: 'x', bytes: '99 path=a\n' }]), 'an extended header is damaged'],
  ['a record of no length', tar([{ path: 'x', type: 'x', bytes: '0 path=a\n' }]), 'an extended header is damaged'],
  ['a record without value', tar([{ path: 'x', type: 'x', bytes: '7 path\n' }]), 'an extended header is damaged'],
  ['a record without length', tar([{ path: 'x', type: 'g', bytes: 'path=a\n' }]), 'an extended header is damaged'],
  ['too many entries', tar(Array.from({ length: 4 }, (_, at) => ({ path: `f${at}` }))), 'it has more than 3 entries'],
])('%s is refused', (_, bytes, broken) => {
  expect(read(bytes, 3)).toEqual({ broken });
});

function changed(bytes: Buffer, at: number, to: number): Buffer {
  bytes[at] = to;
  return bytes;
}

const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 90 }).filter((text) => !text.includes('\0') && Buffer.from(text).length <= 100 && Buffer.from(text).toString() === text);

test('what is written is read', () => {
  fc.assert(fc.property(fc.array(fc.record({ path: name, bytes: fc.uint8Array({ maxLength: 1500 }) }), { maxLength: 8 }), (entries) => {
    const result = readTar(tar(entries), MANY);
    expect('entries' in result && result.entries.map(({ path, bytes }) => ({ path, bytes: Uint8Array.from(bytes) }))).toEqual(entries.map(({ path, bytes }) => ({ path, bytes: Uint8Array.from(bytes) })));
  }));
});

test('any bytes are taken, and a damaged archive never gives more than it holds', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 3000 }), (bytes) => void readTar(Buffer.from(bytes), MANY)));
  const whole = tar([{ path: 'g', type: 'g', bytes: paxRecord('comment', 'abc') }, { path: 'x', type: 'x', bytes: Buffer.concat([paxRecord('path', 'long'), paxRecord('size', '3')]) }, { path: 'a', bytes: '123' }, { path: 'L', type: 'L', bytes: 'name' }, { path: 'b', bytes: 'x'.repeat(700) }]);
  fc.assert(fc.property(fc.nat(whole.length - 1), fc.nat(255), fc.nat(whole.length), (at, to, length) => {
    const result = readTar(changed(Buffer.from(whole), at, to).subarray(0, length), MANY);
    const held = 'entries' in result ? result.entries.reduce((sum, { bytes }) => sum + bytes.length, 0) : 0;
    return held <= length;
  }));
});
