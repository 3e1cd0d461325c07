import type { Argument, Call, CodeSignals, Comparison } from '../../domain/signals.ts';
import type { Condition } from '../../domain/rule.ts';
import type { FileEntry } from '../../domain/snapshot.ts';
import { counts, modelTools } from '../context.ts';
import type { CallSite, Context, Scope } from '../context.ts';
import { cut, meets } from '../match.ts';
import type { Evaluate } from './index.ts';

export const call: Evaluate<'call'> = (spec, context, scope) => {
  const near = spec.tools && context.toolsOf(spec.tools);
  const asked = spec.callee === '*' && Object.entries(spec.args ?? {}).find(([, condition]) => condition.exists !== false)?.[0];
  return (asked ? sitesWith(context, asked) : sites(context, [spec.callee].flat()))
    .filter(({ file, call: one }) => counts(context, scope, file) && argumentsMeet(context, file.path, one, spec.args))
    .filter(({ file }) => !near || importsOneOf(context, file.path, near))
    .filter(({ file }) => !spec.model || context.links.modelCallers.has(file.path))
    .map(({ file, call: one }) => ({ path: file.path, line: one.line, excerpt: shown(one), says: `calls ${one.callee}` }));
};

export const modelCall: Evaluate<'modelCall'> = (spec, context, scope) => {
  const inScope = (path: string) => { const file = context.links.byPath.get(path)?.file; return file && counts(context, scope, file); };
  const models = modelTools(context);
  const direct = context.links.toolCalls
    .filter((one) => models.has(one.tool) && inScope(one.path) && argumentsMeet(context, one.path, one.call, spec.args))
    .map((one) => ({ path: one.path, line: one.call.line, excerpt: shown(one.call), says: `calls a model through ${context.tools.get(one.tool)?.name ?? one.tool}`, tool: one.tool }));
  if (spec.args) return direct;
  const seen = new Set(direct.map((one) => one.path));
  const others = [...context.links.modelCallers]
    .filter(([path, caller]) => inScope(path) && !seen.has(path) && (spec.through || !caller.via))
    .map(([path, caller]) => ({ path, line: caller.line, excerpt: caller.via ? `through ${caller.via}` : 'a request to a model API', says: caller.via ? `calls a model through ${caller.via}` : 'sends requests to a model API' }));
  return [...direct, ...others];
};

export const imported: Evaluate<'import'> = (spec, context, scope) => {
  const wanted = context.glob(spec.module);
  return eachCode(context, scope, undefined, (file, code) =>
    code.imports.filter((one) => wanted(one.module)).map((one) => ({ path: file.path, line: one.line, excerpt: `import ${one.module}`, says: `imports ${one.module}` })));
};

export const constant: Evaluate<'constant'> = (spec, context, scope) => {
  const name = spec.name === undefined ? undefined : context.pattern(spec.name);
  return eachCode(context, scope, spec.files, (file, code) =>
    code.constants
      .filter((one) => (!name || name(one.name)) && (!spec.value || meets(context, spec.value, one.value)))
      .filter((one) => !spec.model || (typeof one.value === 'string' && context.isModel(one.value, spec.model === 'dated')))
      .map((one) => ({ path: file.path, line: one.line, excerpt: cut(`${one.name} = ${JSON.stringify(one.value)}`), says: `sets ${one.name}` })));
};

export const setting: Evaluate<'setting'> = (spec, context, scope) => {
  const name = context.pattern(spec.name);
  return eachCode(context, scope, undefined, (file, code) =>
    code.settings
      .filter((one) => name(one.name))
      .map((one) => ({ path: file.path, line: one.line, excerpt: one.fallback === undefined ? one.name : cut(`${one.name}, default ${JSON.stringify(one.fallback)}`), says: `reads ${one.name} from ${one.via === 'env' ? 'the environment' : 'the command line'}` })));
};

export const literal: Evaluate<'literal'> = (spec, context, scope) => {
  const text = spec.matches === undefined ? undefined : context.pattern(spec.matches);
  const name = spec.name === undefined ? undefined : context.pattern(spec.name);
  return eachCode(context, scope, spec.files, (file, code) =>
    code.texts
      .filter((one) => (!text || text(one.text)) && (!name || name(one.name ?? '')))
      .filter((one) => one.placeholders.length >= (spec.placeholders ?? 0) && (spec.interpolated === undefined || one.interpolated === spec.interpolated))
      .filter((one) => !spec.words || one.text.split(/\s+/, spec.words + 1).length >= spec.words)
      .map((one) => ({ path: file.path, line: one.line, excerpt: cut(`${one.name ? `${one.name}: ` : ''}${one.text}`), says: one.name ? `holds the text ${one.name}` : 'holds such a text' })));
};

export const compare: Evaluate<'compare'> = (spec, context, scope) => {
  const side = context.pattern(spec.matches);
  return eachCode(context, scope, spec.files, (file, code) =>
    code.comparisons
      .filter((one) => (side(one.left) || side(one.right)) && (!spec.leads || spec.leads.includes(one.leads)))
      .filter((one) => (!spec.ordered || (/^[<>]=?$/.test(one.op) && !isRange(one, code.comparisons))) && (!spec.number || comparesNumber(context, file.path, one)))
      .map((one) => ({ path: file.path, line: one.line, excerpt: cut(`${one.left} ${one.op} ${one.right}`), says: `compares ${cut(one.left, 40)} with ${cut(one.right, 40)}` })));
};

export const loop: Evaluate<'loop'> = (spec, context, scope) => {
  const over = spec.over === undefined ? undefined : context.pattern(spec.over);
  const around = spec.around && context.glob(spec.around);
  const models = spec.model ? modelCallLines(context) : undefined;
  return eachCode(context, scope, undefined, (file, code) =>
    code.loops
      .filter((one) => !over || over(one.over))
      .filter((one) => !around || code.calls.some((inner) => inner.line >= one.line && inner.line <= one.endLine && around(inner.callee)))
      .filter((one) => !models || [...(models.get(file.path) ?? [])].some((line) => line >= one.line && line <= one.endLine))
      .map((one) => ({ path: file.path, line: one.line, excerpt: cut(`${one.form} ${one.over}`), says: `loops ${one.form === 'for' ? 'over' : 'while'} ${cut(one.over, 60)}` })));
};

export const define: Evaluate<'define'> = (spec, context, scope) => {
  const name = spec.name === undefined ? undefined : context.pattern(spec.name);
  const bases = spec.bases && context.glob(spec.bases);
  const decorators = spec.decorators && context.glob(spec.decorators);
  return eachCode(context, scope, spec.files, (file, code) =>
    code.definitions
      .filter((one) => (!spec.form || one.form === spec.form) && (!name || name(one.name)))
      .filter((one) => (!bases || one.bases?.some(bases)) && (!decorators || one.decorators?.some(decorators)))
      .map((one) => ({ path: file.path, line: one.line, excerpt: cut(`${one.form} ${one.name}${one.bases?.length ? ` (${one.bases.join(', ')})` : ''}`), says: `defines ${one.name}` })));
};

/** Whether a call's arguments meet every condition; names are globs, and a name that stands for a constant counts as its literal. */
export function argumentsMeet(context: Context, path: string, one: Call, where: Readonly<Record<string, Condition>> | undefined): boolean {
  return Object.entries(where ?? {}).every(([name, condition]) => {
    const wanted = context.glob(name);
    const given = one.args.filter((argument) => wanted(argument.name));
    return given.length ? given.some((argument) => meets(context, condition, literalOf(context, path, argument))) : meets(context, condition, undefined, false);
  });
}

function literalOf(context: Context, path: string, argument: Argument) {
  return argument.value !== undefined ? argument.value : argument.text !== undefined ? (context.links.constantOf(path, argument.text)?.value ?? argument.text) : undefined;
}

/** `0 <= score <= 1` says what a score can be, not what it must reach. */
function isRange(one: Comparison, all: readonly Comparison[]): boolean {
  return all.some((other) => other !== one && other.line === one.line && /^[<>]=?$/.test(other.op) && [other.left, other.right].some((side) => side === one.left || side === one.right));
}

function comparesNumber(context: Context, path: string, one: Comparison): boolean {
  return [one.left, one.right].some((side) => /^-?\d[\d_]*(\.\d+)?%?$/.test(side.trim()) || typeof context.links.constantOf(path, side.trim())?.value === 'number');
}

/** Calls of anything with an argument of that name, in the order of the code. */
function sitesWith(context: Context, argument: string): CallSite[] {
  const wanted = context.glob(argument);
  return [...new Set([...context.byArgument].flatMap(([name, here]) => (wanted(name) ? here : [])))].sort((a, b) => (a.file.path < b.file.path ? -1 : a.file.path > b.file.path ? 1 : a.call.line - b.call.line));
}

/** Callees that end in a name are looked up by it; the others share one pass over the distinct callees. */
function sites(context: Context, callees: readonly string[]): CallSite[] {
  const lastOf = (callee: string) => callee.slice(callee.lastIndexOf('.') + 1);
  const named = callees.filter((callee) => !lastOf(callee).includes('*'));
  const open = callees.filter((callee) => lastOf(callee).includes('*'));
  const found = named.flatMap((callee) => (context.calls.get(lastOf(callee)) ?? []).filter((site) => context.glob(callee)(site.call.callee)));
  if (!open.length) return found;
  const wanted = context.glob(open);
  return [...found, ...[...context.callees].flatMap(([callee, here]) => (wanted(callee) ? here : []))];
}

function modelCallLines(context: Context): ReadonlyMap<string, ReadonlySet<number>> {
  const models = modelTools(context);
  const lines = new Map<string, Set<number>>();
  for (const one of context.links.toolCalls) if (models.has(one.tool)) lines.set(one.path, (lines.get(one.path) ?? new Set()).add(one.call.line));
  return lines;
}

function importsOneOf(context: Context, path: string, tools: ReadonlySet<string>): boolean {
  return [...tools].some((tool) => context.links.toolImports.get(tool)?.some((one) => one.path === path));
}

function eachCode<T>(context: Context, scope: Scope, files: string | readonly string[] | undefined, read: (file: FileEntry, code: CodeSignals) => T[]): T[] {
  const inFiles = files && context.paths(files, { nocase: true });
  return context.code.flatMap(({ file, code }) => (counts(context, scope, file) && (!inFiles || inFiles(file.path)) ? read(file, code) : []));
}

function shown(one: Call): string {
  const args = one.args.slice(0, 4).map((argument) => `${/^\d+$/.test(argument.name) ? '' : `${argument.name}=`}${argument.value !== undefined ? JSON.stringify(argument.value) : (argument.text ?? '…')}`);
  return cut(`${one.callee}(${args.join(', ')}${one.args.length > 4 ? ', …' : ''})`);
}
