import { findNodeAtLocation, parseTree, type Node, type ParseError } from 'jsonc-parser';
import type { Note } from '../../domain/note.ts';
import type { Script } from '../../domain/pipeline.ts';
import type { ReadScripts } from './index.ts';

/** `scripts` of a package.json; each script's line is that of its key. */
export function readPackageJson(path: string, text: string): ReadScripts {
  const errors: ParseError[] = [];
  const root = treeOf(text, errors);
  const lineAt = lineCounter(text);
  const notes: Note[] = [];
  if (root?.type !== 'object' || errors.length > 0) {
    const offset = errors[0]?.offset;
    notes.push({
      code: 'unreadable-json', path, ...(offset === undefined ? {} : { line: lineCounter(text)(offset) }),
      says: `${path} is not valid JSON, so some of its scripts may be missing.`,
    });
  }
  const table = root?.type === 'object' ? findNodeAtLocation(root, ['scripts']) : undefined;
  const scripts = new Map<string, Script>();
  for (const property of table?.type === 'object' ? (table.children ?? []) : []) {
    const [key, value] = property.children ?? [];
    if (typeof key?.value !== 'string' || typeof value?.value !== 'string') continue;
    scripts.set(key.value, { name: key.value, line: lineAt(key.offset), run: value.value, after: [] });
  }
  return { scripts: { runner: 'npm', scripts: [...scripts.values()] }, notes };
}

function treeOf(text: string, errors: ParseError[]): Node | undefined {
  try {
    return parseTree(text.replace(/^\uFEFF/, ' '), errors);
  } catch {
    // The parser recurses, so brackets nested a hundred thousand deep exhaust the stack.
    return undefined;
  }
}

/** Lines of offsets that are asked in ascending order. */
function lineCounter(text: string): (offset: number) => number {
  let line = 1;
  let next = text.indexOf('\n');
  return (offset) => {
    while (next !== -1 && next < offset) {
      line += 1;
      next = text.indexOf('\n', next + 1);
    }
    return line;
  };
}
