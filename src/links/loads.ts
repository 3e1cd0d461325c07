/** Which files code and scripts read by a path that stands in their text. */
import type { Links } from '../domain/links.ts';
import type { Pipeline, ScriptSet } from '../domain/pipeline.ts';
import type { FileSignals } from '../domain/signals.ts';
import type { FileIndex } from './file-index.ts';
import { fileIndex } from './file-index.ts';
import type { Modules } from './modules.ts';
import { folderOf, resolveFrom } from './paths.ts';
import type { Written } from './written-paths.ts';
import { plausible, writtenInCall } from './written-paths.ts';

/** A folder with more files than this is no folder of prompts or cases. */
const MAX_FOLDER_FILES = 500;

/** Path of a first-party code, script or pipeline file → the files that it names; both sorted. */
export function loadedFiles(signals: readonly FileSignals[], modules: Modules, constantOf: Links['constantOf']): ReadonlyMap<string, ReadonlySet<string>> {
  const files = fileIndex(signals.map(({ file }) => file.path));
  const loads = new Map<string, ReadonlySet<string>>();
  for (const each of [...signals].sort((a, b) => (a.file.path < b.file.path ? -1 : 1))) {
    if (!each.file.firstParty) continue;
    const from = each.file.path;
    const found = new Set([...byCode(each, files, constantOf), ...byImport(from, modules), ...byShell(each, files)]);
    found.delete(from);
    if (found.size > 0) loads.set(from, new Set([...found].sort()));
  }
  return loads;
}

function byCode({ file, code }: FileSignals, files: FileIndex, constantOf: Links['constantOf']): readonly string[] {
  if (!code) return [];
  const literals = code.paths.flatMap(({ text }): readonly Written[] => {
    const path = plausible(text);
    return path === undefined ? [] : [{ text: path, folder: false }];
  });
  const inCalls = code.calls.flatMap((call) => writtenInCall(call, (name) => constantOf(file.path, name)?.value));
  return [...literals, ...inCalls].flatMap((written) => meant(file.path, written, files));
}

function meant(from: string, { text, folder }: Written, files: FileIndex): readonly string[] {
  const path = text.replace(/^\/+/, '');
  if (isTelling(path)) {
    const file = files.find(from, path);
    if (file !== undefined) return isSource(file) && !path.includes('/') ? [] : [file];
  }
  const place = folder ? files.findFolder(from, path) : undefined;
  if (place === undefined || COMMON_FOLDER.test(place.slice(place.lastIndexOf('/') + 1))) return [];
  const content = files.below(place).filter((file) => !isSource(file));
  return content.length <= MAX_FOLDER_FILES ? content : [];
}

/** Whether a path says enough to be followed: an ending, and, where it is a bare name, one that is not in every repository. */
function isTelling(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (!/.\.[A-Za-z][A-Za-z0-9]{0,11}$/.test(name)) return false;
  return path.includes('/') || !COMMON_FILE.test(name);
}
const COMMON_FILE = /^(?:readme|license|changelog|contributing|index|main|__init__|setup|package|package-lock|tsconfig|pyproject|requirements|manifest|dockerfile|makefile)\b/i;
const COMMON_FOLDER = /^(?:src|lib|app|dist|build|out|test|tests|docs|public|static|node_modules|bin|tmp)$/i;

const SOURCE = /\.(?:py|[cm]?[jt]sx?|go|java|kt|cs|rb|rs|php|c|cc|cpp|h|swift)$/;
function isSource(path: string): boolean {
  return SOURCE.test(path);
}

/** `import prompt from './prompt.md'`: bundlers let code import what is no code. */
function byImport(from: string, modules: Modules): readonly string[] {
  return (modules.get(from) ?? []).flatMap(({ files }) => files).filter((path) => !isSource(path));
}

/** Words of shell texts that are files, seen from where the text runs: its own folder, the root, or the step's folder. */
function byShell({ file, pipeline, scripts }: FileSignals, files: FileIndex): readonly string[] {
  return [...pipelineTexts(pipeline), ...scriptTexts(scripts, folderOf(file.path))].flatMap(({ text, folder }) =>
    text.split(WORD_BREAKS).flatMap((word) => {
      const path = plausible(word);
      if (path === undefined) return [];
      return [resolveFrom(folder, path), resolveFrom('', path)].filter((place): place is string => place !== undefined && files.has(place)).slice(0, 1);
    }),
  );
}
const WORD_BREAKS = /[\s"'`;|&()<>=,]+/;

function pipelineTexts(pipeline: Pipeline | undefined): { text: string; folder: string }[] {
  return (pipeline?.jobs ?? []).flatMap((job) =>
    job.steps.flatMap(({ run, workingDirectory = job.workingDirectory, inputs }) => {
      const folder = resolveFrom('', workingDirectory ?? '') ?? '';
      const values = inputs.flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
      return [...(run ? [run.text] : []), ...values].map((text) => ({ text, folder }));
    }),
  );
}

function scriptTexts(scripts: ScriptSet | undefined, folder: string): { text: string; folder: string }[] {
  return (scripts?.scripts ?? []).map(({ run }) => ({ text: run, folder }));
}
