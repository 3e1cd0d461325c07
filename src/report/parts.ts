/** The parts that the comment and the job summary are put together from. */
import type { RootContent } from 'mdast';
import type { AuditResult, Capability, Finding, ModelResult } from '../domain/result.ts';
import { code, details, fenced, heading, list, paragraph, placeLink, strong, table, text } from './markdown.ts';
import { absence, AREA_TITLES, byArea, DOTS, nextLevel, progress } from './words.ts';

const MOST_NOTES = 20;

/** What the next level lacks, as one sentence. */
export function gaps(model: ModelResult): RootContent[] {
  const next = nextLevel(model);
  if (!next) return [paragraph(`The highest level of ${model.title} is reached.`)];
  const lacking = next.lacking.map((one) => one.says);
  return [paragraph(strong(`Missing for level ${next.level.level}, ${next.level.name}`), ` (${progress(next.level)} met): ${lacking.join('; ')}.`)];
}

/** At most three steps, each with why and how; the snippet is folded in a comment. */
export function nextSteps(model: ModelResult, { folded }: { readonly folded: boolean }): RootContent[] {
  if (!model.next.length) return [];
  const items = model.next.map((step): RootContent[] => [
    paragraph(strong(step.title), ` (${step.from} → ${step.to}, ${step.effort} effort). ${step.why} ${step.how}`),
    ...(step.snippet ? (folded ? details('Example', [fenced('', step.snippet.text.trimEnd())]) : [fenced('', step.snippet.text.trimEnd())]) : []),
  ]);
  return [heading(4, 'Next steps'), list(true, items)];
}

/** The levels of a model with every capability, folded. */
export function capabilities(model: ModelResult): RootContent[] {
  return details(`Levels of ${model.title}`, model.levels.flatMap((level) => [
    heading(4, `${level.met ? '✅' : '⬜'} Level ${level.level}, ${level.name}: ${progress(level)}`),
    list(false, level.capabilities.map((one) => [paragraph(...capability(one))])),
  ]));
}

export function profiles(result: AuditResult): RootContent[] {
  return result.maturity.filter((model) => model.capabilities?.length).flatMap((model) =>
    details(`${model.title}: ${model.capabilities!.filter((one) => one.state === 'met').length} of ${model.capabilities!.filter((one) => one.state !== 'not-applicable').length} considered`,
      [list(false, model.capabilities!.map((one) => [paragraph(...capability(one))]))]));
}

/** All findings, a table per area, with the best evidence linked. */
export function practices(result: AuditResult, base: string | undefined, { folded }: { readonly folded: boolean }): RootContent[] {
  const tables = byArea(result.findings).flatMap(([area, findings]) => [
    heading(4, AREA_TITLES[area]),
    table(['Practice', 'Strength', 'Evidence, or what is missing'], findings.map((finding) => [[finding.title], [DOTS[finding.strength], ' ', finding.strength], proof(finding, base)])),
  ]);
  const held = result.findings.filter((one) => one.evidence.length).length;
  const title = `All practices: ${held} of ${result.findings.filter((one) => one.strength !== 'not-applicable').length} found`;
  return folded ? details(title, tables) : tables;
}

export function notes(result: AuditResult): RootContent[] {
  if (!result.notes.length) return [];
  const shown = result.notes.slice(0, MOST_NOTES).map((note) => [paragraph(...(note.path ? [code(note.line ? `${note.path}:${note.line}` : note.path), ' '] : []), note.says)]);
  const more = result.notes.length - shown.length;
  return details(`Notes on this audit: ${result.notes.length}`, [list(false, shown), ...(more > 0 ? [paragraph(`And ${more} more.`)] : [])]);
}

function capability(one: Capability) {
  const state = { met: '✅', unmet: one.required ? '❌' : '⬜', unknown: '❔', 'not-applicable': '–' }[one.state];
  const why = one.state === 'met' ? one.by.map((by) => `${by.practice} ${by.strength}`) : one.lacks.map((lack) => `${lack.practice} is ${lack.has}, needs ${lack.needs}`);
  const tail = one.state === 'unknown' ? ' (no file can show it)' : why.length ? ` (${why.join(', ')})` : '';
  return [text(`${state} ${one.says}${one.required ? '' : ' — optional'}${tail}`)];
}

function proof(finding: Finding, base: string | undefined) {
  const [first] = finding.evidence;
  if (!first) return [text(absence(finding))];
  const more = finding.evidence.length - 1;
  return [placeLink(first, base), text(` ${first.says}${more > 0 ? ` (+${more})` : ''}${finding.hints[0] ? `; ${finding.hints[0]}` : ''}`)];
}
