import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { lineCounter } from './lines.ts';
import { MAX_DEPTH, type Entry, type Tree } from './tree.ts';
import type { Reading } from './yaml.ts';

/** One element as the parser gives it with `preserveOrder`: its tag's children, its attributes under `:@`, and a symbol with its offset. */
type Element = { readonly [key: string]: unknown };

/**
 * Reads XML: attributes become keys with `@`, text beside attributes or elements becomes `#text`, an element of text alone is that
 * text, and elements of one name become a list.
 */
export function readXml(text: string): Reading {
  try {
    const fault = XMLValidator.validate(text, { allowBooleanAttributes: true });
    if (fault !== true) return { documents: [], problem: { line: fault.err.line || 1, says: `The XML cannot be parsed: ${fault.err.msg.replace(/\.$/, '')}.` } };
    const parser = new XMLParser({
      preserveOrder: true, captureMetaData: true, ignoreAttributes: false, attributeNamePrefix: '@', allowBooleanAttributes: true,
      processEntities: false, ignoreDeclaration: true, ignorePiTags: true, parseTagValue: false,
    });
    const lineAt = lineCounter(text);
    const place = XMLParser.getMetaDataSymbol() as unknown as string;
    const lineOf = (element: Element): number => lineAt((element[place] as { startIndex?: number } | undefined)?.startIndex ?? 0);
    return { documents: [mapping(parser.parse(text) as Element[], {}, 1, lineOf, 0)] };
  } catch {
    return { documents: [], problem: { line: 1, says: 'The XML cannot be parsed: it is nested too deeply or malformed.' } };
  }
}

function mapping(children: readonly Element[], attributes: Element, line: number, lineOf: (element: Element) => number, depth: number): Tree {
  const entries: Entry[] = Object.entries(attributes).map(([name, value]) => ({ key: name, line, value: { kind: 'scalar', line, value: String(value) } }));
  const elements = new Map<string, Tree[]>();
  let words = '';
  for (const child of children) {
    const tag = Object.keys(child).find((key) => key !== ':@');
    if (tag === undefined || depth > MAX_DEPTH) continue;
    if (tag === '#text') {
      words += String(child[tag]);
      continue;
    }
    const at = lineOf(child);
    const tree = mapping(child[tag] as Element[], (child[':@'] ?? {}) as Element, at, lineOf, depth + 1);
    const same = elements.get(tag);
    if (same) same.push(tree);
    else elements.set(tag, [tree]);
  }
  if (entries.length === 0 && elements.size === 0) return { kind: 'scalar', line, value: words.trim() };
  for (const [key, trees] of elements) {
    const [first] = trees;
    if (first) entries.push({ key, line: first.line, value: trees.length === 1 ? first : { kind: 'list', line: first.line, items: trees } });
  }
  if (words.trim() !== '') entries.push({ key: '#text', line, value: { kind: 'scalar', line, value: words.trim() } });
  return { kind: 'map', line, entries };
}
