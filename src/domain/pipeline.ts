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
  /** Only a person starts it and nothing waits for that: the line that says so (an optional `when: manual`). */
  readonly manual?: { readonly line: number };
  /** Events, as spelled, that come to it, where each job decides for itself. Not given: `Pipeline.on`, else all of the pipeline's. */
  readonly on?: readonly string[];
  /** Path filter of the job itself, globs as written. */
  readonly paths?: readonly string[];
  /** The stage that it belongs to; `needs` then holds all jobs of earlier stages of its file, unless it names its own. */
  readonly stage?: { readonly name: string; readonly orders: boolean };
  /** Templates (`extends`) that its own file does not have. */
  readonly extends?: readonly string[];
  /** The file that it stands in, where files were joined and it is not the pipeline's own. */
  readonly path?: string;
}

export interface Pipeline {
  readonly system:
    | 'github' | 'github-action' | 'gitlab' | 'azure' | 'circleci' | 'jenkins' | 'bitbucket' | 'buildkite' | 'travis' | 'drone' | 'woodpecker' | 'cloudbuild' | 'codebuild'
    | 'argo' | 'tekton' | 'other';
  readonly name?: string;
  readonly events: readonly PipelineEvent[];
  /** Events, as spelled, that come to jobs which do not decide for themselves. Not given: all. */
  readonly on?: readonly string[];
  /** Local files whose jobs become jobs of this pipeline (GitLab's `include`). */
  readonly includes?: readonly { readonly name: string; readonly line: number }[];
  /** Stages in their order, where the system has such an order. */
  readonly stages?: readonly string[];
  /** Hidden jobs that jobs of other files may extend. */
  readonly templates?: readonly Job[];
  /** Inputs of a composite action or template, or of the pipeline itself, with their defaults as values. */
  readonly inputs?: readonly (Argument & { readonly line: number })[];
  readonly env: readonly (Argument & { readonly line: number })[];
  /** A composite action has one job, `runs`, with its steps and no events. */
  readonly jobs: readonly Job[];
}

/** Named commands that a file defines. */
export interface ScriptSet {
  /** Which program reads them: `npm`, `make`, `just`, `task`, `tox`, `nox`, `rake`, `cargo`, `python` (pyproject.toml), `azd` (hooks), `sh` (one script named `main`, the file itself), `docker` (an image's CMD/ENTRYPOINT). */
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
