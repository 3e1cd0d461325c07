import type { Snapshot } from './snapshot.ts';

/** What a folder is to be compared with. Commits are full ids, as events give them. */
export type BaseQuestion =
  /** A branch, tag or commit that the user names: the base is where HEAD parted from it. */
  | { readonly for: 'ref'; readonly ref: string }
  | { readonly for: 'pull-request'; readonly head: string; readonly base: string }
  | { readonly for: 'merge-group'; readonly base: string }
  /** `before` is all zeros for a branch that is new. */
  | { readonly for: 'push'; readonly before: string };

/** Where commits that a clone lacks can be had. */
export interface Remote {
  /** https, or http for a server that speaks nothing else. */
  readonly url: string;
  readonly token?: string;
}

/** The base, or a sentence that says why there is none. */
export type Base =
  | {
      /** To be closed when it is no longer needed. */
      readonly snapshot: Snapshot;
      readonly commit: string;
      /** Which commit that is, and why: a sentence. */
      readonly how: string;
    }
  | {
      readonly missing: string;
      /** Where the commit is known and only its files cannot be had: an archive of it would do. */
      readonly commit?: string;
    };
