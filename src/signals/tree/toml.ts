import { parse, TomlError } from 'smol-toml';
import { MAX_DEPTH, MAX_NODES, type Tree } from './tree.ts';
import type { Reading } from './yaml.ts';

/** Reads TOML. The library gives no positions, so lines are found by looking for the table headers and keys again. */
export function readToml(text: string): Reading {
  let parsed: unknown;
  try {
    parsed = parse(text);
  } catch (error) {
    const line = error instanceof TomlError ? error.line : 1;
    return { documents: [], problem: { line, says: `The TOML cannot be parsed: ${firstLine(error)}.` } };
  }
  const lines = keyLines(text);
  let nodes = 0;
  const visit = (value: unknown, path: string, line: number, depth: number): Tree => {
    nodes += 1;
    if (depth > MAX_DEPTH || nodes > MAX_NODES) return { kind: 'scalar', line, value: null };
    if (Array.isArray(value)) {
      const items = value.map((item, index) => visit(item, path, lines.get(path)?.[index] ?? line, depth + 1));
      return { kind: 'list', line, items };
    }
    if (typeof value === 'object' && value !== null && !(value instanceof Date)) {
      const entries = Object.entries(value).map(([key, inner]) => {
        const name = path === '' ? key : `${path}.${key}`;
        const own = firstFrom(lines.get(name) ?? [], line) ?? line;
        return { key, line: own, value: visit(inner, name, own, depth + 1) };
      });
      return { kind: 'map', line, entries };
    }
    if (value instanceof Date) return { kind: 'scalar', line, value: value.toISOString() };
    return { kind: 'scalar', line, value: typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value)) ? value : String(value) };
  };
  return { documents: [visit(parsed, '', 1, 0)] };
}

/** Dotted name → the lines where it is a table header or a key, in order. */
function keyLines(text: string): Map<string, number[]> {
  const found = new Map<string, number[]>();
  let table = '';
  for (const [index, line] of text.split('\n').entries()) {
    const header = /^\s*\[{1,2}([^[\]]+)\]/.exec(line);
    const key = header ? undefined : /^\s*([\w."'-]+)\s*=/.exec(line);
    const name = (header?.[1] ?? key?.[1] ?? '').replace(/["'\s]/g, '');
    if (name === '') continue;
    if (header) table = name;
    const full = header || table === '' ? name : `${table}.${name}`;
    const lines = found.get(full);
    if (lines) lines.push(index + 1);
    else found.set(full, [index + 1]);
  }
  return found;
}

/** The first of some ascending lines that is not before another one. */
function firstFrom(ascending: readonly number[], line: number): number | undefined {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) < line) low = middle + 1;
    else high = middle;
  }
  return ascending[low];
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0]?.replace(/\.$/, '') ?? '';
}
