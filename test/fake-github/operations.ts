/** What the fake GitHub does for each operation of the description, and the state that it does it to. */
import type { Context } from 'openapi-backend';
import type { Answer } from './answers.ts';
import { Refusal } from './answers.ts';
import type { FakeSettings } from './settings.ts';
import { settingsOperations } from './settings.ts';

/** `installation` is what a workflow's own token is: GitHub does not tell it over REST who it is. */
export interface Token {
  readonly login: string;
  readonly kind: 'installation' | 'user';
  readonly may: 'write' | 'read-only';
}

export interface FakeComment {
  readonly id: number;
  readonly author: string;
  body: string;
}

/** Where a pull request comes from. */
export interface FakeHead {
  readonly owner: string;
  readonly branch: string;
  readonly sha: string;
}

export interface State {
  /** `owner/name`. */
  readonly repository: string;
  /** Any other token is answered with 401. */
  readonly tokens: Readonly<Record<string, Token>>;
  /** Of each pull request that there is. */
  readonly comments: ReadonlyMap<number, FakeComment[]>;
  readonly heads: Readonly<Record<number, FakeHead>>;
  readonly settings: FakeSettings;
  readonly archive: (commit: string) => Uint8Array | undefined;
  addComment(pull: number, author: string, body: string): FakeComment;
}

/** GitHub's own examples, by name: answers are these with our fields put in (and the few that its own description misses in them). */
type Examples = Readonly<Record<string, { readonly value: object }>>;

/** Where a pull request comes from, or where it goes. */
type Side = { readonly repo: object };

const COMMENT_LIMIT = 65_536;
/** Where the fake has its archives. */
export const CODELOAD = '/codeload/';

export function operationsOn(state: State, examples: Examples): Record<string, (context: Context) => Answer> {
  const example = (name: string, fields: object) => ({ ...examples[name]?.value, ...fields });
  const user = (login: string) => ({ ...(example('issue-comment', {}) as { user?: object }).user, login, type: login.endsWith('[bot]') ? 'Bot' : 'User' });
  const rendered = (pull: number, { id, author, body }: FakeComment) =>
    example('issue-comment', { id, body, user: user(author), html_url: `https://github.test/${state.repository}/pull/${pull}#issuecomment-${id}` });

  return {
    'users/get-authenticated': (context) => {
      const { kind, login } = tokenOf(state, context);
      if (kind === 'installation') throw new Refusal(403, 'Resource not accessible by integration');
      return { status: 200, body: example('private-user-response-with-public-profile-information', { login }) };
    },
    graphql: (context) => ({ status: 200, body: { data: { viewer: { login: tokenOf(state, context).login } } } }),
    'repos/get': (context) => {
      inRepository(state, context);
      return { status: 200, body: example('full-repository-default-response', { full_name: state.repository, language: 'Python', source: undefined, parent: undefined }) };
    },
    'pulls/get': (context) => ({ status: 200, body: example('pull-request', { number: pullOf(state, context, 'pull_number'), requested_teams: [] }) }),
    'pulls/list': (context) => {
      tokenOf(state, context);
      inRepository(state, context);
      const { head: wanted } = context.request.query;
      const all = Object.entries(state.heads).filter(([, { owner, branch }]) => wanted === undefined || wanted === `${owner}:${branch}`);
      const [model] = (examples['pull-request-simple-items']?.value ?? []) as { head: Side; base: Side }[];
      const side = (example: Side | undefined, fields: object) => ({ ...example, repo: { description: null, ...example?.repo }, ...fields });
      return { status: 200, body: all.map(([number, { owner, branch, sha }]) => ({
        ...model, number: Number(number), title: 'A change', state: 'open', labels: [], milestone: null, requested_teams: [],
        head: side(model?.head, { label: `${owner}:${branch}`, ref: branch, sha, user: user(owner) }), base: side(model?.base, { ref: 'main' }),
      })) };
    },
    'repos/download-tarball-archive': (context) => {
      tokenOf(state, context);
      inRepository(state, context);
      const commit = String(context.request.params.ref);
      if (!state.archive(commit)) throw new Refusal(404, 'Not Found');
      return { status: 302, body: undefined, headers: { location: `http://${context.request.headers.host}${CODELOAD}${commit}` } };
    },
    'issues/list-comments': (context) => {
      tokenOf(state, context);
      const pull = pullOf(state, context, 'issue_number');
      const all = state.comments.get(pull) ?? [];
      const page = Number(context.request.query.page ?? 1);
      const size = Math.min(Number(context.request.query.per_page ?? 30), 100);
      return {
        status: 200,
        body: all.slice((page - 1) * size, page * size).map((comment) => rendered(pull, comment)),
        headers: linksTo(`http://${context.request.headers.host}${context.request.path}`, page, size, all.length),
      };
    },
    'issues/create-comment': (context) => {
      const { login } = mayComment(state, context);
      const pull = pullOf(state, context, 'issue_number');
      return { status: 201, body: rendered(pull, state.addComment(pull, login, context.request.requestBody.body)) };
    },
    'issues/update-comment': (context) => {
      mayComment(state, context);
      const [pull, comment] = commentOf(state, context);
      comment.body = context.request.requestBody.body;
      return { status: 200, body: rendered(pull, comment) };
    },
    'issues/get-comment': (context) => ({ status: 200, body: rendered(...commentOf(state, context)) }),
    ...settingsOperations(state.settings, (name) => examples[name]?.value, (context) => {
      tokenOf(state, context);
      inRepository(state, context);
    }),
  };
}

function tokenOf({ tokens }: State, context: Context): Token {
  const header = String(context.request.headers.authorization ?? '');
  const token = tokens[header.replace(/^(?:token|bearer) /i, '')];
  if (!token) throw new Refusal(401, 'Bad credentials');
  return token;
}

function mayComment(state: State, context: Context): Token {
  const token = tokenOf(state, context);
  if (token.may !== 'write') throw new Refusal(403, 'Resource not accessible by integration');
  // The description does not tell the limit.
  if ([...context.request.requestBody.body].length > COMMENT_LIMIT) throw new Refusal(422, 'Validation Failed');
  return token;
}

function inRepository({ repository }: State, context: Context): void {
  const { owner, repo } = context.request.params;
  if (`${owner}/${repo}` !== repository) throw new Refusal(404, 'Not Found');
}

function pullOf(state: State, context: Context, name: 'issue_number' | 'pull_number'): number {
  inRepository(state, context);
  const pull = Number(context.request.params[name]);
  if (!state.comments.has(pull)) throw new Refusal(404, 'Not Found');
  return pull;
}

function commentOf(state: State, context: Context): [number, FakeComment] {
  inRepository(state, context);
  for (const [pull, comments] of state.comments) {
    const comment = comments.find(({ id }) => id === Number(context.request.params.comment_id));
    if (comment) return [pull, comment];
  }
  throw new Refusal(404, 'Not Found');
}

function linksTo(url: string, page: number, size: number, total: number): Record<string, string> {
  const last = Math.max(1, Math.ceil(total / size));
  const link = (to: number, rel: string) => `<${url}?per_page=${size}&page=${to}>; rel="${rel}"`;
  return page < last ? { link: `${link(page + 1, 'next')}, ${link(last, 'last')}` } : {};
}
