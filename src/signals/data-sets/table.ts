import type { DataSet } from '../../domain/signals.ts';

const MAX_FIELDS = 200;

/** A table in delimited text: the first row names the fields; quoted cells may hold delimiters and line breaks. */
export function readTable(text: string, delimiter: string): DataSet | undefined {
  const separator = delimiter === ',' && !firstLine(text).includes(',') && firstLine(text).includes(';') ? ';' : delimiter;
  let fields: string[] | undefined;
  let rows = 0;
  let cells: string[] = [];
  let cell = '';
  let blank = true;
  const endRow = (): void => {
    if (!blank) {
      if (fields) rows += 1;
      else fields = [...cells, cell].slice(0, MAX_FIELDS).map((name) => name.trim());
    }
    [cells, cell, blank] = [[], '', true];
  };
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  while (at < text.length) {
    const char = text[at] ?? '';
    if (char === '"' && cell.trim() === '') {
      const end = closingQuote(text, at + 1);
      if (!fields) cell = text.slice(at + 1, end).replaceAll('""', '"');
      else cell = '.';
      blank = false;
      at = end + 1;
      continue;
    }
    if (char === separator) {
      if (!fields) cells.push(cell);
      cell = '';
      blank = false;
    } else if (char === '\n') endRow();
    else if (char !== '\r') {
      if (!fields) cell += char;
      else if (char !== ' ') cell = '.';
      if (char.trim() !== '') blank = false;
    }
    at += 1;
  }
  endRow();
  return fields && rows > 0 ? { line: 1, cases: rows, fields } : undefined;
}

/** The offset of the quote that closes a cell; two in a row are one in the text. */
function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) if (text[at + 1] !== '"') return at;
  return text.length;
}

function firstLine(text: string): string {
  const end = text.indexOf('\n');
  return end < 0 ? text : text.slice(0, end);
}
