import type { Finding } from './result.ts';

/** One example of a rule, and what the audit of its files found. */
export interface TriedExample {
  readonly practice: string;
  /** What the example shows. */
  readonly says: string;
  /** What was expected and is not so, as sentences; none when it passes. */
  readonly wrong: readonly string[];
  readonly finding: Finding;
}

/** The examples of house rules, run. */
export interface RulesTest {
  /** In the order of the rules, and of their examples. */
  readonly tried: readonly TriedExample[];
  /** Practices whose examples prove little, and what they lack. */
  readonly weak: readonly { readonly practice: string; readonly lacks: string }[];
}
