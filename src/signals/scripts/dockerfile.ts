import type { ReadScripts } from './index.ts';

interface Instruction {
  readonly line: number;
  readonly keyword: string;
  /** Continuation lines kept, so that lines can be counted. */
  readonly rest: string;
}

/** What an image starts: the last ENTRYPOINT and CMD of the last stage, as one script named `main`. */
export function readDockerfile(_path: string, text: string): ReadScripts {
  let entry: Instruction | undefined;
  let command: Instruction | undefined;
  for (const instruction of instructions(text)) {
    // Each stage starts from its own base, so what an earlier stage would have started is not inherited.
    if (instruction.keyword === 'FROM') entry = command = undefined;
    if (instruction.keyword === 'ENTRYPOINT') entry = instruction;
    if (instruction.keyword === 'CMD') command = instruction;
  }
  const first = entry ?? command;
  if (!first) return { notes: [] };
  const run = entry && command && execForm(entry.rest) && execForm(command.rest)
    ? `${shellText(entry.rest)} ${shellText(command.rest)}`
    : shellText(first.rest);
  return { scripts: { runner: 'docker', scripts: [{ name: 'main', line: first.line, run, after: [] }] }, notes: [] };
}

function shellText(rest: string): string {
  const words = execForm(rest);
  if (!words) return rest;
  // ["sh", "-c", "..."] is the shell form spelled out.
  if (words.length === 3 && /(?:^|\/)(?:ba)?sh$/.test(words[0] ?? '') && /^-\w*c$/.test(words[1] ?? '')) return words[2] ?? '';
  return words.map(quoted).join(' ');
}

function execForm(rest: string): string[] | undefined {
  if (!rest.trimStart().startsWith('[')) return undefined;
  try {
    const words: unknown = JSON.parse(rest.replaceAll('\\\n', '\n'));
    return Array.isArray(words) && words.every((word) => typeof word === 'string') ? words : undefined;
  } catch {
    return undefined;
  }
}

function quoted(word: string): string {
  return /^[\w@%+=:,./$-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

function instructions(text: string): Instruction[] {
  const found: Instruction[] = [];
  const lines = text.split('\n').map((line) => line.replace(/\r$/, ''));
  for (let at = 0; at < lines.length; at += 1) {
    const head = /^\s*([A-Za-z]+)\s+(.*)$/.exec(lines[at] ?? '');
    if (!head) continue;
    const line = at + 1;
    const parts = [head[2] ?? ''];
    while (/\\\s*$/.test(parts.at(-1) ?? '') && at + 1 < lines.length) parts.push(lines[(at += 1)] ?? '');
    found.push({ line, keyword: (head[1] ?? '').toUpperCase(), rest: parts.map((part) => part.trimEnd()).join('\n') });
    at = skipHeredoc(lines, at, parts.join('\n'));
  }
  return found;
}

/** The lines of `RUN <<EOF` belong to the build, even where one of them begins with CMD. Without its end, the rest of the file is its text. */
function skipHeredoc(lines: readonly string[], at: number, instruction: string): number {
  const word = /<<-?\s*["']?(\w+)/.exec(instruction)?.[1];
  if (word === undefined) return at;
  let end = at + 1;
  while (end < lines.length && lines[end]?.trim() !== word) end += 1;
  return end;
}
