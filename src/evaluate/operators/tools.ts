import type { Operator } from '../../domain/rule.ts';
import type { Tool } from '../../domain/tool.ts';
import { counts } from '../context.ts';
import type { Context, Scope } from '../context.ts';
import type { Match } from '../match.ts';
import { cut } from '../match.ts';
import { argumentsMeet } from './code.ts';
import type { Evaluate } from './index.ts';

type Spec = NonNullable<Operator['tool']>;
type Way = Spec['shows'][number];

/** A catalogued tool, shown in one of the ways asked for; ways are tried in the order given, which is the order of the evidence. */
export const tool: Evaluate<'tool'> = (spec, context, scope) => {
  const wanted = context.catalogue.tools.filter((one) => (!spec.category || one.categories.some((category) => spec.category!.includes(category))) && (!spec.id || spec.id.includes(one.id)));
  const byId = new Map(wanted.map((one) => [one.id, one]));
  return spec.shows.flatMap((way) => ways[way](byId, spec, context, scope));
};

const ways: { readonly [W in Way]: (wanted: ReadonlyMap<string, Tool>, spec: Spec, context: Context, scope: Scope) => Match[] } = {
  call: (wanted, spec, context, scope) => {
    const callee = spec.callee && context.glob(spec.callee);
    return context.links.toolCalls
      .filter((one) => wanted.has(one.tool) && inScope(context, scope, one.path) && (!callee || callee(one.call.callee)) && argumentsMeet(context, one.path, one.call, spec.args))
      .map((one) => match(wanted.get(one.tool)!, one.path, one.call.line, cut(`${one.call.callee}(…)`), 'calls'));
  },
  import: (wanted, _, context, scope) =>
    [...wanted.values()].flatMap((one) =>
      (context.links.toolImports.get(one.id) ?? []).filter((place) => inScope(context, scope, place.path)).map((place) => match(one, place.path, place.line, `import ${place.module}`, 'imports'))),
  dependency: (wanted, _, context) =>
    [...wanted.values()].flatMap((one) => (context.links.toolDependencies.get(one.id) ?? []).map((place) => match(one, place.path, place.line, place.name, 'declares'))),
  file: (wanted, _, context, scope) =>
    [...wanted.values()].flatMap((one) => {
      if (!one.files?.length) return [];
      const isOurs = context.paths(one.files, { rewrite: (glob) => (glob.includes('/') ? glob : `**/${glob}`) });
      return context.signals.filter(({ file }) => counts(context, scope, file) && file.size > 0 && isOurs(file.path)).map(({ file }) => match(one, file.path, 1, file.path.slice(file.path.lastIndexOf('/') + 1), 'configures'));
    }),
  resource: (wanted, _, context, scope) => resources(context, scope, [...wanted.values()], (one) => one.resources, (resource) => [resource.type]),
  image: (wanted, _, context, scope) => resources(context, scope, [...wanted.values()], (one) => one.images, (resource) => resource.attributes.filter((attribute) => /(^|\.)image(\.repository)?$/.test(attribute.name)).map((attribute) => String(attribute.value ?? '').replace(/[:@][^/]*$/, '')).concat(resource.type === 'FROM' ? [(resource.name ?? '').replace(/[:@][^/]*$/, '')] : [])),
  env: (wanted, _, context, scope) =>
    [...wanted.values()].flatMap((one) =>
      (one.env ?? []).flatMap((name) => (context.links.settingReads.get(name) ?? []).filter((place) => inScope(context, scope, place.path)).map((place) => match(one, place.path, place.line, name, 'reads the settings of')))),
  host: (wanted, _, context, scope) =>
    [...wanted.values()].flatMap((one) =>
      !one.hosts?.length ? [] : context.code.flatMap(({ file, code }) =>
        !counts(context, scope, file) ? [] : code.texts.filter((text) => one.hosts!.some((host) => text.text.includes(host))).map((text) => match(one, file.path, text.line, cut(text.text), 'sends requests to')))),
};

function resources(
  context: Context, scope: Scope, tools: readonly Tool[], globsOf: (one: Tool) => readonly string[] | undefined,
  textsOf: (resource: NonNullable<Context['signals'][number]['resources']>[number]) => readonly string[],
): Match[] {
  return tools.flatMap((one) => {
    const globs = globsOf(one);
    if (!globs?.length) return [];
    const wanted = context.glob(globs.map((glob) => glob.toLowerCase()));
    return context.signals.flatMap(({ file, resources: list }) =>
      !list || !counts(context, scope, file) ? [] : list.filter((resource) => textsOf(resource).some((text) => wanted(text.toLowerCase()))).map((resource) => match(one, file.path, resource.line, cut(`${resource.type} ${resource.name ?? ''}`), 'deploys')));
  });
}

function match(one: Tool, path: string, line: number, excerpt: string, verb: string): Match {
  return { path, line, excerpt, says: `${verb} ${one.name}`, tool: one.id };
}

function inScope(context: Context, scope: Scope, path: string): boolean {
  const file = context.links.byPath.get(path)?.file;
  return file !== undefined && file.firstParty && counts(context, scope, file);
}
