/** The parts of the Markdown reports that say what a change does to the repository. */
import type { RootContent } from 'mdast';
import type { AuditResult, Change, Comparison } from '../domain/result.ts';
import { code, details, list, paragraph, placeLink, strong, text } from './markdown.ts';
import { ARROWS } from './words.ts';

/** Of each direction; the rest is folded. */
const MOST = 8;

/** What rose and what fell, each with its reason and the changed file that it rests on. Nothing where there is no base. */
export function difference(result: AuditResult, base: string | undefined): RootContent[] {
  const { comparison } = result;
  if (!comparison) return [];
  const changes = comparison.changes;
  if (changes.length === 0) return [paragraph('No practice is stronger or weaker than before this change.')];
  const rows = changes.map((one): RootContent[] => [paragraph(...changed(one, base))]);
  return [list(false, rows.slice(0, MOST)), ...(rows.length > MOST ? details(`And ${rows.length - MOST} more`, [list(false, rows.slice(MOST))]) : [])];
}

function changed({ component, title, from, to, direction, says, cause }: Change, base: string | undefined) {
  const place = cause && cause.change !== 'removed' ? [text(' '), placeLink(cause, base)] : [];
  return [text(`${ARROWS[direction]} `), ...(component === undefined ? [] : [text(`${component}: `)]), strong(title), ` ${from} → ${to}. ${says}`, ...place];
}

/** Which commit it is compared with, in small print. */
export function comparedWith({ base }: Comparison): RootContent {
  return paragraph(base.says);
}

/** What the configuration of the pull request will do once it is merged. It decides nothing now, and says so. */
export function configurationChange({ comparison }: AuditResult): RootContent[] {
  const configuration = comparison?.configuration;
  if (!configuration) return [];
  return [
    paragraph(strong(configuration.valid ? 'The configuration changes.' : 'The changed configuration is wrong.'), ' This audit went by the configuration of the base. ', ...configuration.changed.flatMap((path, index) => [...(index > 0 ? [text(', ')] : []), code(path)]), ':'),
    list(false, configuration.says.map((one) => [paragraph(one)])),
  ];
}
