import { summary } from '@actions/core';
import { shorten } from '../shorten.ts';

/** GitHub drops the whole summary of a step that writes more bytes. */
const SUMMARY_LIMIT = 1024 * 1024;
const ENDING = '_The report is longer than a job summary can be. The input `json-file` writes all of it._';

/** Writes the report into the job summary. Gives a sentence where the runner has no place for one. */
export async function publishSummary(markdown: string): Promise<string | undefined> {
  const text = shorten(`${markdown.trimEnd()}\n`, { limit: SUMMARY_LIMIT, measure: (part) => Buffer.byteLength(part), ending: ENDING });
  try {
    await summary.addRaw(text).write();
    return undefined;
  } catch (error) {
    return `The job summary could not be written: ${(error as Error).message}`;
  }
}
