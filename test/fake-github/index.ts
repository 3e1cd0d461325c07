/**
 * A GitHub that lives in memory on 127.0.0.1: it keeps comments per pull request, knows who a token belongs to and what it may do, and holds
 * every request and every answer of its own to GitHub's OpenAPI description. What breaks the description is kept in `violations`.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Context, Document, Request } from 'openapi-backend';
import { OpenAPIBackend } from 'openapi-backend';
import type { Answer } from './answers.ts';
import { readRequest, Refusal, sendAnswer } from './answers.ts';
import type { FakeComment, FakeHead, State, Token } from './operations.ts';
import { CODELOAD, operationsOn } from './operations.ts';
import type { FakeSettings } from './settings.ts';

export interface FakeOptions {
  /** `owner/name`. */
  readonly repository: string;
  readonly pulls: readonly number[];
  readonly tokens: Readonly<Record<string, Token>>;
  /** Where pull requests come from, by number; those that are listed are open. */
  readonly heads?: Readonly<Record<number, FakeHead>>;
  readonly settings?: FakeSettings;
  /** The archive (`.tar.gz`) of a commit. */
  readonly archive?: (commit: string) => Uint8Array | undefined;
  /** `/api/v3`, where GitHub Enterprise Server has its API; at the root when not given. */
  readonly prefix?: string;
}

/** How requests fail: two rate limits that end in a second, one that lasts for an hour, and an error of the server. */
type Failure = 429 | 'secondary limit' | 'used up' | 500;

export interface FakeGitHub {
  readonly url: string;
  /** `GET /user 403`, in order. */
  readonly requests: readonly string[];
  /** What the description does not allow, in requests and in the fake's own answers. A test that leaves any should fail. */
  readonly violations: readonly string[];
  comments(pull: number): readonly FakeComment[];
  addComment(pull: number, author: string, body: string): FakeComment;
  /** The next requests are answered in this way, whatever they ask for; or the next of those that look like `only` (`POST /repos/…`). */
  failNext(count: number, how: Failure, only?: RegExp): void;
  close(): Promise<void>;
}

/** The description covers REST alone. This is the one question that we ask of GraphQL. */
const GRAPHQL = {
  post: { operationId: 'graphql', responses: {}, requestBody: { required: true, content: { 'application/json': { schema: { type: 'object', additionalProperties: false, required: ['query'], properties: { query: { enum: ['{ viewer { login } }'] } } } } } } },
};

const FAILURES: { readonly [F in Failure]: () => Refusal } = {
  429: () => new Refusal(429, 'You have exceeded a secondary rate limit', { 'retry-after': '1' }),
  'secondary limit': () => new Refusal(403, 'You have exceeded a secondary rate limit', { 'retry-after': '1' }),
  'used up': () => new Refusal(403, 'API rate limit exceeded', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(Math.round(Date.now() / 1000) + 3600) }),
  500: () => new Refusal(500, 'Server Error'),
};

export async function startFakeGitHub({ repository, pulls, tokens, heads = {}, settings = {}, archive = () => undefined, prefix = '' }: FakeOptions): Promise<FakeGitHub> {
  const comments = new Map<number, FakeComment[]>(pulls.map((pull) => [pull, []]));
  const requests: string[] = [];
  const violations: string[] = [];
  let failures: { left: number; how: Failure; only: RegExp } = { left: 0, how: 500, only: /^/ };
  let lastId = 1000;
  const state: State = {
    repository, tokens, comments, heads, settings, archive,
    addComment(pull, author, body) {
      const comment = { id: ++lastId, author, body };
      comments.get(pull)?.push(comment);
      return comment;
    },
  };
  const api = await describedApi(state, violations, prefix);

  async function answer(request: Request): Promise<Answer> {
    if (failures.left > 0 && failures.only.test(`${request.method.toUpperCase()} ${request.path}`)) {
      failures.left -= 1;
      return FAILURES[failures.how]().answer;
    }
    // Archives come from another service, which wants no token.
    const bytes = request.path.startsWith(CODELOAD) ? archive(request.path.slice(CODELOAD.length)) : undefined;
    if (bytes) return { status: 200, body: bytes };
    const found = await api.handleRequest(request).catch((error: unknown) => {
      if (error instanceof Refusal) return error.answer;
      throw error;
    }) as Answer;
    const operation = api.router.matchOperation(request);
    const errors = operation ? api.validateResponse(found.body, operation, found.status).errors : 'no such operation';
    if (errors) violations.push(`${request.method} ${request.path} answered with ${found.status}: ${JSON.stringify(errors)}`);
    return found;
  }

  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const request = await readRequest(incoming);
      // An Enterprise Server has its REST and its GraphQL side by side.
      if (prefix && request.path === prefix.replace(/v3$/, 'graphql')) request.path = `${prefix}/graphql`;
      const found = await answer(request);
      requests.push(`${request.method.toUpperCase()} ${request.path} ${found.status}`);
      sendAnswer(outgoing, found);
    })().catch((error: unknown) => {
      violations.push(`The fake itself failed: ${error instanceof Error ? error.stack : String(error)}`);
      sendAnswer(outgoing, new Refusal(500, 'Server Error').answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${prefix}`,
    requests, violations,
    addComment: state.addComment,
    comments: (pull) => comments.get(pull) ?? [],
    failNext: (left, how, only = /^/) => void (failures = { left, how, only }),
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}

async function describedApi(state: State, violations: string[], prefix: string): Promise<OpenAPIBackend> {
  const description = JSON.parse(readFileSync(new URL('./openapi-slice.json', import.meta.url), 'utf8'));
  description.paths['/graphql'] = GRAPHQL;
  const api = new OpenAPIBackend({
    definition: description as Document,
    quick: true,
    apiRoot: prefix || '/',
    coerceTypes: true,
    ajvOpts: { logger: false },
    handlers: {
      ...operationsOn(state, description.components.examples),
      notFound: () => new Refusal(404, 'Not Found').answer,
      notImplemented: (context: Context) => new Refusal(404, `The fake does not know ${context.operation.operationId}`).answer,
      validationFail: (context: Context) => {
        violations.push(`${context.request.method} ${context.request.path}: ${JSON.stringify(context.validation.errors)}`);
        return new Refusal(422, 'Validation Failed').answer;
      },
    },
  });
  return api.init();
}
