import type { ImportSignal } from '../../../domain/signals.ts';
import { lineCounter } from './skip.ts';

/** `require 'a/b'`, `require_relative '../a'` (which keeps to `./` and `../`), `autoload :A, 'a'`, `load 'a.rb'`. */
export function scanRubyImports(text: string): ImportSignal[] {
  const found: ImportSignal[] = [];
  if (!/\b(?:require|autoload|load)/.test(text)) return found;
  const lineOf = lineCounter(text);
  // Only at the start of a line, outside documents (`=begin`) and what follows the program.
  const statements = /^=begin\b[\s\S]*?^=end\b|^__END__$[\s\S]*|^[ \t]*(?:(?:begin|;)[ \t]+)?(require_relative|require|load|autoload)[ \t(]\s*(?::(\w+)\s*,\s*)?(["'])([^"'\n#]+)\3/gm;
  for (const match of text.matchAll(statements)) {
    const [whole, keyword, name, , module] = match;
    if (keyword === undefined || module === undefined) continue;
    const relative = keyword === 'require_relative' && !module.startsWith('.') ? `./${module}` : module;
    found.push({ line: lineOf(match.index + whole.length - 1), module: relative, names: name === undefined ? [] : [{ name, as: name }] });
  }
  return found;
}
