import { createColors } from 'picocolors';
import type { RulesTest, TriedExample } from '../domain/rules-test.ts';
import { place, plain } from './words.ts';

type Colors = ReturnType<typeof createColors>;

/** One line for each example, and for those that fail what was found instead; weaknesses and a count close it. */
export function renderRulesTest({ tried, weak }: RulesTest, color = false): string {
  const colors = createColors(color);
  const failed = tried.filter(({ wrong }) => wrong.length > 0).length;
  const count = `${tried.length} example${tried.length === 1 ? '' : 's'}: ${tried.length - failed} passed, ${failed} failed.`;
  return `${[
    ...tried.flatMap((one) => example(one, colors)),
    ...weak.map(({ practice, lacks }) => `${colors.yellow('!')} ${practice} has no ${lacks.replace(/^an /, '')}`),
    failed > 0 ? colors.red(count) : count,
  ].join('\n')}\n`;
}

function example({ practice, says, wrong, finding }: TriedExample, colors: Colors): string[] {
  if (wrong.length === 0) return [`${colors.green('✔')} ${practice}: ${plain(says)}`];
  return [
    `${colors.red('✘')} ${practice}: ${plain(says)}`,
    ...wrong.map((sentence) => `    ${plain(sentence)}`),
    ...finding.evidence.map((one) => `    found ${plain(place(one))} ${plain(one.says)} [${plain(one.excerpt).slice(0, 80)}]`),
    ...finding.hints.map((hint) => `    hint: ${plain(hint)}`),
  ];
}
