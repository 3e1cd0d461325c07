import type { AuditResult } from '../domain/result.ts';
import type { ReportContext } from './index.ts';
import { heading, paragraph, permalinkBase, serialize, strong, table } from './markdown.ts';
import { capabilities, gaps, nextSteps, notes, practices, profiles } from './parts.ts';
import { headline, leading, plain } from './words.ts';

/** The job summary: the same story as the comment with nothing folded that a reader came for. */
export function renderSummary(result: AuditResult, context: ReportContext): string {
  const base = permalinkBase(context.serverUrl, result.subject);
  const model = leading(result);
  return serialize([
    heading(2, `GenAIOps audit: ${headline(result)}`),
    paragraph(strong(result.kind), `: ${plain(result.kindSays)}`),
    ...(result.verdict.reasons.length ? [paragraph(strong(result.verdict.passed ? '✅ The gate passes.' : '❌ The gate fails.'), ' ', result.verdict.reasons.join(' '))] : []),
    ...(model && model.level !== null ? [...gaps(model), ...nextSteps(model, { folded: false })] : []),
    ...models(result),
    ...(model ? capabilities(model) : []),
    ...profiles(result),
    heading(3, 'Practices'),
    ...practices(result, base, { folded: false }),
    ...notes(result),
  ]);
}

function models(result: AuditResult) {
  const levelled = result.maturity.filter((model) => model.levels.length > 0 && model.level !== null);
  if (levelled.length < 2) return [];
  return [
    heading(3, 'Maturity models side by side'),
    table(['Model', 'Level', 'Score'], levelled.map((model) => [[model.title], [`${model.level} of ${model.levels.length}${model.levelName ? `, ${model.levelName}` : ''}`], [String(model.score)]])),
  ];
}
