import { isAlias, isMap, isScalar, isSeq, parseAllDocuments, type Document, type Node } from 'yaml';
import type { Literal } from '../../domain/signals.ts';
import { lineCounter } from './lines.ts';
import { MAX_DEPTH, MAX_NODES, type Entry, type Mapping, type Tree } from './tree.ts';

/** Why a text could not be read, with the line where it went wrong. */
interface Problem {
  readonly line: number;
  readonly says: string;
}

export interface Reading {
  /** One tree per document; only YAML can have several. */
  readonly documents: readonly Tree[];
  readonly problem?: Problem;
}

const MAX_DOCUMENTS = 1000;

/** Reads every document of a YAML text. An alias is the node that it names, so bombs stay small; a document with errors is left out. */
export function readYaml(text: string): Reading {
  const lineAt = lineCounter(text);
  let parsed: ReturnType<typeof parseAllDocuments>;
  // A hostile file has an error at every character, and most of an error's cost is the stack trace that nobody reads here.
  const { stackTraceLimit } = Error;
  try {
    Error.stackTraceLimit = 0;
    // `uniqueKeys` compares every key with every other one; lenient reading does without.
    parsed = parseAllDocuments(firstDocuments(text), { logLevel: 'silent', prettyErrors: false, strict: false, uniqueKeys: false });
  } catch {
    return { documents: [], problem: { line: 1, says: 'The YAML is nested too deeply to be read.' } };
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
  const documents: Tree[] = [];
  let problem: Problem | undefined;
  for (const document of parsed as Iterable<Document.Parsed>) {
    const error = document.errors[0];
    if (error) problem ??= { line: lineAt(error.pos[0]), says: `The YAML cannot be parsed: ${error.message.startsWith('Maximum call stack') ? 'it is nested too deeply' : error.message}.` };
    else if (document.contents) documents.push(convert(document.contents, lineAt));
  }
  return problem ? { documents, problem } : { documents };
}

/** Cuts a stream of very many documents: each one costs, however empty it is. */
function firstDocuments(text: string): string {
  const marker = /^(?:---|\.\.\.)/gm;
  for (let count = 0; marker.exec(text); count += 1) if (count >= MAX_DOCUMENTS) return text.slice(0, marker.lastIndex - 3);
  return text;
}

function convert(root: Node, lineAt: (offset: number) => number): Tree {
  const anchors = new Map<string, Tree>();
  let nodes = 0;
  const lineOfNode = (node: Node): number => lineAt(node.range?.[0] ?? 0);

  const visit = (node: Node | null | undefined, depth: number, fallbackLine: number): Tree => {
    nodes += 1;
    if (!node || depth > MAX_DEPTH || nodes > MAX_NODES) return { kind: 'scalar', line: fallbackLine, value: null };
    const line = node.range ? lineOfNode(node) : fallbackLine;
    // An anchor is known only once its node is complete: an alias inside its own anchor finds nothing, and there are no cycles.
    if (isAlias(node)) return anchors.get(node.source) ?? { kind: 'scalar', line, value: null };
    let tree: Tree = { kind: 'scalar', line, value: null };
    if (isMap(node)) {
      const entries: Entry[] = [];
      for (const pair of node.items) {
        if (nodes > MAX_NODES) break;
        const keyNode = pair.key as Node | null;
        const keyLine = keyNode ? lineOfNode(keyNode) : line;
        const value = visit(pair.value as Node | null, depth + 1, keyLine);
        entries.push({ key: keyText(keyNode), line: keyLine, value });
      }
      tree = { kind: 'map', line, entries: merged(entries, () => (nodes += 1) <= MAX_NODES) };
    } else if (isSeq(node)) {
      const items: Tree[] = [];
      for (const item of node.items) {
        if (nodes > MAX_NODES) break;
        items.push(visit(item as Node | null, depth + 1, line));
      }
      tree = { kind: 'list', line, items };
    } else if (isScalar(node)) {
      const own = typeof node.tag === 'string' && node.tag.startsWith('!') && !node.tag.startsWith('!!');
      tree = own ? { kind: 'scalar', line, text: `${node.tag} ${String(node.value)}` } : { kind: 'scalar', line, value: literal(node.value, node.source) };
    }
    if ('anchor' in node && node.anchor) anchors.set(node.anchor, tree);
    return tree;
  };
  return visit(root, 0, 1);
}

function keyText(node: Node | null): string {
  return isScalar(node) ? String(node.source ?? node.value ?? '') : isAlias(node) ? `*${node.source}` : '';
}

function literal(value: unknown, source: string | undefined): Literal {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return value;
  return source ?? String(value);
}

/** Puts the entries of `<<: *defaults` after the mapping's own, which come first. */
function merged(entries: readonly Entry[], room: () => boolean): Mapping['entries'] {
  if (!entries.some((entry) => entry.key === '<<')) return entries;
  const own = entries.filter((entry) => entry.key !== '<<');
  const known = new Set(own.map((entry) => entry.key));
  for (const { value } of entries.filter((entry) => entry.key === '<<')) {
    for (const source of value.kind === 'list' ? value.items : [value]) {
      for (const entry of source.kind === 'map' ? source.entries : []) {
        if (!room()) return own;
        if (known.has(entry.key)) continue;
        known.add(entry.key);
        own.push(entry);
      }
    }
  }
  return own;
}
