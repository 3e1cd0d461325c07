const MAX = 160;

/** Text of several lines as one short line. */
export function excerptOf(text: string): string {
  const line = text.slice(0, 4 * MAX).replace(/\\\n/g, ' ').replace(/\s+/g, ' ').trim();
  return line.length <= MAX ? line : `${line.slice(0, MAX - 1)}…`;
}
