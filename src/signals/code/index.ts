import type { Catalogue } from '../../domain/catalogue.ts';
import type { Note } from '../../domain/note.ts';
import type { CodeSignals, Language } from '../../domain/signals.ts';
import { decodeText } from '../decode.ts';
import { createWeigher } from './candidates.ts';
import { scanImports } from './imports.ts';
import { type CodeFormat, formatOf } from './languages/index.ts';
import { namespaceOf } from './namespaces.ts';
import { parseText } from './parser.ts';
import { moveLines } from './reading/move-lines.ts';
import type { SyntaxNode } from './syntax.ts';
import { createTextFilter } from './wanted.ts';

/** Reads files of code. `scan` and `parse` are for paths that `languageOf` knows. */
export interface CodeReader {
  languageOf(path: string): Language | undefined;
  /** Imports only, without a syntax tree, and how much the file has to do with generative AI: zero where parsing it is not worth while. */
  scan(path: string, bytes: Uint8Array): { code: CodeSignals; weight: number };
  /** Everything. Where parsing has to be given up, what `scan` gives, with a note. */
  parse(path: string, bytes: Uint8Array): Promise<{ code: CodeSignals; notes: Note[] }>;
}

export function createCodeReader(catalogue: Catalogue): CodeReader {
  const weigh = createWeigher(catalogue);
  const wanted = createTextFilter(catalogue);
  return {
    languageOf: (path) => formatOf(path)?.language,
    scan(path, bytes) {
      const format = formatFor(path);
      const code = scanSource(format, sourceOf(format, bytes));
      return { code, weight: weigh(plainBytes(bytes), code.imports) };
    },
    parse: (path, bytes) => parseSource(path, formatFor(path), sourceOf(formatFor(path), bytes), wanted),
  };
}

/** The text to parse and, for code inside another format, the file's line for each of its lines. */
interface Source {
  readonly text: string;
  readonly lines?: readonly number[];
}

function sourceOf(format: CodeFormat, bytes: Uint8Array): Source {
  const text = decodeText(bytes) ?? '';
  return format.extract === undefined ? { text } : (format.extract(text) ?? { text: '' });
}

function scanSource({ language }: CodeFormat, { text, lines }: Source): CodeSignals {
  const namespace = namespaceOf(language, text);
  const code: CodeSignals = {
    language,
    parsed: false,
    ...(namespace !== undefined && { namespace }),
    imports: scanImports(language, text),
    calls: [],
    constants: [],
    settings: [],
    comparisons: [],
    loops: [],
    definitions: [],
    texts: [],
    paths: [],
  };
  return lines === undefined ? code : moveLines(code, lines);
}

async function parseSource(path: string, format: CodeFormat, source: Source, wanted: (text: string) => boolean): Promise<{ code: CodeSignals; notes: Note[] }> {
  if (format.grammar === undefined || format.read === undefined) return { code: scanSource(format, source), notes: [] };
  const root = await parseText(format.grammar, source.text);
  if (root === undefined) {
    const says = 'Parsing took too long, so that only the imports were read.';
    return { code: scanSource(format, source), notes: [{ code: 'parse-too-long', path, says }] };
  }
  const namespace = namespaceOf(format.language, source.text);
  const code: CodeSignals = { ...format.read(root, wanted, format.language), ...(namespace !== undefined && { namespace }) };
  const notes = isMostlyErrors(root) ? [{ code: 'syntax-errors', path, says: 'Most of the file could not be parsed; what was understood is read.' }] : [];
  return { code: source.lines === undefined ? code : moveLines(code, source.lines), notes };
}

function isMostlyErrors(root: SyntaxNode): boolean {
  if (root.type === 'ERROR') return true;
  const wrong = root.children.reduce((sum, child) => sum + (child.type === 'ERROR' ? child.end - child.start : 0), 0);
  return wrong * 2 > root.end - root.start;
}

/** UTF-16 is read as bytes of its ASCII half, which is enough for names. */
function plainBytes(bytes: Uint8Array): Uint8Array {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  return isUtf16 ? bytes.filter((byte) => byte !== 0) : bytes;
}

function formatFor(path: string): CodeFormat {
  const format = formatOf(path);
  if (format === undefined) throw new Error(`${path} is not a file of code that can be read`);
  return format;
}
