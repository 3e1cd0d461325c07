import { createColors } from 'picocolors';
import type { Catalogue } from '../domain/catalogue.ts';
import type { Considered, Explanation } from '../domain/explanation.ts';
import type { Evidence } from '../domain/result.ts';
import type { Rule } from '../domain/rule.ts';
import type { Told } from './operator-words.ts';
import { alternatives, tell } from './operator-words.ts';
import { AREA_TITLES, DOTS, place, plain } from './words.ts';

type Colors = ReturnType<typeof createColors>;

/** A practice in words: what counts, why, how it is decided, how to get it. */
export function renderPractice(rule: Rule, catalogue: Catalogue, color = false): string {
  const colors = createColors(color);
  const rungs = (['present', 'automated', 'enforced'] as const).flatMap((rung) => (rule[rung] ? [`${rung}:`, ...alternatives(rule[rung]).flatMap((part) => bullets(tell(part, catalogue), '  '))] : []));
  return `${[
    `${colors.bold(rule.title)}  ${colors.dim(`${rule.id} · ${AREA_TITLES[rule.area]} · at most ${rule.max} · in files of the role ${rule.roles.join(', ')}`)}`,
    rule.says, rule.why,
    '', colors.bold('How it is decided'), ...new Set(rungs),
    '', colors.bold('How to get it'), `${rule.how.says} (${rule.how.effort} effort)`,
  ].join('\n')}\n`;
}

/** What was considered for a practice in one repository, and why it counted or not. */
export function renderExplanation({ finding, considered }: Explanation, catalogue: Catalogue, color = false): string {
  const colors = createColors(color);
  return `${[
    `${DOTS[finding.strength]} ${colors.bold(finding.strength)}${finding.evidence.length ? '' : finding.strength === 'not-applicable' ? ', as it does not apply here' : ', as nothing below counted'}`,
    ...finding.evidence.map((one) => `  ${shown(one)}`),
    ...finding.hints.map((hint) => `  ${colors.yellow('hint')} ${plain(hint)}`),
    '', colors.bold('Considered'),
    ...considered.flatMap((one) => alternative(one, catalogue, colors)),
  ].join('\n')}\n`;
}

function alternative(one: Considered, catalogue: Catalogue, colors: Colors): string[] {
  const mark = one.count ? colors.green('✔') : colors.dim('·');
  const more = one.count - one.counted.length;
  return [
    `${mark} ${tell(one.operator, catalogue).text} ${colors.dim(`→ ${one.rung}; ${one.count || 'nothing'} found`)}`,
    ...one.counted.map((evidence) => `    ${shown(evidence)}`),
    ...(more > 0 ? [`    and ${more} more`] : []),
    ...one.left.map((evidence) => colors.dim(`    not counted, as it is in a file of the role ${evidence.role}: ${shown(evidence)}`)),
    ...(one.parts ?? []).map((part) => colors.dim(`    ${part.operator.not ? 'must hold nowhere' : 'needs'}: ${tell(part.operator, catalogue).text}: ${part.count ? `${part.count} found, first ${shown(part.first!)}` : 'nothing found'}`)),
  ];
}

function shown(evidence: Evidence): string {
  return `${plain(place(evidence))} ${plain(evidence.says)} [${plain(evidence.excerpt).slice(0, 80)}]`;
}

function bullets(told: Told, indent: string): string[] {
  return [`${indent}- ${told.text}`, ...(told.parts ?? []).flatMap((part) => bullets(part, `${indent}  `))];
}
