import type { Area } from './rule.ts';
import type { Rung } from './strength.ts';

export const FAIL_ON = ['regression', 'never'] as const;

/** What a result must reach to pass. Nothing set: everything passes that is no regression. */
export interface Gate {
  /** Id of the maturity model that decides; the catalogue's first with levels when not given. */
  readonly model?: string;
  /** `regression`: no practice and no level may be lower than at the base, where there is one. The default. `never`: minimums alone decide. */
  readonly failOn?: (typeof FAIL_ON)[number];
  readonly minLevel?: number;
  /** 0 to 100. */
  readonly minScore?: number;
  /** Fails where no generative AI is found. */
  readonly requireGenai?: boolean;
  /** The least mean strength of an area's practices, 0 to 100: of each, how far it goes of how far it can go. */
  readonly areas?: Readonly<Partial<Record<Area, number>>>;
  /** The least strength of single practices. What does not apply is not asked. */
  readonly practices?: Readonly<Record<string, Rung>>;
}
