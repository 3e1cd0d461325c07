import type { Catalogue } from '../../../src/domain/catalogue.ts';
import type { FileSignals, PackageFact } from '../../../src/domain/signals.ts';
import type { Tool } from '../../../src/domain/tool.ts';
import { createWorld, followCommands, type CommandEnd, type World } from '../../../src/reach/commands/index.ts';
import { readScripts } from '../../../src/signals/scripts/index.ts';

const ACME: Tool = {
  id: 'acme', name: 'Acme', categories: ['evaluation'], packages: { npm: ['@acme/cli'], pypi: ['acme-sdk'] }, files: ['**/acmeconfig.yaml'],
  commands: [{ run: 'acme eval', effect: 'eval' }, { run: 'acme index', effect: 'index' }],
};
const VAGUE: Tool = { id: 'vague', name: 'Vague', categories: ['evaluation'], ambiguous: true, packages: { pypi: ['vague'] }, commands: [{ run: 'vague run', effect: 'eval' }] };
const TESTER: Tool = { id: 'tester', name: 'Tester', categories: ['testing'], commands: [{ run: 'pytest', effect: 'test' }] };

/** A world of a few files; packages by hand, since reading manifests is another stage's reader. */
export function worldOf(files: Readonly<Record<string, string>>, packages: Readonly<Record<string, Partial<PackageFact>>> = {}, more: Readonly<Record<string, Partial<FileSignals>>> = {}): World {
  const signals = Object.entries(files).map(([path, text]): FileSignals => {
    const scripts = readScripts(path, text)?.scripts;
    const fact = packages[path];
    return {
      file: { path, size: text.length, role: 'main', firstParty: !path.startsWith('vendor/') },
      ...(scripts ? { scripts } : {}),
      ...(fact ? { package: { line: 1, ecosystem: path.endsWith('.json') ? 'npm' : 'pypi', private: false, ...fact } } : {}),
      ...more[path],
    };
  });
  return createWorld(signals, { tools: [ACME, VAGUE, TESTER] } as unknown as Catalogue);
}

export function endsOf(text: string, world: World, at: { cwd?: string; shell?: string } = {}): CommandEnd[] {
  return followCommands(text, { path: 'ci.yml', line: 10, cwd: at.cwd ?? '', ...(at.shell === undefined ? {} : { shell: at.shell }) }, world);
}

/** Each end on one line: `eval acme: acme eval -c x.yaml [x.yaml]`. */
export function linesOf(ends: readonly CommandEnd[]): string[] {
  return ends.map((end) => `${end.effect}${end.tool === undefined ? '' : ` ${end.tool}`}: ${end.argv.join(' ')}${end.files.length > 0 ? ` [${end.files.join(', ')}]` : ''}`);
}

export const NOTHING = worldOf({});
