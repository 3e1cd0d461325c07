/** What every CI system's rendering starts from. */
import type { JobRule } from '../../domain/rule.ts';

/** One job, for one language. */
export interface Job {
  readonly name: string;
  readonly on: JobRule['on'];
  readonly setup: Setup;
  readonly secrets: readonly string[];
  /** It pushes tags or releases. */
  readonly writes: boolean;
  /** What runs: one part, or one for each environment, the later ones after the former. */
  readonly parts: readonly Part[];
}

export interface Part {
  readonly name: string;
  readonly environment?: string;
  readonly run: string;
}

/** What a language needs before its command runs. */
export interface Setup {
  /** Lines of a GitHub workflow's steps. */
  readonly github: readonly string[];
  /** Lines of an Azure pipeline's steps. */
  readonly azure: readonly string[];
  /** For systems that run jobs in containers; where it is not known what the command needs, the system's own. */
  readonly image?: string;
  readonly install: readonly string[];
}

/** The file that a job goes to, and its text: the whole file, or the lines to add where the system has one file for all. */
export interface RenderedJob {
  readonly path: string;
  readonly text: string;
}

/** Early in the morning of working days, off the full hour at which all the world's schedules start. */
export const CRON = '23 4 * * 1-5';

/** `text` behind every line's indentation; empty lines are left out. */
export function lines(...parts: readonly (string | readonly string[] | false | undefined)[]): string {
  return `${parts.flatMap((part) => (part === false || part === undefined ? [] : part)).join('\n')}\n`;
}

export function indent(by: number, text: readonly string[]): string[] {
  return text.map((line) => ' '.repeat(by) + line);
}

/** A command as a YAML scalar: quoted where YAML would read it as something else. */
export function scalar(text: string): string {
  return /^[\w./][^#:{}[\],&*?|<>=!%@`"'\\]*$/.test(text) ? text : `'${text.replaceAll("'", "''")}'`;
}
