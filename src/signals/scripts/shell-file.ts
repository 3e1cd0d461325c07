import type { ReadScripts } from './index.ts';

/** `*.sh`, `*.bash`, and files without extension whose first line asks for a POSIX shell. */
export function isShellFile(name: string, text: string): boolean {
  if (/\.(?:sh|bash)$/.test(name)) return true;
  if (name.replace(/^\./, '').includes('.') || !text.startsWith('#!')) return false;
  const end = text.indexOf('\n');
  return /[/\s](?:ba|da|a)?sh(?:\s|$)/.test(text.slice(0, end === -1 ? 200 : Math.min(end, 200)));
}

/** The whole file is one script, `main`. */
export function readShellFile(_path: string, text: string): ReadScripts {
  return { scripts: { runner: 'sh', scripts: [{ name: 'main', line: 1, run: text.replaceAll('\r\n', '\n'), after: [] }] }, notes: [] };
}
