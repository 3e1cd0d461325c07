import { isMap, isNode, isPair, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import { notYaml } from './problems.ts';
import type { Problem } from './problems.ts';

/** A file to read. */
export interface YamlFile {
  /** As sentences show it. */
  readonly path: string;
  /** Below the folder that it belongs to. */
  readonly name: string;
  readonly text: string;
}

/** Keys and indices from the root of a document to a value. */
export type Path = readonly PropertyKey[];

/** A parsed YAML file that remembers where each value stands. */
export interface Source {
  readonly path: string;
  readonly name: string;
  readonly value: unknown;
  /** 1-based line of the key or list item at a path; of the nearest parent where there is no such node. */
  lineOf(at: Path): number;
}

/** Reads one file; broken YAML gives problems and no source. */
export function parseSource(file: YamlFile): { source?: Source; problems: readonly Problem[] } {
  const lines = new LineCounter();
  // Keys stay strings and aliases cannot explode: house rules take this road too.
  const document = parseDocument(file.text, { lineCounter: lines, prettyErrors: false, stringKeys: true });
  const [error] = document.errors;
  if (error) return { problems: [notYaml(file.path, lines.linePos(error.pos[0]).line, error.message)] };
  try {
    const value: unknown = document.toJS({ maxAliasCount: 50 });
    return { source: { path: file.path, name: file.name, value, lineOf: (at) => lineOf(document, lines, at) }, problems: [] };
  } catch (thrown) {
    return { problems: [notYaml(file.path, 1, (thrown as Error).message)] };
  }
}

function lineOf(document: Document, lines: LineCounter, at: Path): number {
  let node: unknown = document.contents;
  let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
  for (const step of at) {
    let child: unknown;
    if (isMap(node)) child = node.items.find((pair) => isNode(pair.key) && String(pair.key) === String(step));
    else if (isSeq(node)) child = node.items[Number(step)];
    const anchor = isPair(child) ? child.key : child;
    if (!isNode(anchor)) break;
    offset = anchor.range?.[0] ?? offset;
    node = isPair(child) ? child.value : child;
  }
  return lines.linePos(offset).line;
}
