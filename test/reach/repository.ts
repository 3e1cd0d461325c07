/** Small repositories for tests of reach: files as text in, signals through the real readers, reach out. */
import type { Catalogue } from '../../src/domain/catalogue.ts';
import type { Reach, Run } from '../../src/domain/reach.ts';
import type { FileSignals } from '../../src/domain/signals.ts';
import type { Role } from '../../src/domain/snapshot.ts';
import { computeReach } from '../../src/reach/index.ts';
import { readPipeline } from '../../src/signals/pipelines/index.ts';
import { readScripts } from '../../src/signals/scripts/index.ts';

const catalogue: Catalogue = {
  tools: [
    {
      id: 'acme',
      name: 'Acme',
      categories: ['evaluation'],
      commands: [
        { run: 'acme eval', effect: 'eval' },
        { run: 'acme deploy', effect: 'deploy' },
        { run: 'acme scan', effect: 'scan' },
      ],
      actions: [
        { uses: 'acme/*', effect: 'scan' },
        { uses: 'acme/eval-action', effect: 'eval' },
        { uses: 'acme/workflows/.github/workflows/deploy.yml', effect: 'deploy' },
      ],
      files: ['**/acme.yaml'],
    },
  ],
  rules: [],
  kind: { kinds: [{ kind: 'none', says: 'nothing' }] },
  models: { names: [], dated: [], words: [] },
  maturity: [],
  localOperators: [],
  hash: 'test',
};

export interface Around {
  readonly imports?: Record<string, readonly string[]>;
  readonly loads?: Record<string, readonly string[]>;
  readonly roles?: Record<string, Role>;
}

export function reachOf(files: Record<string, string>, { imports = {}, loads = {}, roles = {} }: Around = {}): Reach {
  const signals = Object.entries(files).map(([path, text]) => signalsOf(path, text, roles[path] ?? 'main'));
  const sets = (links: Record<string, readonly string[]>) => new Map(Object.entries(links).map(([path, targets]) => [path, new Set(targets)]));
  const byPath = new Map(signals.map((one) => [one.file.path, one]));
  return computeReach(signals, { imports: sets(imports), importedBy: new Map(), loads: sets(loads), byPath }, catalogue);
}

function signalsOf(path: string, text: string, role: Role): FileSignals {
  const pipeline = readPipeline(path, text)?.pipeline;
  const scripts = readScripts(path, text)?.scripts;
  return { file: { path, size: text.length, role, firstParty: true }, ...(pipeline === undefined ? {} : { pipeline }), ...(scripts === undefined ? {} : { scripts }) };
}

/** Runs of one effect. */
export function runsOf(files: Record<string, string>, effect: Run['effect'] = 'eval', around: Around = {}): readonly Run[] {
  return reachOf(files, around).runs.filter((run) => run.effect === effect);
}

export function lines(...text: string[]): string {
  return `${text.join('\n')}\n`;
}
