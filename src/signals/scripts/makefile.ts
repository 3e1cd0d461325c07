import type { Script } from '../../domain/pipeline.ts';
import type { ReadScripts } from './index.ts';
import { expand, readVariables, type Variables } from './make-variables.ts';

interface Target {
  line: number;
  /** Recipe by line, counted from the target's own line. */
  readonly recipe: Map<number, string>;
  readonly after: Set<string>;
}

interface Rule {
  readonly names: readonly string[];
  /** The first prerequisite, which the recipe calls `$<`. */
  readonly first: string | undefined;
}

interface Reading {
  readonly targets: Map<string, Target>;
  readonly variables: Variables;
  /** Characters that expanding may still produce: variables and shared recipes multiply what a short file says. */
  left: number;
}

const MAX_TARGETS = 2_000;
const MAX_CHARACTERS = 2_000_000;
/** A target's second recipe may stand far below its first; beyond this many lines it is left out, so that padding stays small. */
const MAX_SPAN = 1_000;
const DIRECTIVE = /^\s*(?:ifn?eq|ifn?def|else|endif|-?include|sinclude|unexport|vpath|undefine)\b/;
const ASSIGNMENT = /^(?:(?:export|override|private)\s+)*[\w.-]+\s*(?:\?|:{1,3}|\+|!)?=/;

/**
 * Targets, prerequisites and recipes of a Makefile. Variables that are literals in the same file are put in; others stay as `${NAME}`,
 * which is also what a shell would call them. Both branches of a conditional count.
 */
export function readMakefile(path: string, text: string): ReadScripts {
  const lines = text.split('\n').map((line) => line.replace(/\r$/, ''));
  const reading: Reading = { targets: new Map(), variables: readVariables(lines), left: MAX_CHARACTERS };
  let rule: Rule | undefined;
  for (let at = 0; at < lines.length && reading.left > 0; at += 1) {
    const line = lines[at] ?? '';
    const from = at;
    while ((lines[at] ?? '').endsWith('\\') && at + 1 < lines.length) at += 1;
    const logical = lines.slice(from, at + 1);
    if (line.startsWith('\t') && rule) addRecipe(reading, rule, from, logical);
    else if (line.trim() !== '' && !line.trimStart().startsWith('#') && !DIRECTIVE.test(line)) {
      rule = openRule(reading, logical.map((part) => part.replace(/\\$/, '')).join(' '), from);
    }
  }
  const scripts = [...reading.targets].map(([name, target]): Script => ({ name, line: target.line, run: aligned(target), after: [...target.after] }));
  const isCut = reading.left <= 0 || reading.targets.size >= MAX_TARGETS;
  return { scripts: { runner: 'make', scripts }, notes: isCut ? [{ code: 'too-many-targets', path, says: `${path} defines more than is read of one Makefile, so some of its targets may be missing.` }] : [] };
}

function expanded(reading: Reading, text: string, automatic: Variables): string {
  const result = expand(text, reading.variables, automatic);
  reading.left -= result.length;
  return result;
}

function openRule(reading: Reading, header: string, at: number): Rule | undefined {
  if (/^\s*define\b/.test(header) || ASSIGNMENT.test(header)) return undefined;
  const line = expanded(reading, header.replace(/(?:^|\s)#.*$/, ''), {});
  const colon = line.search(/:(?!=)/);
  if (colon <= 0) return undefined;
  const names = line.slice(0, colon).trim().split(/\s+/).filter((name) => !isSpecial(name));
  const [prerequisites = ''] = line.slice(colon).replace(/^:+/, '').split(';', 1);
  const inline = header.indexOf(';');
  // `target: NAME = value` sets a variable for one target; what it names is no prerequisite.
  if (/^\s*[\w.-]+\s*[?:+]*=/.test(prerequisites)) return undefined;
  // In a static pattern rule (`a b: %.o: %.c`) the prerequisites follow the second colon; `|` marks those that only need to exist.
  const after = prerequisites.slice(prerequisites.lastIndexOf(':') + 1).split(/[\s|]+/).filter((name) => name !== '');
  for (const name of names) declare(reading, name, at, after);
  const rule = { names, first: after[0] };
  if (inline !== -1) addRecipe(reading, rule, at, [header.slice(inline + 1)]);
  return names.length > 0 ? rule : undefined;
}

function declare(reading: Reading, name: string, at: number, after: readonly string[]): void {
  const target = reading.targets.get(name) ?? { line: at + 1, recipe: new Map<number, string>(), after: new Set<string>() };
  // A rule may be repeated only to add prerequisites: the line that counts is where the recipe is.
  if (target.recipe.size === 0) target.line = at + 1;
  for (const one of after) target.after.add(one);
  reading.left -= after.length;
  if (reading.targets.size < MAX_TARGETS) reading.targets.set(name, target);
}

function isSpecial(name: string): boolean {
  return name === '' || /^\.[A-Z_]+$/.test(name);
}

/** `@` only hides the command; a leading `-` lets make go on after a failure, which is what `|| true` says in shell. */
function addRecipe(reading: Reading, rule: Rule, at: number, logical: readonly string[]): void {
  const prefix = /^[\s@+-]*/.exec(logical[0] ?? '')?.[0] ?? '';
  const [head = '', ...more] = logical;
  const written = [head.slice(prefix.length), ...more.map((part) => part.replace(/^\t/, ''))].join('\n');
  if (written.trim() === '') return;
  const ignoresFailure = prefix.includes('-') && !written.startsWith('#');
  for (const name of rule.names) {
    const target = reading.targets.get(name);
    if (!target || at + 1 - target.line > MAX_SPAN || reading.left <= 0) continue;
    const run = expanded(reading, written, { '@': name, '<': rule.first ?? '', '^': [...target.after].join(' ') });
    target.recipe.set(at + 1 - target.line, ignoresFailure ? `${run} || true` : run);
  }
}

function aligned(target: Target): string {
  const lines: string[] = [];
  for (const [offset, run] of target.recipe) {
    for (const [index, line] of run.split('\n').entries()) lines[offset + index] = line;
  }
  return Array.from(lines, (line) => line ?? '').join('\n');
}
