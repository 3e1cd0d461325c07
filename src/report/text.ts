import { createColors } from 'picocolors';
import type { AuditResult, Finding, ModelResult } from '../domain/result.ts';
import type { ReportContext } from './index.ts';
import { absence, AREA_TITLES, byArea, DOTS, headline, leading, nextLevel, place, plain, progress } from './words.ts';

type Colors = ReturnType<typeof createColors>;

const WIDTH = 110;
const TITLE_WIDTH = 45;

/** The report of the command line: the level first, then what to do, then every practice with its best evidence. */
export function renderText(result: AuditResult, context: ReportContext): string {
  const colors = createColors(context.color ?? false);
  const model = leading(result);
  const blocks = [
    [colors.bold(headline(result)), `${subject(result)}${plain(result.kindSays)}`],
    verdict(result, colors),
    model && model.level !== null ? levels(model, colors) : [],
    model && model.level !== null ? steps(model, colors) : [],
    ...byArea(result.findings).map(([area, findings]) => [colors.bold(AREA_TITLES[area]), ...findings.flatMap((finding) => practice(finding, colors))]),
    notes(result, colors),
  ];
  return `${blocks.filter((lines) => lines.length > 0).map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function subject(result: AuditResult): string {
  const { repository, commit } = result.subject;
  return repository ? `${plain(repository)}${commit ? ` at ${commit.slice(0, 7)}` : ''} · ` : '';
}

function verdict(result: AuditResult, colors: Colors): string[] {
  if (!result.verdict.reasons.length) return [];
  const sentence = result.verdict.reasons.join(' ');
  return wrap(result.verdict.passed ? `The gate passes. ${sentence}` : `The gate fails. ${sentence}`, '').map((line) => (result.verdict.passed ? colors.green(line) : colors.red(line)));
}

function levels(model: ModelResult, colors: Colors): string[] {
  const next = nextLevel(model);
  return [
    colors.bold(model.title),
    ...model.levels.map((level) => `  ${level.met ? colors.green('✔') : colors.dim('·')} ${level.level} ${level.name.padEnd(12)} ${colors.dim(progress(level))}`),
    ...(next?.lacking.length ? wrap(`Level ${next.level.level} lacks: ${next.lacking.map((one) => one.says).join('; ')}.`, '  ') : []),
  ];
}

function steps(model: ModelResult, colors: Colors): string[] {
  if (!model.next.length) return [];
  return [
    colors.bold('Next steps'),
    ...model.next.flatMap((step, index) => [
      `  ${index + 1} ${colors.cyan(step.title)} ${colors.dim(`${step.from} → ${step.to}, ${step.effort} effort`)}`,
      ...wrap(`${step.why} ${step.how}`, '    '),
    ]),
  ];
}

function practice(finding: Finding, colors: Colors): string[] {
  const dots = { enforced: colors.green, automated: colors.green, present: colors.yellow, absent: colors.dim, 'not-applicable': colors.dim }[finding.strength](DOTS[finding.strength]);
  const [first] = finding.evidence;
  const title = finding.title.padEnd(TITLE_WIDTH);
  if (!first) {
    const why = finding.strength === 'not-applicable' ? 'does not apply' : plain(absence(finding));
    return [`  ${dots} ${colors.dim(title)} ${colors.dim(cut(why))}`];
  }
  return [
    `  ${dots} ${title} ${plain(place(first))} ${colors.dim(cut(plain(first.says), 60))}`,
    ...finding.hints.slice(0, 2).map((hint) => `      ${colors.dim(cut(plain(hint), WIDTH))}`),
  ];
}

function notes(result: AuditResult, colors: Colors): string[] {
  const most = 10;
  if (!result.notes.length) return [];
  const shown = result.notes.slice(0, most).map((note) => `  ${note.path ? `${plain(place({ path: note.path, line: note.line }))}: ` : ''}${plain(note.says)}`);
  return [colors.bold('Notes'), ...shown, ...(result.notes.length > most ? [`  and ${result.notes.length - most} more`] : [])];
}

function cut(text: string, width = WIDTH - TITLE_WIDTH): string {
  return text.length > width ? `${text.slice(0, width - 1)}…` : text;
}

function wrap(text: string, indent: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of plain(text).split(' ')) {
    if (line && indent.length + line.length + 1 + word.length > WIDTH) {
      lines.push(indent + line);
      line = word;
    } else line = line ? `${line} ${word}` : word;
  }
  return line ? [...lines, indent + line] : lines;
}
