/**
 * Reach: what the repository's automation runs. A Run is one command (or action) at the end of a trail that starts at a
 * pipeline event: `evaluate.yml → npm run eval → acme eval`.
 */
import type { Rung } from './strength.ts';

/** What a command, action or resource does. `script` is a program of the repository itself whose effect its files tell. */
export const EFFECTS = ['eval', 'test', 'deploy', 'publish', 'index', 'scan', 'lint', 'build', 'install', 'notify', 'rollback', 'train', 'script', 'other'] as const;
export type Effect = (typeof EFFECTS)[number];

export interface TrailStep {
  readonly path: string;
  readonly line: number;
  readonly excerpt: string;
}

export interface Run {
  readonly effect: Effect;
  /** Catalogue id of the tool whose command or action this is. */
  readonly tool?: string;
  /** The words of the command at the end of the trail (`acme`, `eval`, `-c`, `x.yaml`), or of the action (`uses`, name). */
  readonly argv: readonly string[];
  /** Inputs of the action, or assignments before the command. */
  readonly inputs: readonly { readonly name: string; readonly value?: string; readonly line: number }[];
  /** Files of the repository that the command runs or reads: the entry script, config files named, tests picked up, and what those import and load. Sorted. */
  readonly files: readonly string[];
  /** The part of `files` that the command itself names or picks up. Sorted. */
  readonly direct?: readonly string[];
  /** From the workflow's step to the command, outermost first. */
  readonly trail: readonly [TrailStep, ...TrailStep[]];
  readonly pipeline: string;
  readonly job: string;
  readonly environment?: string;
  /** Events that reach it, as the CI system spells them. Sorted. */
  readonly events: readonly string[];
  /** `present` where only a person starts it or nothing calls it; `automated`; `enforced` where its failure stops a merge or deploy. */
  readonly strength: Rung;
  /** Sentences: each says what lowered the strength: `the step has continue-on-error (eval.yml:31)`. */
  readonly lowered: readonly string[];
  /** The `if:` conditions on the way, as written. */
  readonly conditions: readonly string[];
}

export interface Reach {
  readonly runs: readonly Run[];
}
