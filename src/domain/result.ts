import * as z from 'zod';
import { AREAS, KINDS } from './rule.ts';
import { RUNGS } from './strength.ts';

/** The one document that every report is made from. Its JSON Schema is published as schemas/result.schema.json. */
export const SCHEMA_VERSION = 1;

const evidenceSchema = z.strictObject({
  path: z.string(),
  line: z.int().min(1).optional().describe('1-based'),
  excerpt: z.string().describe('the line or expression seen, cut at 160 characters'),
  says: z.string().describe('one sentence: what was seen'),
});

const strength = z.enum([...RUNGS, 'not-applicable']);

/** Somebody's word for something, as the configuration gives it. */
const word = {
  owner: z.string(),
  reason: z.string(),
  evidence: z.string().describe('an https address'),
  expires: z.string().describe('the last day on which it counts: 2026-05-31'),
};

const findingSchema = z.strictObject({
  practice: z.string(),
  area: z.enum(AREAS),
  title: z.string(),
  strength,
  verified: z.enum(['yes', 'no', 'unknown']).describe('whether GitHub\'s settings and history confirm it'),
  shown: strength.optional().describe('what files alone show, where GitHub\'s settings and history make it more or less'),
  evidence: z.array(evidenceSchema).max(5).describe('best first'),
  searched: z.array(z.string()).describe('what was looked for'),
  hints: z.array(z.string()).describe('near misses, and what lowered the strength'),
  describes: z.boolean().optional().describe('it tells what the repository is like, and not how well it is run'),
  elsewhere: z.strictObject({ repository: z.string(), ...word }).optional().describe('another repository holds it, as somebody attests: counts as present'),
  disabled: z.strictObject({ reason: z.string(), found: strength }).optional().describe('it does not apply, as the configuration says; what was found all the same counts for level and score without waivers'),
  waiver: z.strictObject(word).optional().describe('the gap is accepted for a time; strength is what was found all the same'),
});

const capabilitySchema = z.strictObject({
  id: z.string(),
  says: z.string(),
  required: z.boolean(),
  state: z.enum(['met', 'unmet', 'unknown', 'not-applicable']),
  shown: z.enum(['observed', 'attested', 'none']),
  by: z.array(z.strictObject({ practice: z.string(), strength })).describe('the practices that meet it'),
  attestation: z.strictObject(word).optional().describe('who attests it'),
  supported: z.array(z.strictObject({ practice: z.string(), strength })).optional().describe('practices that speak for an attestation, without counting'),
  pillar: z.string().optional(),
  tags: z.array(z.string()).optional().describe('where other frameworks ask for the same'),
  source: z.string(),
  lacks: z.array(z.strictObject({ practice: z.string(), has: strength, needs: strength })).describe('what would meet it'),
});

const nextStepSchema = z.strictObject({
  practice: z.string(),
  title: z.string(),
  from: strength,
  to: strength,
  why: z.string(),
  effort: z.enum(['small', 'medium', 'large']),
  how: z.string(),
  snippet: z.strictObject({ language: z.string(), path: z.string(), text: z.string() }).optional().describe('a file to add, or the lines to add to one'),
  job: z.strictObject({ system: z.string(), path: z.string(), text: z.string() }).optional().describe('the job that runs it, for the CI system in use'),
  proves: z.string().describe('the command that shows it done'),
});

export const modelResultSchema = z.strictObject({
  model: z.string(),
  title: z.string(),
  level: z.int().nullable().describe('null for profiles, and where no generative AI was found'),
  levelName: z.string().nullable(),
  score: z.number().nullable().describe('0 to 100'),
  waived: z.strictObject({ level: z.int().nullable(), levelName: z.string().nullable(), score: z.number().nullable() }).optional().describe('as if the gaps that waivers accept were closed, and disabled practices did not apply; only where there are such'),
  range: z.strictObject({ level: z.int().nullable(), levelName: z.string().nullable(), score: z.number().nullable() }).optional().describe('as if everything that can be attested were; only where that is more'),
  pillars: z.array(z.strictObject({ id: z.string(), name: z.string(), level: z.int().nullable(), levelName: z.string().nullable(), empty: z.array(z.int()).describe('levels at which the model asks nothing of it') })).optional(),
  comparable: z.strictObject({ points: z.int(), of: z.int(), level: z.int(), says: z.string() }).optional().describe('where the score would lie on the scale of the model\'s own questionnaire; no result of it'),
  shares: z.strictObject({ observed: z.number(), attested: z.number(), unknown: z.number(), notApplicable: z.number() }).describe('counts of capabilities'),
  levels: z.array(z.strictObject({ level: z.int(), name: z.string(), met: z.boolean(), capabilities: z.array(capabilitySchema) })),
  capabilities: z.array(capabilitySchema).optional().describe('of profiles, which have no levels'),
  next: z.array(nextStepSchema),
});

const componentSchema = z.strictObject({
  name: z.string(),
  path: z.string(),
  production: z.boolean(),
  kind: z.enum(KINDS),
  kindSays: z.string(),
  findings: z.array(findingSchema),
  maturity: z.array(modelResultSchema),
});

const statementSchema = z.strictObject({
  form: z.enum(['attestation', 'waiver']),
  about: z.string().describe('id of a capability or practice'),
  elsewhere: z.string().optional(),
  ...word,
  date: z.string(),
  path: z.string(),
  line: z.int(),
  state: z.enum(['counts', 'expired', 'unused']),
});

const standingSchema = z.strictObject({ level: z.int().nullable(), levelName: z.string().nullable(), score: z.number().nullable() });

const changeSchema = z.strictObject({
  component: z.string().optional(),
  practice: z.string(),
  title: z.string(),
  from: strength,
  to: strength,
  direction: z.enum(['rose', 'fell', 'other']).describe('other: it began or ceased to apply, or describes the repository only'),
  says: z.string().describe('one sentence: why, as far as it can be told'),
  gained: z.array(evidenceSchema).describe('evidence that is new'),
  lost: z.array(evidenceSchema).describe('evidence that is gone'),
  cause: z.strictObject({ path: z.string(), line: z.int().optional(), change: z.enum(['added', 'removed', 'changed']) }).optional().describe('the changed file that it rests on'),
});

const comparisonSchema = z.strictObject({
  base: z.strictObject({ commit: z.string().optional(), says: z.string().describe('which commit that is, and why, as a sentence'), kind: z.enum(KINDS), ...standingSchema.shape }).describe('what the document is compared with, on the model that decides'),
  models: z.array(z.strictObject({ model: z.string(), title: z.string(), from: standingSchema, to: standingSchema })).describe('the models whose level or score changed'),
  changes: z.array(changeSchema).describe('the practices whose strength changed: fallen ones first'),
  regressed: z.boolean().describe('whether the level or a practice is lower than at the base'),
  configuration: z.strictObject({ changed: z.array(z.string()), valid: z.boolean(), says: z.array(z.string()) }).optional().describe('what the configuration of the pull request will do once it is merged; it decides nothing before'),
});

const noteSchema = z.strictObject({ code: z.string(), path: z.string().optional(), line: z.int().optional(), says: z.string() });

export const resultSchema = z.strictObject({
  schemaVersion: z.literal(SCHEMA_VERSION),
  subject: z.strictObject({
    repository: z.string().optional(),
    commit: z.string().optional(),
    prefix: z.string().optional().describe('the folder in its repository that paths start from, where it is not the whole repository'),
    path: z.string().describe('as it was given'),
  }),
  kind: z.enum(KINDS),
  kindSays: z.string().describe('why it is of that kind'),
  configuration: z.string().optional().describe('the file that it was configured by'),
  findings: z.array(findingSchema),
  maturity: z.array(modelResultSchema),
  component: z.string().optional().describe('the component that the document stands for: the lowest in production'),
  components: z.array(componentSchema).optional(),
  statements: z.array(statementSchema).optional().describe('attestations and waivers of the configuration'),
  comparison: comparisonSchema.optional(),
  verdict: z.strictObject({
    model: z.string().optional().describe('the maturity model that decides; absent where none has levels and none was chosen'),
    passed: z.boolean(),
    reasons: z.array(z.string()),
  }),
  notes: z.array(noteSchema),
});

export type Evidence = z.infer<typeof evidenceSchema>;
export type Finding = z.infer<typeof findingSchema>;
export type Component = z.infer<typeof componentSchema>;
export type Comparison = z.infer<typeof comparisonSchema>;
export type Change = z.infer<typeof changeSchema>;
export type Statement = z.infer<typeof statementSchema>;
export type Capability = z.infer<typeof capabilitySchema>;
export type NextStep = z.infer<typeof nextStepSchema>;
export type ModelResult = z.infer<typeof modelResultSchema>;
export type AuditResult = z.infer<typeof resultSchema>;

/** Every capability of a model's result, from the lowest level up. */
export function capabilitiesIn(model: ModelResult): readonly Capability[] {
  return model.capabilities ?? model.levels.flatMap(({ capabilities }) => capabilities);
}
