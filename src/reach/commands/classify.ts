/** What a command does, and which files of the repository it reads: by the tool catalogue, the test runners and the table of programs. */
import { EFFECTS, type Effect } from '../../domain/reach.ts';
import { shellGlob } from '../../matching/index.ts';
import { leadOf, matchLead, type Lead, type Match } from './match.ts';
import { baseName, resolvePath, type Folder } from './paths.ts';
import { DEFAULT_FILES, FOLDER_OPTIONS, PROGRAMS, READS_FOLDER, REMOTE_DEPLOYS, REQUESTS } from './programs.ts';
import { selectTests } from './runners/select.ts';
import { below, indexOf, search, type ToolLead, type World } from './world.ts';

export interface Classified {
  readonly effect: Effect;
  readonly tool?: string;
  readonly files: readonly string[];
  /** Whether any table knows the command. */
  readonly known: boolean;
}

interface ProgramMatch extends Match {
  readonly effect: Effect;
}

const MAX_FILES = 2_000;

/** `isRemote`: the command runs on another machine, over ssh. */
export function classify(words: readonly string[], from: Folder, world: World, isRemote = false): Classified {
  const cwd = chosenFolder(words, from);
  const tool = bestTool(words, world);
  // `npx @scope/name` starts the program `name` more often than not.
  const plain = [(words[0] ?? '').replace(/^@[^/]+\//, ''), ...words.slice(1)];
  const tests = selectTests(plain, cwd, world);
  const program = bestProgram(plain, isRemote);
  const heaviest = Math.max(tool?.weight ?? 0, tests?.weight ?? 0, program?.weight ?? 0);
  if (heaviest === 0) return { effect: requested(words), files: [], known: false };
  // A test runner that the catalogue lists as a tool still picks up its files by its own rules.
  const effect = tool?.weight === heaviest ? tool.effect : tests?.weight === heaviest ? 'test' : (program?.effect ?? 'other');
  const named = tests ? tests.files : namedFiles(words, tool?.lead ?? leadOf(''), cwd, world);
  const readsDefaults = READS_FOLDER.has(words[0] ?? '') || (named.length === 0 && !words.some((word) => namesConfig(word)));
  const files = readsDefaults ? [...new Set([...named, ...defaultFiles(words, tool, cwd, world)])].sort() : named;
  return { effect: isIdle(words) ? 'other' : effect, ...(tool ? { tool: tool.tool.id } : {}), files, known: true };
}

/** `terraform -chdir=infra apply` runs in `infra`. */
function chosenFolder(words: readonly string[], cwd: Folder): Folder {
  const options = Object.hasOwn(FOLDER_OPTIONS, words[0] ?? '') ? (FOLDER_OPTIONS[words[0] ?? ''] ?? []) : [];
  const at = words.findIndex((word) => options.includes(word.split('=', 1)[0] ?? ''));
  const word = words[at];
  if (word === undefined) return cwd;
  return resolvePath(cwd, word.includes('=') ? word.slice(word.indexOf('=') + 1) : (words[at + 1] ?? ''));
}

/** Whether a word chooses a file, even one that is not in the repository: then the files that go without saying are not read. */
function namesConfig(word: string): boolean {
  return /^(?:-c|--config|--config-file|-f|--file)(?:=|$)/.test(word) || /^[^-].*\.(?:ya?ml|jsonc?|jsonl|toml|csv|[cm]?[jt]s|py)$/.test(word);
}

function bestTool(words: readonly string[], world: World): (ToolLead & Match) | undefined {
  let best: (ToolLead & Match) | undefined;
  for (const one of indexOf(world).leads.get(baseName(words[0] ?? '')) ?? indexOf(world).leads.get(words[0] ?? '') ?? []) {
    const match = matchLead([one.lead.words[0] ?? '', ...words.slice(1)], one.lead);
    if (match && match.weight > (best?.weight ?? 0)) best = { ...one, ...match };
  }
  return best;
}

let programs: ReadonlyMap<string, readonly { readonly lead: Lead; readonly effect: Effect }[]> | undefined;

function bestProgram(words: readonly string[], isRemote: boolean): ProgramMatch | undefined {
  // Made on first use, since modules do no work when they are loaded.
  programs ??= byFirstWord();
  let best: ProgramMatch | undefined;
  const rows = programs.get(words[0] ?? '') ?? [];
  const remote = isRemote ? REMOTE_DEPLOYS.map((run) => ({ lead: leadOf(run), effect: 'deploy' as const })) : [];
  for (const { lead, effect } of [...rows, ...remote]) {
    const match = matchLead(words, lead);
    if (match && match.weight > (best?.weight ?? 0)) best = { ...match, effect };
  }
  return best;
}

function byFirstWord(): Map<string, { lead: Lead; effect: Effect }[]> {
  const rows = new Map<string, { lead: Lead; effect: Effect }[]>();
  for (const effect of EFFECTS) {
    for (const run of PROGRAMS[effect] ?? []) {
      const lead = leadOf(run);
      const first = lead.words[0] ?? '';
      rows.set(first, [...(rows.get(first) ?? []), { lead, effect }]);
    }
  }
  return rows;
}

/** A request to a webhook says what it does by its address or by the variable that holds it. */
function requested(words: readonly string[]): Effect {
  if (!/^(?:curl|wget|http|https|xh|Invoke-RestMethod|Invoke-WebRequest|iwr|irm)$/i.test(words[0] ?? '')) return 'other';
  const text = words.join(' ').toLowerCase();
  return REQUESTS.find(([part]) => text.includes(part))?.[1] ?? 'other';
}

/** A rehearsal or a question does none of what the command would do. */
export function isIdle(words: readonly string[]): boolean {
  return words.some((word) => /^(?:--help|--version|--dry-run(?:=(?:client|server|true))?|--dryrun|--collect-only)$/.test(word));
}

/** Files that arguments name, and those in folders that they name; the words of the command itself are no arguments. */
export function namedFiles(words: readonly string[], lead: Lead, cwd: Folder, world: World): string[] {
  const found = new Set<string>();
  const own = lead.words.slice(1);
  for (const word of words.slice(1)) {
    if (word === own[0]) own.shift();
    else for (const path of argumentFiles(word, cwd, world)) if (found.size < MAX_FILES) found.add(path);
  }
  return [...found].sort();
}

function argumentFiles(word: string, cwd: Folder, world: World): readonly string[] {
  const value = word.startsWith('-') ? word.slice(word.indexOf('=') + 1) : word;
  if (value.startsWith('-') || value.length > 300) return [];
  // `@file` is how many programs take a value from a file; `x.py::case` is one case of a file.
  const path = resolvePath(cwd, value.replace(/^@/, '').replace(/^file:(?:\/\/)?/, '').replace(/::.*$/s, ''));
  // `.` is where a command stands rather than what it reads.
  if (path === undefined || path === '' || path === cwd) return [];
  if (world.has(path)) return [path];
  if (!/[*?[{]/.test(path)) return below(world, path);
  return search(world, `glob ${path}`, () => shellGlob(path));
}

function defaultFiles(words: readonly string[], tool: ToolLead | undefined, cwd: Folder, world: World): readonly string[] {
  if (cwd === undefined) return [];
  const two = `${words[0]} ${words[1]}`;
  const known = [two, words[0] ?? ''].find((name) => Object.hasOwn(DEFAULT_FILES, name));
  const globs = [...(tool?.tool.files ?? []), ...(known === undefined ? [] : (DEFAULT_FILES[known] ?? []))];
  if (globs.length === 0) return [];
  const read = (): ((path: string) => boolean) => {
    // The catalogue's globs may say "anywhere"; a command without arguments reads only what lies where it runs.
    const matches = world.paths(globs, { rewrite: (glob) => glob.replace(/^(?:\*\*\/)+/, '') });
    return (path) => (cwd === '' || path.startsWith(`${cwd}/`)) && matches(cwd === '' ? path : path.slice(cwd.length + 1));
  };
  return search(world, `defaults ${cwd} ${globs.join(' ')}`, read).slice(0, MAX_FILES);
}
