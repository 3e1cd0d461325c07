/** Commands that stand on lines of their own, as one text whose first line is the script's: a command's line is then the script's plus its offset. */
const LARGEST_SPAN = 1_000;

export function alignedRun(line: number, commands: readonly { readonly line: number; readonly text: string }[]): string {
  const lines: string[] = [];
  for (const command of commands) {
    // What stands elsewhere (through an alias) follows the last one; its line is then only near.
    const from = command.line >= line + lines.length && command.line - line < LARGEST_SPAN ? command.line - line : lines.length;
    for (const [index, text] of command.text.trimEnd().split('\n').entries()) lines[from + index] = text;
  }
  return Array.from(lines, (one) => one ?? '').join('\n');
}
