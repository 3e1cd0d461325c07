/** Shell text in, simple commands out: each with its words, its folder, and what happens to its failure. */
import { parse } from 'unbash';
import type { Folder } from '../paths.ts';
import { hideExpressions } from './expressions.ts';
import { readLines } from './naive.ts';
import { walkScript } from './walk.ts';

export interface ShellText {
  readonly text: string;
  /** The file that the text is from, and the line on which it begins there. */
  readonly path: string;
  readonly line: number;
  readonly cwd: Folder;
  /** What runs it: whether a failure ends it (`-e`) and whether a pipe keeps failures of its parts. */
  readonly mode: ShellMode;
  /** Positional arguments, where they are known. */
  readonly args?: readonly string[];
}

export interface ShellMode {
  readonly language: 'posix' | 'lines' | 'none';
  readonly errexit: boolean;
  readonly pipefail: boolean;
}

export interface SimpleCommand {
  readonly words: readonly string[];
  /** 1-based line in the file. */
  readonly line: number;
  /** As written, on one line, at most 160 characters. */
  readonly excerpt: string;
  /** Assignments before the command. */
  readonly inputs: readonly { readonly name: string; readonly value?: string; readonly line: number }[];
  readonly cwd: Folder;
  /** Sentences, each a reason why a failure of this command goes unnoticed. */
  readonly swallowed: readonly string[];
  /** Conditions around it, as written. */
  readonly conditional: readonly string[];
}

/** Nodes of shell text that may still be looked at: loops and functions that call one another multiply what a short text does. */
export interface Budget {
  left: number;
}

const MAX_TEXT = 256_000;

/** The commands of a text, at most 2,000; fewer when the budget ends. */
export function readShell(source: ShellText, budget: Budget): SimpleCommand[] {
  if (source.mode.language === 'none') return [];
  const hidden = hideExpressions(source.text.slice(0, MAX_TEXT).replaceAll('\r\n', '\n'));
  if (source.mode.language === 'lines') return readLines(source, hidden);
  try {
    const script = parse(hidden.text);
    if (script.commands.length > 0 || !script.errors?.length) return walkScript(script, source, hidden, budget);
  } catch {
    // Falls through: the parser promises to recover from anything, but a repository is hostile and its text must never end an audit.
  }
  // Lines tell less (no conditions, no failures), but a command that is plainly there should still be found.
  return readLines(source, hidden);
}

/**
 * How a CI system's `shell:` runs a step. Unset is GitHub's default, `bash -e`, which is also what GitLab and CircleCI do at least;
 * only `bash` spelled out adds pipefail. A template with `{0}` says its own flags.
 */
export function stepMode(shell: string | undefined): ShellMode {
  const [program = '', ...flags] = (shell ?? '').trim().split(/\s+/);
  const name = program.slice(program.lastIndexOf('/') + 1).replace(/\.exe$/, '');
  if (/^(?:pwsh|powershell|cmd)$/.test(name)) return { language: 'lines', errexit: true, pipefail: true };
  if (name !== '' && !/^(?:ba|da|z|k)?sh$/.test(name)) return { language: 'none', errexit: true, pipefail: true };
  if (flags.includes('{0}')) return flagMode(flags);
  return { language: 'posix', errexit: true, pipefail: name === 'bash' };
}

/** The mode of `bash FLAGS file`, `sh -c`, or a first line such as `#!/bin/bash -e`. */
export function flagMode(flags: readonly string[]): ShellMode {
  return {
    language: 'posix',
    errexit: flags.some((flag) => /^-[a-z]*e/.test(flag)) || flags.includes('errexit'),
    pipefail: flags.includes('pipefail'),
  };
}
