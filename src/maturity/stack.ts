import type { Pipeline } from '../domain/pipeline.ts';

/** What a repository is made with, as far as advice depends on it. */
export interface Stack {
  /** Most fitting first: `python`, `typescript`. */
  readonly languages: readonly string[];
  /** The CI system in use. */
  readonly pipelines?: Pipeline['system'] | undefined;
}
