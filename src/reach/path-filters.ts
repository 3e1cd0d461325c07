/** Path filters of events (`paths`, `paths-ignore`): whether a change to any of a run's files would start it. */
import { RE2JS } from 're2js';
import type { PipelineEvent } from '../domain/pipeline.ts';

const MOST_PATTERNS = 100;
const LONGEST_PATTERN = 300;

/**
 * For one event: answers true when it has a path filter and a change to none of the files passes it. Without files there is nothing to
 * decide by.
 */
export function pathFilter(event: PipelineEvent): (files: readonly string[]) => boolean {
  const globs = event.paths ?? event.pathsIgnore;
  // A push of a tag starts the workflow whatever its path filter says.
  if (globs === undefined || event.tags !== undefined) return () => false;
  const patterns = compile(globs);
  const seen = new Map<string, boolean>();
  const starts = (file: string) => {
    const before = seen.get(file);
    if (before !== undefined) return before;
    const answer = passes(patterns, file) === (event.paths !== undefined);
    seen.set(file, answer);
    return answer;
  };
  return (files) => files.length > 0 && !files.some(starts);
}

interface Pattern {
  readonly negated: boolean;
  readonly expression: RE2JS;
}

function compile(globs: readonly string[]): Pattern[] {
  return globs
    .filter((glob) => glob.length <= LONGEST_PATTERN)
    .slice(0, MOST_PATTERNS)
    .map((glob) => ({ negated: glob.startsWith('!'), expression: RE2JS.compile(expressionOf(glob.replace(/^!/, ''))) }));
}

/** Patterns are tried in order: a later one overrules, and `!` takes back what an earlier one let through. */
function passes(patterns: readonly Pattern[], file: string): boolean {
  const last = patterns.findLast((pattern) => pattern.expression.matches(file));
  return last !== undefined && !last.negated;
}

// GitHub's own glob language, which is not the shell's: `*` stays within a folder and `**` does not (`a/**/b` also matches `a/b`), `?` and
// `+` repeat what stands before them, `[…]` is a set of characters.
function expressionOf(glob: string): string {
  let out = '';
  for (let at = 0; at < glob.length; at++) {
    const rest = glob.slice(at);
    const set = /^\[[A-Za-z0-9_-]+\]/.exec(rest)?.[0];
    if (rest.startsWith('**/')) out += '(?:.*/)?';
    else if (rest.startsWith('**')) out += '.*';
    else if (rest.startsWith('*')) out += '[^/]*';
    else if (set !== undefined && isRange(set)) out += set;
    else if ((rest.startsWith('?') || rest.startsWith('+')) && /[A-Za-z0-9_\]/-]$/.test(out)) out += rest.charAt(0);
    else out += RE2JS.quote(rest.charAt(0));
    at += rest.startsWith('**/') ? 2 : rest.startsWith('**') ? 1 : set !== undefined && isRange(set) ? set.length - 1 : 0;
  }
  return out;
}

/** `[a-z]` and `[abc]`; a range that runs backwards would not compile. */
function isRange(set: string): boolean {
  try {
    RE2JS.compile(set);
    return true;
  } catch {
    return false;
  }
}
