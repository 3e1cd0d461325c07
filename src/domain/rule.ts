import * as z from 'zod';
import type { Effect } from './reach.ts';
import { EFFECTS } from './reach.ts';
import { VERIFICATIONS } from './settings.ts';
import { ROLES } from './snapshot.ts';
import { RUNGS } from './strength.ts';
import { CATEGORIES } from './tool.ts';

export const AREAS = ['usage', 'prompts', 'evaluation', 'augmentation', 'delivery', 'monitoring', 'safety', 'cost', 'vendor', 'agents', 'organisation', 'support'] as const;
export type Area = (typeof AREAS)[number];

export const KINDS = ['application', 'library', 'incidental', 'none'] as const;
export type Kind = (typeof KINDS)[number];

const oneOrMore = z.union([z.string(), z.array(z.string()).min(1)]);

/** A condition on a literal value. All given parts must hold. `matches` is a regular expression, case-insensitive. */
const condition = z.strictObject({
  exists: z.boolean().optional(),
  is: z.union([z.string(), z.number(), z.boolean()]).optional(),
  in: z.array(z.union([z.string(), z.number(), z.boolean()])).optional(),
  matches: z.string().optional(),
  excludes: z.string().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
});
export type Condition = z.infer<typeof condition>;
const where = z.record(z.string(), condition);

const leaf = {
  /** A catalogued tool of a category (or one of `id`), shown in one of these ways. `callee` narrows calls, `args` their arguments. */
  tool: z.strictObject({
    category: z.array(z.enum(CATEGORIES)).min(1).optional(),
    id: z.array(z.string()).min(1).optional(),
    shows: z.array(z.enum(['import', 'call', 'dependency', 'file', 'resource', 'image', 'env', 'host'])).min(1),
    callee: oneOrMore.optional(),
    args: where.optional(),
  }),
  /** A call whose dotted callee matches a glob (`*` any run of characters); argument names are globs too. `tools`: its module imports a tool of the category. */
  call: z.strictObject({ callee: oneOrMore, args: where.optional(), tools: z.array(z.enum(CATEGORIES)).optional(), model: z.boolean().optional() }),
  /** First-party code that calls a model, directly or (`through: true`) by way of a wrapper. */
  modelCall: z.strictObject({ args: where.optional(), through: z.boolean().optional() }),
  import: z.strictObject({ module: oneOrMore }),
  /** A name bound to a literal; `model` asks that the literal names a model (`dated`: by an immutable version). */
  constant: z.strictObject({ name: z.string().optional(), value: condition.optional(), model: z.enum(['any', 'dated']).optional(), files: oneOrMore.optional() }),
  /** Code that reads an environment variable or setting. */
  setting: z.strictObject({ name: z.string() }),
  /** A string literal in code. */
  literal: z.strictObject({ matches: z.string().optional(), name: z.string().optional(), placeholders: z.number().optional(), words: z.number().optional(), files: oneOrMore.optional(), interpolated: z.boolean().optional() }),
  /** A comparison; `number` asks that one side is a number (or names a constant that is), `ordered` that it is by size. */
  compare: z.strictObject({ matches: z.string(), number: z.boolean().optional(), ordered: z.boolean().optional(), leads: z.array(z.enum(['raise', 'exit', 'assert', 'return', 'none'])).optional(), files: oneOrMore.optional() }),
  /** A loop whose condition matches, or that runs around a call (`around`, callee globs; `model: true` around a model call). */
  loop: z.strictObject({ over: z.string().optional(), around: oneOrMore.optional(), model: z.boolean().optional() }),
  /** A function or class by its name (regular expression), bases or decorators (globs). */
  define: z.strictObject({ name: z.string().optional(), bases: oneOrMore.optional(), decorators: oneOrMore.optional(), form: z.enum(['function', 'class']).optional(), files: oneOrMore.optional() }),
  /** A prompt in a file of its own kind. */
  prompt: z.strictObject({
    formats: z.array(z.string()).optional(), variables: z.number().optional(), roles: z.number().optional(), version: z.boolean().optional(),
    settings: where.optional(), words: z.number().optional(), loaded: z.boolean().optional(), files: oneOrMore.optional(),
  }),
  dataSet: z.strictObject({ files: oneOrMore.optional(), cases: z.number(), fields: z.string().optional(), loaded: z.boolean().optional() }),
  /** A parsed YAML, JSON, TOML or XML file: every path query (`a.b[*].c`, `**` at any depth) must have a value that meets its condition; the first one's line is shown. */
  document: z.strictObject({ files: oneOrMore, where }),
  /** A file that exists and has at least `bytes` bytes. `exact`: tools look for the name as it is written, so case matters. */
  path: z.strictObject({ exact: z.boolean().optional(), files: oneOrMore, bytes: z.number().optional(), loaded: z.boolean().optional() }),
  /** A heading (regular expression) with at least `words` words under it. */
  section: z.strictObject({ files: oneOrMore, title: z.string(), words: z.number() }),
  resource: z.strictObject({ type: oneOrMore, where: where.optional(), name: z.string().optional() }),
  /** What automation runs, by effect, tool category, words (a glob over the joined argv) or action. Its strength is the run's own. */
  step: z.strictObject({
    effect: z.array(z.enum(EFFECTS)).optional(), category: z.array(z.enum(CATEGORIES)).optional(), argv: oneOrMore.optional(), inputs: where.optional(),
    environment: z.string().optional(), condition: z.string().optional(), job: z.string().optional(),
    /** Events of which one starts it, as the CI system spells them. */
    on: z.array(z.string()).optional(),
  }),
  /** A job of a pipeline. `after`: it needs, directly or not, a job of another environment. `approval`: the system waits for a person. */
  job: z.strictObject({ environment: z.string().optional(), after: z.boolean().optional(), approval: z.boolean().optional(), name: z.string().optional(), environments: z.number().optional() }),
  /** What a manifest says of the repository's own package. `root`: the manifest at the root; `usedIn`: code of that role imports the package's code. */
  package: z.strictObject({ root: z.boolean().optional(), usedIn: z.enum(ROLES).optional(), name: z.string().optional(), description: z.string().optional(), keywords: z.string().optional(), private: z.boolean().optional(), commands: z.boolean().optional() }),
  /** A regular expression over the raw text of files, or over their first `head` lines. The last resort. */
  text: z.strictObject({ files: oneOrMore, matches: z.string(), head: z.number().int().optional() }),
  /** What another rule found. */
  evidenceOf: z.string(),
};

/** An operator: exactly one of the keys below, and how its matches are worded and filtered. */
export interface Operator extends Partial<{ [K in keyof typeof leaf]: z.infer<(typeof leaf)[K]> }> {
  readonly any?: readonly Operator[];
  readonly all?: readonly Operator[];
  readonly not?: Operator;
  /** At least `min` matches of `of`, and at most `max`, in different files (`by: path`), folders, tools or lines; `part`: that many parts of its `any` hold. */
  readonly count?: { readonly of: Operator; readonly by: 'line' | 'path' | 'folder' | 'tool' | 'part'; readonly min: number; readonly max?: number | undefined };
  /** What automation runs of the files that `of` found, on one of the events of `on`; `direct`: that the command itself names or picks up. Its strength is the run's own. Nothing where nothing runs them. */
  readonly runs?: { readonly of: Operator; readonly effect?: readonly Effect[]; readonly on?: readonly string[]; readonly direct?: boolean };
  /** Code of the rule's roles that imports or loads a file that `of` found: itself or, with `hops`, over at most so many files. */
  readonly uses?: { readonly of: Operator; readonly hops?: number };
  /** What `of` found, but no stronger than `to`, unless `unless` is given and holds; `because` says why. */
  readonly limit?: { readonly of: Operator; readonly to: 'present' | 'automated'; readonly unless?: Operator | undefined; readonly because: string };
  /** What `of` found, as long as that is at least half of what `among` finds; `by: path` compares the numbers of files. */
  readonly most?: { readonly of: Operator; readonly among: Operator; readonly by?: 'path' | undefined };
  /** CODEOWNERS names owners, by more than `*`, for files that `of` found; without `of`, for anything. `excludes`: names of owners that nobody has. */
  readonly owners?: { readonly of?: Operator | undefined; readonly excludes?: string | undefined };
  /** With `all`: every part must be found in one file or one folder. */
  readonly within?: 'file' | 'folder';
  /** With `all`: which part is shown as evidence (0 is the first, the default). */
  readonly shows?: number;
  /** One sentence about a match: what was seen. */
  readonly says?: string;
  /** Roles of path that count here, instead of the rule's. */
  readonly roles?: readonly (typeof ROLES)[number][];
  /** Number in the compiled catalogue; set for operators that are matched on the bytes of one file. */
  readonly op?: number;
}

export const OPERATORS = ['any', 'all', 'not', 'count', 'runs', 'uses', 'limit', 'most', 'owners', ...(Object.keys(leaf) as (keyof typeof leaf)[])] as const;
export type OperatorName = (typeof OPERATORS)[number];

const optionalLeaves = Object.fromEntries(Object.entries(leaf).map(([name, schema]) => [name, schema.optional()])) as { [K in keyof typeof leaf]: z.ZodOptional<(typeof leaf)[K]> };

const operatorSchema: z.ZodType<Operator> = z.lazy(() =>
  z
    .strictObject({
      ...optionalLeaves,
      any: z.array(operatorSchema).min(1).optional(),
      all: z.array(operatorSchema).min(1).optional(),
      not: operatorSchema.optional(),
      count: z.strictObject({ of: operatorSchema, by: z.enum(['line', 'path', 'folder', 'tool', 'part']), min: z.number().int().min(1), max: z.number().int().min(1).optional() }).optional(),
      runs: z.strictObject({ of: operatorSchema, effect: z.array(z.enum(EFFECTS)).optional(), on: z.array(z.string()).optional(), direct: z.boolean().optional() }).optional(),
      uses: z.strictObject({ of: operatorSchema, hops: z.number().int().min(1).max(4).optional() }).optional(),
      limit: z.strictObject({ of: operatorSchema, to: z.enum(['present', 'automated']), unless: operatorSchema.optional(), because: z.string() }).optional(),
      most: z.strictObject({ of: operatorSchema, among: operatorSchema, by: z.literal('path').optional() }).optional(),
      owners: z.strictObject({ of: operatorSchema.optional(), excludes: z.string().optional() }).optional(),
      within: z.enum(['file', 'folder']).optional(),
      shows: z.number().int().optional(),
      says: z.string().optional(),
      roles: z.array(z.enum(ROLES)).optional(),
      op: z.number().optional(),
    })
    .refine((operator) => OPERATORS.filter((name) => operator[name as keyof typeof operator] !== undefined).length === 1, {
      error: `an operator has exactly one of: ${OPERATORS.join(', ')}`,
    }),
) as z.ZodType<Operator>;

/** How evidence of a rule can be carried further than `present`. */
const reachSchema = z.strictObject({
  by: z.array(z.enum(['run', 'step', 'platform', 'review', 'app'])).min(1),
  effect: z.array(z.enum(EFFECTS)).optional(),
  /** An `if: failure()` is normal here and lowers nothing. */
  onFailure: z.boolean().optional(),
});

const example = z.strictObject({
  /** What the example shows, as a sentence. */
  says: z.string(),
  /** Path → contents. */
  files: z.record(z.string(), z.string()),
  strength: z.enum([...RUNGS, 'not-applicable']),
  /** A piece of evidence that must be among those found: `path` or `path:line`. */
  evidence: z.string().optional(),
  /** A regular expression that one of the hints must match. */
  hint: z.string().optional(),
});
export type Example = z.infer<typeof example>;

/** A file to add, or the lines to add to one. */
const snippet = z.strictObject({ path: z.string(), text: z.string() });

/**
 * The job that carries it beyond `present`, written for the CI system in use: when it runs, and what. `run` is keyed like `snippets`; where
 * `environments` are named, it runs once for each, the later ones after the former, with `{environment}` filled in. `secrets` are the
 * variables that it needs; `writes`, that it pushes tags or releases.
 */
const job = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]*$/),
  on: z.enum(['pull-request', 'push', 'schedule', 'release']),
  run: z.record(z.string(), z.string()),
  secrets: z.array(z.string().regex(/^[A-Z][A-Z0-9_]*$/)).optional(),
  environments: z.array(z.string()).min(2).optional(),
  writes: z.boolean().optional(),
});
export type JobRule = z.infer<typeof job>;

/** How to get there. `snippets` are keyed by language (`python`, `typescript`, `java`) or `any`, for all others. */
const howTo = z.strictObject({
  says: z.string(),
  effort: z.enum(['small', 'medium', 'large']),
  /** Practices that it builds on: advice on it begins with those of them that are absent. */
  after: z.array(z.string()).optional(),
  snippets: z.record(z.string(), snippet).optional(),
  job: job.optional(),
  /** The command that shows it done; `genaiops-audit explain` of the practice when not given. */
  proves: z.string().optional(),
});

export const ruleSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  area: z.enum(AREAS),
  title: z.string(),
  /** What counts, in one or two sentences; the page of the practice opens with it. */
  says: z.string(),
  /** Why it matters, one or two sentences. */
  why: z.string(),
  max: z.enum(['present', 'automated', 'enforced']),
  /** When the practice can apply at all: an operator over the repository, or nothing for always; the kinds come on top. */
  applies: z.strictObject({ kinds: z.array(z.enum(KINDS)).optional(), when: z.string().optional() }).optional(),
  roles: z.array(z.enum(ROLES)).default(['main']),
  /** It tells what a repository is like, and not how well it is run: losing it is no regression. */
  describes: z.boolean().optional(),
  /** Not decided yet: reported absent with a hint that says so. */
  undecided: z.boolean().optional(),
  present: operatorSchema.optional(),
  automated: operatorSchema.optional(),
  enforced: operatorSchema.optional(),
  reach: reachSchema.optional(),
  /** GitHub's settings and history that confirm what files show, or lower it one step. */
  verify: z.array(z.enum(VERIFICATIONS)).min(1).optional(),
  /** What was looked for, in words, for the finding of an absent practice. */
  searched: z.array(z.string()).optional(),
  /** Near misses: matched only when the practice is absent (or below its maximum, `below`). */
  hints: z.array(z.strictObject({ when: operatorSchema, says: z.string(), below: z.enum(RUNGS).optional() })).optional(),
  how: howTo,
  sources: z.array(z.strictObject({ title: z.string(), url: z.string().optional() })).optional(),
  examples: z.array(example).optional(),
});
export type Rule = z.infer<typeof ruleSchema>;

/** rules/kind.yaml: the kinds in the order in which they are tried; the first whose operator matches wins. */
export const kindSchema = z.strictObject({
  kinds: z.array(z.strictObject({ kind: z.enum(KINDS), says: z.string(), when: operatorSchema.optional() })).min(1),
});
export type KindRules = z.infer<typeof kindSchema>;
