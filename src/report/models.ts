/** The parts of the Markdown reports that are about maturity models and profiles. */
import type { RootContent } from 'mdast';
import type { AuditResult, Capability, ModelResult } from '../domain/result.ts';
import { capabilitiesIn } from '../domain/result.ts';
import { details, heading, list, paragraph, strong, table, text } from './markdown.ts';
import { levelWords, nextLevel, pillarWords, progress, rangeWords, shareWords } from './words.ts';

/** What the next level lacks, as one sentence. */
export function gaps(model: ModelResult): RootContent[] {
  const next = nextLevel(model);
  if (!next) return [paragraph(`The highest level of ${model.title} is reached.`)];
  const lacking = next.lacking.map((one) => one.says);
  return [paragraph(strong(`Missing for level ${next.level.level}, ${next.level.name}`), ` (${progress(next.level)} met): ${lacking.join('; ')}.`)];
}

/** Every model with levels in a row of its own; they ask different things, and no mean of them would say anything. */
export function sideBySide(result: AuditResult, { folded }: { readonly folded: boolean }): RootContent[] {
  const models = result.maturity.filter((model) => model.level !== null);
  if (models.length < 2) return [];
  const rows = models.map((model) => {
    const next = nextLevel(model);
    return [
      [model.title], [`${levelWords(model)}${rangeWords(model)}`], [next ? `${progress(next.level)} of level ${next.level.level}` : 'all met'], [String(model.score)],
      [shareWords(model)],
    ];
  });
  const pillars = models.filter((model) => model.pillars).map((model) => [paragraph(strong(model.title), `: ${pillarWords(model)}`)]);
  const title = 'Maturity models side by side';
  const body = [
    table(['Model', 'Level', 'Of the next level', 'Score', 'Shown'], rows),
    ...(pillars.length > 0 ? [paragraph('Parts that a model levels apart:'), list(false, pillars)] : []),
    ...models.flatMap(({ comparable }) => (comparable ? [paragraph(comparable.says)] : [])),
    paragraph('Each model asks something else of the same evidence; they are not averaged.'),
  ];
  return folded ? details(title, body) : [heading(3, title), ...body];
}

/** The levels of a model with every capability, folded. */
export function capabilities(model: ModelResult): RootContent[] {
  return details(`Levels of ${model.title} (${shareWords(model)})`, model.levels.flatMap((level) => [
    heading(4, `${level.met ? '✅' : '⬜'} Level ${level.level}, ${level.name}: ${progress(level)}`),
    list(false, level.capabilities.map((one) => [paragraph(...capability(one))])),
  ]));
}

/** The models besides the leading one, and the profiles, each folded. */
export function otherModels(result: AuditResult, leading: ModelResult | undefined): RootContent[] {
  return result.maturity.filter((model) => model !== leading && model.levels.length > 0).flatMap(capabilities);
}

export function profiles(result: AuditResult): RootContent[] {
  return result.maturity.filter((model) => model.capabilities?.length).flatMap((model) => {
    const applicable = capabilitiesIn(model).filter((one) => one.state !== 'not-applicable');
    return details(`${model.title}: ${applicable.filter((one) => one.state === 'met').length} of ${applicable.length} held (${shareWords(model)})`,
      [list(false, capabilitiesIn(model).map((one) => [paragraph(...capability(one))]))]);
  });
}

function capability(one: Capability) {
  const state = { met: '✅', unmet: one.required ? '❌' : '⬜', unknown: '❔', 'not-applicable': '–' }[one.state];
  return [text(`${state} ${one.says}${one.required ? '' : ' — optional'}${because(one)}${one.tags ? ` [${one.tags.join(', ')}]` : ''}`)];
}

function because(one: Capability): string {
  const support = one.supported?.filter(({ strength }) => strength !== 'absent' && strength !== 'not-applicable').map(({ practice, strength }) => `${practice} ${strength}`) ?? [];
  const speaking = support.length > 0 ? `; ${support.join(', ')} would speak for it` : '';
  if (one.state === 'unknown') return ` (no file can show it: somebody has to attest it${speaking})`;
  if (one.state === 'not-applicable') return ' (does not apply)';
  if (one.shown === 'attested') return ` (attested${one.attestation ? ` by ${one.attestation.owner} until ${one.attestation.expires}` : ' to be elsewhere'}${one.by.length ? `, ${held(one)}` : ''})`;
  const why = one.state === 'met' ? held(one) : one.lacks.map((lack) => `${lack.practice} is ${lack.has}, needs ${lack.needs}`).join(', ');
  return why ? ` (${why})` : '';
}

function held({ by }: Capability): string {
  return by.map(({ practice, strength }) => `${practice} ${strength}`).join(', ');
}
