/** The parts of the Markdown reports that are about components, and about what people say. */
import type { RootContent } from 'mdast';
import type { AuditResult, Statement } from '../domain/result.ts';
import { code, details, heading, table, text } from './markdown.ts';
import { componentLevel, leading } from './words.ts';

/** Each component with its own level; the repository is its lowest in production. */
export function components(result: AuditResult): RootContent[] {
  if (!result.components) return [];
  const decides = leading(result)?.model;
  return [
    heading(4, 'Components'),
    table(['Component', 'Folder', 'Level', 'Score'], result.components.map((one) => {
      const model = one.maturity.find(({ model: id }) => id === decides);
      const remark = one.name === result.component ? ' (the repository is judged by it)' : one.production ? '' : ' (not in production)';
      return [[one.name, remark], [code(one.path)], [componentLevel(one, decides)], [model?.score === null || model?.score === undefined ? '–' : String(model.score)]];
    })),
  ];
}

/** Attestations and waivers, folded: who says what, until when, and whether it counts. */
export function statements(result: AuditResult): RootContent[] {
  const all = result.statements ?? [];
  if (all.length === 0) return [];
  const rows = all.map((one) => [[one.form], [code(one.about), ...(one.elsewhere ? [text(` in ${one.elsewhere}`)] : [])], [one.owner], [one.reason], [evidence(one)], [one.expires], [one.state]]);
  const counting = all.filter(({ state }) => state === 'counts').length;
  return details(`Attestations and waivers: ${counting} of ${all.length} count`, [table(['', 'Of', 'By', 'Why', 'Evidence', 'Until', 'State'], rows)]);
}

/** The address as text: where it leads is not ours to vouch for. */
function evidence({ evidence: address }: Statement) {
  return code(address);
}
