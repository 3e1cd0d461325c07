/** The part of the fake that tells of a repository's settings and history. It is all there is to read until a test says otherwise. */
import type { Context } from 'openapi-backend';
import type { Answer } from './answers.ts';
import { Refusal } from './answers.ts';

/** As GitHub answers; fields that are not given are those of GitHub's own examples. */
export interface FakeSettings {
  /** Rules of the branch `main`, as rulesets have them. */
  readonly rules?: readonly object[];
  /** Branch protection of `main`: what everybody sees of it, and what an administrator sees. */
  readonly protection?: { readonly contexts: readonly string[]; readonly reviews?: object };
  /** What the branch says of itself, whatever the rules; as the rules are when not given. */
  readonly isProtected?: boolean;
  readonly environments?: readonly object[];
  /** With their runs, latest first. */
  readonly workflows?: readonly { readonly path: string; readonly state?: string; readonly created_at?: string; readonly runs?: readonly object[] }[];
  readonly releases?: readonly object[];
  readonly deployments?: readonly object[];
  /** How an operation is refused, by its id. */
  readonly refuse?: Readonly<Record<string, readonly [status: number, message: string, headers?: Record<string, string>]>>;
}

type Example = (name: string) => unknown;
/** Gives 401 for a token that is not known and 404 for another repository. */
type Enter = (context: Context) => void;

export function settingsOperations(settings: FakeSettings, exampleOf: Example, enter: Enter): Record<string, (context: Context) => Answer> {
  const answer = (id: string, make: (context: Context) => unknown): [string, (context: Context) => Answer] => [id, (context) => {
    enter(context);
    const refused = settings.refuse?.[id];
    if (refused) throw new Refusal(...refused);
    return { status: 200, body: make(context) };
  }];
  const page = <T>({ request: { query } }: Context, all: readonly T[]): T[] => {
    const size = Math.min(Number(query.per_page ?? 30), 100);
    return all.slice((Number(query.page ?? 1) - 1) * size, Number(query.page ?? 1) * size);
  };
  const first = (name: string): object => (exampleOf(name) as object[])[0] ?? {};
  const inList = (name: string, key: string): object => (exampleOf(name) as Record<string, object[]>)[key]?.[0] ?? {};
  const onMain = ({ request: { params } }: Context): void => {
    if (params.branch !== 'main') throw new Refusal(404, 'Branch not found');
  };

  return Object.fromEntries([
    answer('repos/get-branch-rules', (context) => page(context, settings.rules ?? [])),
    answer('repos/get-branch', (context) => {
      onMain(context);
      const { protection } = settings;
      const contexts = [...(protection?.contexts ?? [])];
      const checks = contexts.map((name) => ({ context: name, app_id: 15_368 }));
      return {
        ...(exampleOf('branch-get') as object),
        protected: settings.isProtected ?? (Boolean(protection) || (settings.rules?.length ?? 0) > 0),
        protection: { enabled: Boolean(protection), required_status_checks: { enforcement_level: contexts.length ? 'non_admins' : 'off', contexts, checks } },
      };
    }),
    answer('repos/get-branch-protection', (context) => {
      onMain(context);
      if (!settings.protection) throw new Refusal(404, 'Branch not protected');
      const { contexts, reviews } = settings.protection;
      return {
        required_status_checks: { contexts, checks: [] },
        // GitHub's own example breaks the description in many places.
        ...(reviews && { required_pull_request_reviews: { dismiss_stale_reviews: false, require_code_owner_reviews: false, required_approving_review_count: 1, ...reviews } }),
      };
    }),
    answer('repos/get-all-environments', (context) => {
      const example = { ...inList('environments', 'environments'), protection_rules: [], deployment_branch_policy: null };
      const all = (settings.environments ?? []).map((fields) => ({ ...example, ...fields }));
      return { total_count: all.length, environments: page(context, all) };
    }),
    answer('actions/list-repo-workflows', (context) => {
      const example = inList('workflow-paginated', 'workflows');
      const all = (settings.workflows ?? []).map(({ path, state = 'active', created_at }) => ({ ...example, path, state, ...(created_at && { created_at }) }));
      return { total_count: all.length, workflows: page(context, all) };
    }),
    answer('actions/list-workflow-runs', (context) => {
      const file = `.github/workflows/${context.request.params.workflow_id}`;
      const workflow = settings.workflows?.find(({ path }) => path === file);
      if (!workflow) throw new Refusal(404, 'Not Found');
      const example = inList('workflow-run-paginated', 'workflow_runs');
      const all = (workflow.runs ?? []).map((fields) => ({ ...example, ...fields }));
      return { total_count: all.length, workflow_runs: page(context, all) };
    }),
    answer('repos/list-releases', (context) => page(context, (settings.releases ?? []).map((fields) => ({ ...first('release-items'), ...fields })))),
    answer('repos/list-deployments', (context) => page(context, (settings.deployments ?? []).map((fields) => ({ ...first('deployment-items'), description: null, ...fields })))),
  ]);
}
