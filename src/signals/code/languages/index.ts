import type { CodeSignals, Language } from '../../../domain/signals.ts';
import type { Grammar } from '../grammars.ts';
import type { SyntaxNode } from '../syntax.ts';
import { readCSharp } from './csharp.ts';
import { readGo } from './go.ts';
import { readJava } from './java.ts';
import { readJavaScript } from './javascript.ts';
import { type Extract, extractNotebook } from './notebook.ts';
import { readPhp } from './php.ts';
import { readPython } from './python.ts';
import { readRuby } from './ruby.ts';
import { readRust } from './rust.ts';

/** How files with one ending are read. */
export interface CodeFormat {
  readonly language: Language;
  /** Absent where no syntax tree can be made of the language. */
  readonly grammar?: Grammar;
  /** `wanted` says which short strings are worth keeping. */
  readonly read?: (root: SyntaxNode, wanted: (text: string) => boolean, language: Language) => CodeSignals;
  /** For code inside a file of another format. */
  readonly extract?: (text: string) => Extract | undefined;
}

const PYTHON: CodeFormat = { language: 'python', grammar: 'python', read: readPython };
const NOTEBOOK: CodeFormat = { ...PYTHON, extract: extractNotebook };
const TYPESCRIPT: CodeFormat = { language: 'typescript', grammar: 'typescript', read: readJavaScript };
const TSX: CodeFormat = { language: 'tsx', grammar: 'tsx', read: readJavaScript };
const JAVA: CodeFormat = { language: 'java', grammar: 'java', read: readJava };
const CSHARP: CodeFormat = { language: 'csharp', grammar: 'c-sharp', read: readCSharp };
const GO: CodeFormat = { language: 'go', grammar: 'go', read: readGo };
const RUST: CodeFormat = { language: 'rust', grammar: 'rust', read: readRust };
const RUBY: CodeFormat = { language: 'ruby', grammar: 'ruby', read: readRuby };
const PHP: CodeFormat = { language: 'php', grammar: 'php', read: readPhp };
const JAVASCRIPT: CodeFormat = { language: 'javascript', grammar: 'javascript', read: readJavaScript };

/** There is no grammar for it: only its imports are known. */
const KOTLIN: CodeFormat = { language: 'kotlin' };

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
  ['.go', GO],
  ['.java', JAVA],
  ['.rs', RUST],
  ['.rb', RUBY],
  ['.rake', RUBY],
  ['.php', PHP],
  ['.kt', KOTLIN],
  ['.kts', KOTLIN],
  ['.cs', CSHARP],
]);

export function formatOf(path: string): CodeFormat | undefined {
  const dot = path.lastIndexOf('.');
  return dot === -1 ? undefined : FORMATS.get(path.slice(dot).toLowerCase());
}
