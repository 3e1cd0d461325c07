/**
 * What GitHub's API says of a repository, as plain data. Every part is optional: what is not there is not known, because it was refused,
 * is not to be had on this server or plan, or was not asked for.
 */

/** GitHub's settings and history that can confirm what files show. */
export const VERIFICATIONS = ['required-check', 'code-owner-review', 'environment-reviewers', 'recent-run', 'releases', 'deployments'] as const;
export type Verification = (typeof VERIFICATIONS)[number];

export interface Settings {
  /** The branch that the rules are those of: the one that pull requests are merged into. */
  readonly branch: string;
  /** Checks that must pass before anything is merged into the branch, by name. `complete`: there are no others. */
  readonly requiredChecks?: { readonly names: readonly string[]; readonly complete: boolean };
  /** Workflow files that must pass before a merge, of this repository or of another of its organisation. */
  readonly requiredWorkflows?: readonly string[];
  /** Whether owners of the changed files must approve. */
  readonly codeOwnerReview?: boolean;
  /** How many people must approve. */
  readonly approvals?: number;
  readonly environments?: readonly EnvironmentSetting[];
  /** All workflows of the default branch. */
  readonly workflows?: readonly WorkflowSetting[];
  /** The latest ones, without drafts. */
  readonly releases?: readonly { readonly tag: string; readonly day: string }[];
  /** The latest ones. */
  readonly deployments?: readonly { readonly environment: string; readonly day: string }[];
  /** What the token may not read, in order of `what`. */
  readonly refused: readonly Refusal[];
  /** Why nothing more was read, as a sentence, where that is no matter of permissions. */
  readonly trouble?: string;
}

export interface Refusal {
  /** As a noun: `environments`. */
  readonly what: string;
  /** What would allow it, as a workflow spells it: `actions: read`. Absent where no permission would: the repository's plan does not have it. */
  readonly permission?: string;
}

export interface EnvironmentSetting {
  readonly name: string;
  /** How many people or teams are named, one of whom must approve. */
  readonly reviewers: number;
  readonly waitMinutes: number;
  /** Only some branches or tags may deploy to it. */
  readonly branchPolicy: boolean;
  /** Rules of other kinds, by apps. */
  readonly otherRules: number;
}

export interface WorkflowSetting {
  /** `.github/workflows/ci.yml` */
  readonly path: string;
  /** As GitHub spells it: `active`, `disabled_manually`, `disabled_inactivity`, `disabled_fork`. */
  readonly state: string;
  /** The day on which GitHub first saw it. */
  readonly since: string;
  /** The latest ones on any branch; only for workflows that were asked about. */
  readonly runs?: readonly WorkflowRun[];
}

export interface WorkflowRun {
  readonly event: string;
  /** When it was started: 2026-05-31T08:00:00Z. */
  readonly at: string;
  /** As GitHub spells it: `success`, `failure`, `cancelled`, `skipped`. Absent while it runs. */
  readonly conclusion?: string;
}
