import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { Note } from '../../domain/note.ts';
import { lineIndex } from './lines.ts';
import { MAX_DEPTH, unreadable } from './manifest.ts';

export interface Element {
  readonly name: string;
  /** Where its opening tag begins. */
  readonly line: number;
  /** Own text, trimmed; entities are left as written. */
  readonly text: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly Element[];
}

/** Reads XML without expanding entities. The parser is lenient; a separate check finds the fault and its line. */
export function parseXml(text: string, path: string): { readonly root?: Element; readonly notes: readonly Note[] } {
  try {
    const checked = text.trim() === '' ? { err: { line: 1, msg: 'it is empty' } } : XMLValidator.validate(text);
    const notes = checked === true ? [] : [unreadable('xml', path, checked.err.line, checked.err.msg)];
    const parser = new XMLParser({
      preserveOrder: true, ignoreAttributes: false, attributeNamePrefix: '', removeNSPrefix: true, processEntities: false, parseTagValue: false,
      ignoreDeclaration: true, ignorePiTags: true, captureMetaData: true, maxNestedTags: MAX_DEPTH,
    });
    const lineOf = lineIndex(text);
    const root = (parser.parse(text) as Ordered[]).flatMap((child) => elementOf(child, lineOf)).at(0);
    return root ? { root, notes } : { notes };
  } catch (error) {
    return { notes: [unreadable('xml', path, undefined, error instanceof Error ? error.message : String(error))] };
  }
}

/** The parser's ordered form: one key is the tag (its value the children), `:@` holds the attributes. */
type Ordered = Readonly<Record<string, unknown>>;

function elementOf(node: Ordered, lineOf: (offset: number) => number): readonly Element[] {
  const name = Object.keys(node).find((key) => key !== ':@' && key !== '#text');
  if (name === undefined || !Array.isArray(node[name])) return [];
  const inside = node[name] as readonly Ordered[];
  const start = (node as { [key: symbol]: { startIndex?: number } | undefined })[XMLParser.getMetaDataSymbol() as symbol]?.startIndex ?? 0;
  return [{
    name,
    line: lineOf(start),
    text: inside.map((child) => String(child['#text'] ?? '')).join('').trim(),
    attributes: new Map(Object.entries((node[':@'] as object | undefined) ?? {}).map(([key, value]) => [key, String(value)])),
    children: inside.flatMap((child) => elementOf(child, lineOf)),
  }];
}

export function child(element: Element | undefined, ...path: readonly string[]): Element | undefined {
  let at = element;
  for (const name of path) at = at?.children.find((one) => one.name === name);
  return at;
}

export function childText(element: Element | undefined, ...path: readonly string[]): string | undefined {
  return child(element, ...path)?.text || undefined;
}

export function childrenNamed(element: Element | undefined, name: string): readonly Element[] {
  return element?.children.filter((one) => one.name === name) ?? [];
}
