import { setOutput } from '@actions/core';
import type { AuditResult } from '../../domain/result.ts';

/** Sets the outputs of the Action; level and score are those of the maturity model that decides, without waivers. */
export function publishOutputs({ maturity, kind, verdict, comparison }: AuditResult): void {
  const chosen = maturity.find((one) => one.model === verdict.model);
  setOutput('level', chosen?.level ?? '');
  setOutput('level-name', chosen?.levelName ?? '');
  setOutput('score', chosen?.score ?? '');
  setOutput('kind', kind);
  setOutput('passed', verdict.passed);
  setOutput('regressed', comparison ? comparison.regressed : '');
}

/** Empty where no comment was written. */
export function publishCommentUrl(url: string | undefined): void {
  setOutput('comment-url', url ?? '');
}
