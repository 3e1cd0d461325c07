import type { RootContent } from 'mdast';
import type { AuditResult } from '../domain/result.ts';
import type { ReportContext } from './index.ts';
import { heading, link, paragraph, permalinkBase, serialize, strong, text } from './markdown.ts';
import { capabilities, gaps, nextSteps, notes, practices } from './parts.ts';
import { headline, leading } from './words.ts';

/** What a busy reviewer reads: the level, what the next one lacks, at most three next steps; everything else is folded away. */
export function renderComment(result: AuditResult, context: ReportContext): string {
  const base = permalinkBase(context.serverUrl, result.subject);
  const model = leading(result);
  return serialize([
    heading(3, `GenAIOps audit: ${headline(result)}`),
    ...verdict(result),
    ...(model && model.level !== null ? [...gaps(model), ...nextSteps(model, { folded: true }), ...capabilities(model)] : [paragraph(`${result.kindSays}`)]),
    ...practices(result, base, { folded: true }),
    ...notes(result),
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
