import type { Catalogue } from '../../src/domain/catalogue.ts';
import type { JobRule, Rule } from '../../src/domain/rule.ts';
import { renderJob } from '../../src/maturity/ci-job/index.ts';
import { AREA_TITLES } from '../../src/report/words.ts';
import type { Told } from '../../src/report/operator-words.ts';
import { alternatives, tell } from '../../src/report/operator-words.ts';

const RUNGS = ['present', 'automated', 'enforced'] as const;

/** docs/practices/<id>.md: what counts, why, how far it goes, how it is decided, how to get it, where it comes from, and examples. */
export function practicePage(rule: Rule, catalogue: Catalogue): string {
  return `${[
    `# ${rule.title}`,
    `\`${rule.id}\` · [${AREA_TITLES[rule.area]}](README.md)`,
    rule.says,
    ...section('Why it matters', [rule.why]),
    ...section('How strong it can get', strength(rule, catalogue)),
    ...section('How it is decided', rule.undecided ? ['It is not examined yet: every report says so, and it counts as absent.'] : decision(rule, catalogue)),
    ...section('How to get it', advice(rule)),
    ...section('Sources', list((rule.sources ?? []).map(({ title, url }) => (url ? `[${title}](${url})` : title)))),
    ...section('Examples', list((rule.examples ?? []).map(({ says, strength: is }) => `**${is}**: ${says}`))),
  ].join('\n\n')}\n`;
}

function section(title: string, body: readonly string[]): string[] {
  return body.length > 0 ? [`## ${title}`, ...body] : [];
}

const list = (items: readonly string[]): string[] => (items.length > 0 ? [items.map((item) => `- ${item}`).join('\n')] : []);

const MOST: { readonly [M in Rule['max']]: string } = {
  present: 'At most **present**: it is there, or it is not.',
  automated: 'At most **automated**: it is present where there is real evidence, and automated where a pipeline or a platform gets there by itself.',
  enforced: 'Up to **enforced**: it is present where there is real evidence, automated where a pipeline gets there by itself, and enforced where its failure stops a merge or a deploy.',
};

const CARRIES: { readonly [B in NonNullable<Rule['reach']>['by'][number]]: string } = {
  run: 'a pipeline that runs what was found',
  step: 'a pipeline whose step is the evidence itself',
  platform: 'a platform that acts on the file by itself',
  review: 'an owner who has to approve',
  app: 'a scheduler in the application',
};

function strength({ max, reach, applies, roles }: Rule, catalogue: Catalogue): string[] {
  const effects = reach?.effect ? `, as ${reach.effect.join(' or ')}` : '';
  const on = applies?.when === undefined ? undefined : catalogue.rules.find(({ id }) => id === applies.when);
  return [
    MOST[max],
    ...(reach && max !== 'present' ? [`What carries it further: ${reach.by.map((by) => CARRIES[by]).join('; ')}${effects}.`] : []),
    ...(applies?.kinds ? [`It applies to repositories of the kind ${applies.kinds.join(' or ')}.`] : []),
    ...(on ? [`It applies where [${on.title}](${on.id}.md) is found.`] : []),
    `What counts is in files of the role ${roles.join(' or ')}.`,
  ];
}

function decision(rule: Rule, catalogue: Catalogue): string[] {
  const rungs = RUNGS.flatMap((rung) => (rule[rung] ? [`At least **${rung}** is what:`, bullets(alternatives(rule[rung]).map((part) => tell(part, catalogue)))] : []));
  const hints = (rule.hints ?? []).map(({ says }) => says);
  return [
    ...rungs,
    ...(rule.searched ? [`Where it is absent, the report says what was looked for: ${rule.searched.join('; ')}.`] : []),
    ...(hints.length > 0 ? ['Near misses that the report names:', ...list(hints)] : []),
  ];
}

function bullets(told: readonly Told[], indent = ''): string {
  const items = told.map(({ text, parts }) => [`${indent}- ${text}`, ...(parts?.length ? [bullets(parts, `${indent}  `)] : [])].join('\n'));
  // Two languages' operators for one thing often read the same.
  return [...new Set(items)].join('\n');
}

function advice({ id, how }: Rule): string[] {
  const snippets = Object.entries(how.snippets ?? {}).flatMap(([language, { path, text }]) => [`${language === 'any' ? '' : `In ${language}, `}\`${path}\`:`, fenced(path, text)]);
  const job = how.job && renderJob(how.job, Object.keys(how.job.run)[0]!, undefined);
  return [
    `${how.says} (${how.effort} effort)`,
    ...snippets,
    ...(how.job && job ? [`The job, ${WHEN[how.job.on]}${others(how.job)}:`, fenced(job.path, job.text)] : []),
    `\`${how.proves ?? `genaiops-audit explain ${id} .`}\` shows it done.`,
  ];
}

const WHEN: { readonly [O in JobRule['on']]: string } = { 'pull-request': 'on pull requests', push: 'on the main branch', schedule: 'on a schedule', release: 'on releases' };

/** What the job runs in languages other than the one that is shown. */
function others({ run }: JobRule): string {
  const rest = Object.entries(run).slice(1).map(([language, command]) => `\`${command}\` ${language === 'any' ? 'for all others' : `in ${language}`}`);
  return rest.length > 0 ? ` (${rest.join(', ')})` : '';
}

/** A fence that no run of backticks in the text ends. */
function fenced(path: string, text: string): string {
  return `~~~${/\.(\w+)$/.exec(path)?.[1] ?? ''}\n${text.trimEnd()}\n~~~`;
}
