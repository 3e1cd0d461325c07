/** HTTP in and out of the fake. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Request } from 'openapi-backend';

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Record<string, string>;
}

/** What GitHub says when it says no; operations throw it. */
export class Refusal extends Error {
  readonly answer: Answer;
  constructor(status: number, message: string, headers?: Record<string, string>) {
    super(message);
    this.answer = { status, body: { message, documentation_url: 'https://docs.github.com/rest' }, ...(headers && { headers }) };
  }
}

export async function readRequest(incoming: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const { pathname, search } = new URL(incoming.url ?? '/', 'http://github.test');
  const text = Buffer.concat(chunks).toString('utf8');
  return { method: incoming.method ?? 'GET', path: pathname, query: search.slice(1), headers: incoming.headers as Record<string, string>, ...(text && { body: JSON.parse(text) }) };
}

export function sendAnswer(outgoing: ServerResponse, { status, body, headers }: Answer): void {
  const isBinary = body instanceof Uint8Array;
  outgoing.writeHead(status, { 'content-type': isBinary ? 'application/x-gzip' : 'application/json; charset=utf-8', ...headers });
  outgoing.end(isBinary ? body : JSON.stringify(body));
}
