import { createColors } from 'picocolors';
import type { AuditResult, Finding, ModelResult } from '../domain/result.ts';
import { capabilitiesIn } from '../domain/result.ts';
import type { ReportContext } from './index.ts';
import { absence, applies, AREA_TITLES, ARROWS, byArea, componentLevel, DOTS, headline, leading, levelWords, nextLevel, pillarWords, place, plain, progress, rangeWords, shareWords, spoken } from './words.ts';

type Colors = ReturnType<typeof createColors>;

const WIDTH = 110;
const TITLE_WIDTH = 45;
/** Told in full; of the others the name is enough. */
const MOST_STEPS = 3;

/** The report of the command line: the level first, then what to do, then every practice with its best evidence. */
export function renderText(result: AuditResult, context: ReportContext): string {
  const colors = createColors(context.color ?? false);
  const model = leading(result);
  const blocks = [
    [colors.bold(headline(result)), `${subject(result)}${plain(result.kindSays)}`],
    verdict(result, colors),
    difference(result, colors),
    model && model.level !== null ? levels(model, colors) : [],
    model && model.level !== null ? steps(model, colors) : [],
    components(result, model?.model, colors),
    others(result, model, colors),
    ...byArea(result.findings.filter(applies)).map(([area, findings]) => [colors.bold(AREA_TITLES[area]), ...findings.flatMap((finding) => practice(finding, colors))]),
    inapplicable(result, colors),
    statements(result, colors),
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

function difference({ comparison }: AuditResult, colors: Colors): string[] {
  if (!comparison) return [];
  const paint = { fell: colors.red, rose: colors.green, other: colors.dim };
  return [
    colors.bold(plain(comparison.base.says)),
    ...(comparison.changes.length === 0 ? ['  no practice is stronger or weaker'] : comparison.changes.flatMap(({ component, title, from, to, direction, says }) => [
      `  ${paint[direction](ARROWS[direction])} ${component === undefined ? '' : `${plain(component)}: `}${title} ${from} → ${to}`, ...wrap(says, '    '),
    ])),
    ...(comparison.configuration ? [colors.bold(comparison.configuration.valid ? 'The configuration changes, and decides nothing before it is merged' : 'The changed configuration is wrong'), ...comparison.configuration.says.flatMap((one) => wrap(one, '  '))] : []),
  ];
}

function levels(model: ModelResult, colors: Colors): string[] {
  const next = nextLevel(model);
  return [
    colors.bold(model.title),
    ...model.levels.map((level) => `  ${level.met ? colors.green('✔') : colors.dim('·')} ${level.level} ${level.name.padEnd(12)} ${colors.dim(progress(level))}`),
    ...(next?.lacking.length ? wrap(`Level ${next.level.level} lacks: ${next.lacking.map((one) => one.says).join('; ')}.`, '  ') : []),
    `  ${colors.dim(shareWords(model))}`,
    ...(model.comparable ? wrap(model.comparable.says, '  ').map(colors.dim) : []),
  ];
}

/** The other models in a line each, and the profiles; nothing is averaged. */
function others(result: AuditResult, leads: ModelResult | undefined, colors: Colors): string[] {
  const models = result.maturity.filter((model) => model !== leads);
  if (models.length === 0 || leads?.score === null) return [];
  const width = Math.max(...models.map(({ title }) => title.length));
  return [
    colors.bold('Beside it'),
    ...models.flatMap((model) => {
      const applicable = capabilitiesIn(model).filter((one) => one.state !== 'not-applicable');
      const standing = model.level === null ? `${applicable.filter((one) => one.state === 'met').length} of ${applicable.length} held` : `level ${levelWords(model)}${rangeWords(model)}`;
      return [`  ${model.title.padEnd(width)}  ${standing}${model.score === null ? '' : `, score ${model.score}`}  ${colors.dim(shareWords(model))}`, ...(model.pillars ? wrap(pillarWords(model), '    ') : [])];
    }),
  ];
}

function components(result: AuditResult, decides: string | undefined, colors: Colors): string[] {
  if (!result.components) return [];
  return [colors.bold('Components'), ...result.components.map((one) =>
    `  ${plain(one.name)} (${plain(one.path)}): ${componentLevel(one, decides)}${one.name === result.component ? ', which the repository is judged by' : one.production ? '' : ', not in production'}`)];
}

function statements(result: AuditResult, colors: Colors): string[] {
  if (!result.statements?.length) return [];
  return [colors.bold('Attestations and waivers'), ...result.statements.map((one) => `  ${plain(`${one.form} of ${one.about}${one.elsewhere ? ` in ${one.elsewhere}` : ''} by ${one.owner} until ${one.expires}: ${one.state}`)}`)];
}

/** The first three with how and what proves it, the rest a line each. */
function steps(model: ModelResult, colors: Colors): string[] {
  if (!model.next.length) return [];
  return [
    colors.bold('Next steps'),
    ...model.next.flatMap((step, index) => [
      `  ${index + 1} ${colors.cyan(step.title)} ${colors.dim(`${step.from} → ${step.to}, ${step.effort} effort`)}`,
      ...(index < MOST_STEPS ? [...wrap(`${step.why} ${step.how}`, '    '), `    ${colors.dim(step.proves)}`] : []),
    ]),
  ];
}

function inapplicable(result: AuditResult, colors: Colors): string[] {
  const titles = result.findings.filter((one) => !applies(one) && !one.disabled).map(({ title }) => title);
  return titles.length > 0 ? [colors.bold(`Does not apply (${titles.length})`), ...wrap(`${titles.join('; ')}.`, '  ').map(colors.dim)] : [];
}

function practice(finding: Finding, colors: Colors): string[] {
  const dots = { enforced: colors.green, automated: colors.green, present: colors.yellow, absent: colors.dim, 'not-applicable': colors.dim }[finding.strength](DOTS[finding.strength]);
  const [first] = finding.evidence;
  const title = finding.title.padEnd(TITLE_WIDTH);
  if (!first) {
    const why = plain(spoken(finding) || absence(finding));
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
