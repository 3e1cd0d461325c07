import type { ChildProcessByStdio } from 'node:child_process';
import { spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { expect, test } from 'vitest';
import type { BlobReader } from '../../src/snapshot/blobs.ts';
import { blobReader } from '../../src/snapshot/blobs.ts';

type Child = ChildProcessByStdio<Writable, Readable, null>;

/** A stand-in for git: what it runs sees the lines that it is asked, one by one, and writes with `say`. */
function standIn(onLine: string): () => Child {
  const program = `
    const say = (text) => process.stdout.write(text);
    let rest = '';
    process.stdin.on('data', async (chunk) => {
      const lines = (rest + chunk).split('\\n');
      rest = lines.pop();
      for (const line of lines) { ${onLine} }
    });`;
  return () => spawn(process.execPath, ['-e', program], { stdio: ['pipe', 'pipe', 'ignore'] });
}

const A = 'a'.repeat(40);
const B = 'b'.repeat(40);
const text = async (reader: BlobReader, id: string, size: number): Promise<string> => Buffer.from(await reader.read(id, size)).toString();

test('answers that come in pieces are put together', async () => {
  const reader = blobReader(standIn('for (const letter of `${line} blob 5\\none\\n2\\n`) { say(letter); await new Promise(setImmediate); }'));
  expect(await Promise.all([text(reader, A, 5), text(reader, B, 5)])).toEqual(['one\n2', 'one\n2']);
  await reader.close();
});

test('many answers in one piece are told apart', async () => {
  const reader = blobReader(standIn(`if (line === '${B}') say('${A} blob 0\\n\\n${A} missing\\n${B} blob 2\\nhi\\n')`));
  const [empty, missing, last] = [reader.read(A, 0), reader.read(A, 3), text(reader, B, 2)];
  await expect(missing).rejects.toThrow('git does not have this file');
  expect((await empty).byteLength).toBe(0);
  expect(await last).toBe('hi');
  await reader.close();
});

test.each([
  ['another file', `\${'${B}'} blob 2\\nhi\\n`, 'git answered something else'],
  ['another size', '${line} blob 3\\nhi!\\n', 'git answered something else'],
  ['another kind', '${line} tree 2\\nhi\\n', 'git answered something else'],
  ['a header without end', "${'x'.repeat(5000)}", 'git answered something else'],
  ['what nobody asked', '${line} blob 2\\nhi\\nmore\\n', 'git answered something else'],
])('%s ends it all', async (_, answer, says) => {
  const reader = blobReader(standIn(`say(\`${answer}\`)`));
  const [first, second] = [reader.read(A, 2), reader.read(A, 2)];
  await expect(second).rejects.toThrow(says);
  await first.catch(() => undefined);
  await expect(reader.read(A, 2)).rejects.toThrow(says);
  await reader.close();
});

test('a process that ends, or is not there, rejects what was asked and what is asked later', async () => {
  const ending = blobReader(standIn('process.exit(1)'));
  await expect(Promise.all([ending.read(A, 2), ending.read(B, 2)])).rejects.toThrow('git ended');
  await expect(ending.read(A, 2)).rejects.toThrow('git ended');
  await ending.close();
  const nowhere = blobReader(() => spawn('/nowhere/git', [], { stdio: ['pipe', 'pipe', 'ignore'] }));
  await expect(nowhere.read(A, 2)).rejects.toThrow('ENOENT');
  await nowhere.close();
});

test('closing ends a process that is in the middle of an answer', async () => {
  const reader = blobReader(standIn('say(`${line} blob 2\\nh`)'));
  const pending = expect(reader.read(A, 2)).rejects.toThrow('closed');
  await reader.close();
  await pending;
});

test('no process is started before something is read', async () => {
  const reader = blobReader(() => {
    throw new Error('started');
  });
  await reader.close();
  await expect(reader.read(A, 2)).rejects.toThrow('closed');
});
