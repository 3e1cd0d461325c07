import type { RootContent } from 'mdast';
import type { AuditResult } from '../domain/result.ts';
import { comparedWith, configurationChange, difference } from './difference.ts';
import type { ReportContext } from './index.ts';
import { heading, link, paragraph, permalinkBase, serialize, strong, text } from './markdown.ts';
import { capabilities, gaps, sideBySide } from './models.ts';
import { nextSteps, notes, practices } from './parts.ts';
import { components, statements } from './statements.ts';
import { headline, leading } from './words.ts';

/** What a busy reviewer reads: what the change does, what the next level lacks, at most three next steps; everything else is folded away. */
export function renderComment(result: AuditResult, context: ReportContext): string {
  const base = permalinkBase(context.serverUrl, result.subject);
  const model = leading(result);
  return serialize([
    heading(3, `GenAIOps audit: ${headline(result)}`),
    ...verdict(result),
    ...difference(result, base),
    ...configurationChange(result),
    ...(model && model.level !== null ? [...gaps(model), ...nextSteps(model, { folded: true }), ...capabilities(model)] : [paragraph(`${result.kindSays}`)]),
    ...sideBySide(result, { folded: true }),
    ...components(result),
    ...practices(result, base, { folded: true }),
    ...statements(result),
    ...notes(result),
    ...(result.comparison ? [comparedWith(result.comparison)] : []),
    ...footer(context),
  ]);
}

function verdict(result: AuditResult): RootContent[] {
  if (!result.verdict.reasons.length) return [];
  return [paragraph(strong(result.verdict.passed ? '✅ The gate passes.' : '❌ The gate fails.'), ' ', result.verdict.reasons.join(' '))];
}

function footer(context: ReportContext): RootContent[] {
  return context.summaryUrl ? [paragraph(link(context.summaryUrl, 'Full report'), text(' · a level is a start of a conversation: each verdict shows its evidence, argue with it.'))] : [];
}
