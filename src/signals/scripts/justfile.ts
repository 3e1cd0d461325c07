import type { Script } from '../../domain/pipeline.ts';
import type { ReadScripts } from './index.ts';

const MAX_RECIPES = 1_000;
const RECIPE = /^@?([A-Za-z_][\w-]*)((?:\s+[*+$]?[A-Za-z_][\w-]*(?:=(?:'[^']*'|"[^"]*"|[\w./-]+))?)*)\s*:(?!=)(.*)$/;
const SHELL = /^#!.*[/\s](?:ba|da|z|k)?sh\b/;

interface Open {
  readonly name: string;
  readonly line: number;
  readonly after: readonly string[];
  readonly values: ReadonlyMap<string, string>;
  readonly lines: string[];
}

/** Recipes of a justfile. What `{{ }}` names is put in where the file gives its value, and becomes `${name}` where only a caller does. */
export function readJustfile(_path: string, text: string): ReadScripts {
  const variables = new Map<string, string>();
  const scripts = new Map<string, Script>();
  let open: Open | undefined;
  const close = (): void => {
    if (open !== undefined && scripts.size < MAX_RECIPES) scripts.set(open.name, { name: open.name, line: open.line, run: bodyOf(open), after: open.after });
    open = undefined;
  };
  for (const [index, line] of text.split('\n').entries()) {
    const row = line.trimEnd();
    if (open !== undefined && (/^[ \t]/.test(row) || row === '')) {
      open.lines.push(row);
      continue;
    }
    close();
    const set = /^(?:export\s+)?([A-Za-z_][\w-]*)\s*:=\s*(?:'([^']*)'|"([^"]*)")\s*(?:#.*)?$/.exec(row);
    const alias = /^alias\s+([\w-]+)\s*:=\s*([\w-]+)/.exec(row);
    if (set) variables.set(set[1] ?? '', set[2] ?? set[3] ?? '');
    else if (alias) scripts.set(alias[1] ?? '', { name: alias[1] ?? '', line: index + 1, run: '', after: [alias[2] ?? ''] });
    else if (!/^(?:set|import|mod|export|#|\[)/.test(row)) open = recipe(row, index + 1, variables);
  }
  close();
  return { scripts: { runner: 'just', scripts: [...scripts.values()] }, notes: [] };
}

function recipe(row: string, line: number, variables: ReadonlyMap<string, string>): Open | undefined {
  if (row.length > 2_000) return undefined;
  const [, name, parameters = '', needs = ''] = RECIPE.exec(row) ?? [];
  if (name === undefined) return undefined;
  const defaults = [...parameters.matchAll(/([A-Za-z_][\w-]*)=(?:'([^']*)'|"([^"]*)"|([\w./-]+))/g)].map((match): [string, string] => [match[1] ?? '', match[2] ?? match[3] ?? match[4] ?? '']);
  // `(build "x")` is a dependency with arguments, `&&` parts those that run afterwards.
  const after = needs.replace(/#.*$/, '').replace(/\(\s*([\w-]+)[^()]*\)/g, ' $1 ').split(/[\s&]+/).filter((one) => /^[A-Za-z_][\w-]*$/.test(one));
  return { name, line, after, values: new Map([...variables, ...defaults]), lines: [] };
}

/** Its first line is the recipe's own, so that offsets are true. `@` only hides a command; `-` lets it fail. */
function bodyOf({ lines, values }: Open): string {
  const first = lines.find((line) => line.trim() !== '')?.trim() ?? '';
  // A recipe in another language is no shell text.
  if (first.startsWith('#!') && !SHELL.test(first)) return '';
  const body = lines.map((line) => {
    const [, prefix = '', command = ''] = /^\s*([@-]{0,2})(.*)$/.exec(line) ?? [];
    const filled = command.replace(/\{\{\s*([^{}]{0,200}?)\s*\}\}/g, (_, inner: string) => values.get(inner) ?? `\${${/^[\w-]+/.exec(inner)?.[0] ?? 'unknown'}}`);
    return prefix.includes('-') && filled !== '' ? `${filled} || true` : filled;
  });
  return ['', ...body].join('\n').trimEnd();
}
