/**
 * Shortens Markdown to at most `limit` units of `measure` (which must add up), `ending` included: whole sections are left out from the end, never half of a code
 * block or of a folded part. A text that fits comes back as it is.
 */
export function shorten(markdown: string, { limit, measure, ending }: { limit: number; measure: (text: string) => number; ending: string }): string {
  if (measure(markdown) <= limit) return markdown;
  const tail = `\n${ending}\n`;
  let kept = '';
  let left = limit - measure(tail) - 1;
  for (const part of parts(markdown)) {
    left -= measure(part);
    if (left < 0) break;
    kept += part;
  }
  return `${kept.trimEnd()}\n${tail}`;
}

/** The text in pieces that can stand without what follows: each begins at a heading or at a folded part, outside of any other. */
function parts(markdown: string): string[] {
  const found: string[] = [];
  let current = '';
  let fence = '';
  let folded = 0;
  for (const line of markdown.split(/(?<=\n)/)) {
    const whole = fence === '' && folded === 0;
    if (whole && (/^#{1,6} /.test(line) || line.startsWith('<details')) && current !== '') {
      found.push(current);
      current = '';
    }
    current += line;
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence === '' && mark) fence = mark;
    else if (fence !== '' && mark?.startsWith(fence) && line.trim() === mark) fence = '';
    else if (fence === '') folded += count(line, '<details') - count(line, '</details>');
  }
  return [...found, current];
}

const count = (line: string, tag: string): number => line.split(tag).length - 1;
