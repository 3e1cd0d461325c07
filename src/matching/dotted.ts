/** Globs over dotted names and command lines: `*` stands for any run of characters, everything else for itself. */

type Test = (text: string) => boolean;

/** True for a text that one of the globs fits. The time grows with the product of the lengths, whatever the globs are. */
export function dotted(globs: string | readonly string[]): Test {
  const tests = [globs].flat().map(testOf);
  return tests.length === 1 ? tests[0]! : (text) => tests.some((test) => test(text));
}

/** The common shapes have a test of their own: callees are compared with thousands of globs. */
function testOf(glob: string): Test {
  const pieces = glob.split('*');
  const [first = '', last = ''] = pieces;
  if (pieces.length === 1) return (text) => text === first;
  if (pieces.length === 2 && first === '') return (text) => text.endsWith(last);
  if (pieces.length === 2 && last === '') return (text) => text.startsWith(first);
  return (text) => fits(pieces, text);
}

/** Whether the pieces of a glob between its stars stand in a text in their order: each where it comes first, as a later place could gain nothing. */
export function fits(pieces: readonly string[], text: string): boolean {
  const first = pieces[0]!;
  const last = pieces[pieces.length - 1]!;
  if (pieces.length === 1) return text === first;
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  for (let index = 1; index < pieces.length - 1; index += 1) {
    const piece = pieces[index]!;
    const found = text.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return at <= text.length - last.length;
}
