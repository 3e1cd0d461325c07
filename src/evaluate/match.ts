import type { Condition } from '../domain/rule.ts';
import type { Literal } from '../domain/signals.ts';
import type { Rung } from '../domain/strength.ts';
import type { Context } from './context.ts';

/** One place where an operator held. */
export interface Match {
  readonly path: string;
  readonly line?: number;
  readonly excerpt: string;
  /** One sentence: what was seen. */
  readonly says: string;
  /** For matches that automation itself produced: how far it carries. */
  readonly strength?: Rung;
  /** Sentences about what lowered `strength`. */
  readonly lowered?: readonly string[];
  /** True for the pipeline's step that carries other evidence beyond `present`. */
  readonly carries?: true;
  /** Catalogue id of the tool that was recognised. */
  readonly tool?: string;
}

export type Pattern = (text: string) => boolean;

/** Whether a value meets a condition; `undefined` is a value that is there but not literal. */
export function meets({ pattern }: Pick<Context, 'pattern'>, condition: Condition, value: Literal | undefined, present = true): boolean {
  if (condition.exists === false) return !present;
  if (!present) return false;
  const asText = value === undefined ? undefined : String(value);
  if (condition.is !== undefined && value !== condition.is) return false;
  if (condition.in && !condition.in.some((one) => one === value)) return false;
  if (condition.matches !== undefined && (asText === undefined || !pattern(condition.matches)(asText))) return false;
  if (condition.excludes !== undefined && asText !== undefined && pattern(condition.excludes)(asText)) return false;
  if (condition.min !== undefined && !(Number(value) >= condition.min)) return false;
  if (condition.max !== undefined && !(Number(value) <= condition.max)) return false;
  return true;
}

export function cut(text: string, length = 160): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  return flat.length > length ? `${flat.slice(0, length - 1)}…` : flat;
}
