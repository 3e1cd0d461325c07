/** House rules: what a repository adds to the rules that ship. Its folder may come from a stranger's pull request. */
import { ConfigError } from '../domain/errors.ts';
import type { Catalogue } from '../domain/catalogue.ts';
import type { Rule } from '../domain/rule.ts';
import type { FileEntry, Snapshot } from '../domain/snapshot.ts';
import type { Tool } from '../domain/tool.ts';
import { sentences } from '../located-yaml/problems.ts';
import type { Problem } from '../located-yaml/problems.ts';
import { check } from './check.ts';
import { compileCatalogue } from './compile.ts';
import { say } from './errors.ts';
import type { RuleFile } from './files.ts';
import { readParts } from './read.ts';

const MOST_FILES = 500;
const MOST_BYTES = 256 * 1024;

/** See extendCatalogue. */
export async function withHouseRules(shipped: Catalogue, snapshot: Snapshot, folders: readonly string[]): Promise<Catalogue> {
  const { files, problems: unread } = await readHouseFiles(snapshot, folders);
  const { entries, parts, problems } = readParts({ shown: '', files }, shipped);
  refuse([...unread, ...problems, ...check(entries)]);
  const known = new Set(textsOf(shipped));
  return compileCatalogue(shipped, { ...parts, texts: [...new Set(textsOf(parts))].filter((text) => !known.has(text)) });
}

/** Every YAML file of the folders, in their order; other files are none of ours. */
async function readHouseFiles(snapshot: Snapshot, folders: readonly string[]): Promise<{ files: RuleFile[]; problems: Problem[] }> {
  const found = [...new Set(folders)].flatMap((folder) => snapshot.files.filter(({ path }) => isIn(folder, path) && /\.ya?ml$/.test(path)).map((entry) => ({ folder, entry })));
  // Reading them all only to complain about their number is what a flood of files is for.
  if (found.length > MOST_FILES) refuse([{ path: folders.join(', '), says: say.tooManyFiles(found.length, MOST_FILES) }]);
  const files: RuleFile[] = [];
  const problems: Problem[] = [];
  for (const { folder, entry } of found) {
    const text = entry.size > MOST_BYTES ? undefined : await read(snapshot, entry);
    if (text === undefined) problems.push({ path: entry.path, says: entry.size > MOST_BYTES ? say.tooLarge(MOST_BYTES) : say.unreadable() });
    else files.push({ path: entry.path, name: entry.path.slice(folder === '' ? 0 : folder.length + 1), text });
  }
  return { files, problems };
}

/** The empty folder is the root. */
function isIn(folder: string, path: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`);
}

async function read(snapshot: Snapshot, { path }: FileEntry): Promise<string | undefined> {
  const bytes = await snapshot.read(path).catch(() => undefined);
  return bytes && new TextDecoder().decode(bytes);
}

/** Every text by which rules and tools could match something. More than the patterns among them: none must be forgotten. */
function textsOf({ rules, tools }: { readonly rules: readonly Rule[]; readonly tools: readonly Tool[] }): string[] {
  const matching = rules.map(({ present, automated, enforced, hints, examples = [] }) => [present, automated, enforced, hints, examples.map(({ hint }) => hint)]);
  return stringsIn([matching, tools]);
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new ConfigError(sentences(problems).join('\n'));
}
