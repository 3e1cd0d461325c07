import * as z from 'zod';
import { EFFECTS } from './reach.ts';
import { ECOSYSTEMS } from './signals.ts';

/** What a product is for. A rule asks for a category; which products are in it is the catalogue's business. */
export const CATEGORIES = [
  'llm-sdk', 'orchestration', 'prompt', 'evaluation', 'tracing', 'guardrail', 'red-teaming', 'gateway', 'rag', 'fine-tuning', 'optimisation',
  'flags', 'cost', 'cache', 'serving', 'agent-config', 'agent-control', 'alerting', 'monitoring', 'experiment-tracking', 'delivery', 'testing',
  'release', 'security', 'infrastructure', 'embedding', 'vector-store', 'pii', 'structured-output', 'resilience', 'build', 'linting',
] as const;
export type Category = (typeof CATEGORIES)[number];

const words = z.array(z.string().min(1));
const effect = z.enum(EFFECTS);

/** One product and all the ways it shows itself in a repository. */
export const toolSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  name: z.string(),
  categories: z.array(z.enum(CATEGORIES)).min(1),
  /** Package names per ecosystem; a trailing `*` matches any ending (`Acme.Llm*`). */
  packages: z.partialRecord(z.enum(ECOSYSTEMS), words).optional(),
  /**
   * Module names as code imports them, per language family; an entry also covers its submodules. npm, Go and Rust need none: there the
   * package name is the module name.
   */
  imports: z.partialRecord(z.enum(['python', 'javascript', 'go', 'jvm', 'dotnet', 'ruby', 'rust', 'php']), words).optional(),
  /** Callee globs that show the tool in use, where its module is imported: `*.messages.create`. */
  calls: words.optional(),
  /** Callee globs so unlike anything else that they need no import in the same file: `*.chat.completions.create`. */
  unmistakable: words.optional(),
  /** Leading words of commands, after runners such as `npx` and `uv run`: `acme eval`. */
  commands: z.array(z.strictObject({ run: z.string(), effect })).optional(),
  /** Actions and reusable workflows of CI systems: `acme/eval-action`. Globs. */
  actions: z.array(z.strictObject({ uses: z.string(), effect })).optional(),
  /** Globs of files that only this tool reads. */
  files: words.optional(),
  /** Types of infrastructure resources. Globs. */
  resources: words.optional(),
  /** Container images, without tag: `ghcr.io/acme/gateway`. Globs. */
  images: words.optional(),
  /** Environment variables that belong to this tool. */
  env: words.optional(),
  /** Hosts and URL paths of its API: `api.acme.test`. */
  hosts: words.optional(),
  /** True when its import name or command collides with others: then it counts only where its package is declared too. */
  ambiguous: z.boolean().optional(),
  /** For a product that is retired, closed or renamed: one sentence that says so and what to use instead. */
  retired: z.string().optional(),
});
export type Tool = z.infer<typeof toolSchema>;
