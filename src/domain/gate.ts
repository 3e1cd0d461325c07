/** What a result must reach to pass. Nothing set: everything passes. */
export interface Gate {
  /** Id of the maturity model that decides; the catalogue's first with levels when not given. */
  readonly model?: string;
  readonly minLevel?: number;
  /** 0 to 100. */
  readonly minScore?: number;
}
