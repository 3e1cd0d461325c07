import type { Argument, Ecosystem } from '../../domain/signals.ts';
import type { Condition } from '../../domain/rule.ts';
import type { Role } from '../../domain/snapshot.ts';
import { shellGlob } from '../../matching/index.ts';
import { counts } from '../context.ts';
import type { Context } from '../context.ts';
import { cut, meets } from '../match.ts';
import { evaluateOperator } from './index.ts';
import type { Evaluate } from './index.ts';

/** `document` and `text` are matched where the bytes are; here only what they found is picked up. */
export const local: Evaluate<'document' | 'text'> = (_, context, scope, operator) =>
  (context.local.get(operator.op ?? -1) ?? [])
    .filter(({ file }) => counts(context, scope, file))
    .map(({ file, match }) => ({ path: file.path, line: match.line, excerpt: cut(match.excerpt), says: `says ${cut(match.excerpt, 60)}` }));

export const path: Evaluate<'path'> = (spec, context, scope) => {
  const wanted = files(context, spec.files, { dot: true, nocase: !spec.exact })!;
  return context.signals
    .filter(({ file }) => wanted(file.path) && file.size >= (spec.bytes ?? 1) && counts(context, scope, file))
    .filter(({ file }) => !spec.loaded || context.links.loadedBy.has(file.path))
    .map(({ file }) => ({ path: file.path, line: 1, excerpt: base(file.path), says: `there is ${base(file.path)}` }));
};

export const prompt: Evaluate<'prompt'> = (spec, context, scope) => {
  const wanted = files(context, spec.files);
  return context.signals.flatMap(({ file, prompt: one }) => {
    if (!one || !counts(context, scope, file) || (wanted && !wanted(file.path))) return [];
    if (spec.formats && !spec.formats.includes(one.format)) return [];
    if (one.variables.length < (spec.variables ?? 0) || one.roles.length < (spec.roles ?? 0) || one.words < (spec.words ?? 0)) return [];
    if (spec.version && !one.version) return [];
    if (spec.loaded && !context.links.loadedBy.has(file.path)) return [];
    const set = spec.settings ? settingsMeet(context, one.settings, spec.settings) : undefined;
    if (spec.settings && !set) return [];
    const line = spec.version ? one.version!.line : ((set as { line?: number } | undefined)?.line ?? one.line);
    const excerpt = spec.version ? `version: ${one.version!.value}` : set ? `${set.name}: ${set.value ?? set.text}` : base(file.path);
    return [{ path: file.path, line, excerpt: cut(excerpt), says: `is a prompt in a file of its own (${one.format})` }];
  });
};

export const dataSet: Evaluate<'dataSet'> = (spec, context, scope) => {
  const wanted = files(context, spec.files);
  const fields = spec.fields === undefined ? undefined : context.pattern(spec.fields);
  return context.signals.flatMap(({ file, dataSet: one }) => {
    if (!one || one.cases < spec.cases || !counts(context, scope, file) || (wanted && !wanted(file.path))) return [];
    if (fields && !one.fields.some(fields)) return [];
    if (spec.loaded && !context.links.loadedBy.has(file.path)) return [];
    return [{ path: file.path, line: one.line, excerpt: cut(`${one.cases} cases: ${one.fields.join(', ')}`), says: `holds ${one.cases} cases` }];
  });
};

export const section: Evaluate<'section'> = (spec, context, scope) => {
  // Folders with a dot hold instructions for tools, not documents for people.
  const wanted = files(context, spec.files, { dot: false, nocase: true })!;
  const title = context.pattern(spec.title);
  return context.signals.flatMap(({ file, sections }) =>
    !sections || !wanted(file.path) || !counts(context, scope, file)
      ? []
      : sections.filter((one) => one.words >= spec.words && title(one.title)).map((one) => ({ path: file.path, line: one.line, excerpt: cut(one.title), says: `has a section "${cut(one.title, 60)}"` })));
};

export const resource: Evaluate<'resource'> = (spec, context, scope) => {
  const type = context.glob([spec.type].flat().map((glob) => glob.toLowerCase()));
  const name = spec.name === undefined ? undefined : context.pattern(spec.name);
  return context.signals.flatMap(({ file, resources }) =>
    !resources || !counts(context, scope, file)
      ? []
      : resources
          .filter((one) => type(one.type.toLowerCase()) && (!name || name(one.name ?? '')) && (!spec.where || settingsMeet(context, one.attributes, spec.where)))
          .map((one) => ({ path: file.path, line: one.line, excerpt: cut(`${one.type} ${one.name ?? ''}`), says: `declares ${one.type}${one.name ? ` ${cut(one.name, 60)}` : ''}` })));
};

/** CODEOWNERS rules with real owners; with `of`, those about the files that it found: at least half of what the pattern covers are such files. */
export const owners: Evaluate<'owners'> = (spec, context, scope) => {
  const found = spec.of && new Set(evaluateOperator(spec.of, context, scope).map((match) => match.path));
  if (found && !found.size) return [];
  const invented = spec.excludes === undefined ? undefined : context.pattern(spec.excludes);
  return context.signals.flatMap(({ file, owners: rules }) =>
    (rules ?? [])
      .filter((rule) => rule.owners.some((owner) => !invented?.(owner)) && (!found || isAbout(context, rule.pattern, found)))
      .map((rule) => ({ path: file.path, line: rule.line, excerpt: cut(`${rule.pattern} ${rule.owners.join(' ')}`), says: `names owners for ${cut(rule.pattern, 60)}` })));
};

export const packaged: Evaluate<'package'> = (spec, context, scope) =>
  context.signals.flatMap(({ file, package: one }) => {
    if (!one || !counts(context, scope, file)) return [];
    if (spec.root && !isRoot(context, file.path, one.ecosystem)) return [];
    if (spec.usedIn && !isUsedIn(context, file.path, spec.usedIn)) return [];
    if (spec.private !== undefined && one.private !== spec.private) return [];
    if (spec.commands !== undefined && (Object.keys(one.commands ?? {}).length > 0) !== spec.commands) return [];
    if (spec.name !== undefined && !context.pattern(spec.name)(one.name ?? '')) return [];
    if (spec.description !== undefined && !context.pattern(spec.description)(one.description ?? '')) return [];
    if (spec.keywords !== undefined && !one.keywords?.some(context.pattern(spec.keywords))) return [];
    return [{ path: file.path, line: one.line, excerpt: cut(one.description ?? one.name ?? ''), says: `is the manifest of ${one.name ?? 'a package'}` }];
  });

function isAbout(context: Context, pattern: string, found: ReadonlySet<string>): boolean {
  const covers = ownerGlob(pattern);
  let covered = 0, wanted = 0;
  for (const { file } of context.signals) {
    if (!covers(file.path)) continue;
    covered += 1;
    if (found.has(file.path)) wanted += 1;
  }
  return wanted > 0 && wanted * 2 >= covered;
}

/** CODEOWNERS patterns follow gitignore: without a slash inside they match at any depth, and a folder covers all below it. */
function ownerGlob(pattern: string): (path: string) => boolean {
  const rooted = pattern.replace(/\/$/, '').includes('/');
  const bare = pattern.replace(/^\//, '').replace(/\/$/, '');
  const anchored = rooted ? bare : `**/${bare}`;
  const covers = [anchored, `${anchored}/**`].map((glob) => shellGlob(glob, { dot: true }));
  return (path) => covers.some((one) => one(path));
}

function settingsMeet<T extends Argument>(context: Context, settings: readonly T[], where: Readonly<Record<string, Condition>>): T | undefined {
  let first: T | undefined;
  for (const [name, condition] of Object.entries(where)) {
    const wanted = context.glob(name);
    const given = settings.filter((one) => wanted(one.name));
    const met = given.find((one) => meets(context, condition, one.value !== undefined ? one.value : one.text));
    if (!met && !(given.length === 0 && meets(context, condition, undefined, false))) return undefined;
    first ??= met;
  }
  return first;
}

/** The manifest at the root, or each member where the root's only gathers members and is no package itself. */
function isRoot(context: Context, path: string, ecosystem: Ecosystem): boolean {
  return !path.includes('/') || context.signals.some(({ file, package: one }) => !file.path.includes('/') && one?.ecosystem === ecosystem && one.name === undefined && one.workspaces?.length);
}

/** Whether code of that role imports the package by its name, as its users do; relative imports are the package's own. */
function isUsedIn(context: Context, manifest: string, role: Role): boolean {
  const folder = manifest.slice(0, manifest.lastIndexOf('/') + 1);
  return context.code.some(({ file, code }) =>
    file.role === role && file.path.startsWith(folder) && code.imports.some((one) => !one.module.startsWith('.')) &&
    [...(context.links.imports.get(file.path) ?? [])].some((to) => to.startsWith(folder) && context.links.byPath.get(to)?.file.role === 'main'));
}

/** Globs as rules write them: without a slash, a name in any folder; a leading slash means the root. */
function files(context: Context, globs: string | readonly string[] | undefined, { dot, nocase } = { dot: true, nocase: true }): ((path: string) => boolean) | undefined {
  return globs === undefined ? undefined : context.paths(globs, { dot, nocase, rewrite: (glob) => (glob.includes('/') ? glob : `**/${glob}`) });
}

function base(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
