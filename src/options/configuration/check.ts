import type { Catalogue } from '../../domain/catalogue.ts';
import type { ConfigurationFile } from '../../domain/configuration.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import { rank } from '../../domain/strength.ts';
import type { Problem } from '../../located-yaml/problems.ts';
import { meant } from '../../located-yaml/problems.ts';
import type { Path, Source } from '../../located-yaml/source.ts';
import type { Checking } from './checking.ts';
import { checkComponents } from './components.ts';
import { checkDisabled } from './disabled.ts';
import { checkHouseFolders } from './house-folders.ts';
import { checkStatements } from './statements.ts';

/** What the form of the file cannot say: that its ids exist, its folders too, and its words can count. */
export function checkConfiguration(file: ConfigurationFile, source: Source, catalogue: Catalogue, snapshot: Snapshot, day: string): readonly Problem[] {
  const problem = (at: Path, says: string): Problem => ({ path: source.path, line: source.lineOf(at), says });
  const known: Checking['known'] = (at, what, id, ids) => (ids.includes(id) ? [] : [problem(at, `there is no ${what} \`${id}\`${meant(id, ids, ids.length < 20)}`)]);
  const models = catalogue.maturity.filter(({ id }) => file.models?.includes(id) ?? true);
  const checking: Checking = { file, models, catalogue, snapshot, day, problem, known };
  return [...checkModels(checking), ...checkGate(checking), ...checkRoles(checking), ...checkComponents(checking), ...checkDisabled(checking), ...checkHouseFolders(checking), ...checkStatements(checking)];
}

function checkModels({ file, catalogue, known, problem }: Checking): Problem[] {
  return (file.models ?? []).flatMap((id, index, all) => [
    ...known(['models', index], 'maturity model', id, catalogue.maturity.map((one) => one.id)),
    ...(all.indexOf(id) < index ? [problem(['models', index], `\`${id}\` is named twice`)] : []),
  ]);
}

function checkGate(checking: Checking): readonly Problem[] {
  return [...checkModelAndLevel(checking), ...checkPractices(checking)];
}

function checkPractices({ file: { gate }, catalogue, known, problem }: Checking): Problem[] {
  return Object.entries(gate?.practices ?? {}).flatMap(([practice, at]) => {
    const place = ['gate', 'practices', practice];
    const rule = catalogue.rules.find(({ id }) => id === practice);
    if (!rule) return known(place, 'practice', practice, catalogue.rules.map(({ id }) => id));
    return rank(at) > rank(rule.max) ? [problem(place, `\`${practice}\` can be ${rule.max} at most, so that \`${at}\` could never be met`)] : [];
  });
}

function checkModelAndLevel({ file: { gate }, models, catalogue, known, problem }: Checking): readonly Problem[] {
  if (!gate) return [];
  const at = ['gate', 'model'];
  if (gate.model !== undefined) {
    const unknown = known(at, 'maturity model', gate.model, catalogue.maturity.map(({ id }) => id));
    if (unknown.length > 0) return unknown;
    if (!models.some(({ id }) => id === gate.model)) return [problem(at, `\`${gate.model}\` decides, but \`models\` leaves it out`)];
  }
  const model = models.find(({ id, levels }) => (gate.model === undefined ? levels !== undefined : id === gate.model));
  const level = gate['min-level'];
  if (level === undefined) return [];
  const top = model?.levels?.at(-1)?.level;
  if (!model || top === undefined) return [problem(['gate', 'min-level'], `asks for level ${level}, but ${model ? `${model.title} has no levels` : 'no reported model has levels'}`)];
  return level > top ? [problem(['gate', 'min-level'], `asks for level ${level}, but the highest level of ${model.title} is ${top}`)] : [];
}

function checkRoles({ file, problem }: Checking): Problem[] {
  return Object.keys(file.roles ?? {}).flatMap((pattern) => (pattern.trim() === '' || pattern.startsWith('!') ? [problem(['roles', pattern], `\`${pattern}\` is no pattern; expected one such as \`apps/demo/\` or \`*.prompt.md\``)] : []));
}
