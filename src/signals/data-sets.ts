import type { DataSet } from '../domain/signals.ts';
import { readJsonLines, readJsonRecords, readTreeRecords } from './data-sets/records.ts';
import { readTable } from './data-sets/table.ts';
import { wordsOf } from './prompts/place.ts';
import { readDocument } from './tree/document.ts';
import { entryAt } from './tree/tree.ts';

/** Longer tables and line files are counted up to here; longer documents are not read. */
const MAX_LENGTH = 5 * 1024 * 1024;

/** The cases of a data set, told by path and content; nothing for every other file. */
export function readDataSet(path: string, text: string): DataSet | undefined {
  const base = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const extension = base.slice(base.lastIndexOf('.') + 1);
  if (extension === 'jsonl' || extension === 'ndjson') return readJsonLines(text.slice(0, MAX_LENGTH));
  if (!['csv', 'tsv', 'json', 'yaml', 'yml'].includes(extension) || !speaksOfCases(path)) return undefined;
  if (extension === 'csv') return readTable(text.slice(0, MAX_LENGTH), ',');
  if (extension === 'tsv') return readTable(text.slice(0, MAX_LENGTH), '\t');
  if (text.length > MAX_LENGTH || hasOtherUse(path, base)) return undefined;
  if (extension === 'json') return readJsonRecords(text.startsWith('\uFEFF') ? text.slice(1) : text);
  const [tree] = readDocument(path, text).documents;
  return tree && !MANIFEST_KEYS.some((key) => entryAt(tree, key)) ? readTreeRecords(tree) : undefined;
}

/** How words begin that say a folder or file holds cases. */
const CASE_WORD = /^(?:eval|test|golden|dataset|benchmark|case|ground|qa$|qna|question|data$|datas|sample|expected)/;

function speaksOfCases(path: string): boolean {
  return path.split('/').some((segment) => wordsOf(segment.replace(/\.[^.]*$/, '')).some((word) => CASE_WORD.test(word) || /(?:data|set|tests|evals)$/.test(word) && /^(?:test|train|eval|gold|valid)/.test(word)));
}

/** Documents that are lists of records in places that speak of tests, and yet no cases. */
const MANIFEST_KEYS = ['apiVersion', 'openapi', 'swagger', 'jobs', 'services', 'rule_files', 'groups', 'stages', 'nodes'];
const OTHER_NAMES = /^(?:package|package-lock|npm-shrinkwrap|composer|tsconfig.*|jsconfig.*|.*lock|.*\.lock|.*\.schema|manifest|metadata|.*config|.*settings|openapi|swagger|docker-compose.*|compose.*|\..*)\.(?:json|ya?ml)$/;
const OTHER_FOLDERS = /^(?:locales?|i18n|lang|langs|languages|translations|messages|node_modules|migrations|\.github|\.vscode|dashboards|workflows|charts|templates)$/;

function hasOtherUse(path: string, base: string): boolean {
  return OTHER_NAMES.test(base) || path.toLowerCase().split('/').slice(0, -1).some((folder) => OTHER_FOLDERS.test(folder));
}
