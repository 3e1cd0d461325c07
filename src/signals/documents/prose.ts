export interface ProseLine {
  readonly line: number;
  readonly text: string;
}

/** The words on each line that a reader would read: no link targets, badges, tags, code or table rules. */
export function proseWords(lines: readonly ProseLine[]): { readonly line: number; readonly words: number }[] {
  return lines.map(({ line, text }) => ({ line, words: countProse(text) }));
}

/** What is left of a line without HTML comments, and whether one is still open at its end. */
export function withoutComments(text: string, open: boolean): { readonly text: string; readonly open: boolean } {
  let kept = '';
  let at = 0;
  for (let inside = open; ; inside = !inside) {
    const mark = inside ? '-->' : '<!--';
    const next = text.indexOf(mark, at);
    if (!inside) kept += text.slice(at, next < 0 ? undefined : next);
    if (next < 0) return { text: kept, open: inside };
    at = next + mark.length;
  }
}

const MAX_LINE = 20_000;

function countProse(text: string): number {
  const plain = text
    .slice(0, MAX_LINE)
    .replace(/!\[[^\][]{0,300}\](?:\([^()]{0,1000}\)|\[[^\][]{0,300}\])/g, ' ') // pictures and badges
    .replace(/\[([^\][]{0,300})\](?:\([^()]{0,1000}\)|\[[^\][]{0,300}\])/g, '$1') // links keep their text
    .replace(/^\s*\[[^\]]+\]:.*$/, ' ') // link definitions
    .replace(/<[^<>]*>/g, ' ')
    .replace(/https?:\/\/\S+/g, ' ')
    .replace(/`[^`]*`_?/g, ' code ')
    .replace(/\|/g, ' ');
  let words = 0;
  for (const token of plain.split(/\s+/)) if (/[\p{L}\p{N}]/u.test(token)) words += 1;
  return words;
}
