import type { DataSet } from '../../domain/signals.ts';
import { entriesOf, type List, type Mapping, type Tree } from '../tree/tree.ts';
import { lineOf } from '../tree/lines.ts';

const MAX_FIELDS = 200;
/** Keys of an object under which its cases are listed, in the order in which they are tried. */
const CASE_KEYS = [
  'tests', 'test_cases', 'testcases', 'cases', 'examples', 'scenarios', 'questions', 'dataset', 'data', 'items', 'samples', 'records', 'rows', 'instances',
  'conversations', 'inputs', 'evals', 'goldens', 'queries', 'testdata',
];

/** JSON text: an array of records, or an object with one under a key that speaks of cases. */
export function readJsonRecords(text: string): DataSet | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (Array.isArray(value)) return dataSet(value.filter(isRecord).map((record) => () => Object.keys(record)), value.length, 1, 1);
  if (!isRecord(value)) return undefined;
  const keys = new Map(Object.keys(value).map((key) => [key.toLowerCase(), key]));
  for (const name of CASE_KEYS) {
    const key = keys.get(name);
    const list = key === undefined ? undefined : value[key];
    if (key === undefined || !Array.isArray(list)) continue;
    const found = dataSet(list.filter(isRecord).map((record) => () => Object.keys(record)), list.length, 2, lineOf(text, Math.max(0, text.indexOf(JSON.stringify(key)))));
    if (found) return found;
  }
  return undefined;
}

/** The same for a tree that was read from YAML. */
export function readTreeRecords(tree: Tree): DataSet | undefined {
  if (tree.kind === 'list') return ofList(tree, 1, tree.line);
  for (const name of CASE_KEYS) {
    const entry = entriesOf(tree).find(({ key }) => key.toLowerCase() === name);
    const found = entry?.value.kind === 'list' ? ofList(entry.value, 2, entry.line) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** One JSON object per line; lines that are none are not counted. */
export function readJsonLines(text: string): DataSet | undefined {
  let first: { line: number; fields: string[] } | undefined;
  let cases = 0;
  let line = 0;
  let start = 0;
  while (start < text.length) {
    const end = text.indexOf('\n', start);
    const row = text.slice(start, end < 0 ? undefined : end).trim();
    start = end < 0 ? text.length : end + 1;
    line += 1;
    if (!row.startsWith('{') && !row.startsWith('\uFEFF{')) continue;
    try {
      const record: unknown = JSON.parse(row.replace('\uFEFF', ''));
      if (!isRecord(record)) continue;
      first ??= { line, fields: Object.keys(record).slice(0, MAX_FIELDS) };
      cases += 1;
    } catch {
      // A broken line is no case.
    }
  }
  return first && { line: first.line, cases, fields: first.fields };
}

function ofList(list: List, least: number, line: number): DataSet | undefined {
  const records = list.items.filter((item): item is Mapping => item.kind === 'map');
  return dataSet(records.map((record) => () => record.entries.map(({ key }) => key)), list.items.length, least, line);
}

/** A list is a data set when most of it is records. */
function dataSet(records: readonly (() => string[])[], all: number, least: number, line: number): DataSet | undefined {
  const fields = records[0]?.() ?? [];
  return records.length >= least && records.length * 2 > all && fields.length > 0 ? { line, cases: records.length, fields: fields.slice(0, MAX_FIELDS) } : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
