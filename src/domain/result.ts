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

const findingSchema = z.strictObject({
  practice: z.string(),
  area: z.enum(AREAS),
  title: z.string(),
  strength,
  verified: z.enum(['yes', 'no', 'unknown']).describe('whether GitHub\'s settings and history confirm it'),
  evidence: z.array(evidenceSchema).max(5).describe('best first'),
  searched: z.array(z.string()).describe('what was looked for'),
  hints: z.array(z.string()).describe('near misses, and what lowered the strength'),
});

const capabilitySchema = z.strictObject({
  id: z.string(),
  says: z.string(),
  required: z.boolean(),
  state: z.enum(['met', 'unmet', 'unknown', 'not-applicable']),
  shown: z.enum(['observed', 'attested', 'none']),
  by: z.array(z.strictObject({ practice: z.string(), strength })).describe('the practices that meet it'),
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
  snippet: z.strictObject({ language: z.string(), text: z.string() }).optional(),
  proves: z.string().optional().describe('the command that shows it done'),
});

export const modelResultSchema = z.strictObject({
  model: z.string(),
  title: z.string(),
  level: z.int().nullable().describe('null for profiles, and where no generative AI was found'),
  levelName: z.string().nullable(),
  score: z.number().nullable().describe('0 to 100'),
  shares: z.strictObject({ observed: z.number(), attested: z.number(), unknown: z.number(), notApplicable: z.number() }).describe('counts of capabilities'),
  levels: z.array(z.strictObject({ level: z.int(), name: z.string(), met: z.boolean(), capabilities: z.array(capabilitySchema) })),
  capabilities: z.array(capabilitySchema).optional().describe('of profiles, which have no levels'),
  next: z.array(nextStepSchema),
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
  findings: z.array(findingSchema),
  maturity: z.array(modelResultSchema),
  verdict: z.strictObject({
    model: z.string().optional().describe('the maturity model that decides; absent where none has levels and none was chosen'),
    passed: z.boolean(),
    reasons: z.array(z.string()),
  }),
  notes: z.array(noteSchema),
});

export type Evidence = z.infer<typeof evidenceSchema>;
export type Finding = z.infer<typeof findingSchema>;
export type Capability = z.infer<typeof capabilitySchema>;
export type NextStep = z.infer<typeof nextStepSchema>;
export type ModelResult = z.infer<typeof modelResultSchema>;
export type AuditResult = z.infer<typeof resultSchema>;
