import type { AuditResult } from '../domain/result.ts';
import { renderComment } from './comment.ts';
import { renderJson } from './json.ts';
import { renderSummary } from './summary.ts';
import { renderText } from './text.ts';

/** What a report may know besides the result: where links point, and what the screen can show. */
export interface ReportContext {
  /** `https://github.com`, for permalinks; none without it. */
  readonly serverUrl?: string;
  /** Where the full report of this run can be read. */
  readonly summaryUrl?: string;
  readonly color?: boolean;
}

/** Every report is a pure function of the one result. To add one: a file, and a line here. */
const reports = {
  text: renderText,
  json: renderJson,
  markdown: renderSummary,
  comment: renderComment,
} satisfies Record<string, (result: AuditResult, context: ReportContext) => string>;

export type ReportName = keyof typeof reports;

export const REPORT_NAMES = Object.keys(reports) as readonly ReportName[];

export function render(name: ReportName, result: AuditResult, context: ReportContext = {}): string {
  return reports[name](result, context);
}
