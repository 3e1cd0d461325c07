export { writeFileSafely } from './files.ts';
export { createClient } from './github/client.ts';
export { publishComment } from './github/comment.ts';
export { readRunContext } from './github/event.ts';
export type { RunContext } from './github/event.ts';
export { printQuoted } from './github/log.ts';
export { publishCommentUrl, publishOutputs } from './github/outputs.ts';
export { publishSummary } from './github/summary.ts';
export { troubleWithComment } from './github/trouble.ts';
