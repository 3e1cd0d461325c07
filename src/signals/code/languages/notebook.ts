import { visit } from 'jsonc-parser';

/** Code taken out of a file of another format, and for each of its lines the line of the file where it stands. */
export interface Extract {
  readonly text: string;
  readonly lines: readonly number[];
}

interface Line {
  readonly text: string;
  readonly line: number;
}

/**
 * The code cells of a Jupyter notebook as one Python text. `undefined` where it is no notebook, or one of another language. Lines for
 * the notebook itself (`%pip`, `!ls`) and cells of another language (`%%bash`) are emptied.
 */
export function extractNotebook(json: string): Extract | undefined {
  const cells = new Map<number, { code: boolean; lines: Line[] }>();
  let language = 'python';
  let isNotebook = false;
  try {
    visit(json, {
      onLiteralValue(value, _offset, _length, startLine, _startCharacter, pathOf) {
        if (typeof value !== 'string') return;
        const path = pathOf();
        const [top, index, key] = path;
        if (top === 'metadata' && (path.join('.') === 'metadata.kernelspec.language' || path.join('.') === 'metadata.language_info.name')) language = value.toLowerCase();
        if (top !== 'cells' || typeof index !== 'number' || path.length > 4) return;
        isNotebook = true;
        let cell = cells.get(index);
        if (cell === undefined) cells.set(index, (cell = { code: false, lines: [] }));
        if (key === 'cell_type' && path.length === 3) cell.code = value === 'code';
        // Every line is a string of its own, or all of them are one string.
        if (key === 'source') for (const text of value.replace(/\n$/, '').split('\n')) cell.lines.push({ text, line: startLine + 1 });
      },
    });
  } catch {
    // The JSON reader recurses; a file nested deeper than its stack is no notebook.
    return undefined;
  }
  if (!isNotebook || !/^i?python/.test(language)) return undefined;
  const code = [...cells].sort(([a], [b]) => a - b).flatMap(([, cell]) => (cell.code ? [...pythonOf(cell.lines), { text: '', line: cell.lines.at(-1)?.line ?? 1 }] : []));
  return { text: code.map(({ text }) => text).join('\n'), lines: code.map(({ line }) => line) };
}

/** Cell magics that leave the cell's own code as it is. */
const TRANSPARENT = /^%%(?:time|timeit|capture|prun|memit)\b/;

function pythonOf(lines: readonly Line[]): Line[] {
  const first = lines.find(({ text }) => text.trim() !== '')?.text ?? '';
  const foreign = first.startsWith('%%') && !TRANSPARENT.test(first);
  return lines.map(({ text, line }) => ({ text: foreign || /^\s*[%!?]/.test(text) ? '' : text, line }));
}
