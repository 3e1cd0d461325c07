import type { MaturityModel } from './maturity-model.ts';
import type { KindRules, Operator, Rule } from './rule.ts';
import type { Tool } from './tool.ts';

/** rules/models.yaml: how model names look. Regular expressions, case-insensitive. */
export interface ModelNames {
  /** What a string must match to be taken for a model's name. */
  readonly names: readonly string[];
  /** What a name must match to count as immutable: a date, a revision, a version suffix. */
  readonly dated: readonly string[];
  /** Lower-case words whose presence in a code file makes it worth parsing: `llm`, `prompt`, `completion`. */
  readonly words: readonly string[];
}

/** All knowledge, verified and compiled: what dist/ carries as one file. */
export interface Catalogue {
  readonly tools: readonly Tool[];
  readonly rules: readonly Rule[];
  readonly kind: KindRules;
  readonly models: ModelNames;
  readonly maturity: readonly MaturityModel[];
  /** Operators that are matched on the bytes of one file, by number. */
  readonly localOperators: readonly Operator[];
  /** Regular expressions and file globs that did not ship with the rest: they are matched in linear time. Absent without house rules. */
  readonly house?: readonly string[];
  /** Changes when anything above does. */
  readonly hash: string;
}
