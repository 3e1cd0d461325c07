import type { Script } from '../../domain/pipeline.ts';
import { alignedRun } from './aligned.ts';
import type { ReadScripts } from './index.ts';

interface Open {
  readonly name: string;
  readonly line: number;
  readonly after: readonly string[];
  readonly commands: { line: number; text: string }[];
}

const MAX_TASKS = 1_000;
const DEEPEST = 50;
/** What of Ruby opens a block that an `end` closes, at the start of a line or at its end. */
const OPENS = /^\s*(?:if|unless|case|while|until|begin|def|class|module|for)\b|\bdo(?:\s*\|[^|]*\|)?\s*$/;

/** Tasks of a Rakefile: their names (with namespaces), what they need, and the commands that they give to a shell. */
export function readRakefile(_path: string, text: string): ReadScripts {
  const scripts: Script[] = [];
  const blocks: { readonly task?: Open; readonly namespace?: string }[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    const row = line.replace(/\s#\s.*$/, '').trimEnd();
    if (row.length > 2_000 || /^\s*#/.test(row)) continue;
    if (blocks.length > DEEPEST || scripts.length > MAX_TASKS) break;
    const task = taskOf(row, index + 1, blocks.flatMap((block) => block.namespace ?? []));
    const namespace = /^\s*namespace[\s(]+(?::|["'])([\w-]+)/.exec(row)?.[1];
    const open = blocks.findLast((block) => block.task !== undefined)?.task;
    const command = open === undefined ? undefined : commandOf(row);
    if (command !== undefined) open?.commands.push({ line: index + 1, text: command });
    if (task !== undefined && !OPENS.test(row)) scripts.push(scriptOf(task));
    else if (OPENS.test(row)) blocks.push(task !== undefined ? { task } : namespace !== undefined ? { namespace } : {});
    if (/^\s*end\b/.test(row)) {
      const closed = blocks.pop()?.task;
      if (closed !== undefined) scripts.push(scriptOf(closed));
    }
  }
  for (const { task } of blocks) if (task !== undefined) scripts.push(scriptOf(task));
  return { scripts: { runner: 'rake', scripts }, notes: [] };
}

function scriptOf({ name, line, after, commands }: Open): Script {
  return { name, line, run: alignedRun(line, commands), after };
}

/** `task :eval`, `task eval: %i[build lint] do`, `task "eval" => [:build]`, `task :eval, [:name] => :build`. */
function taskOf(row: string, line: number, namespaces: readonly string[]): Open | undefined {
  const [, symbol, quoted, key, rest = ''] = /^\s*(?:multi)?task[\s(]+(?::([\w-]+)|["']([\w:-]+)["']|([\w-]+):(?!:))(.*)$/.exec(row) ?? [];
  const name = symbol ?? quoted ?? key;
  if (name === undefined) return undefined;
  const needs = key === undefined ? (rest.split('=>')[1] ?? '') : rest;
  const after = [...needs.replace(/\bdo\b.*$/, '').matchAll(/:?["']?([A-Za-z_][\w:-]*)["']?/g)].map((match) => match[1] ?? '').filter((one) => one !== 'i' && one !== 'w');
  return { name: [...namespaces, name].join(':'), line, after, commands: [] };
}

/** `sh "…"` stops at a failure, `system("…")` only tells of it; `ruby "x.rb"` runs a file. */
function commandOf(row: string): string | undefined {
  const [, call, double, single] = /^\s*(sh|ruby|system|exec)[\s(]+(?:"((?:[^"\\]|\\.)*)"|'([^']*)')/.exec(row) ?? [];
  const text = (double ?? single)?.replace(/#\{([^{}]*)\}/g, (_, inner: string) => `\${${/\w+/.exec(inner)?.[0] ?? 'unknown'}}`).replace(/\\"/g, '"');
  if (text === undefined) return undefined;
  return call === 'ruby' ? `ruby ${text}` : call === 'system' && !/\|\||\bor\b|exception:\s*true/.test(row) ? `${text} || true` : text;
}
