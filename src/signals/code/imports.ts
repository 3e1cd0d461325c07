import type { ImportSignal, Language } from '../../domain/signals.ts';
import { scanJavaScriptImports } from './imports/javascript.ts';
import { scanPythonImports } from './imports/python.ts';

const SCANNERS: Partial<Record<Language, (text: string) => ImportSignal[]>> = {
  python: scanPythonImports,
  typescript: scanJavaScriptImports,
  tsx: scanJavaScriptImports,
  javascript: scanJavaScriptImports,
};

/** What a text imports, read without a syntax tree: linear time, and right for everything but contrived sources. */
export function scanImports(language: Language, text: string): readonly ImportSignal[] {
  return SCANNERS[language]?.(text) ?? [];
}
