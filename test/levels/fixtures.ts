import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { Kind } from '../../src/domain/rule.ts';

/** One repository of test/levels/<model>.yaml, and what the model must say of it. */
interface Entry {
  /** The model and the level. */
  readonly id: string;
  /** What a reader would say of it, as a sentence. */
  readonly says: string;
  readonly kind: Kind;
  readonly level: number;
  readonly name: string | null;
  /** The level of each pillar, where the model has pillars. */
  readonly pillars?: Readonly<Record<string, number>>;
  /** What people vouch for, by capability, with their reason: `.github/genaiops.yml` is made of it. Those of the entry that it extends stay. */
  readonly attests?: Readonly<Record<string, string>>;
  /** The level without anybody's word. */
  readonly alone?: number;
  /** The entry of the same file that it builds on. */
  readonly extends?: string;
  /** Path → contents: they add to, or replace, those of the entry that it extends. */
  readonly files?: Readonly<Record<string, string>>;
  /** Paths of that entry that are gone. */
  readonly without?: readonly string[];
  /** Files that decide nothing by themselves, but that anybody would miss: manifests, what other files import, tests that a pipeline runs. */
  readonly scenery?: readonly string[];
}

export interface Fixture extends Omit<Required<Entry>, 'extends' | 'without' | 'pillars'>, Pick<Entry, 'pillars'> {
  /** The id of the model that it is about. */
  readonly model: string;
  /** Its files are those of the entry that it extends. */
  readonly same: boolean;
}

/** Every repository of this folder, complete. */
export function readFixtures(): readonly Fixture[] {
  const here = fileURLToPath(new URL('.', import.meta.url));
  return readdirSync(here).filter((name) => name.endsWith('.yaml')).flatMap((name) => {
    const entries = parse(readFileSync(here + name, 'utf8')) as readonly Entry[];
    return entries.map((entry) => complete(entry, entries, name.replace('.yaml', '')));
  });
}

function complete(entry: Entry, entries: readonly Entry[], model: string): Fixture {
  const before = entry.extends === undefined ? undefined : entries.find(({ id }) => id === entry.extends);
  if (entry.extends !== undefined && !before) throw new Error(`${entry.id} extends ${entry.extends}, which is not there`);
  const base = before && complete(before, entries, model);
  const files = { ...base?.files, ...entry.files };
  const gone = entry.without ?? [];
  const { pillars } = entry;
  return {
    ...entry,
    model,
    alone: entry.alone ?? entry.level,
    ...(pillars && { pillars }),
    attests: { ...base?.attests, ...entry.attests },
    files: Object.fromEntries(Object.entries(files).filter(([path]) => !gone.includes(path))),
    scenery: entry.scenery ?? [],
    same: base !== undefined && entry.files === undefined && gone.length === 0,
  };
}

/** The fixture's repository, with its configuration where people vouch for something. */
export function repositoryOf({ files, attests }: Fixture): Readonly<Record<string, string>> {
  const vouched = Object.entries(attests);
  return vouched.length === 0 ? files : { ...files, '.github/genaiops.yml': `attestations:\n${vouched.map(attestation).join('')}` };
}

function attestation([capability, reason]: [string, string]): string {
  return `  - capability: ${capability}
    owner: "@acme/ai"
    reason: ${JSON.stringify(reason)}
    evidence: https://wiki.acme.example/ai
    date: 2026-06-01
    expires: 2027-03-01
`;
}
