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
  /** Without it the statement describes what a level is like and asks for nothing: it is never applicable. */
  needs: need.optional(),
  /** Practices that speak for an attestation without replacing it: shown beside it, never counted. */
  supported: z.array(z.string()).optional(),
  /** Id of the pillar that it belongs to. */
  pillar: z.string().optional(),
  /** Where other frameworks ask for the same, `framework:id`: `owasp-asi:ASI02`, `nist-ai-600-1:GV-1.2`. */
  tags: z.array(z.string().regex(/^[a-z0-9-]+:\S+$/)).optional(),
  source: z.string(),
});
export type CapabilityRule = z.infer<typeof capability>;

export const maturityModelSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  says: z.string(),
  /** Reports list models in this order, then by id; the first with levels decides where nothing else is said. */
  order: z.int().optional(),
  /** It informs and asks for nothing: no score, and no next steps. */
  informative: z.boolean().optional(),
  sources: z.record(z.string(), z.strictObject({ title: z.string(), url: z.string().optional() })),
  /** Share of the score per level, adding up to 100; equal where not given. */
  weights: z.array(z.number()).optional(),
  /**
   * Parts of the model that are levelled apart. A pillar's level asks for its required capabilities, or for all of them where none is
   * required: then the pillar is shown beside the level and never holds it back.
   */
  pillars: z.array(z.strictObject({ id: z.string(), name: z.string() })).optional(),
  /** The ranges of points that the model's own questionnaire gives to each level, for a comparable position. */
  bands: z.strictObject({ points: z.int().min(1), levels: z.array(z.strictObject({ level: z.int(), from: z.int(), to: z.int() })), source: z.string() }).optional(),
  levels: z.array(z.strictObject({ level: z.number().int(), name: z.string(), says: z.string(), capabilities: z.array(capability).min(1) })).optional(),
  /** A profile has capabilities and no levels. */
  capabilities: z.array(capability).optional(),
});
export type MaturityModel = z.infer<typeof maturityModelSchema>;

/** Every capability of a model, from the lowest level up. */
export function capabilitiesOf(model: MaturityModel): readonly CapabilityRule[] {
  return model.capabilities ?? (model.levels ?? []).flatMap(({ capabilities }) => capabilities);
}

/** Whether an attestation can help to meet the need at all. */
export function isAttestable(need: Need): boolean {
  return need.attest !== undefined || [...(need.any ?? []), ...(need.all ?? [])].some(isAttestable);
}

/** Every practice that a need names, with the strength it asks for. */
export function practicesIn(need: Need): readonly { readonly practice: string; readonly at: (typeof RUNGS)[number] }[] {
  return need.practice === undefined ? [...(need.any ?? []), ...(need.all ?? [])].flatMap(practicesIn) : [{ practice: need.practice, at: need.at ?? 'present' }];
}
