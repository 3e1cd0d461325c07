/** Git's own HTTP server over the repositories of a folder, which remembers what it was asked. */
import { execFileSync, spawn } from 'node:child_process';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach } from 'vitest';

export interface GitServer {
  /** Of the server; a repository's folder name follows. */
  readonly url: string;
  readonly requests: { readonly path: string; readonly authorization: string | undefined }[];
}

interface Behaviour {
  /** Asked for with every request; without it the answer is 401. */
  readonly token?: string;
  /** Sends everybody on to another server. */
  readonly redirect?: string;
  /** Whether fetches may leave out objects; git's default is no. */
  readonly filters?: boolean;
}

const running: { close(): void }[] = [];
afterEach(() => {
  for (const server of running.splice(0)) server.close();
});

export async function gitServer(folder: string, behaviour: Behaviour = {}): Promise<GitServer> {
  const requests: GitServer['requests'] = [];
  const server = createServer((incoming, outgoing) => {
    const { authorization } = incoming.headers;
    requests.push({ path: incoming.url ?? '', authorization });
    if (behaviour.redirect !== undefined) outgoing.writeHead(302, { location: `${behaviour.redirect}${incoming.url}` }).end();
    else if (behaviour.token !== undefined && authorization !== basic(behaviour.token)) outgoing.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end();
    else answer(folder, incoming, outgoing, behaviour.filters ?? true);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  running.push({
    close() {
      server.closeAllConnections();
      server.close();
    },
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

export const basic = (token: string): string => `basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`;

function answer(folder: string, incoming: IncomingMessage, outgoing: ServerResponse, filters: boolean): void {
  const { pathname, search } = new URL(incoming.url ?? '/', 'http://server');
  const { headers } = incoming;
  const child = spawn(BACKEND, {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: {
      PATH: process.env['PATH'], GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null', GIT_HTTP_EXPORT_ALL: '1', GIT_PROJECT_ROOT: folder,
      GIT_CONFIG_COUNT: '3', GIT_CONFIG_KEY_0: 'uploadpack.allowAnySHA1InWant', GIT_CONFIG_VALUE_0: 'true', GIT_CONFIG_KEY_1: 'uploadpack.allowFilter',
      GIT_CONFIG_VALUE_1: String(filters), GIT_CONFIG_KEY_2: 'safe.directory', GIT_CONFIG_VALUE_2: '*',
      REQUEST_METHOD: incoming.method, PATH_INFO: pathname, QUERY_STRING: search.slice(1), CONTENT_TYPE: headers['content-type'] ?? '', REMOTE_ADDR: '127.0.0.1',
      HTTP_CONTENT_ENCODING: headers['content-encoding'] ?? '', HTTP_GIT_PROTOCOL: String(headers['git-protocol'] ?? ''), GIT_PROTOCOL: String(headers['git-protocol'] ?? ''),
      ...(headers['content-length'] === undefined ? {} : { CONTENT_LENGTH: headers['content-length'] }),
    },
  });
  incoming.pipe(child.stdin).on('error', () => {});
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.on('close', () => {
    const whole = Buffer.concat(chunks);
    const end = whole.indexOf('\r\n\r\n');
    const fields = whole.toString('latin1', 0, end).split('\r\n').map((line): [string, string] => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]);
    const status = fields.find(([name]) => name === 'Status')?.[1] ?? '200';
    outgoing.writeHead(Number.parseInt(status, 10), Object.fromEntries(fields.filter(([name]) => name !== 'Status'))).end(whole.subarray(end + 4));
  });
}
const BACKEND = join(execFileSync('git', ['--exec-path'], { encoding: 'utf8' }).trim(), 'git-http-backend');
