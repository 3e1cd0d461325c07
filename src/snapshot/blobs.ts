/** Files out of git's object store: one process that is asked for one file after another. */
import type { ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { READ_TIMEOUT_MS } from './limits.ts';

export interface BlobReader {
  /** The bytes of a blob whose size is known, in memory of their own. Rejects when git does not have it, or has ended. */
  read(id: string, size: number): Promise<Uint8Array>;
  /** Ends the process, and whatever is still being read with it. */
  close(): Promise<void>;
}

interface Wanted {
  readonly id: string;
  readonly size: number;
  readonly resolve: (bytes: Uint8Array) => void;
  readonly reject: (error: Error) => void;
}

/** `start` gives a `git cat-file --batch`; it is called when the first blob is wanted. */
export function blobReader(start: () => ChildProcessByStdio<Writable, Readable, null>): BlobReader {
  let session: Session | undefined;
  let closed = false;
  return {
    read(id, size) {
      if (closed) return Promise.reject(new Error('The snapshot was closed'));
      session ??= sessionOf(start());
      return session.ask(id, size);
    },
    async close() {
      closed = true;
      await session?.end();
    },
  };
}

interface Session {
  ask(id: string, size: number): Promise<Uint8Array>;
  end(): Promise<void>;
}

function sessionOf(child: ChildProcessByStdio<Writable, Readable, null>): Session {
  const waiting: Wanted[] = [];
  let failure: Error | undefined;
  let timer: NodeJS.Timeout | undefined;

  const fail = (error: Error): void => {
    failure ??= error;
    clearTimeout(timer);
    child.kill('SIGKILL');
    for (const { reject } of waiting.splice(0)) reject(failure);
  };
  /** A process that nobody waits for must not keep ours alive; one that stays silent is given up. */
  const watch = (): void => {
    clearTimeout(timer);
    if (waiting.length > 0) timer = setTimeout(() => fail(new Error('git stopped answering')), READ_TIMEOUT_MS);
    keepAlive(waiting.length > 0);
  };
  const keepAlive = (wanted: boolean): void => {
    for (const handle of [child, child.stdin, child.stdout] as readonly { ref?(): void; unref?(): void }[]) {
      if (wanted) handle.ref?.();
      else handle.unref?.();
    }
  };
  const receive = answerReader(() => waiting[0], (bytes) => {
    const done = waiting.shift();
    if (bytes) done?.resolve(bytes);
    else done?.reject(new Error('git does not have this file'));
  });

  const ended = new Promise<void>((resolve) => {
    child.on('error', (error) => {
      fail(error);
      // Where it did not even start, nothing closes.
      if (child.pid === undefined) resolve();
    });
    child.on('close', () => {
      fail(new Error('git ended'));
      resolve();
    });
  });
  // What is written to a process that has ended is no news of its own.
  child.stdin.on('error', () => {});
  child.stdout.on('data', (chunk: Buffer) => {
    if (!receive(chunk)) fail(new Error('git answered something else'));
    else watch();
  });

  return {
    ask: (id, size) =>
      new Promise((resolve, reject) => {
        if (failure) return reject(failure);
        waiting.push({ id, size, resolve, reject });
        child.stdin.write(`${id}\n`);
        watch();
      }),
    async end() {
      if (waiting.length > 0) fail(new Error('The snapshot was closed'));
      keepAlive(true);
      child.stdin.end();
      await ended;
    },
  };
}

const LF = 10;
/** An id, a type and a size. */
const HEADER_BYTES = 200;

/**
 * Takes the answers apart: `ID blob SIZE<lf>BYTES<lf>`, or `ID missing<lf>`, in the order of the questions. An id and a size that were not
 * asked for mean that both sides lost each other: false, and nothing after it can be believed.
 */
function answerReader(next: () => Wanted | undefined, done: (bytes: Uint8Array | undefined) => void): (chunk: Buffer) => boolean {
  let header = '';
  let body: { readonly bytes: Buffer; filled: number } | undefined;

  /** How many bytes of the chunk were the header's; negative when it makes no sense. */
  const readHeader = (chunk: Buffer): number => {
    const wanted = next();
    const end = chunk.indexOf(LF);
    header += chunk.toString('latin1', 0, end < 0 ? chunk.length : end);
    if (!wanted || header.length > HEADER_BYTES) return -1;
    if (end < 0) return chunk.length;
    const [said, missing] = [header, `${wanted.id} missing`];
    header = '';
    if (said === missing) done(undefined);
    else if (said !== `${wanted.id} blob ${wanted.size}`) return -1;
    // Room for the line feed that ends the answer.
    else body = { bytes: Buffer.allocUnsafeSlow(wanted.size + 1), filled: 0 };
    return end + 1;
  };
  const readBody = (into: { readonly bytes: Buffer; filled: number }, chunk: Buffer): number => {
    const taken = chunk.copy(into.bytes, into.filled);
    into.filled += taken;
    if (into.filled === into.bytes.length) {
      body = undefined;
      done(new Uint8Array(into.bytes.buffer, 0, into.bytes.length - 1));
    }
    return taken;
  };

  return (chunk) => {
    for (let rest = chunk; rest.length > 0; ) {
      const taken = body ? readBody(body, rest) : readHeader(rest);
      if (taken < 0) return false;
      rest = rest.subarray(taken);
    }
    return true;
  };
}
