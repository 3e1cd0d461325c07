/** Files in, validated entries out: each entry remembers its source, so that later checks can name the line. */
import { basename } from 'node:path';
import * as z from 'zod';
import type { Catalogue, ModelNames } from '../domain/catalogue.ts';
import { maturityModelSchema } from '../domain/maturity-model.ts';
import type { MaturityModel } from '../domain/maturity-model.ts';
import { kindSchema, ruleSchema } from '../domain/rule.ts';
import type { KindRules, Rule } from '../domain/rule.ts';
import { toolSchema } from '../domain/tool.ts';
import type { Tool } from '../domain/tool.ts';
import type { CatalogueParts } from './compile.ts';
import type { Entry } from './entry.ts';
import { missingFile, say } from './errors.ts';
import { shape } from '../located-yaml/problems.ts';
import type { Problem } from '../located-yaml/problems.ts';
import type { RuleFile, RulesFolder } from './files.ts';
import { parseSource } from '../located-yaml/source.ts';
import type { Path, Source } from '../located-yaml/source.ts';
import { validate } from '../located-yaml/validate.ts';

export interface Entries {
  readonly tools: readonly Entry<Tool>[];
  readonly rules: readonly Entry<Rule>[];
  readonly maturity: readonly Entry<MaturityModel>[];
  readonly kind?: Entry<KindRules>;
  readonly models?: Entry<ModelNames>;
  /** Ids that references may name: also those of entries whose own shape is wrong, so that one slip gives one sentence. */
  readonly practiceIds: readonly string[];
  /** Absent when a file of tools cannot be read at all. */
  readonly toolIds?: readonly string[];
  /** What house rules add to, and may name. Absent for the rules that ship. */
  readonly shipped?: Catalogue;
}

const patterns = z.array(z.string().min(1));
const modelNamesSchema: z.ZodType<ModelNames> = z.strictObject({ names: patterns, dated: patterns, words: patterns });

/** What the place of a file in the folder says that it holds. */
const PLACES = [
  { holds: 'tools', name: /^tools\/[^/]+\.yaml$/ },
  { holds: 'rules', name: /^practices\/[^/]+\/[^/]+\.yaml$/ },
  { holds: 'maturity', name: /^maturity\/[^/]+\.yaml$/ },
  { holds: 'models', name: /^models\.yaml$/ },
  { holds: 'kind', name: /^kind\.yaml$/ },
] as const;

/** With `shipped`, the files are those of house rules: these add to it, and cannot say what kinds and models are. */
export function readParts({ shown, files }: RulesFolder, shipped?: Catalogue): { entries: Entries; parts: CatalogueParts; problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const tools: Entry<Tool>[] = [];
  const rules: Entry<Rule>[] = [];
  const maturity: Entry<MaturityModel>[] = [];
  let kind: Entry<KindRules> | undefined;
  let models: Entry<ModelNames> | undefined;
  const practiceIds = new Set((shipped?.rules ?? []).map(({ id }) => id));
  const toolIds = new Set((shipped?.tools ?? []).map(({ id }) => id));
  let allTools = true;

  const read = <T>(schema: z.ZodType<T>, source: Source, at: Path, value: unknown): Entry<T>[] => {
    const result = validate(schema, source, at, value);
    problems.push(...result.problems);
    return result.value === undefined ? [] : [{ value: result.value, source, at }];
  };

  for (const file of files) {
    const place = PLACES.find(({ name }) => name.test(file.name))?.holds;
    const misfit = place === undefined ? (shipped ? say.unknownHouseFile : say.unknownFile) : shipped && (place === 'models' || place === 'kind') ? say.shippedOnly : undefined;
    if (misfit) {
      problems.push({ path: file.path, says: misfit(file.name) });
      continue;
    }
    if (place === 'rules') practiceIds.add(basename(file.name, '.yaml'));
    const { source, problems: broken } = parseSource(file);
    problems.push(...broken);
    if (place === 'tools' && !Array.isArray(source?.value)) allTools = false;
    if (source === undefined) continue;
    if (place === 'rules') rules.push(...read(ruleSchema, source, [], source.value));
    else if (place === 'maturity') maturity.push(...read(maturityModelSchema, source, [], source.value));
    else if (place === 'models') [models] = read(modelNamesSchema, source, [], source.value);
    else if (place === 'kind') [kind] = read(kindSchema, source, [], source.value);
    else if (!Array.isArray(source.value)) problems.push({ path: source.path, line: source.lineOf([]), says: shape.wrongType('', 'a list of tools', 'something else') });
    else {
      for (const [index, value] of source.value.entries()) {
        toolIds.add(String((value as { id?: unknown } | null)?.id));
        tools.push(...read(toolSchema, source, [index], value));
      }
    }
  }
  for (const { value } of rules) practiceIds.add(value.id);
  if (!shipped) problems.push(...missing(shown, files));

  const entries = { tools, rules, maturity, ...(kind && { kind }), ...(models && { models }), practiceIds: [...practiceIds], ...(allTools && { toolIds: [...toolIds] }), ...(shipped && { shipped }) };
  const parts = {
    tools: tools.map(({ value }) => value),
    rules: rules.map(({ value }) => value),
    maturity: maturity.map(({ value }) => value),
    kind: kind?.value ?? { kinds: [] },
    models: models?.value ?? { names: [], dated: [], words: [] },
  };
  return { entries, parts, problems };
}

function missing(shown: string, files: readonly RuleFile[]): Problem[] {
  const names = new Set(files.map(({ name }) => name));
  const wanted = { 'kind.yaml': 'the kinds of repository and how each is told', 'models.yaml': 'how the names of models look' };
  return Object.entries(wanted).flatMap(([name, holds]) => (names.has(name) ? [] : [missingFile(`${shown}/${name}`, holds)]));
}
