/** Tar files as tests need them: right ones, and ones that no tool would write. */

export interface Written {
  readonly path: string | Buffer;
  readonly type?: string;
  readonly bytes?: string | Uint8Array;
  /** Where it is to differ from the bytes that follow. */
  readonly size?: number;
  /** What stands in the standard's second field for long names. */
  readonly prefix?: string;
  /** Of the header: GNU's own has another mark, and keeps other things where the prefix would be. */
  readonly magic?: string;
}

export function tar(entries: readonly Written[]): Buffer {
  return Buffer.concat([...entries.map(entryOf), Buffer.alloc(1024)]);
}

/** One record of an extended header. */
export function paxRecord(key: string, value: string | Buffer): Buffer {
  const rest = Buffer.concat([Buffer.from(` ${key}=`), Buffer.from(value), Buffer.from('\n')]);
  let length = rest.length + 1;
  while (String(length).length + rest.length !== length) length = String(length).length + rest.length;
  return Buffer.concat([Buffer.from(String(length)), rest]);
}

function entryOf({ path, type = '0', bytes = '', size, prefix = '', magic = 'ustar\u000000' }: Written): Buffer {
  const content = Buffer.from(bytes);
  const header = Buffer.alloc(512);
  Buffer.from(path).copy(header, 0, 0, 100);
  header.write('0000644\0', 100);
  const said = size ?? content.length;
  if (said < 8 ** 11) header.write(`${said.toString(8).padStart(11, '0')}\0`, 124);
  else header.writeBigUInt64BE(BigInt(said), header.writeUInt8(0x80, 124) + 3);
  header.write('        ', 148);
  header.write(type, 156, 'latin1');
  header.write(magic, 257, 'latin1');
  header.write(prefix, 345);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([header, content, Buffer.alloc((512 - (content.length % 512)) % 512)]);
}
