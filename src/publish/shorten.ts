/**
 * Shortens Markdown to at most `limit` units of `measure` (which must add up), `ending` included: whole sections are left out from the end, never half of a code
 * block or of a folded part; of a first section that is too long by itself, lines. A text that fits comes back as it is.
 */
export function shorten(markdown: string, { limit, measure, ending }: { limit: number; measure: (text: string) => number; ending: string }): string {
  if (measure(markdown) <= limit) return markdown;
  const tail = `\n${ending}\n`;
  const room = limit - measure(tail) - 1;
  const kept = firstOf(parts(markdown, (line) => /^(?:#{1,6} |<details)/.test(line)), room, measure) || firstOf(parts(markdown, () => true), room, measure);
  return `${kept.trimEnd()}\n${tail}`;
}

/** As many as there is room for. */
function firstOf(pieces: readonly string[], room: number, measure: (text: string) => number): string {
  let left = room;
  const over = pieces.findIndex((piece) => (left -= measure(piece)) < 0);
  return (over < 0 ? pieces : pieces.slice(0, over)).join('');
}

/** The text in pieces that can stand without what follows: each begins at a line of that kind, outside of code and of folded parts. */
function parts(markdown: string, begins: (line: string) => boolean): string[] {
  const found: string[] = [];
  let current = '';
  let fence = '';
  let folded = 0;
  for (const line of markdown.split(/(?<=\n)/)) {
    if (fence === '' && folded === 0 && current !== '' && begins(line)) {
      found.push(current);
      current = '';
    }
    current += line;
    const mark = /^ *(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence === '' && mark) fence = mark;
    else if (fence !== '' && mark?.startsWith(fence) && line.trim() === mark) fence = '';
    // Tags of ours begin their line; those in texts are escaped.
    else if (fence === '' && /^ *<details/.test(line)) folded += 1;
    else if (fence === '' && /^ *<\/details>/.test(line)) folded -= 1;
  }
  return [...found, current];
}
