/**
 * A parsed YAML file that is read by asking for keys: every answer tolerates wrong shapes, aliases are followed, and every node knows
 * its line. Readers go down a fixed number of levels, so nothing here recurses however deep the file is nested.
 */
import { isAlias, isCollection, isMap, isPair, isScalar, isSeq, LineCounter, parseAllDocuments, parseDocument } from 'yaml';
import type { Alias, Node, Scalar } from 'yaml';
import type { Note } from '../../domain/note.ts';

/** Larger files are no pipelines that a CI system would accept. */
const LARGEST_TEXT = 1_000_000;
/** Entries of one map or list: aliases let a small file repeat a long one at every place that is read. */
const MOST_ENTRIES = 1_000;
/** Aliases of aliases, followed in a row. */
const LONGEST_ALIAS_CHAIN = 20;

export interface Tree {
  readonly root: Node | undefined;
  readonly text: string;
  readonly lines: LineCounter;
  readonly anchors: ReadonlyMap<Alias, Node>;
  /** What may still be taken from it: aliases let a small file repeat a long text at every place that is read. */
  readonly room: { steps: number; characters: number };
  /** What `<<: *x` makes of maps that were asked before; absent where the system knows no merging, as GitHub does not. */
  readonly merged?: Map<Node, Entry[]>;
}

/** Files of several documents that no system would have more of. */
const MOST_DOCUMENTS = 50;
/** Steps and commands of one file, and the characters of their texts. */
const MOST_STEPS = 5_000;
const MOST_CHARACTERS = 2_000_000;
/** Merges of merges, followed in a row. */
const DEEPEST_MERGE = 20;
const OPTIONS = { uniqueKeys: false, prettyErrors: false, logLevel: 'silent', keepSourceTokens: false } as const;

export interface Entry {
  readonly key: string;
  readonly line: number;
  readonly value: Node | undefined;
}

/** Parses what can be parsed; `notes` says where the YAML is broken (one note, the first error). */
export function readTree(path: string, text: string, merges = false): { tree: Tree | undefined; notes: Note[] } {
  if (text.length > LARGEST_TEXT) return { tree: undefined, notes: [tooLarge(path)] };
  const lines = new LineCounter();
  // `uniqueKeys` compares every key with every other, which a hostile file turns into minutes.
  const document = parseDocument(text, { ...OPTIONS, lineCounter: lines });
  if (document.errors.some((error) => /call stack/i.test(error.message))) {
    // Where the parser gives up depends on the machine, so neither its line nor what it had by then is used.
    return { tree: undefined, notes: [tooDeep(path)] };
  }
  const root = (document.contents as Node | null) ?? undefined;
  return { tree: { root, text, lines, anchors: anchorsOf(root), room: newRoom(), ...(merges ? { merged: new Map() } : {}) }, notes: brokenYaml(path, lines, document.errors) };
}

/** All documents of a file (`---` between them), with merges; empty ones are left out. */
export function readTrees(path: string, text: string): { trees: Tree[]; notes: Note[] } {
  if (text.length > LARGEST_TEXT) return { trees: [], notes: [tooLarge(path)] };
  const lines = new LineCounter();
  const parsed = parseAllDocuments(text, { ...OPTIONS, lineCounter: lines });
  const documents = (Array.isArray(parsed) ? parsed : []).slice(0, MOST_DOCUMENTS);
  const errors = documents.flatMap((document) => document.errors);
  if (errors.some((error) => /call stack/i.test(error.message))) return { trees: [], notes: [tooDeep(path)] };
  const roots = documents.map((document) => (document.contents as Node | null) ?? undefined).filter((root) => root !== undefined);
  const room = newRoom();
  return { trees: roots.map((root) => ({ root, text, lines, anchors: anchorsOf(root), room, merged: new Map() })), notes: brokenYaml(path, lines, errors) };
}

function newRoom(): Tree['room'] {
  return { steps: MOST_STEPS, characters: MOST_CHARACTERS };
}

/** Takes one step with its text from what may still be taken; false when nothing is left. */
export function takeStep({ room }: Tree, characters: number): boolean {
  room.steps -= 1;
  room.characters -= characters;
  return room.steps >= 0 && room.characters >= 0;
}

function tooLarge(path: string): Note {
  return { code: 'file-too-large', path, says: `The pipeline has more than ${LARGEST_TEXT} characters and was not read.` };
}

function tooDeep(path: string): Note {
  return { code: 'unreadable-yaml', path, says: 'The YAML is nested too deeply to be read.' };
}

function brokenYaml(path: string, lines: LineCounter, errors: readonly { message: string; pos: [number, number] }[]): Note[] {
  const first = errors[0];
  if (first === undefined) return [];
  const line = Math.max(1, lines.linePos(first.pos[0]).line);
  return [{ code: 'unreadable-yaml', path, line, says: `The YAML cannot be read from line ${line}: ${first.message}.` }];
}

/** Which node each alias stands for: the last one before it that carries the anchor. One walk, because asking the parser walks once an alias. */
function anchorsOf(root: Node | undefined): Map<Alias, Node> {
  const named = new Map<string, Node>();
  const anchors = new Map<Alias, Node>();
  const stack: unknown[] = [root];
  while (stack.length > 0) {
    const node = stack.pop();
    if (isPair(node)) stack.push(node.value, node.key);
    else if (isAlias(node)) {
      const target = named.get(node.source);
      if (target !== undefined) anchors.set(node, target);
    } else if (isScalar(node) || isCollection(node)) {
      if (node.anchor !== undefined) named.set(node.anchor, node);
      if (isCollection(node)) for (let at = node.items.length - 1; at >= 0; at--) stack.push(node.items[at]);
    }
  }
  return anchors;
}

function follow(tree: Tree, node: unknown): Node | undefined {
  let at = node;
  for (let hop = 0; isAlias(at); hop++) {
    if (hop === LONGEST_ALIAS_CHAIN) return undefined;
    at = tree.anchors.get(at);
  }
  return isScalar(at) || isCollection(at) ? (at as Node) : undefined;
}

/** 1-based line on which a node begins. */
export function lineOf(tree: Tree, node: Node | undefined): number {
  return node?.range ? Math.max(1, tree.lines.linePos(node.range[0]).line) : 1;
}

/** Keys are taken as written: under YAML 1.1 the key `on` would be the boolean true. */
export function entriesOf(tree: Tree, node: unknown): Entry[] {
  return entriesAt(tree, node, 0);
}

function entriesAt(tree: Tree, node: unknown, depth: number): Entry[] {
  const map = follow(tree, node);
  if (!isMap(map) || depth > DEEPEST_MERGE) return [];
  const known = tree.merged?.get(map);
  if (known !== undefined) return known;
  // Stands while its own merges are read, so that maps that merge one another end.
  tree.merged?.set(map, []);
  const entries: Entry[] = [];
  const merged: Entry[] = [];
  for (const pair of map.items.slice(0, MOST_ENTRIES)) {
    const key = follow(tree, pair.key);
    if (!isScalar(key)) continue;
    if (tree.merged !== undefined && written(key) === '<<') merged.push(...itemsOf(tree, pair.value).flatMap((other) => entriesAt(tree, other, depth + 1)).slice(0, MOST_ENTRIES));
    else entries.push({ key: written(key), line: lineOf(tree, pair.key as Node), value: follow(tree, pair.value) });
  }
  const all = merged.length === 0 ? entries : withMerged(entries, merged);
  tree.merged?.set(map, all);
  return all;
}

/** A map's own keys count before merged ones, and of several merged maps the first. */
function withMerged(own: readonly Entry[], merged: readonly Entry[]): Entry[] {
  const seen = new Set(own.map((entry) => entry.key));
  return [...merged.filter((entry) => !seen.has(entry.key) && seen.add(entry.key)), ...own].slice(0, MOST_ENTRIES);
}

/** The value of a key; the last one where a key stands twice. */
export function get(tree: Tree, node: unknown, key: string): Node | undefined {
  return entryOf(tree, node, key)?.value;
}

export function entryOf(tree: Tree, node: unknown, key: string): Entry | undefined {
  return entriesOf(tree, node).findLast((entry) => entry.key === key);
}

/** The items of a list; a lone value counts as a list of one, as CI systems have it. */
export function itemsOf(tree: Tree, node: unknown): Node[] {
  const list = follow(tree, node);
  if (list === undefined) return [];
  if (!isSeq(list)) return [list];
  return list.items.slice(0, MOST_ENTRIES).map((item) => follow(tree, item)).filter((item) => item !== undefined);
}

/** A scalar's text as written (`3.10` stays `3.10`), without quotes; undefined for anything else and for null. */
export function textOf(tree: Tree, node: unknown): string | undefined {
  const scalar = follow(tree, node);
  return isScalar(scalar) && scalar.value !== null ? written(scalar) : undefined;
}

export function textsOf(tree: Tree, node: unknown): string[] {
  return itemsOf(tree, node).map((item) => textOf(tree, item)).filter((text) => text !== undefined);
}

/** The line on which a scalar's text begins: that after the header of a block scalar (`run: |`). */
export function textLineOf(tree: Tree, node: Node | undefined): number {
  const block = isScalar(node) && (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED');
  return lineOf(tree, node) + (block ? 1 : 0);
}

/** The source of a node on one line, cut at 120 characters. */
export function sourceOf(tree: Tree, node: Node | undefined): string {
  return node?.range ? tree.text.slice(node.range[0], Math.min(node.range[1], node.range[0] + 120)).replace(/\s+/g, ' ').trim() : '';
}

function written(scalar: Scalar): string {
  return typeof scalar.value === 'string' ? scalar.value : (scalar.source ?? String(scalar.value));
}
