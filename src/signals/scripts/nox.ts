import type { Script } from '../../domain/pipeline.ts';
import { alignedRun } from './aligned.ts';
import type { ReadScripts } from './index.ts';

const MAX_SESSIONS = 500;
/** Of one session. */
const MAX_COMMANDS = 200;
/** Characters of one call that are read. */
const LONGEST_CALL = 2_000;

interface Open {
  readonly name: string;
  /** What the function calls its session. */
  readonly session: string;
  readonly line: number;
  readonly commands: { line: number; text: string }[];
  readonly after: string[];
}

/**
 * Sessions of a noxfile.py, one script each: `session.run("acme", "eval")` is the command `acme eval`. Read as text, since only these calls
 * count; an argument that is no text in quotes is left out.
 */
export function readNoxfile(_path: string, text: string): ReadScripts {
  const scripts: Script[] = [];
  let open: Open | undefined;
  let decorator: string | undefined;
  const close = (): void => {
    if (open !== undefined && scripts.length < MAX_SESSIONS) scripts.push({ name: open.name, line: open.line, run: alignedRun(open.line, open.commands), after: open.after });
    open = undefined;
  };
  const lines = text.split('\n');
  let offset = 0;
  for (const [index, line] of lines.entries()) {
    if (/^@(?:nox\.)?session\b/.test(line)) decorator = text.slice(offset, offset + 500).split(/\ndef /)[0] ?? '';
    else if (/^\S/.test(line)) {
      const [, name, session = 'session'] = /^(?:async\s+)?def\s+(\w+)\s*\(\s*(\w+)?/.exec(line) ?? [];
      if (name !== undefined || !/^[)@#\]]/.test(line)) close();
      if (name !== undefined) {
        if (decorator !== undefined) open = { name: /\bname\s*=\s*["']([^"']+)["']/.exec(decorator)?.[1] ?? name, session, line: index + 1, commands: [], after: [] };
        decorator = undefined;
      }
    } else if (open !== undefined && !/^\s*#/.test(line)) readCalls(text, offset, line, index + 1, open);
    offset += line.length + 1;
  }
  close();
  return { scripts: { runner: 'nox', scripts }, notes: [] };
}

function readCalls(text: string, offset: number, line: string, at: number, open: Open): void {
  // Only as a statement, its result kept or not: elsewhere on a line it may stand in a text.
  const call = /^\s*(?:\w+\s*=\s*|return\s+)?(\w+)\.(run|run_always|run_install|install|notify)\s*\(/.exec(line);
  if (call === null || call[1] !== open.session || open.commands.length >= MAX_COMMANDS) return;
  const words = argumentsAt(text, offset + call.index + call[0].length);
  if (words.length === 0) return;
  if (call[2] === 'notify') open.after.push(words[0] ?? '');
  else if (call[2] === 'install') open.commands.push({ line: at, text: ['pip install', ...words.map(quoted)].join(' ') });
  else open.commands.push({ line: at, text: words.map(quoted).join(' ') });
}

/** The texts among the arguments of a call, up to the first keyword argument. */
function argumentsAt(text: string, from: number): string[] {
  const words: string[] = [];
  const token = /\s*(?:#[^\n]*\n|([fr]{0,2})"((?:[^"\\\n]|\\.)*)"|([fr]{0,2})'((?:[^'\\\n]|\\.)*)'|(,)|(\))|([\w.*[\]]+\s*=(?!=))|([^\s,"')]+))/y;
  token.lastIndex = from;
  let depth = 0;
  while (token.lastIndex < from + LONGEST_CALL && words.length < 100) {
    const found = token.exec(text);
    if (found === null || found[7] !== undefined || (found[6] !== undefined && depth === 0)) break;
    if (found[6] !== undefined) depth -= 1;
    const written = found[2] ?? found[4];
    if (written !== undefined && depth === 0) words.push((found[1] ?? found[3] ?? '').includes('f') ? written.replace(/\{([^{}]*)\}/g, (_, inner: string) => `\${${/\w+/.exec(inner)?.[0] ?? 'unknown'}}`) : written);
    // A call among the arguments keeps its own.
    if (found[8] !== undefined) depth += (found[8].match(/\(/g)?.length ?? 0);
  }
  return words;
}

function quoted(word: string): string {
  return /^[\w@%+=:,./${}[\]-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
