import type { CodeSignals, Language } from '../../../domain/signals.ts';
import type { Grammar } from '../grammars.ts';
import type { SyntaxNode } from '../syntax.ts';
import { readJavaScript } from './javascript.ts';
import { type Extract, extractNotebook } from './notebook.ts';
import { readPython } from './python.ts';

/** How files with one ending are read. */
export interface CodeFormat {
  readonly language: Language;
  readonly grammar: Grammar;
  /** `wanted` says which short strings are worth keeping. */
  readonly read: (root: SyntaxNode, wanted: (text: string) => boolean, language: Language) => CodeSignals;
  /** For code inside a file of another format. */
  readonly extract?: (text: string) => Extract | undefined;
}

const PYTHON: CodeFormat = { language: 'python', grammar: 'python', read: readPython };
const NOTEBOOK: CodeFormat = { ...PYTHON, extract: extractNotebook };
const TYPESCRIPT: CodeFormat = { language: 'typescript', grammar: 'typescript', read: readJavaScript };
const TSX: CodeFormat = { language: 'tsx', grammar: 'tsx', read: readJavaScript };
const JAVASCRIPT: CodeFormat = { language: 'javascript', grammar: 'javascript', read: readJavaScript };

/** A new language is one file beside this one and one line here. */
const FORMATS: ReadonlyMap<string, CodeFormat> = new Map([
  ['.py', PYTHON],
  ['.pyi', PYTHON],
  ['.ipynb', NOTEBOOK],
  ['.ts', TYPESCRIPT],
  ['.mts', TYPESCRIPT],
  ['.cts', TYPESCRIPT],
  ['.tsx', TSX],
  ['.js', JAVASCRIPT],
  ['.mjs', JAVASCRIPT],
  ['.cjs', JAVASCRIPT],
  ['.jsx', JAVASCRIPT],
]);

export function formatOf(path: string): CodeFormat | undefined {
  const dot = path.lastIndexOf('.');
  return dot === -1 ? undefined : FORMATS.get(path.slice(dot).toLowerCase());
}
