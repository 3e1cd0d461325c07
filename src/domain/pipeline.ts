/**
 * The one small form that every CI system is read into: events → jobs → steps → commands, and the named scripts that
 * commands lead to (package.json scripts, Makefile targets, shell files).
 */
import type { Argument } from './signals.ts';

export type EventName =
  | 'push' | 'pull_request' | 'merge_group' | 'schedule' | 'release' | 'deployment' | 'manual' | 'call' | 'comment' | 'workflow_run' | 'other';

export interface PipelineEvent {
  readonly line: number;
  readonly name: EventName;
  /** As the CI system spells it: `pull_request_target`, `workflow_dispatch`, `issue_comment`. */
  readonly spelled: string;
  /** Path filters, globs as written; `ignore` are those of `paths-ignore`. */
  readonly paths?: readonly string[];
  readonly pathsIgnore?: readonly string[];
  readonly branches?: readonly string[];
  readonly tags?: readonly string[];
  /** The names after `workflows:` of `workflow_run`. */
  readonly workflows?: readonly string[];
  /** Activity types, where given: `closed`, `labeled`. */
  readonly types?: readonly string[];
  /** Inputs that a caller or a person fills, with their defaults as values (`workflow_call`, `workflow_dispatch`). */
  readonly inputs?: readonly (Argument & { readonly line: number })[];
}

export interface Step {
  readonly line: number;
  /** The name by which other steps refer to it. */
  readonly id?: string;
  readonly name?: string;
  /** Shell text of `run:` and the line where it begins. */
  readonly run?: { readonly text: string; readonly line: number; readonly shell?: string };
  /** `owner/repo/path@ref`, `./.github/actions/x`, `docker://...`. */
  readonly uses?: { readonly name: string; readonly line: number };
  /** `with:` inputs of an action. They may hold commands, so values and texts are kept up to 2,000 characters here and in `env`. */
  readonly inputs: readonly (Argument & { readonly line: number })[];
  readonly env: readonly (Argument & { readonly line: number })[];
  readonly condition?: string;
  readonly continueOnError?: boolean | string;
  readonly workingDirectory?: string;
}

export interface Job {
  readonly id: string;
  readonly line: number;
  readonly name?: string;
  readonly needs: readonly string[];
  readonly condition?: string;
  readonly continueOnError?: boolean | string;
  /** Name of the deployment environment, expressions kept. */
  readonly environment?: { readonly name: string; readonly line: number };
  /** Another pipeline that this job calls: `./.github/workflows/x.yml` or `owner/repo/...@ref`. */
  readonly calls?: { readonly name: string; readonly line: number };
  /** `with:` inputs of the pipeline that it calls. */
  readonly inputs?: readonly (Argument & { readonly line: number })[];
  /** Values of each matrix dimension that are literal; the keys of a dimension of maps are dotted: `target.folder`. */
  readonly matrix?: Readonly<Record<string, readonly string[]>>;
  readonly env: readonly (Argument & { readonly line: number })[];
  readonly workingDirectory?: string;
  readonly steps: readonly Step[];
  /** A manual approval that the system itself waits for (Azure ManualValidation, GitLab `when: manual`, a CircleCI approval). */
  readonly approval?: { readonly line: number };
}

export interface Pipeline {
  readonly system: 'github' | 'github-action' | 'gitlab' | 'azure' | 'circleci' | 'jenkins' | 'bitbucket' | 'buildkite' | 'other';
  readonly name?: string;
  readonly events: readonly PipelineEvent[];
  /** Inputs of a composite action, with their defaults as values. */
  readonly inputs?: readonly (Argument & { readonly line: number })[];
  readonly env: readonly (Argument & { readonly line: number })[];
  /** A composite action has one job, `runs`, with its steps and no events. */
  readonly jobs: readonly Job[];
}

/** Named commands that a file defines. */
export interface ScriptSet {
  /** Which program reads them: `npm`, `make`, `just`, `task`, `tox`, `sh` (one script named `main`, the file itself), `docker` (an image's CMD/ENTRYPOINT). */
  readonly runner: string;
  readonly scripts: readonly Script[];
}

export interface Script {
  readonly name: string;
  readonly line: number;
  /** Shell text. */
  readonly run: string;
  /** Names of scripts of the same set that run before it (Makefile prerequisites). */
  readonly after: readonly string[];
}
