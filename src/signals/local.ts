import type { Catalogue } from '../domain/catalogue.ts';
import type { Note } from '../domain/note.ts';
import type { Operator } from '../domain/rule.ts';
import type { LocalMatch } from '../domain/signals.ts';
import { matchingOf, type Matching } from '../matching/index.ts';
import { createGlobIndex, namesFile } from './file-globs.ts';
import { compileCondition, find, parseQuery, type Test } from './query.ts';
import { formatOf, readDocument, type Format } from './tree/document.ts';
import { excerptAt, lineOf } from './tree/lines.ts';
import type { Tree } from './tree/tree.ts';

/** What the operators of a catalogue that look at one file alone find in it. */
export interface LocalMatcher {
  /** Whether any operator is about this path. Cheap: it is asked of every file. */
  wants(path: string): boolean;
  match(path: string, text: string): { readonly matches: LocalMatch[]; readonly notes: Note[] };
}

/** An operator made ready: `look` gives the line of its first match. */
interface Ready {
  readonly op: number;
  readonly named: boolean;
  readonly document: boolean;
  readonly look: (text: string, documents: () => readonly Tree[]) => number | undefined;
}

const MAX_LENGTH = 1024 * 1024;

export function createLocalMatcher(catalogue: Catalogue): LocalMatcher {
  const matching = matchingOf(catalogue);
  const ready: Ready[] = [];
  const globs: { glob: string; id: number }[] = [];
  for (const operator of catalogue.localOperators) {
    const files = filesOf(operator);
    const look = lookFor(operator, matching);
    if (operator.op === undefined || !look) continue;
    for (const glob of files) globs.push({ glob, id: ready.length });
    ready.push({ op: operator.op, named: files.some(namesFile), document: operator.document !== undefined, look });
  }
  const index = createGlobIndex(globs, matching);
  // `match` follows `wants` for the same path.
  let asked = '';
  let answer: readonly number[] = [];
  const wanted = (path: string): readonly number[] => {
    if (path !== asked) [asked, answer] = [path, index(path)];
    return answer;
  };
  return {
    wants: (path) => wanted(path).length > 0,
    match: (path, text) => matchAll(path, text, wanted(path).flatMap((id) => ready[id] ?? [])),
  };
}

function matchAll(path: string, text: string, wanted: readonly Ready[]): { matches: LocalMatch[]; notes: Note[] } {
  const matches: LocalMatch[] = [];
  for (const { op, look } of wanted) {
    const line = look(text, () => readDocument(path, text).documents);
    if (line !== undefined) matches.push({ op, line, excerpt: excerptAt(text, line) });
  }
  const note = wanted.some((each) => each.document && each.named) ? unreadable(path, text) : undefined;
  return { matches: matches.sort((a, b) => a.op - b.op), notes: note ? [note] : [] };
}

function filesOf(operator: Operator): readonly string[] {
  const files = operator.text?.files ?? operator.document?.files ?? [];
  return typeof files === 'string' ? [files] : files;
}

function lookFor(operator: Operator, matching: Matching): Ready['look'] | undefined {
  if (operator.text) {
    const expression = matching.expression(operator.text.matches);
    const { head } = operator.text;
    return (text) => {
      const match = expression.find(head === undefined ? text.slice(0, MAX_LENGTH) : firstLines(text, head));
      // A match may begin with the line break before what it is about.
      return match ? lineOf(text, match.index + (/^\s*/.exec(match.text)?.[0].length ?? 0)) : undefined;
    };
  }
  if (!operator.document) return undefined;
  const parts = Object.entries(operator.document.where).map(([query, condition]) => ({ steps: parseQuery(query), test: compileCondition(condition, matching) }));
  return (_text, documents) => {
    for (const tree of documents()) {
      const line = lineIn(tree, parts);
      if (line !== undefined) return line;
    }
    return undefined;
  };
}

function firstLines(text: string, count: number): string {
  let end = -1;
  for (let line = 0; line < count; line += 1) {
    end = text.indexOf('\n', end + 1);
    if (end < 0) return text.slice(0, MAX_LENGTH);
  }
  return text.slice(0, Math.min(end, MAX_LENGTH));
}

/** All conditions must hold within one document. The line is that of the first query that asks for a value, else the document's. */
function lineIn(tree: Tree, parts: readonly { readonly steps: ReturnType<typeof parseQuery>; readonly test: Test }[]): number | undefined {
  let line: number | undefined;
  for (const { steps, test } of parts) {
    const hits = find(tree, steps);
    if (test.absent) {
      if (hits.length > 0) return undefined;
      continue;
    }
    const hit = hits.find((each) => test.holds(each.tree));
    if (!hit) return undefined;
    line ??= hit.line;
  }
  return line ?? tree.line;
}

const CODES: Readonly<Record<Format, string>> = { 'yaml': 'unreadable-yaml', 'json': 'unreadable-json', 'toml': 'unreadable-toml', 'xml': 'unreadable-xml', 'front-matter': 'unreadable-yaml' };

/** A note on a configuration file that cannot be read; templates of such files are no mistake. */
function unreadable(path: string, text: string): Note | undefined {
  const { problem } = readDocument(path, text);
  if (!problem || /(?:^|[^$])\{\{|\{%/m.test(text) || /(?:^|\/)templates\//.test(path)) return undefined;
  return { code: CODES[formatOf(path, text)], path, line: problem.line, says: problem.says };
}
