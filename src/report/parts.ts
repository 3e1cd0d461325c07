/** The parts that the comment and the job summary are put together from. */
import type { RootContent } from 'mdast';
import type { AuditResult, Finding, ModelResult, NextStep } from '../domain/result.ts';
import { code, details, fenced, heading, list, paragraph, placeLink, strong, table, text } from './markdown.ts';
import { absence, applies, AREA_TITLES, byArea, DOTS, spoken } from './words.ts';

const MOST_NOTES = 20;
/** Longer lists are not worked off from a comment. */
const MOST_STEPS = 3;

/** What to do next, each with why, how and what proves it: in a comment the first three, with what is to be added folded away. */
export function nextSteps(model: ModelResult, { folded }: { readonly folded: boolean }): RootContent[] {
  if (!model.next.length) return [];
  const shown = folded ? model.next.slice(0, MOST_STEPS) : model.next;
  const more = model.next.length - shown.length;
  return [heading(4, 'Next steps'), list(true, shown.map((step) => stepParts(step, folded))), ...(more > 0 ? [paragraph(`And ${more} more in the full report.`)] : [])];
}

function stepParts(step: NextStep, folded: boolean): RootContent[] {
  const files = [step.snippet, step.job].flatMap((file) => file ?? []);
  const body = files.flatMap(({ path, text: lines }) => [paragraph(code(path)), fenced(/\.(\w+)$/.exec(path)?.[1] ?? '', lines.trimEnd())]);
  return [
    paragraph(strong(step.title), ` (${step.from} → ${step.to}, ${step.effort} effort). ${step.why} ${step.how}`),
    ...(body.length > 0 && folded ? details(`What to add: ${files.map(({ path }) => path).join(', ')}`, body) : body),
    paragraph('Shown done by ', code(step.proves), '.'),
  ];
}

/** All findings, a table per area, with the best evidence linked. */
export function practices(result: AuditResult, base: string | undefined, { folded }: { readonly folded: boolean }): RootContent[] {
  const tables = byArea(result.findings.filter(applies)).flatMap(([area, findings]) => [
    heading(4, AREA_TITLES[area]),
    table(['Practice', 'Strength', 'Evidence, or what is missing'], findings.map((finding) => [[finding.title], [DOTS[finding.strength], ' ', finding.strength], proof(finding, base)])),
  ]);
  const others = result.findings.filter((one) => !applies(one)).map(({ title }) => title);
  const shown = [...tables, ...(others.length > 0 ? [paragraph(strong(`Does not apply (${others.length}):`), ` ${others.join('; ')}.`)] : [])];
  const held = result.findings.filter((one) => one.evidence.length).length;
  const title = `All practices: ${held} of ${result.findings.filter((one) => one.strength !== 'not-applicable').length} found`;
  return folded ? details(title, shown) : shown;
}

export function notes(result: AuditResult): RootContent[] {
  if (!result.notes.length) return [];
  const shown = result.notes.slice(0, MOST_NOTES).map((note) => [paragraph(...(note.path ? [code(note.line ? `${note.path}:${note.line}` : note.path), ' '] : []), note.says)]);
  const more = result.notes.length - shown.length;
  return details(`Notes on this audit: ${result.notes.length}`, [list(false, shown), ...(more > 0 ? [paragraph(`And ${more} more.`)] : [])]);
}

function proof(finding: Finding, base: string | undefined) {
  const [first] = finding.evidence;
  if (!first) return [text(spoken(finding) || absence(finding))];
  const more = finding.evidence.length - 1;
  return [placeLink(first, base), text(` ${first.says}${more > 0 ? ` (+${more})` : ''}${finding.hints[0] ? `; ${finding.hints[0]}` : ''}`)];
}
