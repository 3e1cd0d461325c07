/** What one of GitHub's settings says of one finding. */
import type { Pipeline } from '../domain/pipeline.ts';
import type { Finding } from '../domain/result.ts';
import type { Rule } from '../domain/rule.ts';
import type { Settings } from '../domain/settings.ts';
import type { Place } from './places.ts';

export type Answer =
  | { readonly verified: 'unknown' }
  /** `raises`: files alone cannot show it, so that only now it is as strong as its rule allows. */
  | { readonly verified: 'yes'; readonly raises?: true }
  /** `says`: what the settings lack, as a hint. `lowers`: the files promise a step more than is so. */
  | { readonly verified: 'no'; readonly says: string; readonly lowers: boolean };

export const UNKNOWN: Answer = { verified: 'unknown' };
export const YES: Answer = { verified: 'yes' };

/** A finding, with what it rests on and what is known of the repository. */
export interface Question {
  readonly finding: Finding;
  readonly rule: Rule;
  readonly settings: Settings;
  /** Where the evidence stands in workflows that run. */
  readonly places: readonly Place[];
  /** Something else than these workflows may carry it just as far, so that they cannot lower it. */
  readonly mayRestElsewhere: boolean;
  pipelineAt(path: string): Pipeline | undefined;
  hasFile(path: string): boolean;
  /** The job deploys, as far as files tell. */
  deploys(path: string, job: string): boolean;
  /** Today, as 2026-05-31. */
  readonly day: string;
}
