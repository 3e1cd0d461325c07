import type { Catalogue } from '../../domain/catalogue.ts';
import { matchingOf } from '../../matching/index.ts';
import { createScanner } from './scanner.ts';

const SHORTEST = 4;

/**
 * Says which short strings of code are worth keeping: those that name a model, a tool's host, or something that a rule looks for in
 * strings.
 */
export function createTextFilter(catalogue: Catalogue): (text: string) => boolean {
  const hosts = createScanner(catalogue.tools.flatMap((tool) => tool.hosts ?? []).map((text) => ({ text, whole: false })));
  const sought = [...new Set([...catalogue.models.names, ...literalPatterns([catalogue.rules, catalogue.kind])])];
  const { expression } = matchingOf(catalogue);
  const patterns = sought.map((pattern) => expression(pattern));
  const bytes = new Uint8Array(1024);
  const encoder = new TextEncoder();
  const known = new Map<string, boolean>();
  return (text) => {
    if (text.length < SHORTEST) return false;
    let answer = known.get(text);
    if (answer === undefined) {
      const { written } = encoder.encodeInto(text, bytes);
      answer = hosts.test(bytes.subarray(0, written)) || patterns.some((pattern) => pattern.test(text));
      // The same few strings come again and again; the bound keeps a hostile tree from filling the memory.
      if (known.size > 50_000) known.clear();
      known.set(text, answer);
    }
    return answer;
  };
}

/** The expressions of `literal` operators, at any depth of a rule. */
function literalPatterns(root: unknown): string[] {
  const found: string[] = [];
  const open: unknown[] = [root];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== 'object' || value === null) continue;
    const { literal } = value as { literal?: { matches?: unknown } };
    if (typeof literal?.matches === 'string') found.push(literal.matches);
    open.push(...Object.values(value));
  }
  return found.sort();
}
