import type { Note } from '../domain/note.ts';
import type { FileEntry, Role } from '../domain/snapshot.ts';
import { ROLES } from '../domain/snapshot.ts';

/** A file of code that is worth parsing, and how much it has to do with generative AI. */
export interface Candidate {
  readonly file: FileEntry;
  readonly weight: number;
}

export interface Choice {
  readonly chosen: readonly FileEntry[];
  /** What was left out, and why. */
  readonly notes: readonly Note[];
}

/** Of the bytes that are parsed, how many parts each role gets while there are files of it. What runs in production says most. */
const SHARES: Readonly<Record<Role, number>> = { main: 12, eval: 4, test: 3, template: 2, example: 2, docs: 1 };

/** Bytes. Nobody writes longer files of code; tables, recorded answers and what a generator has put together are as long. */
const MAX_PARSED_FILE = 256 * 1024;

/**
 * The files to parse, of those that are worth it: all of a sensible size, or where they are more than `most` bytes together, those that say
 * most. Then each role has its share, within which files go by their weight.
 */
export function chooseFiles(candidates: readonly Candidate[], most: number): Choice {
  const long = candidates.filter(({ file }) => file.size > MAX_PARSED_FILE);
  const usual = long.length === 0 ? candidates : candidates.filter(({ file }) => file.size <= MAX_PARSED_FILE);
  const isAll = usual.reduce((sum, { file }) => sum + file.size, 0) <= most;
  const chosen = isAll ? usual.map(({ file }) => file) : heaviest(usual, most);
  return { chosen, notes: [...(long.length > 0 ? [tooLong(long)] : []), ...(isAll ? [] : [leftOut(usual.length - chosen.length, usual.length, most)])] };
}

/** Takes the heaviest file of whichever role has had least of its share, until there is no room. */
function heaviest(candidates: readonly Candidate[], most: number): FileEntry[] {
  const queues = ROLES.map((role) => ({ share: SHARES[role], taken: 0, files: candidates.filter(({ file }) => file.role === role).sort(lightestFirst) }));
  const chosen: FileEntry[] = [];
  let room = most;
  for (;;) {
    const [queue] = queues.filter(({ files }) => files.length > 0).sort((a, b) => a.taken / a.share - b.taken / b.share);
    const file = queue?.files.pop()?.file;
    if (!queue || !file) return chosen;
    // Smaller ones may still fit.
    if (file.size > room) continue;
    chosen.push(file);
    queue.taken += file.size;
    room -= file.size;
  }
}

function lightestFirst(a: Candidate, b: Candidate): number {
  return a.weight - b.weight || (a.file.path < b.file.path ? 1 : -1);
}

function tooLong(long: readonly Candidate[]): Note {
  const paths = long.map(({ file }) => file.path);
  const named = paths.length > NAMED ? `${paths.slice(0, NAMED).join(', ')} and ${paths.length - NAMED} more` : paths.join(', ');
  return { code: 'code-too-long', ...(paths.length === 1 && { path: paths[0]! }), says: `Code in files longer than ${MAX_PARSED_FILE / 1024} KiB was not parsed beyond imports: ${named}.` };
}
const NAMED = 5;

function leftOut(count: number, of: number, most: number): Note {
  return { code: 'parse-limit', says: `Of ${of} files of code that have to do with generative AI, the ${count} that say least were not parsed beyond imports, since all are more than ${most / 1024 / 1024} MiB; raise max-parsed to parse more.` };
}
