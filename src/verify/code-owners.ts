/** Whether the owners that a file names are asked at all. */
import type { Answer, Question } from './answer.ts';
import { UNKNOWN } from './answer.ts';

/** GitHub reads the first of these that there is, and no other. */
const READ = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'] as const;

export function codeOwnerReview({ finding, settings, hasFile }: Question): Answer {
  const file = READ.find(hasFile);
  if (settings.codeOwnerReview === undefined || !finding.evidence.some(({ path }) => path === file)) return UNKNOWN;
  if (settings.codeOwnerReview) return { verified: 'yes', raises: true };
  return { verified: 'no', says: `review by code owners is not required on ${settings.branch}`, lowers: true };
}
