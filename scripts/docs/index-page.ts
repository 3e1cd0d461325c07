import type { Catalogue } from '../../src/domain/catalogue.ts';
import { AREAS } from '../../src/domain/rule.ts';
import { AREA_TITLES } from '../../src/report/words.ts';

/** docs/practices/README.md: every practice by area, with what it says. */
export function indexPage({ rules }: Catalogue): string {
  const areas = AREAS.flatMap((area) => {
    const own = rules.filter((rule) => rule.area === area);
    if (own.length === 0) return [];
    const rows = own.map((rule) => `| [${cell(rule.title)}](${rule.id}.md) | ${rule.undecided ? 'not examined yet' : rule.max} | ${cell(rule.says)} |`);
    return [`## ${AREA_TITLES[area]}`, ['| Practice | At most | What counts |', '|---|---|---|', ...rows].join('\n')];
  });
  return `${[
    '# Practices',
    'Generated from [rules/practices](../../rules/practices) by `npm run build`; edit the rules, not these pages.',
    'A practice is *present* when its evidence is real, *automated* when a pipeline gets there by itself, and *enforced* when its failure stops a merge or a deploy.',
    ...areas,
  ].join('\n\n')}\n`;
}

function cell(text: string): string {
  return text.replace(/\s+/g, ' ').trim().replaceAll('|', '\\|');
}
