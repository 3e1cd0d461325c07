import * as z from 'zod';
import { RUNGS } from './strength.ts';

/** A practice at a strength, an attestation, or a group of needs. */
export interface Need {
  readonly practice?: string;
  /** The least strength that meets it; `present` when not given. */
  readonly at?: (typeof RUNGS)[number];
  readonly any?: readonly Need[];
  readonly all?: readonly Need[];
  /** No file can show it: the sentence that a person would have to attest. */
  readonly attest?: string;
}
const need: z.ZodType<Need> = z.lazy(() =>
  z
    .strictObject({
      practice: z.string().optional(),
      at: z.enum(RUNGS).optional(),
      any: z.array(need).min(1).optional(),
      all: z.array(need).min(1).optional(),
      attest: z.string().optional(),
    })
    .refine((value) => [value.practice, value.any, value.all, value.attest].filter((part) => part !== undefined).length === 1, {
      error: 'a need has exactly one of: practice, any, all, attest',
    }),
) as z.ZodType<Need>;

const capability = z.strictObject({
  id: z.string(),
  says: z.string(),
  required: z.boolean(),
  /** Who can show it first: files, GitHub's API besides files, or only a person. */
  shown: z.enum(['files', 'api', 'attestation']),
  needs: need,
  source: z.string(),
});
export type CapabilityRule = z.infer<typeof capability>;

export const maturityModelSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  says: z.string(),
  sources: z.record(z.string(), z.strictObject({ title: z.string(), url: z.string().optional() })),
  /** Share of the score per level, adding up to 100; equal where not given. */
  weights: z.array(z.number()).optional(),
  levels: z.array(z.strictObject({ level: z.number().int(), name: z.string(), says: z.string(), capabilities: z.array(capability).min(1) })).optional(),
  /** A profile has capabilities and no levels. */
  capabilities: z.array(capability).optional(),
});
export type MaturityModel = z.infer<typeof maturityModelSchema>;
