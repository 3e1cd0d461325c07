import type { Script } from '../../domain/pipeline.ts';

/** Programs that hand every line of a script to a shell of its own, so that a `cd` does not last and any line's failure stops them. */
const BY_LINE: ReadonlySet<string> = new Set(['make', 'just', 'task', 'rake', 'tox', 'nox']);

export interface ScriptText {
  readonly text: string;
  readonly line: number;
  readonly args?: readonly string[];
}

/** The texts that a shell would be given, each with its line in the file. */
export function scriptTexts(script: Script, runner: string, args: readonly string[]): ScriptText[] {
  if (runner === 'sh') return [{ text: script.run, line: script.line, args }];
  // Hooks and lists of a project's scripts are several lines, each of which may stop the next.
  if (runner === 'azd') return [{ text: script.run, line: script.line }];
  // npm and its like add arguments to the end of the text.
  if (!BY_LINE.has(runner)) return [{ text: [script.run, ...args.map(quoted)].join(' '), line: script.line }];
  const texts: ScriptText[] = [];
  const lines = script.run.split('\n');
  for (let at = 0; at < lines.length; at += 1) {
    const from = at;
    while (lines[at]?.endsWith('\\') && at + 1 < lines.length) at += 1;
    const text = lines.slice(from, at + 1).join('\n');
    if (text.trim() !== '') texts.push({ text, line: script.line + from, ...(args.length > 0 ? { args } : {}) });
  }
  return texts;
}

function quoted(word: string): string {
  return /^[\w@%+=:,./$-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
