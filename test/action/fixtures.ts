/** What every test of a whole run needs: a GitHub of its own, and the Action started against it. */
import { expect, test as base } from 'vitest';
import type { FakeGitHub, FakeOptions } from '../fake-github/index.ts';
import { startFakeGitHub } from '../fake-github/index.ts';
import type { ActionEnd, RunnerEvent } from './run-action.ts';
import { runAction } from './run-action.ts';

/** What is checked out, and why the run was started. */
export interface Started {
  readonly workspace: string;
  readonly event: RunnerEvent;
}

export interface GitHub extends FakeGitHub {
  /** Every request that wrote something, in order. */
  readonly writes: () => string[];
  /** Runs the Action with the token of a workflow that may write, unless the inputs say otherwise. */
  readonly run: (started: Started, inputs?: Readonly<Record<string, string>>, environment?: Readonly<Record<string, string | undefined>>) => Promise<ActionEnd>;
}

export const BOT = 'github-actions[bot]';
export const MARKER = '<!-- genaiops-audit: . -->';

/** The branch `main` asks for the checks of these names. */
export function requiring(...names: readonly string[]): { readonly rules: readonly object[] } {
  const parameters = { required_status_checks: names.map((context) => ({ context })), strict_required_status_checks_policy: false };
  return { rules: [{ type: 'required_status_checks', ruleset_source_type: 'Repository', ruleset_source: 'acme/app', ruleset_id: 1, parameters }] };
}

/** Of every token who it belongs to, and whether it may write. */
const TOKENS: FakeOptions['tokens'] = {
  ghs_workflow: { login: BOT, kind: 'installation', may: 'write' },
  ghs_fork: { login: BOT, kind: 'installation', may: 'read-only' },
  ghs_auditor: { login: 'acme-auditor[bot]', kind: 'installation', may: 'write' },
  ghp_person: { login: 'ada', kind: 'user', may: 'write' },
};

interface Fixtures {
  /** A GitHub with pull request 7 and a branch that asks for the check `evaluate`, and with what the options give it. */
  readonly openGitHub: (options?: Partial<FakeOptions>) => Promise<GitHub>;
}

/** A test fails when any request or answer broke GitHub's description. */
export const test = base.extend<Fixtures>({
  // oxlint-disable-next-line no-empty-pattern -- vitest reads the names of the fixtures that one needs from here
  openGitHub: async ({}, use) => {
    const opened: FakeGitHub[] = [];
    await use(async (options) => {
      const github = await startFakeGitHub({ repository: 'acme/app', pulls: [7], tokens: TOKENS, settings: requiring('evaluate'), ...options });
      opened.push(github);
      return {
        ...github,
        writes: () => github.requests.filter((request) => /^(?:POST|PATCH) /.test(request) && !request.includes('/graphql')),
        run: ({ workspace, event }, inputs = {}, environment = {}) => runAction({ workspace, event, apiUrl: github.url, inputs: { 'github-token': 'ghs_workflow', ...inputs }, environment }),
      };
    });
    for (const github of opened) {
      await github.close();
      expect(github.violations).toEqual([]);
    }
  },
});
