import type { Script } from '../../domain/pipeline.ts';
import type { ReadScripts } from './index.ts';

/** `web: command` lines: the processes that a platform starts. */
export function readProcfile(_path: string, text: string): ReadScripts {
  const scripts: Script[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    const process = /^([\w-]+):\s*(\S.*)$/.exec(line.trimEnd());
    if (process) scripts.push({ name: process[1] ?? '', line: index + 1, run: process[2] ?? '', after: [] });
  }
  return { scripts: { runner: 'procfile', scripts }, notes: [] };
}
