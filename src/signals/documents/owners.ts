import type { OwnerRule } from '../../domain/signals.ts';

/** `@user`, `@org/team`, `@@role` (GitLab), or an e-mail address. */
const OWNER = /^(?:@{1,2}[\w.-]+(?:\/[\w.-]+)*|[^\s@]+@[^\s@]+\.[^\s@]+)$/;

/**
 * Pattern and owners of each line. Under a section of GitLab's (`[Name] @default`) a line without owners has the section's; elsewhere
 * such a line takes ownership away and has none.
 */
export function readOwnerRules(text: string): OwnerRule[] {
  const rules: OwnerRule[] = [];
  let defaults: readonly string[] = [];
  for (const [index, raw] of text.replace(/^\uFEFF/, '').split('\n').entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const section = /^\^?\[[^\]]+\](?:\[\d+\])?(?=\s|$)(.*)$/.exec(line);
    if (section) {
      defaults = ownersIn(wordsIn(section[1] ?? ''));
      continue;
    }
    const [pattern = '', ...words] = wordsIn(line);
    const owners = ownersIn(words);
    rules.push({ line: index + 1, pattern, owners: owners.length > 0 ? owners : defaults });
  }
  return rules;
}

/** Words up to a comment; a backslash keeps a space or `#` within a word. */
function wordsIn(line: string): string[] {
  const words = (line.match(/(?:\\.|[^\s\\])+/g) ?? []).map((word) => word.replace(/\\([ #])/g, '$1'));
  const comment = words.findIndex((word, index) => index > 0 && word.startsWith('#'));
  return comment < 0 ? words : words.slice(0, comment);
}

function ownersIn(words: readonly string[]): string[] {
  return words.filter((word) => OWNER.test(word));
}
