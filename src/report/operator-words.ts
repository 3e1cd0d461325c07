import type { Catalogue } from '../domain/catalogue.ts';
import type { Operator, OperatorName } from '../domain/rule.ts';
import { OPERATORS } from '../domain/rule.ts';

/** What an operator asks for, in words, and what its parts ask for. */
export interface Told {
  readonly text: string;
  readonly parts?: readonly Told[];
}

/** An operator in plain words: its own `says` where it has one. */
export function tell(operator: Operator, catalogue: Catalogue): Told {
  if (operator.says) return { text: operator.says };
  const name = OPERATORS.find((one) => operator[one] !== undefined)!;
  const words = table[name] as Words<OperatorName>;
  return words(operator[name]!, operator, catalogue);
}

/** The parts of an `any`, with those of an `any` among them: one list reads easier than lists of lists. */
export function alternatives(operator: Operator): readonly Operator[] {
  return operator.any && !operator.says ? operator.any.flatMap(alternatives) : [operator];
}

type Words<K extends OperatorName> = (spec: NonNullable<Operator[K]>, operator: Operator, catalogue: Catalogue) => Told;

const GROUPS = { line: 'places', path: 'files', folder: 'folders', tool: 'tools', part: 'of its kinds' } as const;
const WAYS = { import: 'imports', call: 'calls', dependency: 'declares', file: 'configures', resource: 'deploys', image: 'deploys the image of', env: 'reads the settings of', host: 'sends requests to' } as const;

const table: { readonly [K in OperatorName]: Words<K> } = {
  any: (_, operator, catalogue) => around('one of:', alternatives(operator), catalogue),
  all: (parts, { within }, catalogue) => around(within ? `in one ${within}, all of:` : 'all of:', parts, catalogue),
  not: (part, _, catalogue) => around('and nowhere:', [part], catalogue),
  count: ({ of, by, min, max }, _, catalogue) => around(max === undefined ? `at least ${min} ${GROUPS[by]}:` : `in at least ${min} and at most ${max} ${GROUPS[by]}:`, by === 'part' && of.any ? of.any : [of], catalogue),
  runs: ({ of, effect, on }, _, catalogue) => around(`is run by a pipeline${among(' as ', effect)}${among(' on ', on)}:`, [of], catalogue),
  uses: ({ of }, _, catalogue) => around('code that imports or loads a file which:', [of], catalogue),
  limit: ({ of, to, unless, because }, _, catalogue) => ({
    text: `at most ${to}, as ${because}:`, parts: [...alternatives(of).map((part) => tell(part, catalogue)), ...(unless ? [around('and further than that where also:', alternatives(unless), catalogue)] : [])],
  }),
  most: ({ of, by }, _, catalogue) => around(by === 'path' ? 'in more files than not:' : 'more often than not:', [of], catalogue),
  owners: ({ of }, _, catalogue) => around(`CODEOWNERS names owners${of ? ', by more than `*`, for what:' : ''}`, of ? [of] : [], catalogue),
  tool: ({ category, id, shows, callee, args }, _, catalogue) => ({
    text: `${shows.map((way) => WAYS[way]).join(' or ')} ${id ? names(id, catalogue) : `a tool for ${category!.join(' or ')}`}${callee ? `, by ${codes(callee)}` : ''}${given(args)}`,
  }),
  call: ({ callee, args, tools, model }) => ({ text: `calls ${codes(callee)}${given(args)}${tools ? `, in a module that imports a tool for ${tools.join(' or ')}` : ''}${model ? ', in a file that calls a model' : ''}` }),
  modelCall: ({ args, through }) => ({ text: `calls a model${through ? ', itself or through a wrapper' : ''}${given(args)}` }),
  import: ({ module }) => ({ text: `imports ${codes(module)}` }),
  constant: ({ model, name }) => ({ text: `sets a constant${like(name)}${model ? ` to the name of a ${model === 'dated' ? 'dated ' : ''}model` : ''}` }),
  setting: ({ name }) => ({ text: `reads a setting${like(name)} from the environment or the command line` }),
  literal: ({ matches, name }) => ({ text: `holds a text${like(matches ?? name)}` }),
  compare: ({ matches, number }) => ({ text: `compares a value${like(matches)}${number ? ' with a number' : ''}` }),
  loop: ({ model, around: callees }) => ({ text: `loops${model ? ' around a call of a model' : callees ? ` around ${codes(callees)}` : ''}` }),
  define: ({ form, name }) => ({ text: `defines a ${form ?? 'function or class'}${like(name)}` }),
  prompt: ({ formats, words, loaded, variables, roles, version }) => ({
    text: `is a prompt in a file of its own${among(' (', formats, ')')}${words ? `, of at least ${words} words` : ''}${variables ? `, with ${variables} or more variables` : ''}${roles ? `, with ${roles} or more roles` : ''}${version ? ', with a version' : ''}${loaded ? ', which code loads' : ''}`,
  }),
  dataSet: ({ cases, loaded }) => ({ text: `is a data set of at least ${cases} cases${loaded ? ', which code loads' : ''}` }),
  document: ({ files, where }) => ({ text: `says ${codes(Object.keys(where))} in ${codes(files)}` }),
  path: ({ files, loaded }) => ({ text: `is a file ${codes(files)}${loaded ? ', which code loads' : ''}` }),
  section: ({ title, words, files }) => ({ text: `has a section${like(title)} with at least ${words} words in ${codes(files)}` }),
  resource: ({ type, where }) => ({ text: `deploys ${codes(type)}${given(where)}` }),
  step: ({ effect, category, argv, environment, on }) => ({
    text: `is run by a pipeline${among(' as ', effect)}${category ? `, with a tool for ${category.join(' or ')}` : ''}${argv ? `, as ${codes(argv)}` : ''}${environment ? ', in such an environment' : ''}${among(' on ', on)}`,
  }),
  job: ({ environments, after, approval }) => ({
    text: `is a job of a pipeline that deploys${environments ? ` to at least ${environments} environments` : ' to an environment'}${after ? ' after another' : ''}${approval ? ' and waits for a person' : ''}`,
  }),
  package: () => ({ text: 'says so in the manifest of its own package' }),
  text: ({ files, matches }) => ({ text: `has text${like(matches)} in ${codes(files)}` }),
  evidenceOf: (practice, _, { rules }) => ({ text: `is evidence of [${rules.find(({ id }) => id === practice)?.title ?? practice}](${practice}.md)` }),
};

function around(text: string, parts: readonly Operator[], catalogue: Catalogue): Told {
  return { text, parts: parts.map((part) => tell(part, catalogue)) };
}

function names(ids: readonly string[], { tools }: Catalogue): string {
  return some(ids.map((id) => tools.find((tool) => tool.id === id)?.name ?? id));
}

function codes(texts: string | readonly string[]): string {
  return some([texts].flat().map((text) => `\`${text}\``));
}

/** A short expression tells more than words; a long one tells only its author. */
function like(expression: string | undefined): string {
  return expression === undefined || expression.length > 60 || /[`\n]/.test(expression) ? ' of that meaning' : ` like \`${expression}\``;
}

function given(where: Readonly<Record<string, unknown>> | undefined): string {
  return where ? `, with ${codes(Object.keys(where))}` : '';
}

function among(before: string, words: readonly string[] | undefined, after = ''): string {
  return words?.length ? `${before}${words.join(' or ')}${after}` : '';
}

/** More would be a table of the catalogue, not a sentence. */
const MOST_NAMED = 8;

function some(texts: readonly string[]): string {
  const more = texts.length - MOST_NAMED;
  return texts.slice(0, MOST_NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
