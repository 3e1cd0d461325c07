/** The wording of everything that can be wrong with the form of a YAML file. Checks say what happened; sentences are made here. */
import { nearest } from './nearest.ts';

/** One thing that is wrong, where, and what was expected. */
export interface Problem {
  readonly path: string;
  /** 1-based; absent when the file itself is the problem. */
  readonly line?: number;
  readonly says: string;
}

/** `file:line: sentence`, in order of file and line, without repeats. */
export function sentences(problems: readonly Problem[]): readonly string[] {
  const sorted = [...problems].sort((a, b) => compare(a.path, b.path) || (a.line ?? 0) - (b.line ?? 0) || compare(a.says, b.says));
  return [...new Set(sorted.map(({ path, line, says }) => `${path}${line === undefined ? '' : `:${line}`}: ${says}`))];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function notYaml(path: string, line: number, reason: string): Problem {
  const [first = reason] = reason.split('\n');
  return { path, line, says: `cannot be read as YAML: ${first.replace(/[.:]?$/, '')}` };
}

/** The rest make the sentence only; the caller knows the place. */
export const shape = {
  unknownKey: (key: string, known: readonly string[]) => `unknown key \`${key}\`${meant(key, known)}`,
  missingKey: (key: string, expected: string) => `\`${key}\` is missing; expected ${expected}`,
  wrongType: (key: string, expected: string, found: string) => `${named(key)} must be ${expected}, and is ${found}`,
  wrongWord: (key: string, found: string, known: readonly string[]) => `${named(key)} cannot be \`${found}\`${meant(found, known)}`,
  tooFew: (key: string) => `${named(key)} must not be empty`,
  wrongForm: (key: string, pattern: string) => `${named(key)} must look like ${pattern}`,
  other: (key: string, message: string) => `${named(key)}${message.startsWith('must ') ? '' : ':'} ${message}`,
};

function named(key: string): string {
  return key === '' ? 'the file' : `\`${key}\``;
}

/** The nearest known word or, when none is near, all of them where they are few enough to read. */
export function meant(word: string, known: readonly string[], list = true): string {
  const near = nearest(word, known);
  if (near !== undefined) return `; did you mean \`${near}\`?`;
  return list && known.length > 0 ? `; expected one of: ${known.join(', ')}` : '';
}
