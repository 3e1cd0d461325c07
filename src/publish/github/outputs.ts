import { setOutput } from '@actions/core';
import type { AuditResult } from '../../domain/result.ts';

/** Sets the outputs of the Action; `model` is the maturity model that decides, the first with levels when not given. */
export function publishOutputs({ maturity, kind, verdict }: AuditResult, model: string | undefined): void {
  const chosen = maturity.find((one) => (model === undefined ? one.levels.length > 0 : one.model === model));
  setOutput('level', chosen?.level ?? '');
  setOutput('level-name', chosen?.levelName ?? '');
  setOutput('score', chosen?.score ?? '');
  setOutput('kind', kind);
  setOutput('passed', verdict.passed);
}

/** Empty where no comment was written. */
export function publishCommentUrl(url: string | undefined): void {
  setOutput('comment-url', url ?? '');
}
