import * as z from 'zod';
import type { Gate } from './gate.ts';
import { FAIL_ON } from './gate.ts';
import { AREAS } from './rule.ts';
import { ROLES } from './snapshot.ts';
import { RUNGS } from './strength.ts';

/** Where the configuration is, relative to what is audited. */
export const CONFIGURATION_FILE = '.github/genaiops.yml';

/** No statement holds for longer than this without somebody looking at it again. */
export const LONGEST_DAYS = 365;

const day = z.iso.date({ error: 'must be a date such as 2026-05-31' });
const sentence = z.string().trim().min(10, 'must be a sentence of at least 10 characters');

/** What makes somebody's word worth printing: who says so, why, where it can be checked, and until when it holds. */
const statement = {
  owner: z.string().regex(/^@[\w-]+(?:\/[\w.-]+)?$/, 'must be a GitHub user or team such as @acme/ai-team').describe('the GitHub user or team that answers for it'),
  reason: sentence.describe('why, as a sentence'),
  evidence: z.string().regex(/^https:\/\/[^\s/.]+\.\S+$/, 'must be an https address').describe('where it can be checked'),
  date: day.describe('the day on which it was last looked at'),
  expires: day.describe('the day after which it no longer counts; at most 365 days after date'),
};

const attestationSchema = z
  .strictObject({
    capability: z.string().optional().describe('id of a capability that no file can show, such as those that the report marks as unknown'),
    practice: z.string().optional().describe('id of a practice that another repository holds, with elsewhere'),
    elsewhere: z.string().regex(/^[\w.-]+(?:\/[\w.-]+)+$/, 'must be a repository such as acme/platform').optional().describe('the repository that holds the practice'),
    ...statement,
  })
  .refine((one) => (one.capability === undefined) !== (one.practice === undefined), 'an attestation names either a `capability`, or a `practice` and the repository `elsewhere` that holds it')
  .refine((one) => (one.practice === undefined) === (one.elsewhere === undefined), '`practice` and `elsewhere` belong together: what files can show is shown by files, here or in another repository');

const waiverSchema = z.strictObject({ practice: z.string().describe('id of the practice that is missing or too weak'), ...statement });

const componentSchema = z.strictObject({
  name: z.string().regex(/^[\w.@/-]+(?: [\w.@/-]+)*$/, 'must be a name of letters, digits, spaces and ./@_-'),
  path: z.string().regex(/^(?!\/)(?!(?:.*\/)?\.{1,2}(?:\/|$))[^\\]*[^\\/]$/, 'must be a folder below the root, such as services/api').describe('its folder'),
  production: z.boolean().default(true).describe('false: shown, but never what the repository is judged by'),
});

const gateSchema = z.strictObject({
  model: z.string().optional().describe('id of the maturity model that decides'),
  'min-level': z.int().min(0).max(9).optional().describe('the lowest level that passes'),
  'min-score': z.number().min(0).max(100).optional().describe('the lowest score that passes'),
  'require-genai': z.boolean().optional().describe('fail where no generative AI is found'),
  'fail-on': z.enum(FAIL_ON).optional().describe('regression: a pull request fails that makes a practice or the level weaker than at its base; never: the minimums alone decide'),
  areas: z.partialRecord(z.enum(AREAS), z.number().min(0).max(100)).optional().describe('for an area the least mean of its practices, 0 to 100: of each, how far it goes of how far it can go'),
  practices: z.record(z.string(), z.enum(RUNGS.slice(1) as ['present', 'automated', 'enforced'])).optional().describe('the least strength of single practices'),
});

export const configurationSchema = z.strictObject({
  gate: gateSchema.optional().describe('what must hold for the audit to pass'),
  models: z.array(z.string()).min(1).optional().describe('ids of the maturity models and profiles to report; all of them when not given'),
  components: z.array(componentSchema).min(1).optional().describe('the parts of a monorepo, each audited and shown apart; the repository is judged by its lowest production component'),
  roles: z.record(z.string(), z.enum([...ROLES, 'ignored'])).optional().describe('what paths are for, where their names mislead: a pattern as in .gitignore, and a role; the last that fits wins'),
  disabled: z.record(z.string(), sentence).optional().describe('practices that do not apply here, each with the reason'),
  extends: z.array(z.string().min(1)).min(1).optional().describe('folders of this repository with rules of its own'),
  attestations: z.array(attestationSchema).optional().describe('what no file of this repository can show'),
  waivers: z.array(waiverSchema).optional().describe('gaps that are accepted for a time'),
});
export type ConfigurationFile = z.infer<typeof configurationSchema>;

export type Component = NonNullable<ConfigurationFile['components']>[number];
export type RoleName = NonNullable<ConfigurationFile['roles']>[string];

/** An attestation or waiver, with the place where it is written. */
export type Attestation = NonNullable<ConfigurationFile['attestations']>[number] & { readonly line: number };
export type Waiver = NonNullable<ConfigurationFile['waivers']>[number] & { readonly line: number };

/** What the users of a repository have decided about its audit. Nothing decided: every list is empty. */
export interface Configuration {
  /** The file that it was read from, relative to what is audited. */
  readonly file?: string;
  readonly gate: Gate;
  readonly models?: readonly string[];
  /** Folders of house rules. */
  readonly extends: readonly string[];
  readonly components: readonly Component[];
  /** In the order of the file. */
  readonly roles: readonly { readonly pattern: string; readonly role: RoleName }[];
  readonly disabled: readonly { readonly practice: string; readonly reason: string; readonly line: number }[];
  readonly attestations: readonly Attestation[];
  readonly waivers: readonly Waiver[];
}

export const NO_CONFIGURATION: Configuration = { gate: {}, extends: [], components: [], roles: [], disabled: [], attestations: [], waivers: [] };

