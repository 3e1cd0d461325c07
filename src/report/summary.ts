import type { AuditResult } from '../domain/result.ts';
import { comparedWith, configurationChange, difference } from './difference.ts';
import type { ReportContext } from './index.ts';
import { heading, paragraph, permalinkBase, serialize, strong } from './markdown.ts';
import { capabilities, gaps, otherModels, profiles, sideBySide } from './models.ts';
import { nextSteps, notes, practices } from './parts.ts';
import { components, statements } from './statements.ts';
import { headline, leading, plain } from './words.ts';

/** The job summary: the same story as the comment with nothing folded that a reader came for. */
export function renderSummary(result: AuditResult, context: ReportContext): string {
  const base = permalinkBase(context.serverUrl, result.subject);
  const model = leading(result);
  return serialize([
    heading(2, `GenAIOps audit: ${headline(result)}`),
    paragraph(strong(result.kind), `: ${plain(result.kindSays)}`),
    ...(result.verdict.reasons.length ? [paragraph(strong(result.verdict.passed ? '✅ The gate passes.' : '❌ The gate fails.'), ' ', result.verdict.reasons.join(' '))] : []),
    ...difference(result, base),
    ...(result.comparison ? [comparedWith(result.comparison)] : []),
    ...configurationChange(result),
    ...(model && model.level !== null ? [...gaps(model), ...nextSteps(model, { folded: false })] : []),
    ...components(result),
    ...sideBySide(result, { folded: false }),
    ...(model ? capabilities(model) : []),
    ...otherModels(result, model),
    ...profiles(result),
    heading(3, 'Practices'),
    ...practices(result, base, { folded: false }),
    ...statements(result),
    ...notes(result),
  ]);
}
